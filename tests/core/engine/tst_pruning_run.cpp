// SPDX-License-Identifier: GPL-3.0-only
// Whole runs of the real engine on a data set of patterns that it learns in seconds.
#include <QtTest>

#include <atomic>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/engine.h"
#include "core/engine/tools.h"
#include "core/nn/weights.h"
#include "core/prune/masks.h"
#include "tests/support/patterns.h"
#include "tests/support/small_run.h"
#include "tests/support/test_environment.h"

namespace fs = std::filesystem;
using namespace bubblenet;

namespace {

struct Recorded {
    std::vector<store::Event> events;
    store::Outcome outcome = store::Outcome::failed;
    template<class T> std::vector<T> all() const {
        std::vector<T> found;
        for (const auto& event : events)
            if (const auto* body = std::get_if<T>(&event.body))
                found.push_back(*body);
        return found;
    }
};

// Runs to the end, or to the `stopAfter`-th event for which `isMark` holds.
Recorded drive(store::RunFolder folder, const std::function<bool(const store::Event&)>& isMark = {},
               int stopAfter = 0) {
    Recorded recorded;
    std::atomic<int> marks{0};
    std::atomic<bool> finished{false};
    engine::Engine engine(std::move(folder), engine::pruningRun(), [&](const store::Event& event) {
        recorded.events.push_back(event);
        if (isMark && isMark(event))
            ++marks;
        if (std::holds_alternative<store::RunFinished>(event.body))
            finished = true;
    });
    while (isMark && marks < stopAfter && !finished)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (isMark)
        engine.control().requestStop();
    recorded.outcome = engine.waitFinished();
    return recorded;
}

template<class T> bool isKind(const store::Event& event) {
    return std::holds_alternative<T>(event.body);
}

} // namespace

class TestPruningRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_runs = std::make_unique<QTemporaryDir>(); }

    void aRunTrainsPrunesVerifiesAndKeepsItsGoal();
    void theTestSplitIsReadOncePerNetwork();
    void theRecordSaysWhoReadTheFiles();
    void aStoppedRunGoesOnToTheSameResult_data();
    void aStoppedRunGoesOnToTheSameResult();
    void aRequestedCheckpointHoldsWhatWasDone_data();
    void aRequestedCheckpointHoldsWhatWasDone();
    void aDamagedCheckpointIsTold();
    void progressNamesWhatIsDone();
    void aWrongOnnxRuntimeIsSaidBeforeTheRun();
    void roundsOfTheIterativeMethodReachTheGoal();
    void roundsStopAtTheAccuracyFloor();
    void weightsArePrunedToTheirSparsity();
    void aFrontIsLookedForAroundTheGoal_data();
    void aFrontIsLookedForAroundTheGoal();
    void aRunThatOnlyTrainsHasAVerdict();
    void missingWeightsFailWithTheirName();
    void searchingWithoutValidationImagesIsRefused();

private:
    fs::path folder(const char* name) const { return fs::path(m_runs->path().toStdString()) / name; }
    config::RunConfig recipe() const { return test::smallRun(m_data.path().toStdString()); }

    QTemporaryDir m_data;
    Recorded m_undisturbed; ///< what a run that nobody stops records
    std::unique_ptr<QTemporaryDir> m_runs;
};

void TestPruningRun::initTestCase() {
    const fs::path data = fs::path(m_data.path().toStdString()) / "mnist";
    Rng train(1);
    Rng held(2);
    test::writePatterns(data, "train", 400, train);
    test::writePatterns(data, "t10k", 100, held);
}

