// SPDX-License-Identifier: GPL-3.0-only
// The real engine through the real window, by clicks and keys alone, on a data set that it learns in seconds: from the
// first page's button to the result; paused, stopped, resumed, reopened, queued. Under X where xvfb-run is installed,
// for that is what users have; else offscreen.
#include <QtTest>

#include <QAction>
#include <QLabel>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTableView>
#include <QToolButton>
#include <fstream>
#include <unistd.h>

#include "core/store/event_reader.h"
#include "tests/support/patterns.h"
#include "ui/live/live_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"

namespace fs = std::filesystem;
using namespace bubblenet;
using namespace bubblenet::ui;

class TestWholeRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }

    void theDemoRunsFromOneClickToItsResult();
    void pausingHoldsTheRunAndGoingOnReleasesIt();
    void aStoppedRunIsResumedToItsEnd();
    void whatIsStartedMeanwhileWaits();
    void closingAsksAndLeavesARunThatCanBeResumed();
    void missingDataIsSaidAndTheWindowGoesOn();

private:
    static constexpr int kRunMs = 600000; // on a machine that builds something else
    static constexpr int kStopMs = 20000; // two seconds, there

    RunModel& live() const { return m_window->runs().live(); }
    template<class T> T* visible(const QString& text) const {
        for (auto* widget : m_window->findChildren<T*>())
            if (widget->isVisible() && widget->text().contains(text))
                return widget;
        return nullptr;
    }
    void startDemo() const { QTest::mouseClick(visible<QPushButton>("Start the demo"), Qt::LeftButton); }
    void waitForTraining() const { QTRY_VERIFY_WITH_TIMEOUT(live().stepLoss.points().size() > 3, kRunMs); }
    void writeRecipe(int epochs) const;

    QTemporaryDir m_folder;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
};

void TestWholeRun::initTestCase() {
    QCoreApplication::setOrganizationName("bubblenet-test");
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    const fs::path root = m_folder.path().toStdString();
    Rng train(1);
    Rng held(2);
    test::writePatterns(root / "data" / "mnist", "train", 400, train);
    test::writePatterns(root / "data" / "mnist", "t10k", 100, held);
    fs::create_directories(root / "resources" / "recipes");
    qputenv("BUBBLENET_RESOURCES", m_folder.filePath("resources").toUtf8());
    qputenv("BUBBLENET_DATA", m_folder.filePath("data").toUtf8());
    m_language = std::make_unique<Language>();
    m_theme = std::make_unique<Theme>();
}

void TestWholeRun::writeRecipe(int epochs) const {
    std::ofstream(m_folder.filePath("resources/recipes/demo.yaml").toStdString())
        << "# A small one.\nname: demo\ndevice: cpu\nprecision: fp32\nthreads: 1\n"
           "data: {dataset: mnist, validation: 100, batch_size: 32, augment: [], image_size: 16}\n"
           "network: {architecture: resnet20}\n"
        << "train: {epochs: " << epochs
        << ", learning_rate: 0.05}\n"
           "search:\n"
           "    whale: {pod: 3, iterations: 2}\n"
           "    goal: {macs: 0.5, accuracy_loss: 100}\n"
           "    recalibrate: 64\n"
           "    judge: 50\n"
           "fine_tune: {epochs: 1}\n";
}

void TestWholeRun::init() {
    m_language->choose("en");
    writeRecipe(1);
    m_window = std::make_unique<MainWindow>(*m_theme, *m_language, m_folder.filePath("runs"));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->activateWindow();
}

void TestWholeRun::theDemoRunsFromOneClickToItsResult() {
    startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(live().state() == RunState::completed, kRunMs);
    QTRY_VERIFY(!m_window->runs().isRunning());
    QTRY_VERIFY(visible<QLabel>("Goal met") != nullptr);
    // What was shown live is what the record says.
    const auto events = store::readEvents(fs::path(live().folder().toStdString()) / "events.jsonl");
    RunModel replayed;
    replayed.begin(live().folder(), live().config());
    for (const auto& event : events)
        replayed.apply(event);
    replayed.setCaughtUp();
    QVERIFY(replayed.state() == live().state());
    QCOMPARE(replayed.best.points(), live().best.points());
    QCOMPARE(replayed.stepLoss.points(), live().stepLoss.points());
    QCOMPARE(replayed.pod().candidateCount(), live().pod().candidateCount());
    QCOMPARE(replayed.verdict()->text, live().verdict()->text);
    // Reopened from the list by a click.
    auto* list = m_window->findChild<QListView*>();
    QTRY_VERIFY(list->model()->rowCount() >= 1);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
    QTRY_VERIFY(m_window->runs().recorded().state() == RunState::completed);
    QCOMPARE(m_window->runs().recorded().best.points(), live().best.points());
}

