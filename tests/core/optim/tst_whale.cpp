// SPDX-License-Identifier: GPL-3.0-only
// What tells the modes apart.
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numeric>
#include <string>

#include "core/optim/test_functions.h"
#include "functions.h"

using bubblenet::Rng;
using namespace bubblenet::optim;
using functions::FunctionProblem;
using functions::Position;

namespace {

std::vector<IterationLog> logsOf(const OptimizerSettings& settings, FunctionProblem& problem, std::uint64_t seed) {
    const auto optimizer = makeOptimizer(settings, problem.coordinates(), Rng(seed));
    std::vector<IterationLog> logs;
    minimise(*optimizer, problem, [&](const IterationLog& log) { logs.push_back(log); });
    return logs;
}

std::vector<double> annealingOf(const OptimizerSettings& settings) {
    FunctionProblem problem(2, -1, 1, testFunction("F1"));
    std::vector<double> values;
    for (const auto& log : logsOf(settings, problem, 1))
        values.push_back(log.a);
    return values;
}

void compareNumbers(const std::vector<double>& actual, const std::vector<double>& expected) {
    QCOMPARE(actual.size(), expected.size());
    for (std::size_t i = 0; i < actual.size(); ++i)
        QVERIFY2(std::abs(actual[i] - expected[i]) < 1e-6, qPrintable(QString::number(actual[i], 'g', 10)));
}

// For a box of ±1000, so that no bound interferes.
double meanOf(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::vector<Position> startNearTheMiddle(int whales) {
    Rng rng(8);
    std::vector<Position> start;
    for (int i = 0; i < whales; ++i)
        start.push_back({rng.uniform(5, 6), rng.uniform(5, 6), rng.uniform(5, 6)});
    return start;
}

// Two runs of the same seed, the second in a box moved by `offset` with the function moved along.
double largestDifferenceWhenMoved(const std::string& mode, double offset) {
    const auto bowl = [](double centre) {
        return [centre](const Position& x) {
            double sum = 0;
            for (const double value : x)
                sum += std::pow(value - centre, 2);
            return sum;
        };
    };
    FunctionProblem here(5, -1, 1, bowl(0.25));
    FunctionProblem there(5, -1 + offset, 1 + offset, bowl(0.25 + offset));
    const OptimizerSettings settings{.mode = mode, .population = 8, .iterations = 12};
    const auto one = logsOf(settings, here, 3);
    const auto two = logsOf(settings, there, 3);
    double largest = 0;
    for (std::size_t i = 0; i < one.size(); ++i)
        for (std::size_t k = 0; k < one[i].moves.size(); ++k)
            for (std::size_t j = 0; j < 5; ++j)
                largest =
                    std::max(largest, std::abs(two[i].moves[k].position[j] - offset - one[i].moves[k].position[j]));
    return largest;
}

double shareOnTheBounds(const std::string& mode) {
    FunctionProblem problem(6, -1, 1, [](const Position& x) { return -x[0]; });
    std::size_t on = 0;
    std::size_t all = 0;
    for (const auto& log : logsOf({.mode = mode, .population = 20, .iterations = 20}, problem, 2))
        for (const auto& move : log.moves)
            for (const double value : move.position) {
                on += std::abs(value) == 1 ? 1 : 0;
                ++all;
            }
    return static_cast<double>(on) / static_cast<double>(all);
}

} // namespace

class TestWhale : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void annealingFollowsItsFormula();
    void behavioursFollowTheLoggedCoefficient_data();
    void behavioursFollowTheLoggedCoefficient();
    void halfOfTheMovesAreSpirals();
    void spiralKeepsOneFactorForAllCoordinates_data();
    void spiralKeepsOneFactorForAllCoordinates();
    void matlabEncirclesWithOneAAndOneC();
    void matlabExploresWithAnotherWhaleEachCoordinate();
    void paperMovesAllWhalesAtOnce();
    void robustDoesNotKnowWhereZeroIs();
    void robustNeverRestsOnTheBounds();
    void robustJudgesNoPositionTwice();
    void partialMovesAFewCoordinatesOfTheLeadersPlace();
    void partialStillMovesWhereTheWholePodIsAtOnePlace();
    void greedyModesMoveFromTheBetterOfOldAndNew();
    void hiDrawsTheWorseHalfAnewAfterTenStalls();
    void robustBeatsMatlabAndRandomWhereTheOptimumIsFarFromZero();
};

