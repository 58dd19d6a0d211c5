// SPDX-License-Identifier: GPL-3.0-only
// The window: pages beside a side bar, and what starts, stops and opens runs. Window's thread.
#pragma once

#include <QMainWindow>

#include "ui/theme/language.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(Theme& theme, Language& language);
};

} // namespace bubblenet::ui
