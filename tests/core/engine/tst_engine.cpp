// SPDX-License-Identifier: GPL-3.0-only
// The real engine with work that only pretends.
#include <QtTest>

#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <mutex>
#include <thread>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/memory.h"
#include "core/base/proceed.h"
#include "core/engine/engine.h"

namespace fs = std::filesystem;
using namespace bubblenet;
using namespace bubblenet::engine;

namespace {

using Emit = std::function<void(store::EventBody)>;

class FakeWork : public Work {
public:
    using Body = std::function<store::Outcome(RunControl&, const Emit&)>;
    explicit FakeWork(Body body) : m_body(std::move(body)) {}
    store::Outcome run(store::RunFolder& /*folder*/, RunControl& control, const Emit& emit) override {
        return m_body(control, emit);
    }

private:
    Body m_body;
};

/// A sink that keeps what it was handed.
class Log {
public:
    EventSink sink() {
        return [this](const store::Event& event) {
            const std::lock_guard lock(m_mutex);
            m_events.push_back(event);
        };
    }
    std::vector<store::Event> events() const {
        const std::lock_guard lock(m_mutex);
        return m_events;
    }
    template<class T> std::size_t count() const {
        std::size_t found = 0;
        for (const auto& event : events())
            found += std::holds_alternative<T>(event.body) ? 1 : 0;
        return found;
    }
    store::RunFinished end() const {
        const auto all = events();
        return all.empty() ? store::RunFinished{} : std::get<store::RunFinished>(all.back().body);
    }

private:
    mutable std::mutex m_mutex;
    std::vector<store::Event> m_events;
};

std::vector<std::string> linesOf(const std::vector<store::Event>& events) {
    std::vector<std::string> lines;
    for (const auto& event : events)
        lines.push_back(store::toJsonLine(event));
    return lines;
}

double residentMegabytes() {
    QFile file("/proc/self/statm");
    file.open(QIODevice::ReadOnly);
    return file.readAll().split(' ').value(1).toDouble() * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

/// An endless training that asks between its steps.
FakeWork::Body endless(std::atomic<int>& steps) {
    return [&steps](RunControl& control, const Emit& emit) {
        for (;;) {
            if (!control.proceed())
                throw Stopped();
            ++steps;
            emit(store::EpochDone{.epoch = steps});
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return store::Outcome::completed;
    };
}

} // namespace

class TestEngine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void eventsComeInOrderAndAreTheRecord();
    void theOutcomeIsTheWorks_data();
    void theOutcomeIsTheWorks();
    void anEventIsRecordedBeforeItIsShown();
    void stopEndsWithinAStep();
    void stopBeforeTheFirstStep();
    void destructionStopsTheRun();
    void aPauseEmitsNothing();
    void aCheckpointRequestReachesTheWork();
    void aThrowEndsTheRunOnce_data();
    void aThrowEndsTheRunOnce();
    void wrongUseIsToldFromFailure();
    void aSinkThatThrowsEndsNothing();
    void noSinkIsNeeded();
    void workCannotEndTheRunItself();
    void stepsAreThinnedAndNothingElseIs();
    void whatIsBegunIsShownAtOnce();
    void aFullDiskStillEndsTheRun();
    void theFolderIsFreeAfterwards();
    void theReportIsThereWhenTheEndIsHeard();
    void theMemoryIsFreeAfterwards();

private:
    store::RunFolder folder(const std::string& name = "run") const {
        config::RunConfig config;
        config.name = name;
        return store::RunFolder::create(m_folder->path().toStdString(), config);
    }
    std::vector<store::Event> recorded(const std::string& name = "run") const {
        return store::RunFolder::open(fs::path(m_folder->path().toStdString()) / name, store::OpenMode::read).events();
    }
    static std::unique_ptr<Work> work(FakeWork::Body body) { return std::make_unique<FakeWork>(std::move(body)); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestEngine::eventsComeInOrderAndAreTheRecord() {
    Log log;
    {
        Engine engine(folder(), work([](RunControl&, const Emit& emit) {
                          emit(store::RunStarted{.name = "run"});
                          emit(store::PhaseStarted{"train", 1, 1});
                          for (int epoch = 1; epoch <= 3; ++epoch)
                              emit(store::EpochDone{.phase = "train", .epoch = epoch});
                          emit(store::Progress{"training", 3, 3, 0});
                          emit(store::Verdict{.met = true});
                          return store::Outcome::completed;
                      }),
                      log.sink());
        QCOMPARE(engine.waitFinished(), store::Outcome::completed);
        QCOMPARE(engine.waitFinished(), store::Outcome::completed); // a second wait is as good
    }
    std::vector<std::string> kinds;
    auto shown = log.events();
    double time = 0;
    for (const auto& event : shown) {
        QVERIFY(event.time >= time);
        time = event.time;
        const auto line = QJsonDocument::fromJson(QByteArray::fromStdString(store::toJsonLine(event))).object();
        kinds.push_back(line.value("kind").toString().toStdString());
    }
    QCOMPARE(kinds, (std::vector<std::string>{"run_started", "phase_started", "epoch_done", "epoch_done", "epoch_done",
                                              "progress", "verdict", "run_finished"}));
    std::erase_if(shown, [](const auto& event) { return std::holds_alternative<store::Progress>(event.body); });
    QCOMPARE(linesOf(recorded()), linesOf(shown));
}

void TestEngine::theOutcomeIsTheWorks_data() {
    QTest::addColumn<int>("outcome");
    for (int outcome = 0; outcome < 4; ++outcome)
        QTest::addRow("%d", outcome) << outcome;
}

void TestEngine::theOutcomeIsTheWorks() {
    QFETCH(int, outcome);
    const auto expected = static_cast<store::Outcome>(outcome);
    Log log;
    Engine engine(folder(), work([&](RunControl&, const Emit&) { return expected; }), log.sink());
    QCOMPARE(engine.waitFinished(), expected);
    QCOMPARE(log.end().outcome, expected);
    QVERIFY(log.end().seconds >= 0);
}

void TestEngine::anEventIsRecordedBeforeItIsShown() {
    std::atomic<int> late{0};
    std::size_t shown = 0;
    Engine engine(folder(), work([](RunControl&, const Emit& emit) {
                      for (int i = 0; i < 20; ++i)
                          emit(store::Message{"info", std::to_string(i)});
                      return store::Outcome::completed;
                  }),
                  [&](const store::Event&) {
                      ++shown;
                      late += recorded().size() >= shown ? 0 : 1;
                  });
    engine.waitFinished();
    QCOMPARE(late.load(), 0);
    QCOMPARE(shown, std::size_t{21});
}

void TestEngine::stopEndsWithinAStep() {
    Log log;
    std::atomic<int> steps{0};
    Engine engine(folder(), work(endless(steps)), log.sink());
    QTRY_VERIFY(steps > 5);
    engine.control().requestStop();
    const int atRequest = steps;
    QCOMPARE(engine.waitFinished(), store::Outcome::stopped);
    QVERIFY(steps <= atRequest + 1);
    QCOMPARE(log.count<store::RunFinished>(), std::size_t{1});
    QCOMPARE(log.end().outcome, store::Outcome::stopped);
}

void TestEngine::stopBeforeTheFirstStep() {
    Log log;
    std::atomic<bool> go = false;
    std::atomic<int> steps{0};
    Engine engine(folder(), work([&](RunControl& control, const Emit& emit) {
                      while (!go)
                          std::this_thread::yield();
                      return endless(steps)(control, emit);
                  }),
                  log.sink());
    engine.control().requestStop();
    go = true;
    QCOMPARE(engine.waitFinished(), store::Outcome::stopped);
    QCOMPARE(steps.load(), 0);
}

void TestEngine::destructionStopsTheRun() {
    Log log;
    std::atomic<int> steps{0};
    {
        Engine engine(folder(), work(endless(steps)), log.sink());
        QTRY_VERIFY(steps > 1);
    }
    QCOMPARE(log.end().outcome, store::Outcome::stopped);
    QCOMPARE(log.count<store::RunFinished>(), std::size_t{1});
}

void TestEngine::aPauseEmitsNothing() {
    Log log;
    std::atomic<int> steps{0};
    Engine engine(folder(), work(endless(steps)), log.sink());
    QTRY_VERIFY(steps > 2);
    engine.control().requestPause();
    QTest::qWait(30); // the step that was on its way
    const auto before = log.events().size();
    QTest::qWait(100);
    QCOMPARE(log.events().size(), before);
    engine.control().requestResume();
    QTRY_VERIFY(log.events().size() > before);
    engine.control().requestPause();
    engine.control().requestStop();
    QCOMPARE(engine.waitFinished(), store::Outcome::stopped);
}

void TestEngine::aCheckpointRequestReachesTheWork() {
    Log log;
    Engine engine(folder(), work([](RunControl& control, const Emit& emit) {
                      for (int written = 0; control.proceed();) {
                          if (!control.takeCheckpointRequest())
                              continue;
                          emit(store::CheckpointWritten{"train"});
                          if (++written == 2)
                              return store::Outcome::completed;
                      }
                      throw Stopped();
                  }),
                  log.sink());
    engine.control().requestCheckpoint();
    QTRY_COMPARE(log.count<store::CheckpointWritten>(), std::size_t{1});
    engine.control().requestCheckpoint();
    QCOMPARE(engine.waitFinished(), store::Outcome::completed);
    QCOMPARE(log.count<store::CheckpointWritten>(), std::size_t{2});
}

void TestEngine::aThrowEndsTheRunOnce_data() {
    QTest::addColumn<int>("what");
    QTest::addColumn<QString>("reason");
    QTest::newRow("Error of two lines") << 0 << "first\nsecond";
    QTest::newRow("std::exception") << 1 << "not loaded";
    QTest::newRow("torch with a backtrace") << 2 << "Expected all tensors to be on the same device";
    QTest::newRow("int") << 3 << "unknown kind";
    QTest::newRow("bad_alloc") << 4 << "memory";
}

void TestEngine::aThrowEndsTheRunOnce() {
    QFETCH(int, what);
    QFETCH(QString, reason);
    Log log;
    {
        Engine engine(folder(), work([&](RunControl&, const Emit& emit) -> store::Outcome {
                          emit(store::Message{"info", "begun"});
                          if (what == 0)
                              throw Error("first\nsecond");
                          if (what == 1)
                              throw std::runtime_error("not loaded");
                          if (what == 2)
                              throw std::runtime_error(
                                  "Expected all tensors to be on the same device\nException raised from "
                                  "f at x.cpp:1 (most recent call first):\nframe #0");
                          if (what == 3)
                              throw 17;
                          throw std::bad_alloc();
                      }),
                      log.sink());
        QCOMPARE(engine.waitFinished(), store::Outcome::failed);
    }
    QCOMPARE(log.count<store::RunFinished>(), std::size_t{1});
    QCOMPARE(log.end().outcome, store::Outcome::failed);
    const auto text = QString::fromStdString(log.end().reason);
    QVERIFY2(text.contains(reason), qPrintable(text));
    QVERIFY(!text.contains("frame #0"));
    QCOMPARE(linesOf(recorded()), linesOf(log.events()));
}

void TestEngine::wrongUseIsToldFromFailure() {
    for (const auto kind : {ErrorKind::usage, ErrorKind::failure}) {
        Engine engine(folder(), work([&](RunControl&, const Emit&) -> store::Outcome { throw Error("x", kind); }), {});
        engine.waitFinished();
        QCOMPARE(engine.isWrongUse(), kind == ErrorKind::usage);
    }
}

void TestEngine::aSinkThatThrowsEndsNothing() {
    int shown = 0;
    int ends = 0;
    {
        Engine engine(folder(), work([](RunControl&, const Emit& emit) {
                          for (int i = 0; i < 5; ++i)
                              emit(store::Message{"info", "x"});
                          return store::Outcome::completed;
                      }),
                      [&](const store::Event& event) {
                          ++shown;
                          ends += std::holds_alternative<store::RunFinished>(event.body) ? 1 : 0;
                          if (shown % 2 == 0)
                              throw std::runtime_error("a view broke");
                          throw 3;
                      });
        QCOMPARE(engine.waitFinished(), store::Outcome::completed);
    }
    QCOMPARE(shown, 6);
    QCOMPARE(ends, 1);
    QCOMPARE(recorded().size(), std::size_t{6});
}

void TestEngine::noSinkIsNeeded() {
    Engine engine(folder(), work([](RunControl&, const Emit& emit) {
                      emit(store::Message{"info", "x"});
                      return store::Outcome::goalNotMet;
                  }),
                  {});
    QCOMPARE(engine.waitFinished(), store::Outcome::goalNotMet);
}

void TestEngine::workCannotEndTheRunItself() {
    Log log;
    Engine engine(folder(), work([](RunControl&, const Emit& emit) {
                      emit(store::RunFinished{store::Outcome::failed, "too early", 1});
                      emit(store::Message{"info", "after"});
                      return store::Outcome::completed;
                  }),
                  log.sink());
    engine.waitFinished();
    QCOMPARE(log.count<store::RunFinished>(), std::size_t{1});
    QCOMPARE(log.end().outcome, store::Outcome::completed);
}

void TestEngine::stepsAreThinnedAndNothingElseIs() {
    Log log;
    QElapsedTimer timer;
    timer.start();
    Engine engine(folder(), work([](RunControl&, const Emit& emit) {
                      for (int i = 0; i < 300; ++i) {
                          emit(store::StepDone{.step = i});
                          emit(store::Progress{"x", i, 300, 1});
                          if (i % 10 == 0)
                              emit(store::CandidateDone{.evaluation = i});
                      }
                      return store::Outcome::completed;
                  }),
                  log.sink());
    engine.waitFinished();
    const auto most = static_cast<std::size_t>(timer.elapsed() / 50 + 2);
    QVERIFY(log.count<store::StepDone>() >= 1 && log.count<store::StepDone>() <= most);
    QVERIFY(log.count<store::Progress>() >= 1 && log.count<store::Progress>() <= most);
    QCOMPARE(log.count<store::CandidateDone>(), std::size_t{30});
}

void TestEngine::whatIsBegunIsShownAtOnce() {
    Log log;
    Engine engine(folder(), work([](RunControl&, const Emit& emit) {
                      for (int i = 0; i < 10; ++i)
                          emit(store::Progress{"judging", i, 10, 1});
                      emit(store::Progress{"training", 0, 100, 1});
                      return store::Outcome::completed;
                  }),
                  log.sink());
    engine.waitFinished();
    std::vector<std::string> shown;
    for (const auto& event : log.events())
        if (const auto* progress = std::get_if<store::Progress>(&event.body))
            shown.push_back(progress->what);
    QCOMPARE(shown.back(), std::string("training"));
}

void TestEngine::aFullDiskStillEndsTheRun() {
    Log log;
    std::atomic<bool> full = false;
    std::atomic<bool> ready = false;
    Engine engine(folder(), work([&](RunControl&, const Emit& emit) {
                      emit(store::Message{"info", "x"});
                      ready = true;
                      while (!full)
                          std::this_thread::yield();
                      emit(store::Message{"info", "this does not fit"});
                      return store::Outcome::completed;
                  }),
                  log.sink());
    QTRY_VERIFY(ready.load());
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{10, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    full = true;
    const auto outcome = engine.waitFinished();
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QCOMPARE(outcome, store::Outcome::failed);
    QCOMPARE(log.count<store::RunFinished>(), std::size_t{1});
    QVERIFY(QString::fromStdString(log.end().reason).contains("events.jsonl"));
    QCOMPARE(recorded().size(), std::size_t{1}); // whole lines only
}

void TestEngine::theFolderIsFreeAfterwards() {
    fs::path path;
    {
        auto run = folder();
        path = run.path();
        Engine engine(std::move(run), work([](RunControl&, const Emit&) { return store::Outcome::completed; }), {});
        QVERIFY_THROWS_EXCEPTION(Error, store::RunFolder::open(path, store::OpenMode::write));
    }
    store::RunFolder::open(path, store::OpenMode::write);
}

void TestEngine::theReportIsThereWhenTheEndIsHeard() {
    std::string report;
    auto made = folder();
    const auto path = made.path() / "report.html";
    Engine engine(std::move(made), work([](RunControl&, const Emit& emit) {
                      emit(store::RunStarted{.name = "run"});
                      emit(store::Verdict{.met = true, .text = "goal met <at last>"});
                      return store::Outcome::completed;
                  }),
                  [&](const store::Event& event) {
                      if (std::holds_alternative<store::RunFinished>(event.body))
                          report = readFile(path);
                  });
    engine.waitFinished();
    QVERIFY(report.find("goal met &lt;at last&gt;") != std::string::npos);
    QVERIFY(report.find("completed") != std::string::npos);
}

void TestEngine::theMemoryIsFreeAfterwards() {
#ifndef __GLIBC__
    QSKIP("freed memory is kept with glibc alone");
#endif
    keepFreedMemory();
    static constexpr std::size_t kBlock = 1 << 20;
    const double before = residentMegabytes();
    double kept = 0;
    Engine engine(folder(), work([&](RunControl&, const Emit&) {
                      const auto use = [] {
                          std::vector<std::vector<char>> blocks;
                          std::vector<std::unique_ptr<int>> between; // so that no arena ends with what was freed
                          for (int i = 0; i < 100; ++i) {
                              blocks.emplace_back(kBlock, 'x');
                              between.push_back(std::make_unique<int>(i));
                          }
                      };
                      std::vector<std::jthread> threads;
                      for (int i = 0; i < 2; ++i)
                          threads.emplace_back(use);
                      use();
                      threads.clear();
                      kept = residentMegabytes() - before;
                      return store::Outcome::completed;
                  }),
                  {});
    engine.waitFinished();
    QVERIFY2(kept > 90, qPrintable(QString::number(kept))); // or there would be nothing to give back
    const double left = residentMegabytes() - before;
    QVERIFY2(left < 20, qPrintable(QString::number(left)));
}

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