void TestWhale::annealingFollowsItsFormula() {
    // The first population has not moved; the later ones moved with t = 0, 1, 2 of T = 4.
    const auto whale = [](const char* mode, const char* anneal) {
        return annealingOf({.mode = mode, .anneal = anneal, .population = 3, .iterations = 4});
    };
    for (const char* mode : {"matlab", "paper", "robust"}) {
        compareNumbers(whale(mode, "linear"), {2, 2, 1.5, 1});
        compareNumbers(whale(mode, "cos"), {2, 2, 1 + std::sqrt(0.5), 1});
        compareNumbers(whale(mode, "power"), {2, 2, 2 * std::pow(0.75, 0.9), 2 * std::pow(0.5, 0.9)});
    }
    compareNumbers(whale("hi", "linear"), {2, 2, 1.2346331, 0.5857864}); // 2 + 2cos(5π/8), 2 + 2cos(3π/4)
    compareNumbers(whale("hi", "cos"), whale("hi", "linear"));
}

void TestWhale::behavioursFollowTheLoggedCoefficient_data() {
    QTest::addColumn<QString>("mode");
    for (const char* mode : {"matlab", "paper", "robust", "hi"})
        QTest::newRow(mode) << mode;
}

void TestWhale::behavioursFollowTheLoggedCoefficient() {
    QFETCH(QString, mode);
    FunctionProblem problem(3, -1, 1, testFunction("F5"));
    std::map<std::string, int> seen;
    for (const auto& log : logsOf({.mode = mode.toStdString(), .population = 30, .iterations = 40}, problem, 1))
        for (const auto& move : log.moves) {
            ++seen[move.behaviour];
            const double A = std::abs(move.coefficient);
            if (log.iteration == 1)
                QCOMPARE(move.behaviour, std::string("start"));
            else if (move.behaviour == "encircle")
                QVERIFY(A < 1 && A > 0);
            else if (move.behaviour == "explore")
                QVERIFY(A >= 1 && A <= log.a);
            else
                QVERIFY(A == 0 && (move.behaviour == "spiral" || mode == "hi"));
        }
    for (const char* behaviour : {"start", "encircle", "explore", "spiral"})
        QVERIFY2(seen[behaviour] >= 30, behaviour);
}

void TestWhale::halfOfTheMovesAreSpirals() {
    FunctionProblem problem(1, -1, 1, testFunction("F1"));
    int spirals = 0;
    int moves = 0;
    for (const auto& log : logsOf({.population = 100, .iterations = 101}, problem, 5))
        for (const auto& move : log.moves) {
            moves += log.iteration > 1 ? 1 : 0;
            spirals += move.behaviour == "spiral" ? 1 : 0;
        }
    QCOMPARE(moves, 10000);
    QVERIFY(std::abs(spirals - 5000) < 200); // 4 standard deviations of 50
}

void TestWhale::spiralKeepsOneFactorForAllCoordinates_data() {
    QTest::addColumn<QString>("mode");
    for (const char* mode : {"matlab", "paper", "robust"})
        QTest::newRow(mode) << mode;
}

