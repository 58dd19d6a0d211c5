// SPDX-License-Identifier: GPL-3.0-only
// Runs from their folders: quickly when they are long, live while another writes them, and with a message when they
// cannot be read.
#include <QtTest>

#include <ctime>
#include <fstream>
#include <malloc.h>
#include <thread>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/store/event_reader.h"
#include "tests/support/recorded_run.h"
#include "ui/bridge/event_queue.h"
#include "ui/bridge/followed_run.h"
#include "ui/bridge/job.h"
#include "ui/bridge/run_scan.h"
#include "ui/models/run_model.h"

namespace fs = std::filesystem;
using namespace bubblenet;
using namespace bubblenet::ui;

namespace {

/// What the program has asked for and not given back; freed memory stays with the process.
double megabytesInUse() {
    const auto memory = ::mallinfo2();
    return static_cast<double>(memory.uordblks + memory.hblkhd) / 1e6;
}

void connectAll(RunSource& source, RunModel& model) {
    QObject::connect(&source, &RunSource::opened, &model, &RunModel::begin);
    QObject::connect(&source, &RunSource::arrived, &model, &RunModel::apply);
    QObject::connect(&source, &RunSource::caughtUp, &model, &RunModel::setCaughtUp);
    QObject::connect(&source, &RunSource::writerCame, &model, &RunModel::takeWriter);
    QObject::connect(&source, &RunSource::writerLeft, &model, &RunModel::loseWriter);
}

} // namespace

class TestFollowedRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void eventsKeepTheirOrderThroughTheQueue();
    void aHundredThousandEventsOpenInSeconds();
    void memoryStaysFlatWhileTheyAreReplayed();
    void whatAnotherProcessWritesArrives();
    void whatCannotBeReadIsSaid_data();
    void whatCannotBeReadIsSaid();
    void aGlanceSaysHowARunEnded();
    void aJobIsCancelledAtItsNextStep();
    void aJobsErrorIsItsMessage();

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    fs::path copyOfDemo() const {
        const auto copy = folder() / "demo";
        fs::copy(test::demoRun(), copy);
        return copy;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestFollowedRun::initTestCase() {
    qRegisterMetaType<config::RunConfig>();
}

void TestFollowedRun::eventsKeepTheirOrderThroughTheQueue() {
    EventQueue queue;
    std::vector<double> times;
    connect(&queue, &EventQueue::arrived, this, [&](const store::Event& event) { times.push_back(event.time); });
    bool isLast = false;
    std::thread poster([&] {
        for (int i = 0; i < 5000; ++i)
            if (i % 2 == 0)
                queue.post({static_cast<double>(i), store::Message{}});
            else
                queue.postAndWait({{static_cast<double>(i), store::Message{}}});
        queue.postAction([&] { isLast = times.size() == 5000; });
    });
    QTRY_VERIFY(isLast);
    poster.join();
    QVERIFY(std::is_sorted(times.begin(), times.end()));
}

// A second of processor time, all threads together: on a machine that does nothing else the user waits for less than
// that.
void TestFollowedRun::aHundredThousandEventsOpenInSeconds() {
    const auto run = test::writeLongRun(folder(), {});
    QElapsedTimer wall;
    wall.start();
    const auto before = std::clock();
    RunModel model;
    FollowedRun source(QString::fromStdString(run.string()));
    connectAll(source, model);
    QSignalSpy caughtUp(&source, &RunSource::caughtUp);
    QVERIFY(caughtUp.wait(60000));
    const double seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    QVERIFY(model.state() == RunState::completed);
    QVERIFY(model.eventCount() >= 100000);
    QCOMPARE(model.pod().candidateCount(), 50000);
    QCOMPARE(model.pod().iterations().size(), std::size_t{1000});
    qInfo("%lld events, %.0f MB: %.2f s of processor time, %.2f s", static_cast<long long>(model.eventCount()),
          static_cast<double>(fs::file_size(run / "events.jsonl")) / 1e6, seconds,
          static_cast<double>(wall.elapsed()) / 1000);
    QVERIFY2(seconds <= 3, qPrintable(QString::number(seconds))); // half a second on a recent processor
}

void TestFollowedRun::memoryStaysFlatWhileTheyAreReplayed() {
#ifdef __SANITIZE_ADDRESS__
    QSKIP("the sanitizer's allocator does not say what is in use");
#endif
    RunModel model;
    model.begin("/runs/long", {});
    const double before = megabytesInUse();
    std::int64_t count = 0;
    test::makeLongRecord({}, [&](const store::Event& event) {
        model.apply(event);
        ++count;
    });
    QVERIFY(count >= 100000);
    const double grown = megabytesInUse() - before;
    qInfo("%.1f MB for %lld events", grown, static_cast<long long>(count));
    QVERIFY2(grown < 50, qPrintable(QString::number(grown)));
}

void TestFollowedRun::whatAnotherProcessWritesArrives() {
    config::RunConfig config;
    config.name = "elsewhere";
    auto run = store::RunFolder::create(folder(), config);
    run.append({1, store::RunStarted{.name = "elsewhere"}});
    RunModel model;
    FollowedRun source(QString::fromStdString(run.path().string()));
    connectAll(source, model);
    QTRY_VERIFY(model.state() == RunState::running);
    QCOMPARE(model.config().name, std::string("elsewhere"));
    run.append({2, store::PhaseStarted{"train", 1, 2}});
    QTRY_COMPARE(model.phase().phase, std::string("train"));
    {
        const auto closed = std::move(run); // the writer is gone without having finished
    }
    QTRY_VERIFY(model.state() == RunState::interrupted);
}

void TestFollowedRun::whatCannotBeReadIsSaid_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("says");
    QTest::newRow("no folder") << "missing"
                               << "no such folder";
    QTest::newRow("no run") << "foreign"
                            << "not the folder of a run";
    QTest::newRow("newer") << "newer"
                           << "newer version";
    QTest::newRow("no record") << "recordless"
                               << "events.jsonl";
    QTest::newRow("corrupt") << "corrupt"
                             << "line 3";
    QTest::newRow("bad recipe") << "recipe"
                                << "recipe.yaml";
}

