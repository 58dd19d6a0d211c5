// SPDX-License-Identifier: GPL-3.0-only
// What goes wrong while a run goes on: it is said, the run's end is seen, and the window goes on.
#include <QtTest>

#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>
#include <filesystem>
#include <fstream>

#include "tests/support/file_size_limit.h"
#include "tests/support/shell_fixture.h"
#include "ui/setup/recipe_document.h"
#include "ui/setup/setup_page.h"

namespace fs = std::filesystem;
using namespace bubblenet;
using namespace bubblenet::ui;

class TestMishaps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_shell = std::make_unique<test::ShellFixture>(); }
    void cleanup() { m_shell.reset(); }

    void aFullDiskEndsTheRunAndNotTheWindow();
    void anErrorInTheMiddleOfARunIsSaid();
    void dataThatIsGoneWhenItsTurnComesIsSaid();
    void unsavedChangesAreAskedAboutBeforeTheWindowCloses();

private:
    static constexpr int kRunMs = test::ShellFixture::kRunMs;

    void startLong() const {
        m_shell->runs().start(m_shell->recipe("first", 400));
        QTRY_VERIFY_WITH_TIMEOUT(m_shell->live().state() == RunState::running, kRunMs);
    }
    /// The run has failed, and header, list and notice say so.
    void checkFailure(const QString& reason) const {
        QTRY_VERIFY_WITH_TIMEOUT(!m_shell->runs().isRunning(), kRunMs);
        QVERIFY(m_shell->live().state() == RunState::failed);
        const auto said = QString::fromStdString(m_shell->live().finished()->reason);
        QVERIFY2(said.contains(reason), qPrintable(said));
        QVERIFY(m_shell->visible<QLabel>(said) != nullptr);
        QVERIFY2(m_shell->notice()->isVisible() && m_shell->notice()->text().contains(said),
                 qPrintable(m_shell->notice()->text()));
    }
    void checkThatTheWindowGoesOn() const {
        m_shell->runs().start(m_shell->recipe("next", 1));
        QTRY_VERIFY_WITH_TIMEOUT(m_shell->live().state() == RunState::completed, kRunMs);
        QTRY_VERIFY(!m_shell->runs().isRunning());
    }
    void answer(QMessageBox::StandardButton button) const {
        QTimer::singleShot(200, m_shell->window.get(), [button] {
            auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            QVERIFY(question != nullptr);
            QTest::mouseClick(question->button(button), Qt::LeftButton);
        });
    }

    std::unique_ptr<test::ShellFixture> m_shell;
};

void TestMishaps::aFullDiskEndsTheRunAndNotTheWindow() {
    startLong();
    {
        const auto record = fs::path(m_shell->live().folder().toStdString()) / "events.jsonl";
        const test::FileSizeLimit full(fs::file_size(record) + 200);
        checkFailure("events.jsonl");
        QTRY_COMPARE(m_shell->rows().value(0).section(": ", 0, 0), QString("first"));
    }
    checkThatTheWindowGoesOn();
}

void TestMishaps::anErrorInTheMiddleOfARunIsSaid() {
    startLong();
    const auto checkpoints = fs::path(m_shell->live().folder().toStdString()) / "checkpoints";
    fs::remove_all(checkpoints);
    std::ofstream(checkpoints) << "a file where a folder was\n"; // root may write anywhere else
    checkFailure("checkpoints");
    QTRY_COMPARE(m_shell->rows(), QStringList{"first: failed"});
    checkThatTheWindowGoesOn();
}

void TestMishaps::dataThatIsGoneWhenItsTurnComesIsSaid() {
    startLong();
    auto second = m_shell->recipe("second", 1);
    const auto copy = m_shell->path("copy");
    fs::copy(m_shell->path("data").toStdString(), copy.toStdString(), fs::copy_options::recursive);
    second.data.path = copy.toStdString();
    m_shell->runs().start(second);
    m_shell->runs().start(m_shell->recipe("third", 1));
    fs::remove_all(copy.toStdString());
    QTest::keyClick(m_shell->window.get(), Qt::Key_Period, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!m_shell->runs().isRunning(), kRunMs);
    QTest::mouseClick(m_shell->notice()->button(), Qt::LeftButton); // the next one
    QTRY_VERIFY_WITH_TIMEOUT(m_shell->notice()->isVisible(), kRunMs);
    QVERIFY2(m_shell->notice()->text().contains(copy), qPrintable(m_shell->notice()->text()));
    QTRY_VERIFY_WITH_TIMEOUT(m_shell->live().config().name == "third", kRunMs); // which has its data
    QTRY_VERIFY_WITH_TIMEOUT(m_shell->live().state() == RunState::completed, kRunMs);
    QTRY_VERIFY(!m_shell->runs().isRunning());
}

void TestMishaps::unsavedChangesAreAskedAboutBeforeTheWindowCloses() {
    QTest::keyClick(m_shell->window.get(), Qt::Key_1, Qt::ControlModifier);
    QPlainTextEdit* editor = nullptr;
    for (auto* edit : m_shell->window->findChildren<QPlainTextEdit*>())
        if (edit->isVisible())
            editor = edit;
    QVERIFY(editor != nullptr);
    editor->setFocus();
    QTest::keyClicks(editor, "seed: 7");
    answer(QMessageBox::Cancel);
    m_shell->window->close();
    QVERIFY(m_shell->window->isVisible());
    QCOMPARE(m_shell->window->setupPage()->document().yaml(), std::string("seed: 7"));
    answer(QMessageBox::Discard);
    m_shell->window->close();
    QVERIFY(!m_shell->window->isVisible());
}

QTEST_MAIN(TestMishaps)
#include "tst_mishaps.moc"