void TestWhale::spiralKeepsOneFactorForAllCoordinates() {
    QFETCH(QString, mode);
    OptimizerSettings settings{.mode = mode.toStdString(), .population = 40, .iterations = 2};
    settings.initialGuesses = startNearTheMiddle(40);
    FunctionProblem problem(3, -1000, 1000, [](const Position& x) { return x[0]; });
    const auto logs = logsOf(settings, problem, 8);
    const auto& best = logs[0].bestPosition;
    int checked = 0;
    for (std::size_t i = 0; i < 40; ++i) {
        const auto& move = logs[1].moves[i];
        const auto& from = settings.initialGuesses[i];
        if (move.behaviour != "spiral" || from == best)
            continue;
        std::vector<double> factors;
        for (std::size_t j = 0; j < 3; ++j) {
            const double distance = mode == "robust" ? from[j] - best[j] : std::abs(from[j] - best[j]);
            factors.push_back((move.position[j] - best[j]) / distance);
        }
        // l is in [−1, 1] (matlab's too, at a2 = −1), where e^l·cos(2πl) lies between −1.71 (near l = 0.53) and e.
        QVERIFY(factors[0] > -1.72 && factors[0] <= 2.7183);
        QVERIFY(std::abs(factors[1] - factors[0]) < 1e-9 && std::abs(factors[2] - factors[0]) < 1e-9);
        ++checked;
    }
    QVERIFY(checked > 8);
}

void TestWhale::matlabEncirclesWithOneAAndOneC() {
    OptimizerSettings settings{.mode = "matlab", .population = 40, .iterations = 2};
    settings.initialGuesses = startNearTheMiddle(40);
    FunctionProblem problem(3, -1000, 1000, [](const Position& x) { return x[0]; });
    const auto logs = logsOf(settings, problem, 8);
    const auto& best = logs[0].bestPosition;
    int checked = 0;
    for (std::size_t i = 0; i < 40; ++i) {
        const auto& move = logs[1].moves[i];
        if (move.behaviour != "encircle")
            continue;
        // X' = X* − A·|C·X* − X| with the logged A: each coordinate tells |C·X* − X|, and one C explains all three.
        const auto& from = settings.initialGuesses[i];
        bool explained = false;
        const double D = (best[0] - move.position[0]) / move.coefficient;
        for (const double sign : {-1.0, 1.0}) {
            const double C = (from[0] + sign * D) / best[0];
            bool all = C >= -1e-9 && C <= 2 + 1e-9;
            for (std::size_t j = 1; j < 3; ++j)
                all = all &&
                      std::abs(best[j] - move.coefficient * std::abs(C * best[j] - from[j]) - move.position[j]) < 1e-9;
            explained = explained || all;
        }
        QVERIFY(explained);
        ++checked;
    }
    QVERIFY(checked > 5);
}

void TestWhale::matlabExploresWithAnotherWhaleEachCoordinate() {
    // Each whale's coordinates are all equal and no two whales share a value: a move around one whale would keep them
    // equal, a whale drawn for each coordinate mixes them.
    OptimizerSettings settings{.mode = "matlab", .population = 40, .iterations = 2};
    for (int i = 0; i < 40; ++i)
        settings.initialGuesses.push_back(Position(4, 1 + i));
    FunctionProblem problem(4, -1e6, 1e6, [](const Position& x) { return x[0]; });
    int explored = 0;
    int mixed = 0;
    const auto logs = logsOf(settings, problem, 6);
    for (const auto& move : logs[1].moves) {
        const bool equal = std::all_of(move.position.begin(), move.position.end(),
                                       [&](double value) { return value == move.position[0]; });
        if (move.behaviour == "explore") {
            ++explored;
            mixed += equal ? 0 : 1;
        } else {
            QVERIFY(equal); // A, C and l are one number a whale
        }
    }
    QVERIFY(explored > 3);
    QCOMPARE(mixed, explored);
}

