// SPDX-License-Identifier: GPL-3.0-only
#include "ui/compare/compare_page.h"

#include "ui/theme/language.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

ComparePage::ComparePage(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin);
    auto* empty = makeLabel(TextRole::quiet);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    layout->addWidget(empty);
    whenTranslated(this, [=, this] {
        setAccessibleName(tr("Compare"));
        empty->setText(tr("Runs are compared here once there are some."));
    });
}

void ComparePage::setRuns(const QString& folder, const QStringList& others) {
    m_folder = folder;
    m_others = others;
}

} // namespace bubblenet::ui