void TestPruningRun::aRunTrainsPrunesVerifiesAndKeepsItsGoal() {
    const auto run = drive(store::RunFolder::create(folder("runs"), recipe()));
    const auto finished = run.all<store::RunFinished>();
    QCOMPARE(finished.size(), std::size_t{1});
    QCOMPARE(finished[0].reason, std::string());
    QVERIFY(run.outcome == store::Outcome::completed);
    QVERIFY(isKind<store::RunFinished>(run.events.back()));
    std::vector<std::string> phases;
    for (const auto& phase : run.all<store::PhaseStarted>())
        phases.push_back(phase.phase);
    QCOMPARE(phases, (std::vector<std::string>{"train", "search", "fine-tune", "evaluate", "export"}));
    QCOMPARE(run.all<store::CandidateDone>().size(), std::size_t{6});
    QCOMPARE(run.all<store::IterationDone>().size(), std::size_t{2});
    const auto plan = run.all<store::SearchPlanned>().at(0);
    const auto candidate = run.all<store::CandidateDone>().at(0);
    QCOMPARE(plan.groups.size(), candidate.widths.size());
    QCOMPARE(plan.coordinates.size(), candidate.position.size());
    QCOMPARE(plan.macs, run.all<store::CostsMeasured>().at(0).macs);
    QVERIFY(candidate.macs <= plan.costGoal * plan.macs);
    const auto verdict = run.all<store::Verdict>().at(0);
    QVERIFY(verdict.costShare <= 0.5);
    const auto artefact = run.all<store::ArtefactWritten>().at(0);
    QVERIFY(artefact.verified);
    const auto file = folder("runs") / "small" / artefact.path;
    QCOMPARE(sha256OfFile(file), artefact.sha256);
    const auto loaded = nn::loadNetwork(file);
    const auto costs = run.all<store::CostsMeasured>();
    QCOMPARE(nn::totalCosts(loaded.network->spec(), 16).macs, costs.at(1).macs);
    QVERIFY(costs.at(1).macs <= 0.5 * costs.at(0).macs);
    const auto latencies = run.all<store::LatencyCompared>();
    QVERIFY(latencies.size() >= 2); // more where there is an ONNX Runtime
    QCOMPARE(latencies[0].batchSize, 1);
    QCOMPARE(latencies[1].batchSize, 250);
    QCOMPARE(latencies[0].beforeMs, costs[0].latencyMs1);
    QCOMPARE(latencies[1].afterMs, costs[1].latencyMsBatch);
    for (const auto& latency : latencies) {
        QVERIFY(latency.pairs >= 5);
        QVERIFY(latency.lowerQuartileSpeedup > 0);
        QVERIFY(latency.lowerQuartileSpeedup <= latency.speedup);
        QVERIFY(latency.speedup <= latency.upperQuartileSpeedup);
    }
}

void TestPruningRun::theTestSplitIsReadOncePerNetwork() {
    drive(store::RunFolder::create(folder("runs"), recipe()));
    const auto reopened = store::RunFolder::open(folder("runs") / "small", store::OpenMode::read);
    QCOMPARE(reopened.manifest().testReads, std::int64_t{2});
}

void TestPruningRun::theRecordSaysWhoReadTheFiles() {
    const auto library = test::onnxRuntimeLibrary();
    auto config = recipe();
    config.search.prune = "none";
    config.exportFormats = {"torchscript", "onnx"};
    if (!library.isEmpty())
        qputenv("BUBBLENET_ONNXRUNTIME", library.toUtf8());
    const auto run = drive(store::RunFolder::create(folder("runs"), config));
    qunsetenv("BUBBLENET_ONNXRUNTIME");
    const auto artefacts = run.all<store::ArtefactWritten>();
    QCOMPARE(artefacts.size(), std::size_t{2});
    QCOMPARE(store::readersOf(artefacts[0]), std::string("LibTorch"));
    QCOMPARE(artefacts[1].by.value(), std::string("Bubblenet"));
    if (library.isEmpty())
        QSKIP("there is no library of ONNX Runtime: packaging/test-environment brings one");
    QCOMPARE(artefacts[1].others.size(), std::size_t{1});
    const auto& other = artefacts[1].others[0];
    QVERIFY2(other.by.starts_with("ONNX Runtime 1."), other.by.c_str());
    QVERIFY(other.largestDifference > 0 && other.largestDifference < 1e-4 * other.range);
    QCOMPARE(other.images, std::int64_t{64});
    QCOMPARE(other.sameTop1, other.images);
    QCOMPARE(store::readersOf(artefacts[1]), "Bubblenet, " + other.by);
}