void TestWhale::paperMovesAllWhalesAtOnce() {
    // All whales are at 1: one that explores around a whale that has not moved yet gets 1 − A·|C − 1| with |A| ≤ 2, at
    // most 2 away. In place, some explore around whales that have moved already, and get further.
    OptimizerSettings settings{.mode = "paper", .population = 200, .iterations = 2};
    settings.initialGuesses.assign(200, Position{1});
    FunctionProblem problem(1, -1e9, 1e9, [](const Position& x) { return std::abs(x[0] - 1); });
    const auto largest = [&](const char* mode) {
        settings.mode = mode;
        double result = 0;
        const auto logs = logsOf(settings, problem, 9);
        for (const auto& move : logs[1].moves)
            if (move.behaviour == "explore")
                result = std::max(result, std::abs(move.position[0] - 1));
        return result;
    };
    QVERIFY(largest("paper") <= 2);
    QVERIFY(largest("matlab") > 2);
}

void TestWhale::robustDoesNotKnowWhereZeroIs() {
    QVERIFY(largestDifferenceWhenMoved("robust", 16) < 1e-9);
    QVERIFY(largestDifferenceWhenMoved("partial", 16) < 1e-9);
    for (const char* mode : {"matlab", "paper", "hi"})
        QVERIFY2(largestDifferenceWhenMoved(mode, 16) > 0.1, mode);
}

void TestWhale::robustNeverRestsOnTheBounds() {
    QVERIFY(shareOnTheBounds("robust") == 0);
    QVERIFY(shareOnTheBounds("partial") == 0);
    for (const char* mode : {"matlab", "paper", "hi"})
        QVERIFY2(shareOnTheBounds(mode) > 0.05, mode);
}

void TestWhale::robustJudgesNoPositionTwice() {
    FunctionProblem problem(4, -1, 1, testFunction("F1"));
    for (const int population : {1, 2, 10}) {
        std::vector<Position> all;
        for (const auto& log : logsOf({.mode = "robust", .population = population, .iterations = 15}, problem, 3))
            for (const auto& move : log.moves)
                all.push_back(move.position);
        std::sort(all.begin(), all.end());
        QVERIFY(std::adjacent_find(all.begin(), all.end()) == all.end());
    }
}

void TestWhale::partialMovesAFewCoordinatesOfTheLeadersPlace() {
    constexpr std::size_t kCoordinates = 40;
    FunctionProblem problem(kCoordinates, -1, 1, testFunction("F1"));
    auto optimizer =
        makeOptimizer({.mode = "partial", .population = 8, .iterations = 40}, problem.coordinates(), Rng(3));
    Position leader;
    std::vector<double> early, late;
    while (!optimizer->isDone()) {
        optimizer->tell(problem.evaluate(optimizer->ask()));
        const auto& log = optimizer->lastIteration();
        for (const auto& move : log.moves) {
            if (leader.empty() || move.behaviour == "explore")
                continue;
            double moved = 0;
            for (std::size_t j = 0; j < kCoordinates; ++j)
                moved += move.position[j] != leader[j] ? 1 : 0;
            QVERIFY(moved >= 1); // so that no place is judged twice
            (log.iteration <= 10 ? early : late).push_back(moved);
        }
        leader = log.bestPosition;
    }
    // A share of a/10: of 40 coordinates 7 at first, one and a little more at the end.
    QVERIFY(std::abs(meanOf(early) - 7.8) < 1);
    QVERIFY(meanOf(late) > 1 && meanOf(late) < 4.5);
}

void TestWhale::partialStillMovesWhereTheWholePodIsAtOnePlace() {
    FunctionProblem problem(6, -1, 1, [](const Position&) { return 1.0; });
    OptimizerSettings settings{.mode = "partial", .population = 5, .iterations = 10};
    settings.initialGuesses.assign(5, Position(6, 0.25));
    const auto logs = logsOf(settings, problem, 4);
    for (std::size_t i = 1; i + 1 < logs.size(); ++i)
        for (const auto& move : logs[i].moves)
            QVERIFY(move.position != Position(6, 0.25));
}

