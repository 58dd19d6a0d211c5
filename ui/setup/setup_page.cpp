// SPDX-License-Identifier: GPL-3.0-only
#include "ui/setup/setup_page.h"

#include "core/base/error.h"
#include "core/config/recipe.h"
#include "ui/theme/language.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

SetupPage::SetupPage(const Theme& /*theme*/, QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin);
    auto* title = makeLabel(TextRole::pageTitle);
    layout->addWidget(title);
    layout->addStretch();
    whenTranslated(this, [this, title] {
        title->setText(tr("Set up a run"));
        setAccessibleName(tr("Setup"));
    });
}

void SetupPage::openRecipe(const QString& nameOrPath) {
    try {
        m_config = config::loadRecipe(nameOrPath.toStdString());
    } catch (const Error& error) {
        qWarning("%s", error.what());
    }
}

void SetupPage::clear() {
    m_config = {};
}

void SetupPage::requestStart() {
    Q_EMIT startRequested(m_config);
}

} // namespace bubblenet::ui