void TestWholeRun::pausingHoldsTheRunAndGoingOnReleasesIt() {
    writeRecipe(40);
    startDemo();
    waitForTraining();
    QTest::keyClick(m_window.get(), Qt::Key_P, Qt::ControlModifier);
    QTRY_VERIFY(visible<QPushButton>("Go on") != nullptr);
    QTest::qWait(1500); // the step in progress ends
    const auto held = live().eventCount();
    QTest::qWait(1500);
    QCOMPARE(live().eventCount(), held);
    QVERIFY(live().state() == RunState::paused);
    QTest::mouseClick(visible<QPushButton>("Go on"), Qt::LeftButton);
    QTRY_VERIFY(live().eventCount() > held + 3);
    QElapsedTimer timer;
    timer.start();
    QTest::mouseClick(visible<QPushButton>("Stop"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(live().state() == RunState::stopped, kStopMs);
    qInfo("stopped after %lld ms", timer.elapsed());
}

void TestWholeRun::aStoppedRunIsResumedToItsEnd() {
    writeRecipe(2);
    startDemo();
    waitForTraining();
    QTest::keyClick(m_window.get(), Qt::Key_Period, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(live().state() == RunState::stopped, kStopMs);
    QTRY_VERIFY(!m_window->runs().isRunning());
    const auto folder = live().folder();
    QTRY_VERIFY(visible<QPushButton>("Resume run") != nullptr);
    QTest::mouseClick(visible<QPushButton>("Resume run"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(live().state() == RunState::completed, kRunMs);
    QCOMPARE(live().folder(), folder);
    QVERIFY(live().started()->resumed);
    QTRY_VERIFY(!m_window->runs().isRunning());
}

void TestWholeRun::whatIsStartedMeanwhileWaits() {
    writeRecipe(40);
    startDemo();
    waitForTraining();
    writeRecipe(1);
    m_window->startRecipe("demo");
    QCOMPARE(m_window->runs().queue().size(), std::size_t{1});
    QTRY_VERIFY(visible<QLabel>("1 run waiting") != nullptr);
    const auto first = live().folder();
    QTest::keyClick(m_window.get(), Qt::Key_Period, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->runs().isRunning(), kStopMs);
    QCOMPARE(m_window->runs().queue().size(), std::size_t{1}); // who stops one decides about the next
    QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(m_window->runs().queue().empty());
    QTRY_VERIFY_WITH_TIMEOUT(live().folder() != first && live().state() == RunState::completed, kRunMs);
    QTRY_VERIFY(!m_window->runs().isRunning());
}

void TestWholeRun::closingAsksAndLeavesARunThatCanBeResumed() {
    writeRecipe(40);
    startDemo();
    waitForTraining();
    const auto answer = [this](const QString& text) {
        QTimer::singleShot(300, m_window.get(), [text] {
            auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            QVERIFY(question != nullptr);
            for (auto* button : question->buttons())
                if (button->text() == text)
                    QTest::mouseClick(button, Qt::LeftButton);
        });
    };
    answer("Go on running");
    m_window->close();
    QVERIFY(m_window->isVisible());
    QVERIFY(live().state() == RunState::running);
    answer("Stop and close");
    m_window->close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), kStopMs);
    QVERIFY(live().state() == RunState::stopped);
}

void TestWholeRun::missingDataIsSaidAndTheWindowGoesOn() {
    const auto away = m_folder.filePath("away");
    QVERIFY(QFile::rename(m_folder.filePath("data"), away));
    startDemo();
    auto* notice = m_window->findChild<NoticeBar*>();
    QTRY_VERIFY_WITH_TIMEOUT(notice->isVisible(), 20000);
    QVERIFY2(notice->text().contains("mnist"), qPrintable(notice->text()));
    QTRY_VERIFY(!m_window->runs().isRunning());
    QVERIFY(QFile::rename(away, m_folder.filePath("data")));
    startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(live().state() == RunState::completed, kRunMs);
    QTRY_VERIFY(!m_window->runs().isRunning());
}

int main(int argc, char** argv) {
    // Once more below an X server of its own; the variable is taken away so that it is once.
    const QByteArray xvfb = qgetenv("BUBBLENET_XVFB_RUN");
    if (!xvfb.isEmpty()) {
        qunsetenv("BUBBLENET_XVFB_RUN");
        qputenv("QT_QPA_PLATFORM", "xcb");
        std::vector<char*> command{const_cast<char*>(xvfb.constData()), const_cast<char*>("-a"),
                                   const_cast<char*>("-s"), const_cast<char*>("-screen 0 1280x800x24")};
        command.insert(command.end(), argv, argv + argc);
        command.push_back(nullptr);
        ::execv(command[0], command.data());
        qWarning("xvfb-run could not be started: offscreen instead");
    }
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    TestWholeRun test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_whole_run.moc"
