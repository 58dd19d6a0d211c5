// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/inspect_page.h"

#include "ui/theme/language.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

InspectPage::InspectPage(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin);
    auto* empty = makeLabel(TextRole::quiet);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    layout->addWidget(empty);
    whenTranslated(this, [=, this] {
        setAccessibleName(tr("Inspect"));
        empty->setText(tr("What pruning did to a network is shown here: open a run, or drop a weight file."));
    });
}

void InspectPage::open(const QString& source) {
    m_source = source;
}

} // namespace bubblenet::ui
