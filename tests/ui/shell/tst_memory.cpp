// SPDX-License-Identifier: GPL-3.0-only
// A long search through the whole window: 100,000 events, 1,000 iterations of 50 whales, replayed from the first to the
// last iteration. What an hour of looking takes, in a minute.
#include <QtTest>

#include <QSettings>
#include <QSlider>
#include <malloc.h>

#include "tests/support/recorded_run.h"
#include "ui/live/live_page.h"
#include "ui/shell/frame_stats.h"
#include "ui/shell/main_window.h"

using namespace bubblenet;
using namespace bubblenet::ui;

class TestMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLongSearchFitsInFiftyMegabytes();
};

namespace {

/// What the program has asked for and not given back; freed memory stays with the process.
double megabytesInUse() {
    const auto memory = ::mallinfo2();
    return static_cast<double>(memory.uordblks + memory.hblkhd) / 1e6;
}

} // namespace

void TestMemory::aLongSearchFitsInFiftyMegabytes() {
#ifdef __SANITIZE_ADDRESS__
    QSKIP("the sanitizer's allocator does not say what is in use");
#endif
    QTemporaryDir folder;
    QCoreApplication::setOrganizationName("bubblenet-test");
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    Language language;
    language.choose("en");
    Theme theme;
    MainWindow window(theme, language, folder.filePath("runs"));
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    window.open(QString::fromStdString(test::demoRun().string())); // so that the page is there
    auto& run = window.runs().recorded();
    QTRY_VERIFY(run.state() == RunState::completed);
    QTest::qWait(1000);
    const auto longRun = test::writeLongRun(folder.path().toStdString(), {});
    const double before = megabytesInUse();
    const double residentBefore = residentMegabytes();
    window.open(QString::fromStdString(longRun.string()));
    QTRY_VERIFY_WITH_TIMEOUT(run.config().name == "long" && run.state() == RunState::completed, 120000);
    QVERIFY(run.eventCount() >= 100000);
    auto* slider = window.findChild<QSlider*>();
    QTRY_COMPARE(slider->maximum(), 999);
    double opened = 0;
    for (int round = 0; round < 2; ++round) {
        for (int iteration = 0; iteration <= 999; ++iteration) {
            slider->setValue(iteration);
            QCoreApplication::processEvents();
        }
        if (round == 0)
            opened = megabytesInUse();
    }
    QTest::qWait(300);
    const double grown = megabytesInUse() - before;
    qInfo("%.1f MB above the start, %.1f MB of them by the first replay; resident %.1f MB more", grown, opened - before,
          residentMegabytes() - residentBefore);
    QVERIFY2(grown < 50, qPrintable(QString::number(grown)));
    QVERIFY2(megabytesInUse() - opened < 2, "a second replay takes more");
}

QTEST_MAIN(TestMemory)
#include "tst_memory.moc"
