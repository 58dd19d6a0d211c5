// SPDX-License-Identifier: GPL-3.0-only
#include "ui/shell/main_window.h"

#include "ui/setup/setup_page.h"

namespace bubblenet::ui {

MainWindow::MainWindow(Theme& theme, Language& /*language*/) {
    setCentralWidget(new SetupPage(theme));
    whenTranslated(this, [this] { setWindowTitle(tr("Bubblenet")); });
}

} // namespace bubblenet::ui
