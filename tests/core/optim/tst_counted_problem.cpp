// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <cmath>
#include <numeric>

#include "core/optim/counted_problem.h"
#include "tests/core/optim/functions.h"

using namespace bubblenet::optim;

namespace {

functions::FunctionProblem sphereOf(std::size_t dimension) {
    return {dimension, -5, 5,
            [](const functions::Position& x) { return std::inner_product(x.begin(), x.end(), x.begin(), 0.0); }};
}

} // namespace

class TestCountedProblem : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void objectivesAreTheProblemsOwn();
    void repeatedPositionsAreCountedApart();
    void nearAndMirroredPositionsAreOthers();
};

void TestCountedProblem::objectivesAreTheProblemsOwn() {
    auto sphere = sphereOf(3);
    CountedProblem counted(sphere);
    const std::vector<std::vector<double>> positions{{1, 2, 3}, {0, 0, 0}, {1, 2, 3}};
    QCOMPARE(counted.evaluate(positions), sphere.evaluate(positions));
    QCOMPARE(counted.dimension(), std::size_t{3});
    QCOMPARE(counted.coordinates().size(), std::size_t{3});
    QCOMPARE(counted.objectiveCount(), std::size_t{1});
}

void TestCountedProblem::repeatedPositionsAreCountedApart() {
    auto sphere = sphereOf(2);
    CountedProblem counted(sphere);
    QCOMPARE(counted.evaluations(), std::int64_t{0});
    counted.evaluate({{1, 2}, {2, 1}, {1, 2}}); // within a batch
    counted.evaluate({{2, 1}, {3, 3}});         // and over batches
    QCOMPARE(counted.evaluations(), std::int64_t{5});
    QCOMPARE(counted.uniqueEvaluations(), std::int64_t{3});
    QCOMPARE(counted.repeatedEvaluations(), std::int64_t{2});
    counted.evaluate({});
    QCOMPARE(counted.evaluations(), std::int64_t{5});
}

void TestCountedProblem::nearAndMirroredPositionsAreOthers() {
    auto sphere = sphereOf(2);
    CountedProblem counted(sphere);
    counted.evaluate({{1, 2}, {std::nextafter(1.0, 2.0), 2}, {-1, 2}, {1, -2}, {0.0, 2}, {-0.0, 2}});
    QCOMPARE(counted.uniqueEvaluations(), std::int64_t{5}); // −0 is 0
}

QTEST_GUILESS_MAIN(TestCountedProblem)
#include "tst_counted_problem.moc"
