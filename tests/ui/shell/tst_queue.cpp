// SPDX-License-Identifier: GPL-3.0-only
// Runs that wait: seen, read, moved, taken out and put back, and never forgotten after a stop. By clicks and keys, with
// the real engine.
#include <QtTest>

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

#include "tests/support/shell_fixture.h"
#include "ui/setup/recipe_document.h"
#include "ui/setup/setup_page.h"

using namespace bubblenet;
using namespace bubblenet::ui;

class TestQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_shell.reset(); }

    void aStopLeavesAQueueThatSaysSo();
    void aWaitingRunIsRead();
    void deleteTakesOneOutAndUndoPutsItBack();
    void keysMoveARunInTheQueue();
    void aPausedRunIsListedAsPaused();
    void measuringWaitsForTheRun();

private:
    void startThree() const;
    void choose(const QString& name) const;
    void press(const QString& text) const {
        auto* button = m_shell->visible<QPushButton>(text);
        QVERIFY2(button != nullptr, qPrintable(text));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void stop() const {
        QTest::keyClick(m_shell->window.get(), Qt::Key_Period, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(!m_shell->runs().isRunning(), test::ShellFixture::kRunMs);
    }

    std::unique_ptr<test::ShellFixture> m_shell;
};

void TestQueue::init() {
    m_shell = std::make_unique<test::ShellFixture>();
}

/// "first" goes on for long, "second" and "third" wait.
void TestQueue::startThree() const {
    m_shell->runs().start(m_shell->recipe("first", 400));
    QTRY_VERIFY_WITH_TIMEOUT(m_shell->live().state() == RunState::running, test::ShellFixture::kRunMs);
    m_shell->runs().start(m_shell->recipe("second", 1));
    m_shell->runs().start(m_shell->recipe("third", 1));
    QTRY_COMPARE(m_shell->rows(), (QStringList{"first: running", "second: waiting", "third: waiting"}));
    QVERIFY(m_shell->visible<QLabel>("2 runs waiting") != nullptr);
}

void TestQueue::choose(const QString& name) const {
    auto* list = m_shell->list();
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Home);
    for (int i = 0; i < 10 && !list->currentIndex().data().toString().startsWith(name); ++i)
        QTest::keyClick(list, Qt::Key_Down);
    QVERIFY(list->currentIndex().data().toString().startsWith(name));
}

void TestQueue::aStopLeavesAQueueThatSaysSo() {
    startThree();
    stop();
    QTRY_COMPARE(m_shell->rows(), (QStringList{"second: waiting for you", "third: waiting for you", "first: stopped"}));
    QVERIFY(m_shell->visible<QLabel>("2 runs waiting for you to start them") != nullptr);
    QVERIFY(m_shell->notice()->isVisible());
    QVERIFY2(m_shell->notice()->text().contains("2 runs wait"), qPrintable(m_shell->notice()->text()));
    press("Start the next");
    QVERIFY(!m_shell->notice()->isVisible());
    QTRY_COMPARE(m_shell->rows().mid(0, 2), (QStringList{"second: running", "third: waiting"}));
    QVERIFY(m_shell->visible<QLabel>("1 run waiting") != nullptr);
    // What ends by itself lets the next one start by itself.
    QTRY_COMPARE_WITH_TIMEOUT(m_shell->rows().mid(0, 2), (QStringList{"third: completed", "second: completed"}),
                              test::ShellFixture::kRunMs);
    QVERIFY(m_shell->runs().queue().empty());
}

