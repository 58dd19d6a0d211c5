// SPDX-License-Identifier: GPL-3.0-only
// Where a run is composed. Gives a whole recipe to whoever starts runs; starts none itself. Window's thread.
#pragma once

#include <QWidget>

#include "core/config/run_config.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

class SetupPage : public QWidget {
    Q_OBJECT

public:
    explicit SetupPage(const Theme& theme, QWidget* parent = nullptr);
    /// A shipped recipe's name or a file. Problems are shown on the page.
    void openRecipe(const QString& nameOrPath);
    /// Of a new run, with every value at its default.
    void clear();
    /// As the page's own Start button: emits startRequested when the recipe is sound, else shows what is wrong.
    void requestStart();

Q_SIGNALS:
    void startRequested(const bubblenet::config::RunConfig& config);

private:
    config::RunConfig m_config;
};

} // namespace bubblenet::ui