void TestWhale::greedyModesMoveFromTheBetterOfOldAndNew() {
    // Everything after the first population is bad, so greedy whales keep their places and every spiral starts from
    // there.
    const auto start = startNearTheMiddle(12);
    bool first = true;
    FunctionProblem problem(3, -1000, 1000, [&](const Position& x) { return first ? x[0] : 100.0; });
    const auto optimizer = makeOptimizer({.mode = "robust", .population = 12, .iterations = 6, .initialGuesses = start},
                                         problem.coordinates(), Rng(7));
    int checked = 0;
    while (!optimizer->isDone()) {
        optimizer->tell(problem.evaluate(optimizer->ask()));
        const auto& log = optimizer->lastIteration();
        const auto& best = log.bestPosition;
        for (std::size_t i = 0; i < log.moves.size(); ++i) {
            const auto& X = log.moves[i].position;
            if (log.moves[i].behaviour != "spiral" || start[i] == best)
                continue;
            const double factor = (X[0] - best[0]) / (start[i][0] - best[0]);
            const double other = (X[1] - best[1]) / (start[i][1] - best[1]);
            QVERIFY(std::abs(factor - other) < 1e-9);
            ++checked;
        }
        first = false;
    }
    QVERIFY(checked > 15);
}

void TestWhale::hiDrawsTheWorseHalfAnewAfterTenStalls() {
    // The first population's objectives are 0 to 9 in order, everything later is worse: whales 5 to 9 are the worse
    // half.
    FunctionProblem problem(3, -1, 1, [](const Position&) { return 0.0; });
    const auto optimizer =
        makeOptimizer({.mode = "hi", .population = 10, .iterations = 25}, problem.coordinates(), Rng(2));
    std::vector<double> objectives(10);
    std::iota(objectives.begin(), objectives.end(), 0.0);
    std::vector<int> iterationsWithDraws;
    while (!optimizer->isDone()) {
        optimizer->tell(objectives);
        objectives.assign(10, 100.0);
        const auto& log = optimizer->lastIteration();
        std::vector<std::size_t> drawn;
        for (std::size_t i = 0; i < log.moves.size(); ++i)
            if (log.moves[i].behaviour == "sample")
                drawn.push_back(i);
        if (drawn.empty())
            continue;
        iterationsWithDraws.push_back(log.iteration);
        QVERIFY((drawn == std::vector<std::size_t>{5, 6, 7, 8, 9}));
    }
    // Iterations 2 to 11 do not improve on the first.
    QVERIFY((iterationsWithDraws == std::vector<int>{12, 22}));
}

void TestWhale::robustBeatsMatlabAndRandomWhereTheOptimumIsFarFromZero() {
    const auto median = [](OptimizerSettings settings) {
        settings.population = 20;
        settings.iterations = 30;
        std::vector<double> results;
        for (std::uint64_t run = 0; run < 31; ++run) {
            Rng rng(run);
            Position optimum(30);
            for (auto& value : optimum)
                value = rng.uniform() < 0.5 ? -50 : 50;
            FunctionProblem problem(30, -100, 100, [&](const Position& x) {
                double sum = 0;
                for (std::size_t j = 0; j < x.size(); ++j)
                    sum += std::pow(x[j] - optimum[j], 2);
                return sum;
            });
            results.push_back(logsOf(settings, problem, run).back().bestObjective);
        }
        std::nth_element(results.begin(), results.begin() + 15, results.end());
        return results[15];
    };
    const double robust = median({.mode = "robust"});
    const double matlab = median({.mode = "matlab"});
    const double random = median({.method = "random"});
    QVERIFY2(robust < 0.75 * matlab, qPrintable(QString("%1 %2").arg(robust).arg(matlab)));
    QVERIFY2(matlab < 0.75 * random, qPrintable(QString("%1 %2").arg(matlab).arg(random)));
}

QTEST_GUILESS_MAIN(TestWhale)
#include "tst_whale.moc"