void TestFollowedRun::whatCannotBeReadIsSaid() {
    QFETCH(QString, what);
    QFETCH(QString, says);
    auto run = folder() / "demo";
    if (what == "foreign")
        fs::create_directory(run);
    else if (what != "missing")
        run = copyOfDemo();
    if (what == "newer")
        std::ofstream(run / "manifest.json") << "{\"format_version\": 99}";
    if (what == "recordless")
        fs::remove(run / "events.jsonl");
    if (what == "corrupt") {
        auto text = readFile(run / "events.jsonl", 1 << 20);
        const auto third = text.find('\n', text.find('\n') + 1) + 1;
        std::ofstream(run / "events.jsonl") << text.insert(third, "}{\n");
    }
    if (what == "recipe")
        std::ofstream(run / "recipe.yaml") << "nonsense: 1\n";
    FollowedRun source(QString::fromStdString(run.string()));
    QSignalSpy failed(&source, &RunSource::failed);
    QVERIFY(failed.wait(5000));
    QVERIFY2(failed[0][0].toString().contains(says), qPrintable(failed[0][0].toString()));
}

void TestFollowedRun::aGlanceSaysHowARunEnded() {
    const auto run = copyOfDemo();
    const auto whole = glanceAt(run);
    QVERIFY(whole && whole->finished);
    QVERIFY(whole->finished->outcome == store::Outcome::completed);
    auto text = readFile(run / "events.jsonl", 1 << 20);
    std::ofstream(run / "events.jsonl") << text.substr(0, text.size() / 2); // in the middle of a line
    const auto cut = glanceAt(run);
    QVERIFY(cut && !cut->finished && !cut->isWritten);
    fs::create_directory(folder() / "no run");
    QCOMPARE(glanceAtRuns(folder(), {"/no/such/run"}, 10, {}).size(), std::size_t{1});
    QVERIFY(glanceAtRuns("/no/such/folder", {}, 10, {}).empty());
}

void TestFollowedRun::aJobIsCancelledAtItsNextStep() {
    auto job = std::make_unique<Job>([](const engine::Hooks& hooks) -> Job::Completion {
        for (int i = 0;; ++i) {
            throwIfStopped(hooks.proceed);
            hooks.progress("counting", i, 0);
        }
    });
    QSignalSpy progress(job.get(), &Job::progressed);
    QSignalSpy cancelled(job.get(), &Job::cancelled);
    QVERIFY(progress.wait(5000));
    job->requestCancel();
    QVERIFY(cancelled.wait(5000));
    QVERIFY(job->isFinished());
}

void TestFollowedRun::aJobsErrorIsItsMessage() {
    bool isDone = false;
    auto* job = startJob(
        this, [](const engine::Hooks&) -> int { throw std::runtime_error("the disk is full\nbacktrace"); },
        [&](int) { isDone = true; });
    QSignalSpy failed(job, &Job::failed);
    QVERIFY(failed.wait(5000));
    QCOMPARE(failed[0][0].toString(), QString("the disk is full"));
    QVERIFY(!isDone);
}

QTEST_GUILESS_MAIN(TestFollowedRun)
#include "tst_followed_run.moc"
