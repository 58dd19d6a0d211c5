// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/compare/comparison.h"
#include "core/compare/run_reader.h"
#include "tests/support/made_runs.h"

namespace fs = std::filesystem;
using namespace bubblenet;
using namespace bubblenet::compare;

namespace {

Run withConfig(const std::string& name, config::RunConfig config) {
    auto run = std::make_shared<RunSummary>();
    run->folder = fs::path("/runs") / name;
    config.name = name;
    run->config = std::move(config);
    run->state = RunState::completed;
    return run;
}

std::vector<std::string> namesOf(const std::vector<Run>& runs) {
    std::vector<std::string> names;
    for (const auto& run : runs)
        names.push_back(nameOf(*run));
    return names;
}

Run withAccuracy(const std::string& name, std::optional<double> accuracy) {
    auto run = std::make_shared<RunSummary>();
    run->folder = fs::path("/runs") / name;
    if (accuracy)
        run->record.testBefore = test::madeEvaluation("unpruned network", *accuracy);
    return run;
}

} // namespace

class TestComparison : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyKeysThatDifferAreDifferences();
    void aRecipeThatCannotBeReadDiffersFromAll();
    void theFrontIsWhatNoOtherBeats();
    void emptyValuesComeLastInEitherOrder();
    void textsAreOrderedWithoutTheirCase();
    void filterWantsAllWords();
    void everyColumnHasItsOwnKey();
    void valuesHaveTheirUnits();
    void lapsKnowTheirRace();
    void aRaceHasItsStatistics();
};

void TestComparison::onlyKeysThatDifferAreDifferences() {
    config::RunConfig one;
    config::RunConfig other;
    other.search.whale.pod = 8;
    other.data.augment = {};
    auto last = std::make_shared<RunSummary>(*withConfig("c", one));
    last->manifest.weightsSha256 = std::string(64, 'a');
    const auto found = differences({withConfig("a", one), withConfig("b", other), last});
    QCOMPARE(found.size(), std::size_t{3});
    QCOMPARE(found[0].key, std::string("data.augment"));
    QCOMPARE(found[0].values, (std::vector<std::string>{"[crop, flip]", "[]", "[crop, flip]"}));
    QCOMPARE(found[1].key, std::string("search.whale.pod"));
    QCOMPARE(found[1].values, (std::vector<std::string>{"20", "8", "20"}));
    QCOMPARE(found[2].values[2], std::string("aaaaaaaaaaaa"));
    QVERIFY(differences({withConfig("a", one), withConfig("b", one)}).empty());
    QVERIFY(differences({withConfig("a", one)}).empty());
    QVERIFY(differences({}).empty());
}

void TestComparison::aRecipeThatCannotBeReadDiffersFromAll() {
    const auto found = differences({withConfig("a", {}), std::make_shared<RunSummary>()});
    QVERIFY(!found.empty());
    for (const auto& difference : found)
        QCOMPARE(difference.values[1], std::string());
}

void TestComparison::theFrontIsWhatNoOtherBeats() {
    using Indices = std::vector<std::size_t>;
    QCOMPARE(paretoFront({{5, 90}, {3, 88}, {4, 87}, {6, 90}, {5, 91}, {2, 80}}), (Indices{5, 1, 4}));
    QCOMPARE(paretoFront({{1, 1}, {1, 1}}), (Indices{0}));
    QCOMPARE(paretoFront({{NAN, 1}, {1, NAN}, {INFINITY, 2}, {1, 1}}), (Indices{3}));
    QVERIFY(paretoFront({}).empty());
    // Against the definition, on points with many ties.
    Rng rng(5);
    std::vector<CurvePoint> points;
    for (int i = 0; i < 300; ++i)
        points.push_back({static_cast<double>(rng.below(20)), static_cast<double>(rng.below(20))});
    const auto front = paretoFront(points);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const bool isBeaten = std::any_of(points.begin(), points.end(), [&](const CurvePoint& other) {
            return other.x <= points[i].x && other.y >= points[i].y && !(other == points[i]);
        });
        const bool isOn = std::any_of(front.begin(), front.end(), [&](auto k) { return points[k] == points[i]; });
        QCOMPARE(isOn, !isBeaten);
    }
}

void TestComparison::emptyValuesComeLastInEitherOrder() {
    std::vector<Run> runs{withAccuracy("none", {}), withAccuracy("low", 10), withAccuracy("high", 90),
                          withAccuracy("low too", 10)};
    sortRuns(runs, Column::accuracy, Order::rising);
    QCOMPARE(namesOf(runs), (std::vector<std::string>{"low", "low too", "high", "none"}));
    sortRuns(runs, Column::accuracy, Order::falling);
    QCOMPARE(namesOf(runs), (std::vector<std::string>{"high", "low", "low too", "none"}));
}

void TestComparison::textsAreOrderedWithoutTheirCase() {
    std::vector<Run> runs{withAccuracy("b", 1), withAccuracy("C", 1), withAccuracy("A", 1)};
    sortRuns(runs, Column::name, Order::rising);
    QCOMPARE(namesOf(runs), (std::vector<std::string>{"A", "b", "C"}));
}

