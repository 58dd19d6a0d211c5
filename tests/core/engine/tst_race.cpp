// SPDX-License-Identifier: GPL-3.0-only
// Races on functions, and on a recipe whose runs are made up: the plan, the record, going on, refusals.
#include <QtTest>

#include <atomic>
#include <mutex>
#include <set>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/race.h"
#include "core/race/race_data.h"
#include "core/store/run_folder.h"

using namespace bubblenet;
using engine::FunctionRaceOptions;
using engine::RecipeLap;
using engine::RecipeRaceOptions;

namespace {

namespace fs = std::filesystem;

FunctionRaceOptions small(const QTemporaryDir& folder) {
    FunctionRaceOptions options;
    options.folder = folder.filePath("race").toStdString();
    options.methods = {"whale", "whale:matlab", "random"};
    options.seeds = {1, 2, 3};
    options.evaluations = 200;
    options.jobs = 2;
    options.functions = {"F1", "F9"};
    options.dimension = 5;
    options.isShifted = true;
    return options;
}

std::vector<race::Lap> lapsIn(const fs::path& folder) {
    auto laps = race::lapsFromCsv(readFile(folder / "laps.csv")).laps;
    for (auto& lap : laps)
        lap.seconds = 0; // the one figure that no seed decides
    std::sort(laps.begin(), laps.end(), [](const race::Lap& one, const race::Lap& other) {
        return std::tie(one.problem, one.method, one.seed) < std::tie(other.problem, other.method, other.seed);
    });
    return laps;
}

RecipeRaceOptions recipeRace(const QTemporaryDir& folder) {
    RecipeRaceOptions options;
    options.folder = folder.filePath("race").toStdString();
    options.methods = {"whale", "random"};
    options.seeds = {1, 2};
    options.evaluations = 3;
    options.config.network.architecture = "resnet20";
    return options;
}

// Writes what a run records: errors of 30, 20 and again 20 %, less one for the whales, and the test images at the end.
void pretendToRun(const RecipeLap& lap) {
    auto folder = store::RunFolder::create(lap.folder, lap.config);
    const double better = lap.config.search.method == "whale" ? 1 : 0;
    for (const int again : {0, 1}) // an interrupted run reports some a second time
        for (int whale = again; whale < 3; ++whale) {
            const double accuracy = whale == 0 ? 70 : 80;
            folder.append({0, store::CandidateDone{.iteration = 1,
                                                   .whale = whale,
                                                   .cached = accuracy == 80 && better == 0,
                                                   .accuracy = accuracy + better,
                                                   .seconds = 2}});
        }
    folder.append({0, store::EvaluationDone{.subject = "unpruned network", .split = "test", .accuracy = 91}});
    folder.append({0, store::EvaluationDone{.subject = "pruned network", .split = "test", .accuracy = 88 + better}});
}

} // namespace

class TestRace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyMethodHasTheSameEvaluationsOnTheSameProblems();
    void theNumberOfJobsChangesNothing();
    void aRaceThatWasCutOffGoesOn();
    void anotherRaceInTheFolderIsRefused();
    void wrongOptionsAreRefusedByName_data();
    void wrongOptionsAreRefusedByName();
    void noiseHasNoWinner();
    void stoppingThrowsAndKeepsFinishedLaps();
    void recipeLapsAreRunsOfTheirOwn();
    void anInterruptedLapStopsTheRace();
    void whatALapThrowsComesOut();
};

