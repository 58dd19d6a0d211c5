// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/judged_tab.h"

#include "ui/theme/language.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

JudgedTab::JudgedTab(QWidget* parent) : QWidget(parent) {}

void JudgedTab::setContent(QWidget* content) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGap, 0, 0);
    layout->addWidget(m_stack = new EmptyStack(content));
    auto* button = m_stack->addAction([this] { Q_EMIT judgeRequested(); });
    whenTranslated(this, [button] { button->setText(tr("Judge the validation images")); });
}

void JudgedTab::setJudged(Judged judged) {
    m_judged = std::move(judged);
    showJudged();
    m_stack->setShown(hasImages() ? EmptyStack::Shown::content : EmptyStack::Shown::offer);
}

QString JudgedTab::className(int index) const {
    const auto at = static_cast<std::size_t>(index);
    return hasImages() && index >= 0 && at < images().classNames.size()
               ? QString::fromStdString(images().classNames[at])
               : tr("class %1").arg(index);
}

std::vector<QString> JudgedTab::classNames() const {
    std::vector<QString> names;
    if (!hasImages())
        return names;
    const auto& judgement = images().after ? images().after : images().before;
    for (std::size_t i = 0; judgement && i < judgement->confusion.size(); ++i)
        names.push_back(className(static_cast<int>(i)));
    return names;
}

} // namespace bubblenet::ui