void TestComparison::filterWantsAllWords() {
    auto run = std::make_shared<RunSummary>(*withConfig("half-7", {}));
    run->config->search.goal.macs = 0.5;
    run->annotation = {.tags = {"Baseline", "论文"}, .note = "50 % faster", .other = {}};
    for (const char* filter :
         {"", "  ", "HALF", "half cifar10", "baseline 论文", "completed", "已完成", "faster resnet56", "乘加"})
        QVERIFY2(matches(*run, filter), filter);
    for (const char* filter : {"half cifar100", "x", "failed"})
        QVERIFY2(!matches(*run, filter), filter);
}

void TestComparison::everyColumnHasItsOwnKey() {
    std::set<std::string> keys;
    for (int i = 0; i < kColumnCount; ++i) {
        const auto column = static_cast<Column>(i);
        keys.emplace(keyOf(column));
        QCOMPARE(columnFrom(keyOf(column)), std::optional(column));
        QVERIFY(!titleOf(column, Language::english).empty());
        QVERIFY(!titleOf(column, Language::chinese).empty());
    }
    QCOMPARE(keys.size(), static_cast<std::size_t>(kColumnCount));
    QVERIFY(!columnFrom("nothing"));
}

void TestComparison::valuesHaveTheirUnits() {
    QTemporaryDir folder;
    const auto run =
        RunReader().read(test::writeMadeRun(folder.path().toStdString(), {.accuracy = 93.5, .macsLeft = 0.25}));
    const std::pair<Column, const char*> texts[] = {{Column::accuracyBefore, "93.00"},
                                                    {Column::accuracy, "93.50"},
                                                    {Column::accuracyChange, "+0.50"},
                                                    {Column::macs, "10.00"},
                                                    {Column::macsLeft, "25.00"},
                                                    {Column::parameters, "200.0"},
                                                    {Column::bytes, "800.0"},
                                                    {Column::latency, "0.30"},
                                                    {Column::speedup, "4.00"},
                                                    {Column::seed, "1"},
                                                    {Column::candidates, "6"},
                                                    {Column::method, "whale:partial"},
                                                    {Column::goal, "MACs ≤ 50 %"},
                                                    {Column::took, "0:10"},
                                                    {Column::tags, ""}};
    for (const auto& [column, text] : texts)
        QCOMPARE(textOf(*run, column, Language::english), std::string(text));
    QCOMPARE(textOf(*run, Column::state, Language::chinese), std::string("已完成"));
    for (int i = 0; i < kColumnCount; ++i) // of a run of which nothing is known
        textOf(RunSummary(), static_cast<Column>(i), Language::chinese);
}

void TestComparison::lapsKnowTheirRace() {
    QTemporaryDir folder;
    const fs::path race = folder.path().toStdString();
    RunReader reader;
    const auto one = reader.read(test::writeMadeRun(race / "laps/whale-1", {.name = "lap"}));
    const auto two = reader.read(test::writeMadeRun(race / "laps/random-1", {.name = "lap"}));
    QVERIFY(raceFolderOf({one, two}).empty()); // nothing is recorded yet
    std::ofstream(race / "laps.csv") << "x";
    QCOMPARE(raceFolderOf({one, two}), race);
    QVERIFY(raceFolderOf({one, withAccuracy("other", 1)}).empty());
    QVERIFY(raceFolderOf({}).empty());
    QVERIFY_THROWS_EXCEPTION(Error, readRace(race));
}

void TestComparison::aRaceHasItsStatistics() {
    QTemporaryDir folder;
    const fs::path path = folder.path().toStdString();
    {
        race::LapFile file(path / "laps.csv", {"test accuracy, %"});
        for (const std::string method : {"whale", "random"})
            for (std::uint64_t seed = 1; seed <= 8; ++seed)
                file.append({.problem = "p",
                             .objectiveLabel = "validation error, %",
                             .method = method,
                             .seed = seed,
                             .evaluations = 10,
                             .uniqueEvaluations = 10,
                             .seconds = 1,
                             .best = {{1, (method == "whale" ? 10.0 : 20.0) + static_cast<double>(seed)}},
                             .figures = {{"test accuracy, %", 88}}});
    }
    const auto race = readRace(path);
    QCOMPARE(race.result.favourite, std::string("whale"));
    const auto tables = raceTables(race, Language::english);
    QCOMPARE(tables.size(), std::size_t{1});
    QCOMPARE(tables[0].head.size(), tables[0].rows[0].size());
    QCOMPARE(tables[0].rows[0][0], std::string("whale"));
    QCOMPARE(tables[0].rows[1], (std::vector<std::string>{"random", "8", "24.50", "22.75 – 26.25", "21", "88",
                                                          "0.00781", "-1.00", "significantly lower"}));
    QCOMPARE(raceTables(race, Language::chinese)[0].rows[1].back(), std::string("显著更低"));
}

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