void TestRace::everyMethodHasTheSameEvaluationsOnTheSameProblems() {
    const QTemporaryDir folder;
    const auto options = small(folder);
    const auto report = engine::raceFunctions(options, {});
    const auto laps = lapsIn(options.folder);
    QCOMPARE(laps.size(), std::size_t{2 * 3 * 3});
    for (const auto& lap : laps) {
        QCOMPARE(lap.evaluations, 200);
        QVERIFY(lap.uniqueEvaluations <= 200 && lap.uniqueEvaluations > 100);
        QVERIFY(!lap.best.empty() && lap.best.back().evaluation <= 200);
    }
    // The first candidates of the pods are the same draws, so that laps of one seed start as pairs.
    QCOMPARE(laps[0].best.front().objective, laps[3].best.front().objective);
    QCOMPARE(report.tables.size(), std::size_t{2});
    QCOMPARE(report.tables[0].rows.size(), std::size_t{1 + 3});
    QVERIFY(!report.verdict.empty());
    for (const auto& path : {report.laps, report.chart, report.report})
        QVERIFY(fs::file_size(path) > 100);
}

void TestRace::theNumberOfJobsChangesNothing() {
    const QTemporaryDir one, other;
    auto options = small(one);
    options.jobs = 1;
    engine::raceFunctions(options, {});
    auto more = small(other);
    more.jobs = 3;
    engine::raceFunctions(more, {});
    QVERIFY(lapsIn(options.folder) == lapsIn(more.folder));
}

void TestRace::aRaceThatWasCutOffGoesOn() {
    const QTemporaryDir folder, whole;
    auto options = small(folder);
    options.seeds = {1};
    engine::raceFunctions(options, {});
    const auto laps = options.folder / "laps.csv";
    auto text = readFile(laps);
    text.resize(text.size() - 30); // in the middle of the last lap
    writeFileAtomically(laps, text);
    options.seeds = {1, 2, 3};
    std::vector<std::string> notes;
    engine::raceFunctions(options, {.note = [&](const std::string& note) { notes.push_back(note); }});
    QCOMPARE(notes.size(), std::size_t{1});
    QVERIFY2(notes[0].starts_with("5 of 18 laps"), notes[0].c_str());
    auto undisturbed = small(whole);
    engine::raceFunctions(undisturbed, {});
    QVERIFY(lapsIn(options.folder) == lapsIn(undisturbed.folder));
}

void TestRace::anotherRaceInTheFolderIsRefused() {
    const QTemporaryDir folder;
    auto options = small(folder);
    engine::raceFunctions(options, {});
    const auto before = readFile(options.folder / "laps.csv");
    options.evaluations = 201;
    QVERIFY_EXCEPTION_THROWN(engine::raceFunctions(options, {}), Error);
    QCOMPARE(readFile(options.folder / "laps.csv"), before);
}

void TestRace::wrongOptionsAreRefusedByName_data() {
    QTest::addColumn<std::function<void(FunctionRaceOptions&)>>("change");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* name, const char* named, std::function<void(FunctionRaceOptions&)> change) {
        QTest::newRow(name) << std::move(change) << named;
    };
    row("one method", "two methods", [](auto& o) { o.methods = {"whale"}; });
    row("unknown method", "'bees'", [](auto& o) { o.methods = {"whale", "bees"}; });
    row("unknown mode", "'whale:wild'", [](auto& o) { o.methods = {"whale:wild", "random"}; });
    row("uniform on functions", "uniform", [](auto& o) { o.methods = {"whale", "uniform"}; });
    row("method twice", "twice", [](auto& o) { o.methods = {"whale", "whale"}; });
    row("seed twice", "twice", [](auto& o) { o.seeds = {4, 4}; });
    row("no seed", "seed", [](auto& o) { o.seeds = {}; });
    row("unknown function", "F24", [](auto& o) { o.functions = {"F24"}; });
    row("function twice", "twice", [](auto& o) { o.functions = {"F1", "F1"}; });
    row("no function", "function", [](auto& o) { o.functions = {}; });
    row("dimension", "dimension", [](auto& o) { o.dimension = -1; });
    row("favourite", "'pso'", [](auto& o) { o.favourite = "pso"; });
    row("jobs", "jobs", [](auto& o) { o.jobs = 0; });
}

