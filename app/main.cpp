// SPDX-License-Identifier: GPL-3.0-only
// The program `bubblenet-workbench`.
#include <QApplication>

#include "core/base/memory.h"
#include "ui/shell/main_window.h"

int main(int argc, char** argv) {
    bubblenet::keepFreedMemory();
    QApplication application(argc, argv);
    QApplication::setApplicationName("bubblenet");
    QApplication::setApplicationVersion(BUBBLENET_VERSION);
    bubblenet::ui::Language language;
    language.choose({});
    bubblenet::ui::Theme theme;
    bubblenet::ui::MainWindow window(theme, language);
    window.show();
    return QApplication::exec();
}
