// SPDX-License-Identifier: GPL-3.0-only
#include "ui/export/export_page.h"

#include "ui/theme/language.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

ExportPage::ExportPage(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin);
    auto* empty = makeLabel(TextRole::quiet);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    layout->addWidget(empty);
    whenTranslated(this, [=, this] {
        setAccessibleName(tr("Export"));
        empty->setText(tr("The network of a run or of a weight file is written here for other programs."));
    });
}

void ExportPage::open(const QString& source) {
    m_source = source;
}

} // namespace bubblenet::ui
