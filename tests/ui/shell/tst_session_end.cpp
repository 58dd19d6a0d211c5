// SPDX-License-Identifier: GPL-3.0-only
// The program itself is told to end, as at a logout: nothing is asked, the run can go on, and no crash is spoken of.
#include <QtTest>

#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <csignal>
#include <fstream>

#include "core/base/files.h"
#include "core/config/recipe.h"
#include "core/store/event_reader.h"
#include "tests/support/shell_fixture.h"

namespace fs = std::filesystem;
using namespace bubblenet;
using namespace bubblenet::ui;

class TestSessionEnd : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aSignalStopsTheRunAndItIsOfferedAgain_data();
    void aSignalStopsTheRunAndItIsOfferedAgain();
    void thoseThatWaitWaitAgainAtTheNextStart();
    void withoutARunItEndsAtOnce();

private:
    static constexpr int kRunMs = test::ShellFixture::kRunMs;

    void start(const QStringList& arguments);
    void end(int number);

    std::unique_ptr<test::ShellFixture> m_shell;
    std::unique_ptr<QProcess> m_program;
};

void TestSessionEnd::init() {
    m_shell = std::make_unique<test::ShellFixture>();
    m_shell->window.reset();
    QCoreApplication::setOrganizationName("bubblenet"); // the program's own settings
    QCoreApplication::setApplicationName("bubblenet");
    m_program = std::make_unique<QProcess>();
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("XDG_CONFIG_HOME", m_shell->path("."));
    environment.insert("QT_QPA_PLATFORM", "offscreen");
    m_program->setProcessEnvironment(environment);
}

void TestSessionEnd::cleanup() {
    m_program.reset();
    m_shell.reset();
}

void TestSessionEnd::start(const QStringList& arguments) {
    m_program->start(BUBBLENET_WORKBENCH, QStringList{"--runs", m_shell->path("runs")} + arguments);
    QVERIFY(m_program->waitForStarted());
}

void TestSessionEnd::end(int number) {
    QCOMPARE(::kill(static_cast<pid_t>(m_program->processId()), number), 0);
    QVERIFY(m_program->waitForFinished(60000));
    QCOMPARE(m_program->exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_program->exitCode(), 0);
}

void TestSessionEnd::aSignalStopsTheRunAndItIsOfferedAgain_data() {
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestSessionEnd::aSignalStopsTheRunAndItIsOfferedAgain() {
    QFETCH(int, number);
    const auto recipe = m_shell->path("long.yaml");
    writeFileAtomically(recipe.toStdString(), config::toYaml(m_shell->recipe("long", 400)));
    start({"--start", recipe});
    const fs::path run = m_shell->path("runs/long").toStdString();
    const auto trains = [&] {
        return fs::exists(run / "events.jsonl") && readFile(run / "events.jsonl").find("step") != std::string::npos;
    };
    QTRY_VERIFY_WITH_TIMEOUT(trains(), kRunMs);
    end(number);
    const auto events = store::readEvents(run / "events.jsonl");
    const auto* finished = std::get_if<store::RunFinished>(&events.back().body);
    QVERIFY(finished != nullptr && finished->outcome == store::Outcome::stopped);
    m_shell->makeWindow();
    auto* notice = m_shell->notice();
    QTRY_VERIFY(notice->isVisible());
    QVERIFY2(notice->text().contains("“long” was stopped"), qPrintable(notice->text()));
    QVERIFY2(!notice->text().contains("crash"), qPrintable(notice->text()));
    QTest::mouseClick(notice->button(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_shell->live().state() == RunState::running, kRunMs);
    QVERIFY(m_shell->live().started()->resumed);
    m_shell->runs().stop();
    QTRY_VERIFY_WITH_TIMEOUT(!m_shell->runs().isRunning(), kRunMs);
    m_shell->makeWindow(); // what is stopped by hand is not offered
    QTRY_COMPARE(m_shell->rows(), QStringList{"long: stopped"});
    QTest::qWait(100);
    QVERIFY(!m_shell->notice()->isVisible());
}

void TestSessionEnd::thoseThatWaitWaitAgainAtTheNextStart() {
    const auto recipe = m_shell->path("long.yaml");
    writeFileAtomically(recipe.toStdString(), config::toYaml(m_shell->recipe("long", 400)));
    const auto waiting = QString::fromStdString(config::toYaml(m_shell->recipe("next", 1)));
    QSettings().setValue("runs/waiting", QStringList{waiting, "no: recipe"});
    start({"--start", recipe});
    QTRY_VERIFY_WITH_TIMEOUT(fs::exists(m_shell->path("runs/long/events.jsonl").toStdString()), kRunMs);
    end(SIGTERM); // the one that the program has recalled is remembered again
    m_shell->makeWindow();
    QTRY_COMPARE(m_shell->runs().queue().size(), std::size_t{1});
    QCOMPARE(m_shell->runs().queue().front().config.name, std::string("next"));
    QTest::qWait(100);
    QVERIFY(!m_shell->runs().isRunning());
    QVERIFY(!QSettings().contains("runs/waiting"));
}

void TestSessionEnd::withoutARunItEndsAtOnce() {
    start({});
    const auto status = fs::path("/proc") / std::to_string(m_program->processId()) / "status";
    const auto hears = [&] { // proc(5): the signals that are caught, as a mask
        std::ifstream file(status);
        for (std::string word; file >> word;)
            if (word == "SigCgt:" && file >> word)
                return (std::stoull(word, nullptr, 16) & (1ULL << (SIGTERM - 1))) != 0;
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(hears(), 60000); // until then it loads its libraries
    end(SIGTERM);
}

QTEST_MAIN(TestSessionEnd)
#include "tst_session_end.moc"
