// SPDX-License-Identifier: GPL-3.0-only
// What the tests of pages share: no display is needed, and nothing of the user's is read or written.
#pragma once

#include <QTemporaryDir>
#include <QtTest>

namespace bubblenet::ui::test {

/// Before the application is made.
inline void useOffscreen() {
    static QTemporaryDir home;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    for (const char* variable : {"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "BUBBLENET_DATA"})
        qputenv(variable, home.path().toUtf8());
    qputenv("BUBBLENET_RESOURCES", BUBBLENET_SOURCE_DIR "/resources");
    qputenv("LANGUAGE", "en");
    qputenv("OMP_NUM_THREADS", "1"); // threads that wait for each other are slow on a busy machine
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
