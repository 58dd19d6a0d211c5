// SPDX-License-Identifier: GPL-3.0-only
// What the tests of the page share: no display is needed, and nothing of the user's is read or written.
#pragma once

#include <QTemporaryDir>
#include <QtTest>
#include <memory>

#include "ui/setup/setup_page.h"

namespace bubblenet::ui::test {

/// Before the application is made.
inline void useOffscreen() {
    static QTemporaryDir home;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    for (const char* variable : {"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "BUBBLENET_DATA"})
        qputenv(variable, home.path().toUtf8());
    qputenv("BUBBLENET_RESOURCES", BUBBLENET_SOURCE_DIR "/resources");
    qputenv("LANGUAGE", "en");
}

/// A page of usual size, on the screen and with the keyboard; null where that takes too long.
inline std::unique_ptr<SetupPage> shownPage(const Theme& theme) {
    auto page = std::make_unique<SetupPage>(theme);
    page->resize(1280, 800);
    page->show();
    return QTest::qWaitForWindowActive(page.get()) ? std::move(page) : nullptr;
}

inline void replaceTyped(QWidget* line, const QString& text) {
    line->setFocus();
    QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
    if (text.isEmpty())
        QTest::keyClick(line, Qt::Key_Delete);
    else
        QTest::keyClicks(line, text);
}

} // namespace bubblenet::ui::test