void TestQueue::aWaitingRunIsRead() {
    startThree();
    choose("third");
    QTest::keyClick(m_shell->list(), Qt::Key_Return);
    auto* recipe = m_shell->visible<QLabel>("place 2 of 2");
    QVERIFY(recipe != nullptr);
    QPlainTextEdit* yaml = nullptr;
    for (auto* edit : m_shell->window->findChildren<QPlainTextEdit*>())
        if (edit->isVisible())
            yaml = edit;
    QVERIFY(yaml != nullptr && yaml->isReadOnly());
    QVERIFY(yaml->toPlainText().contains("name: third"));
    QVERIFY(m_shell->visible<QPushButton>("Start the next") == nullptr); // another one is running
    press("Earlier");
    QTRY_COMPARE(m_shell->rows(), (QStringList{"first: running", "third: waiting", "second: waiting"}));
    QVERIFY(m_shell->visible<QLabel>("place 1 of 2") != nullptr);
    QCOMPARE(m_shell->list()->currentIndex().row(), 1); // it is still the one that is current
    press("Open in Setup");
    QCOMPARE(m_shell->window->setupPage()->document().config().name, std::string("third"));
    QVERIFY(m_shell->window->setupPage()->isVisible());
    QCOMPARE(m_shell->runs().queue().size(), std::size_t{2});
    stop();
}

void TestQueue::deleteTakesOneOutAndUndoPutsItBack() {
    startThree();
    choose("second");
    QTest::keyClick(m_shell->list(), Qt::Key_Delete);
    QTRY_COMPARE(m_shell->rows(), (QStringList{"first: running", "third: waiting"}));
    QVERIFY(m_shell->notice()->text().contains("“second”"));
    press("Undo");
    QTRY_COMPARE(m_shell->rows(), (QStringList{"first: running", "second: waiting", "third: waiting"}));
    choose("third");
    QTest::keyClick(m_shell->list(), Qt::Key_Return);
    press("Remove from the queue"); // of the page, which then shows the run again
    QTRY_COMPARE(m_shell->rows(), (QStringList{"first: running", "second: waiting"}));
    QVERIFY(m_shell->visible<QPushButton>("Pause") != nullptr);
    choose("first"); // what is recorded is not deleted
    QTest::keyClick(m_shell->list(), Qt::Key_Delete);
    QCOMPARE(m_shell->rows().size(), 2);
    stop();
    QVERIFY(QFileInfo::exists(m_shell->path("runs/first/events.jsonl")));
}

void TestQueue::keysMoveARunInTheQueue() {
    startThree();
    choose("third");
    QTest::keyClick(m_shell->list(), Qt::Key_Up, Qt::ControlModifier);
    QTRY_COMPARE(m_shell->rows(), (QStringList{"first: running", "third: waiting", "second: waiting"}));
    QTest::keyClick(m_shell->list(), Qt::Key_Up, Qt::ControlModifier); // as far as it goes
    QTest::keyClick(m_shell->list(), Qt::Key_Down, Qt::ControlModifier);
    QTRY_COMPARE(m_shell->rows(), (QStringList{"first: running", "second: waiting", "third: waiting"}));
    stop();
}

void TestQueue::aPausedRunIsListedAsPaused() {
    m_shell->runs().start(m_shell->recipe("first", 400));
    QTRY_VERIFY_WITH_TIMEOUT(m_shell->live().state() == RunState::running, test::ShellFixture::kRunMs);
    QTest::keyClick(m_shell->window.get(), Qt::Key_P, Qt::ControlModifier);
    QTRY_COMPARE(m_shell->rows(), QStringList{"first: paused"});
    QTest::keyClick(m_shell->window.get(), Qt::Key_P, Qt::ControlModifier);
    QTRY_COMPARE(m_shell->rows(), QStringList{"first: running"});
    stop();
    QTRY_COMPARE(m_shell->rows(), QStringList{"first: stopped"});
}

void TestQueue::measuringWaitsForTheRun() {
    auto* measure = m_shell->window->findChild<QPushButton*>("measure");
    QTRY_VERIFY(measure->isEnabled());
    m_shell->runs().start(m_shell->recipe("first", 400));
    QVERIFY(!measure->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(m_shell->live().state() == RunState::running, test::ShellFixture::kRunMs);
    stop();
    QTRY_VERIFY(measure->isEnabled());
}

QTEST_MAIN(TestQueue)
#include "tst_queue.moc"