void TestRace::wrongOptionsAreRefusedByName() {
    QFETCH(std::function<void(FunctionRaceOptions&)>, change);
    QFETCH(QString, named);
    const QTemporaryDir folder;
    auto options = small(folder);
    change(options);
    try {
        engine::raceFunctions(options, {});
        QFAIL("it was taken");
    } catch (const Error& error) {
        QVERIFY2(QString::fromUtf8(error.what()).contains(named), error.what());
        QVERIFY(error.kind() == ErrorKind::usage);
    }
    QVERIFY(!fs::exists(options.folder)); // nothing was begun
}

void TestRace::noiseHasNoWinner() {
    const QTemporaryDir folder;
    auto options = small(folder);
    options.functions = {"noise"};
    options.methods = {"whale", "random", "cmaes"};
    options.favourite = "whale";
    options.seeds.resize(12);
    std::iota(options.seeds.begin(), options.seeds.end(), 1);
    QVERIFY(QString::fromStdString(engine::raceFunctions(options, {}).verdict).contains("could be shown"));
}

void TestRace::stoppingThrowsAndKeepsFinishedLaps() {
    const QTemporaryDir folder;
    auto options = small(folder);
    options.jobs = 1;
    options.evaluations = 5000;
    std::atomic<int> done = 0;
    QVERIFY_EXCEPTION_THROWN(
        engine::raceFunctions(options, {.proceed = [&] { return done < 2; },
                                        .progress = [&](const std::string&, std::int64_t, std::int64_t) { ++done; }}),
        Stopped);
    const auto laps = lapsIn(options.folder);
    QVERIFY(laps.size() >= 2 && laps.size() < 18);
}

void TestRace::recipeLapsAreRunsOfTheirOwn() {
    const QTemporaryDir folder;
    auto options = recipeRace(folder);
    options.jobs = 2;
    std::mutex mutex;
    std::set<std::string> asked;
    options.run = [&](const RecipeLap& lap) {
        const std::lock_guard lock(mutex);
        asked.insert(lap.config.search.method + std::to_string(lap.config.seed));
        if (lap.config.search.evaluations != 3)
            throw Error("another number of candidates");
        pretendToRun(lap);
        return true;
    };
    const auto report = engine::raceRecipe(options, {});
    QVERIFY((asked == std::set<std::string>{"random1", "random2", "whale1", "whale2"}));
    const auto laps = lapsIn(options.folder); // random first
    QCOMPARE(laps.size(), std::size_t{4});
    QVERIFY((laps[0].best == std::vector<race::BestPoint>{{1, 30}, {2, 20}}));
    QCOMPARE(laps[0].uniqueEvaluations, 1);
    QCOMPARE(race::finalObjective(laps[2]), 19.0);
    QCOMPARE(laps[2].uniqueEvaluations, 3);
    QCOMPARE(laps[2].figures.front().value, 89.0);
    QVERIFY(report.tables.at(0).rows.at(1).at(0) == "whale");

    asked.clear(); // all are recorded
    engine::raceRecipe(options, {});
    QVERIFY(asked.empty());
    options.config.search.judge = 1000;
    QVERIFY_EXCEPTION_THROWN(engine::raceRecipe(options, {}), Error);
}

void TestRace::anInterruptedLapStopsTheRace() {
    const QTemporaryDir folder;
    auto options = recipeRace(folder);
    int runs = 0;
    options.run = [&](const RecipeLap& lap) {
        if (++runs == 2)
            return false;
        pretendToRun(lap);
        return true;
    };
    QVERIFY_EXCEPTION_THROWN(engine::raceRecipe(options, {}), Stopped);
    QCOMPARE(lapsIn(options.folder).size(), std::size_t{1});
}

void TestRace::whatALapThrowsComesOut() {
    const QTemporaryDir folder;
    auto options = recipeRace(folder);
    options.jobs = 2;
    options.run = [&](const RecipeLap&) -> bool { throw Error("the disk is full"); };
    QVERIFY_EXCEPTION_THROWN(engine::raceRecipe(options, {}), Error);
}

QTEST_GUILESS_MAIN(TestRace)
#include "tst_race.moc"