void TestPruningRun::aStoppedRunGoesOnToTheSameResult_data() {
    QTest::addColumn<int>("mark"); // index into EventBody
    QTest::addColumn<int>("count");
    QTest::newRow("in the middle of an epoch") << 2 << 2;
    QTest::newRow("while training") << 3 << 1;
    QTest::newRow("in the first iteration") << 4 << 2;
    QTest::newRow("after the first iteration") << 5 << 1;
    QTest::newRow("among the finalists") << 7 << 1;
    QTest::newRow("while fine-tuning") << 3 << 5;
    QTest::newRow("while evaluating") << 8 << 1;
}

void TestPruningRun::aStoppedRunGoesOnToTheSameResult() {
    QFETCH(int, mark);
    QFETCH(int, count);
    if (m_undisturbed.events.empty())
        m_undisturbed = drive(store::RunFolder::create(folder("whole"), recipe()));
    const auto& undisturbed = m_undisturbed;
    const auto expected = undisturbed.all<store::ArtefactWritten>().at(0).sha256;
    const auto first = drive(
        store::RunFolder::create(folder("parts"), recipe()),
        [&](const store::Event& event) { return event.body.index() == static_cast<std::size_t>(mark); }, count);
    QVERIFY(first.outcome == store::Outcome::stopped);
    const auto second = drive(store::RunFolder::open(folder("parts") / "small", store::OpenMode::write));
    QCOMPARE(second.all<store::RunFinished>().at(0).reason, std::string());
    QVERIFY(second.all<store::RunStarted>().at(0).resumed);
    QCOMPARE(second.all<store::ArtefactWritten>().at(0).sha256, expected);
    QCOMPARE(second.all<store::Verdict>().at(0).text, undisturbed.all<store::Verdict>().at(0).text);
}

void TestPruningRun::aRequestedCheckpointHoldsWhatWasDone_data() {
    QTest::addColumn<int>("mark"); // index into EventBody
    QTest::addColumn<QString>("phase");
    QTest::newRow("while training") << 2 << "train";
    QTest::newRow("while searching") << 4 << "search";
    QTest::newRow("while a finalist is trained") << 2 << "search";
    QTest::newRow("while fine-tuning") << 2 << "fine-tune";
}

// What the folder holds when the checkpoint is reported is copied, as a crash right after it would leave it.
void TestPruningRun::aRequestedCheckpointHoldsWhatWasDone() {
    QFETCH(int, mark);
    QFETCH(QString, phase);
    if (m_undisturbed.events.empty())
        m_undisturbed = drive(store::RunFolder::create(folder("whole"), recipe()));
    std::atomic<engine::RunControl*> control{nullptr};
    std::string current;
    bool isAsked = false;
    std::optional<store::CheckpointWritten> written;
    engine::Engine engine(
        store::RunFolder::create(folder("runs"), recipe()), engine::pruningRun(), [&](const store::Event& event) {
            while (control == nullptr)
                std::this_thread::yield();
            if (const auto* started = std::get_if<store::PhaseStarted>(&event.body))
                current = started->phase;
            if (const auto* done = std::get_if<store::CheckpointWritten>(&event.body);
                done != nullptr && isAsked && !written) {
                written = *done;
                fs::copy(folder("runs") / "small", folder("copy"), fs::copy_options::recursive);
                control.load()->requestStop();
            }
            if (!isAsked && current == phase.toStdString() && event.body.index() == static_cast<std::size_t>(mark)) {
                isAsked = true;
                control.load()->requestCheckpoint();
            }
        });
    control = &engine.control();
    engine.waitFinished();
    QVERIFY(written);
    const bool isTraining = mark == 2;
    QCOMPARE(written->step.has_value(), isTraining);
    QCOMPARE(written->candidates.has_value(), !isTraining);
    const auto second = drive(store::RunFolder::open(folder("copy"), store::OpenMode::write));
    if (isTraining) {
        const auto step = second.all<store::StepDone>().at(0);
        QCOMPARE(step.epoch, *written->epoch);
        QCOMPARE(step.step, *written->step + 1);
    } else {
        QCOMPARE(second.all<store::CandidateDone>().at(0).evaluation, *written->candidates + 1);
    }
    QCOMPARE(second.all<store::ArtefactWritten>().at(0).sha256,
             m_undisturbed.all<store::ArtefactWritten>().at(0).sha256);
}

