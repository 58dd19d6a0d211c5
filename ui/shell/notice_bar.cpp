// SPDX-License-Identifier: GPL-3.0-only
#include "ui/shell/notice_bar.h"

#include <QLabel>
#include <QToolButton>

#include "ui/theme/icon.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent), m_text(makeLabel(TextRole::body)), m_button(new QPushButton), m_close(new QToolButton) {
    setProperty("notice", true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kPageMargin, kGap, kPageMargin, kGap);
    layout->setSpacing(kPanelGap);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    layout->addWidget(m_close);
    m_close->setIcon(icon("close"));
    m_close->setAutoRaise(true);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_button, &QPushButton::clicked, this, [this] {
        hide();
        if (m_accept)
            m_accept();
    });
    whenTranslated(this, [this] {
        m_close->setToolTip(tr("Dismiss"));
        m_close->setAccessibleName(tr("Dismiss"));
    });
    hide();
}

void NoticeBar::showProblem(const QString& text) {
    offer(text, {}, {});
}

void NoticeBar::offer(const QString& text, const QString& button, std::function<void()> accept) {
    m_text->setText(text);
    setAccessibleName(text);
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    m_accept = std::move(accept);
    show();
}

QString NoticeBar::text() const {
    return m_text->text();
}

} // namespace bubblenet::ui
