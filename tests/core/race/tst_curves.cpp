// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/race/curves.h"
#include "sample_laps.h"

using namespace bubblenet::race;
using samples::lap;
using samples::laps;
using samples::together;
using Values = std::vector<double>;

namespace {
constexpr double kInfinity = std::numeric_limits<double>::infinity();
}

class TestCurves : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bestChangesWithTheEvaluationThatFoundIt();
    void bandIsMedianAndQuartilesOfTheSeeds();
    void medianIsInfiniteUntilHalfHaveFoundSomething();
    void gridGoesFromTheFirstToTheLastEvaluation();
    void onlyManyDecadesAboveZeroAreLogarithmic();
    void targetsGoFromTheWorstToTheBest();
    void targetsOverDecadesAreLogarithmic();
    void targetsLeaveOutWhatFoundNothing();
    void sharesCountTargetsOfAllSeedsAndProblems();
    void theBestFinalReachesEveryTarget();
};

void TestCurves::bestChangesWithTheEvaluationThatFoundIt() {
    const auto one = lap("p", "m", 1, 5);
    QCOMPARE(bestAfter(one, 0), kInfinity);
    QCOMPARE(bestAfter(one, 1), 6.0);
    QCOMPARE(bestAfter(one, 39), 6.0);
    QCOMPARE(bestAfter(one, 40), 5.0);
    QCOMPARE(bestAfter(one, 100), 5.0);
}

void TestCurves::bandIsMedianAndQuartilesOfTheSeeds() {
    const Band band = bestSoFar(laps("p", "m", {1, 2, 3, 4, 5}), {1, 40});
    QCOMPARE(band.lower, (Values{3, 2}));
    QCOMPARE(band.median, (Values{4, 3}));
    QCOMPARE(band.upper, (Values{5, 4}));
}

void TestCurves::medianIsInfiniteUntilHalfHaveFoundSomething() {
    auto three = laps("p", "m", {1, 2, 3});
    three[0].best = {{10, 1}};
    three[1].best = {{20, 2}};
    three[2].best = {};
    QCOMPARE(bestSoFar(three, {10, 20}).median, (Values{kInfinity, 2}));
}

void TestCurves::gridGoesFromTheFirstToTheLastEvaluation() {
    using Grid = std::vector<std::int64_t>;
    QCOMPARE(evaluationGrid(1), Grid{1});
    QCOMPARE(evaluationGrid(4), (Grid{1, 2, 3, 4}));
    for (const std::int64_t evaluations : {199, 200, 201, 12345}) {
        const Grid grid = evaluationGrid(evaluations);
        QCOMPARE(grid.front(), 1);
        QCOMPARE(grid.back(), evaluations);
        QCOMPARE(static_cast<std::int64_t>(grid.size()), std::min<std::int64_t>(evaluations, 200));
        QVERIFY(std::adjacent_find(grid.begin(), grid.end(), std::greater_equal<>()) == grid.end());
    }
}

void TestCurves::onlyManyDecadesAboveZeroAreLogarithmic() {
    QVERIFY(scaleFor(1, 1001) == Scale::logarithmic);
    QVERIFY(scaleFor(1, 1000) == Scale::linear);
    QVERIFY(scaleFor(0, 1e9) == Scale::linear);
    QVERIFY(scaleFor(-1, 1e9) == Scale::linear);
}

void TestCurves::targetsGoFromTheWorstToTheBest() {
    const Values values = targets(together({laps("p", "a", {1, 2}), laps("p", "b", {6, 3})}));
    QCOMPARE(values.size(), std::size_t{51});
    QCOMPARE(values.front(), 6.0);
    QCOMPARE(values[10], 5.0);
    QCOMPARE(values.back(), 1.0);
}

void TestCurves::targetsOverDecadesAreLogarithmic() {
    const Values values = targets(laps("p", "a", {1, 1e5}));
    QCOMPARE(values.front(), 1e5);
    QVERIFY(std::abs(values[10] - 1e4) < 1e-6);
    QCOMPARE(values.back(), 1.0);
}

void TestCurves::targetsLeaveOutWhatFoundNothing() {
    auto two = laps("p", "a", {1, 2});
    two[1].best.clear();
    QCOMPARE(targets(two), Values(51, 1.0));
    two[0].best.clear();
    QVERIFY(targets(two).empty());
    QCOMPARE(reachedShares(two, "a", {100}), Values{0});
}

void TestCurves::sharesCountTargetsOfAllSeedsAndProblems() {
    // On p: targets 2, 1.98, … 1. a finds 2 at once and 1 with the 40th; b finds 3 and then 2: the worst target alone.
    const auto all = together({laps("p", "a", {1}), laps("p", "b", {2}), laps("q", "a", {1}), laps("q", "b", {1})});
    const Values a = reachedShares(all, "a", {1, 39, 40, 100});
    // On q all 51 targets are 1.
    QCOMPARE(a, (Values{1.0 / 102, 1.0 / 102, 1, 1}));
    const Values b = reachedShares(all, "b", {39, 40});
    QCOMPARE(b, (Values{0, 52.0 / 102}));
}

void TestCurves::theBestFinalReachesEveryTarget() {
    for (const double best : {0.1, 0.3, 1e-7, -5.5}) {
        const auto all = together({laps("p", "a", {best}), laps("p", "b", {7.7})});
        QCOMPARE(reachedShares(all, "a", {100}), Values{1});
        QCOMPARE(reachedShares(all, "b", {100}), Values{1.0 / 51});
    }
}

QTEST_GUILESS_MAIN(TestCurves)
#include "tst_curves.moc"