void TestPruningRun::aDamagedCheckpointIsTold() {
    const auto isEpoch = [](const store::Event& event) { return isKind<store::EpochDone>(event); };
    drive(store::RunFolder::create(folder("runs"), recipe()), isEpoch, 1);
    const auto path = folder("runs") / "small" / "checkpoints" / "train.checkpoint";
    fs::resize_file(path, fs::file_size(path) / 2);
    const auto second = drive(store::RunFolder::open(folder("runs") / "small", store::OpenMode::write), isEpoch, 1);
    const auto messages = second.all<store::Message>();
    QVERIFY(std::any_of(messages.begin(), messages.end(), [](const store::Message& message) {
        return message.level == "warning" && message.text.find("checkpoint 'train'") != std::string::npos;
    }));
}

// From the first second on, and never what is over: phases that compute begin with it.
void TestPruningRun::progressNamesWhatIsDone() {
    const auto run = drive(store::RunFolder::create(folder("runs"), recipe()));
    QVERIFY(isKind<store::Progress>(run.events.front()));
    std::vector<std::string> shown;
    for (const auto& progress : run.all<store::Progress>())
        if (shown.empty() || shown.back() != progress.what)
            shown.push_back(progress.what);
    const std::vector<std::string> expected{"reading the data",
                                            "training the network",
                                            "evaluating the network",
                                            "preparing the search",
                                            "measuring what each layer is worth",
                                            "judging candidates",
                                            "judging finalist 1",
                                            "training the finalist 1",
                                            "judging finalist 2",
                                            "training the pruned network",
                                            "evaluating the pruned network",
                                            "evaluating the unpruned network",
                                            "evaluating the pruned network",
                                            "measuring latency",
                                            "writing safetensors"};
    auto next = expected.begin();
    for (const auto& what : shown)
        if (next != expected.end() && what == *next)
            ++next;
    QVERIFY2(next == expected.end(), next == expected.end() ? "" : next->c_str());
}

void TestPruningRun::aWrongOnnxRuntimeIsSaidBeforeTheRun() {
    engine::checkRun(recipe());
    qputenv("BUBBLENET_ONNXRUNTIME", "/nowhere/libonnxruntime.so");
    std::string said;
    try {
        engine::checkRun(recipe());
    } catch (const Error& error) {
        said = error.what();
    }
    qunsetenv("BUBBLENET_ONNXRUNTIME");
    QVERIFY2(said.find("BUBBLENET_ONNXRUNTIME does not name") == 0, said.c_str());
}

void TestPruningRun::roundsOfTheIterativeMethodReachTheGoal() {
    auto config = recipe();
    config.search.method = "iterative";
    config.search.score = "random";
    config.search.iterative = {.share = 0.3, .epochs = 1};
    config.fineTune.epochs = 0;
    const auto run = drive(store::RunFolder::create(folder("runs"), config));
    QCOMPARE(run.all<store::RunFinished>().at(0).reason, std::string());
    const auto rounds = run.all<store::RoundDone>();
    QCOMPARE(rounds.size(), std::size_t{2}); // 0.7, then 0.5
    QVERIFY(rounds[0].cost <= 0.7 && rounds[0].cost > 0.65);
    QVERIFY(rounds[1].cost <= 0.5 && rounds[1].cost > 0.45);
    QVERIFY(run.outcome == store::Outcome::completed);
}

void TestPruningRun::roundsStopAtTheAccuracyFloor() {
    auto config = recipe();
    config.search.method = "iterative";
    config.search.score = "random";
    config.search.iterative = {.share = 0.9, .epochs = 1};
    config.search.goal.macs = 0.1;
    config.search.goal.accuracyLoss = 0;
    config.fineTune.epochs = 0;
    config.fineTune.learningRate = 1e-6; // what nine tenths took is not learned again
    const auto run = drive(store::RunFolder::create(folder("runs"), config));
    QCOMPARE(run.all<store::RoundDone>().size(), std::size_t{1});
    QVERIFY(run.outcome == store::Outcome::goalNotMet);
    QCOMPARE(run.all<store::Verdict>().at(0).costShare, 1.0); // the network before the round is kept
}

void TestPruningRun::weightsArePrunedToTheirSparsity() {
    for (const auto* method : {"uniform", "iterative"}) {
        auto config = recipe();
        config.name = method;
        config.search.prune = "weights";
        config.search.method = method;
        config.search.goal.macs.reset();
        config.search.goal.sparsity = 0.6;
        config.search.iterative = {.share = 0.4, .epochs = 1};
        const auto run = drive(store::RunFolder::create(folder("runs"), config));
        QCOMPARE(run.all<store::RunFinished>().at(0).reason, std::string());
        const auto verdict = run.all<store::Verdict>().at(0);
        QCOMPARE(verdict.costKind, std::string("sparsity"));
        QVERIFY2(verdict.costShare >= 0.599 && verdict.costShare < 0.62,
                 qPrintable(QString::number(verdict.costShare)));
        const auto loaded = nn::loadNetwork(folder("runs") / method / run.all<store::ArtefactWritten>().at(0).path);
        QVERIFY(prune::measuredSparsity(*loaded.network) >= 0.599);
    }
}

void TestPruningRun::aFrontIsLookedForAroundTheGoal_data() {
    QTest::addColumn<QString>("method");
    QTest::newRow("whale") << "whale";
    QTest::newRow("nsga2") << "nsga2";
}

void TestPruningRun::aFrontIsLookedForAroundTheGoal() {
    QFETCH(QString, method);
    auto config = recipe();
    config.search.method = method.toStdString();
    config.search.front = {.least = 0.2, .most = 0.9};
    config.search.whale = {.mode = "robust", .pod = 6, .iterations = 3};
    const auto run = drive(store::RunFolder::create(folder("runs"), config));
    QCOMPARE(run.all<store::RunFinished>().at(0).reason, std::string());
    const auto front = run.all<store::FrontDone>().at(0);
    QCOMPARE(front.costKind, std::string("macs"));
    QVERIFY(!front.points.empty());
    for (std::size_t i = 1; i < front.points.size(); ++i) // dearer and better, or it would not be on it
        QVERIFY(front.points[i].costShare > front.points[i - 1].costShare &&
                front.points[i].accuracy > front.points[i - 1].accuracy);
    QVERIFY(front.points.front().costShare >= 0.15 && front.points.front().costShare < 0.5);
    QVERIFY(front.points.back().costShare <= 0.9);
    const auto candidates = run.all<store::CandidateDone>();
    for (const auto& iteration : run.all<store::IterationDone>())
        for (const auto& candidate : candidates) // the leader is the best at the goal, not of the whole front
            if (candidate.iteration == iteration.iteration && candidate.whale == iteration.leader)
                QCOMPARE(candidate.accuracy, iteration.bestAccuracy);
    for (const auto& finalist : run.all<store::FinalistDone>())
        QVERIFY(finalist.macs <= 0.5 * run.all<store::CostsMeasured>().at(0).macs);
    QVERIFY(run.all<store::Verdict>().at(0).costShare <= 0.5);
}

void TestPruningRun::aRunThatOnlyTrainsHasAVerdict() {
    auto config = recipe();
    config.search.prune = "none";
    const auto run = drive(store::RunFolder::create(folder("runs"), config));
    QVERIFY(run.outcome == store::Outcome::completed);
    QVERIFY(run.all<store::Verdict>().at(0).accuracyBefore > 30); // it learns: chance is 10 %
}

void TestPruningRun::missingWeightsFailWithTheirName() {
    auto config = recipe();
    config.network.weights = "/nowhere/resnet20.pth";
    const auto run = drive(store::RunFolder::create(folder("runs"), config));
    QVERIFY(run.outcome == store::Outcome::failed);
    QVERIFY(run.all<store::RunFinished>().at(0).reason.find("/nowhere/resnet20.pth") != std::string::npos);
}

void TestPruningRun::searchingWithoutValidationImagesIsRefused() {
    auto config = recipe();
    config.train.epochs = 0;
    config.data.validation = 0;
    const auto run = drive(store::RunFolder::create(folder("runs"), config));
    QVERIFY(run.outcome == store::Outcome::failed);
    QVERIFY(run.all<store::RunFinished>().at(0).reason.find("data.validation") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestPruningRun)
#include "tst_pruning_run.moc"
