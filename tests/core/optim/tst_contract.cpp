// SPDX-License-Identifier: GPL-3.0-only
// What every method and every mode has to keep.
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <string>

#include "core/base/error.h"
#include "functions.h"

using bubblenet::Error;
using bubblenet::ErrorKind;
using bubblenet::Rng;
using namespace bubblenet::optim;
using functions::FunctionProblem;
using functions::Position;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// A box off the origin, with a coordinate that cannot move.
const std::vector<Coordinate> kBox{{-3, 5}, {1, 2}, {-0.5, -0.25}, {4, 4}};

OptimizerSettings settingsOfRow() {
    QFETCH_GLOBAL(QString, method);
    QFETCH_GLOBAL(QString, mode);
    return {.method = method.toStdString(), .mode = mode.toStdString(), .population = 7, .iterations = 9};
}

std::unique_ptr<Optimizer> make(const OptimizerSettings& settings, std::uint64_t seed = 1) {
    return makeOptimizer(settings, kBox, Rng(seed));
}

double distanceFromCorner(const Position& x) {
    return std::abs(x[0] - 4) + std::abs(x[1] - 1.25) + std::abs(x[2]);
}

void step(Optimizer& optimizer, const functions::Function& function = distanceFromCorner) {
    std::vector<double> objectives;
    for (const auto& position : optimizer.ask())
        objectives.push_back(function(position));
    optimizer.tell(objectives);
}

void compareLogs(const IterationLog& one, const IterationLog& two) {
    QCOMPARE(one.iteration, two.iteration);
    QCOMPARE(one.iterations, two.iterations);
    QVERIFY(one.a == two.a);
    QCOMPARE(one.leader, two.leader);
    QVERIFY(one.bestObjective == two.bestObjective);
    QVERIFY(one.bestPosition == two.bestPosition);
    QCOMPARE(one.evaluations, two.evaluations);
    QCOMPARE(one.moves.size(), two.moves.size());
    for (std::size_t i = 0; i < one.moves.size(); ++i) {
        QCOMPARE(one.moves[i].behaviour, two.moves[i].behaviour);
        QVERIFY(one.moves[i].coefficient == two.moves[i].coefficient);
        QVERIFY(one.moves[i].position == two.moves[i].position);
        QVERIFY(one.moves[i].objective == two.moves[i].objective);
    }
}

ErrorKind kindOfRefusal(const OptimizerSettings& settings, const std::vector<Coordinate>& box, const char* named) {
    try {
        makeOptimizer(settings, box, Rng(1));
    } catch (const Error& error) {
        return QString::fromUtf8(error.what()).contains(QString::fromUtf8(named)) ? error.kind() : ErrorKind::failure;
    }
    return ErrorKind::failure;
}

} // namespace

class TestContract : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void sameSeedGivesSameLog();
    void otherSeedGivesOtherPositions();
    void positionsStayInTheBox();
    void bestNeverWorsensAndIsTheLeastTold();
    void leaderIsWhereTheBestWasFound();
    void budgetIsMetExactly_data();
    void budgetIsMetExactly();
    void askTwiceGivesTheSame();
    void notFiniteCountsAsWorst();
    void nothingFiniteAtAllStillEnds();
    void guessesTakeTheFirstPlaces();
    void badGuessesAreSurvived();
    void wrongNumberOfObjectivesIsRefusedAndChangesNothing();
    void tellingAfterTheEndIsRefused();
    void smallestAndLargestSizesWork_data();
    void smallestAndLargestSizesWork();
    void hugeBoxesKeepTheirBounds();
    void restoredContinuesIdentically();
    void everyDamagedStateIsRefusedAndChangesNothing();
    void stateOfOtherSettingsIsRefused();
    void badSettingsAreRefusedByName();
    void minimiseRunsToTheEndAndPassesExceptionsOn();
};

void TestContract::initTestCase_data() {
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("mode");
    for (const char* mode : {"matlab", "paper", "robust", "partial", "hi"})
        QTest::newRow(mode) << "whale" << mode;
    for (const auto& method : methodNames())
        if (method != "whale")
            QTest::newRow(method.c_str()) << QString::fromStdString(method) << "robust";
}

void TestContract::sameSeedGivesSameLog() {
    const auto one = make(settingsOfRow());
    const auto two = make(settingsOfRow());
    while (!one->isDone()) {
        step(*one);
        step(*two);
        compareLogs(one->lastIteration(), two->lastIteration());
    }
    QVERIFY(two->isDone());
}

void TestContract::otherSeedGivesOtherPositions() {
    const auto one = make(settingsOfRow(), 1);
    const auto two = make(settingsOfRow(), 2);
    for (int i = 0; i < 2; ++i) {
        QVERIFY(one->ask() != two->ask());
        step(*one);
        step(*two);
    }
}

void TestContract::positionsStayInTheBox() {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto optimizer = make(settingsOfRow(), seed);
        while (!optimizer->isDone()) {
            for (const auto& position : optimizer->ask()) {
                QCOMPARE(position.size(), kBox.size());
                for (std::size_t j = 0; j < kBox.size(); ++j)
                    QVERIFY(position[j] >= kBox[j].low && position[j] <= kBox[j].high);
            }
            step(*optimizer);
        }
    }
}

void TestContract::bestNeverWorsensAndIsTheLeastTold() {
    const auto optimizer = make(settingsOfRow());
    QVERIFY(optimizer->bestObjective() == kInfinity);
    QVERIFY(optimizer->bestPosition().empty());
    double least = kInfinity;
    while (!optimizer->isDone()) {
        for (const auto& position : optimizer->ask())
            least = std::min(least, distanceFromCorner(position));
        step(*optimizer);
        QVERIFY(optimizer->bestObjective() == least);
        QVERIFY(distanceFromCorner(optimizer->bestPosition()) == least);
        QVERIFY(optimizer->lastIteration().bestObjective == least);
        QVERIFY(optimizer->lastIteration().bestPosition == optimizer->bestPosition());
    }
}

void TestContract::leaderIsWhereTheBestWasFound() {
    const auto optimizer = make(settingsOfRow());
    step(*optimizer);
    const auto first = optimizer->lastIteration();
    QVERIFY(first.leader >= 0);
    QVERIFY(first.moves[static_cast<std::size_t>(first.leader)].position == first.bestPosition);
    step(*optimizer, [](const Position&) { return 1e9; });
    QCOMPARE(optimizer->lastIteration().leader, -1);
    step(*optimizer, [&](const Position&) { return first.bestObjective; }); // equal is no better
    QCOMPARE(optimizer->lastIteration().leader, -1);
}

void TestContract::budgetIsMetExactly_data() {
    QTest::addColumn<int>("iterations");
    QTest::addColumn<int>("evaluations");
    QTest::addColumn<std::vector<int>>("asked");
    QTest::newRow("population times iterations") << 3 << -1 << std::vector<int>{7, 7, 7};
    QTest::newRow("no iteration") << 0 << -1 << std::vector<int>{};
    QTest::newRow("nothing") << 9 << 0 << std::vector<int>{};
    QTest::newRow("one") << 9 << 1 << std::vector<int>{1};
    QTest::newRow("less than a population") << 9 << 5 << std::vector<int>{5};
    QTest::newRow("last iteration cut short") << 9 << 17 << std::vector<int>{7, 7, 3};
    QTest::newRow("more than the iterations") << 1 << 15 << std::vector<int>{7, 7, 1};
}

void TestContract::budgetIsMetExactly() {
    QFETCH(int, iterations);
    QFETCH(int, evaluations);
    QFETCH(std::vector<int>, asked);
    auto settings = settingsOfRow();
    settings.iterations = iterations;
    settings.evaluations = evaluations;
    const auto optimizer = make(settings);
    std::vector<int> counts;
    int sum = 0;
    while (!optimizer->isDone()) {
        counts.push_back(static_cast<int>(optimizer->ask().size()));
        sum += counts.back();
        step(*optimizer);
        const auto& log = optimizer->lastIteration();
        QCOMPARE(log.evaluations, sum);
        QCOMPARE(optimizer->evaluations(), sum);
        QCOMPARE(log.iteration, static_cast<int>(counts.size()));
        QCOMPARE(static_cast<int>(log.moves.size()), counts.back());
    }
    if (settings.method == "lshade") { // its population shrinks
        QVERIFY(std::is_sorted(counts.rbegin(), counts.rend()));
        QCOMPARE(sum, std::accumulate(asked.begin(), asked.end(), 0));
    } else {
        QVERIFY(counts == asked);
    }
    QVERIFY(optimizer->ask().empty());
    QCOMPARE(optimizer->lastIteration().iteration, static_cast<int>(counts.size()));
    QCOMPARE(optimizer->lastIteration().iterations, static_cast<int>(counts.size()));
    QCOMPARE(optimizer->bestPosition().empty(), asked.empty());
}

void TestContract::askTwiceGivesTheSame() {
    const auto optimizer = make(settingsOfRow());
    const auto other = make(settingsOfRow());
    for (int i = 0; i < 3; ++i) {
        optimizer->ask();
        QVERIFY(optimizer->ask() == other->ask());
        step(*optimizer);
        step(*other);
    }
}

void TestContract::notFiniteCountsAsWorst() {
    const auto optimizer = make(settingsOfRow());
    optimizer->tell({kNan, -kInfinity, kInfinity, 1e300, kNan, kNan, kNan});
    QVERIFY(optimizer->bestObjective() == 1e300);
    QCOMPARE(optimizer->lastIteration().leader, 3);
    for (const std::size_t i : {0u, 1u, 2u})
        QVERIFY(optimizer->lastIteration().moves[i].objective == kInfinity);
    const auto positions = optimizer->ask();
    optimizer->tell({kNan, kNan, kNan, kNan, 5, -kInfinity, kNan});
    QVERIFY(optimizer->bestObjective() == 5);
    QVERIFY(optimizer->bestPosition() == positions[4]);
    while (!optimizer->isDone())
        step(*optimizer);
    QVERIFY(std::isfinite(optimizer->bestObjective()));
}

void TestContract::nothingFiniteAtAllStillEnds() {
    const auto optimizer = make(settingsOfRow());
    std::vector<Position> before;
    while (!optimizer->isDone()) {
        QVERIFY(optimizer->ask() != before); // it looks elsewhere
        before = optimizer->ask();
        step(*optimizer, [](const Position&) { return kNan; });
    }
    QVERIFY(optimizer->bestObjective() == kInfinity);
    QVERIFY(optimizer->bestPosition().empty());
    QCOMPARE(optimizer->lastIteration().leader, -1);
    QCOMPARE(optimizer->evaluations(), 63);
}

void TestContract::guessesTakeTheFirstPlaces() {
    auto settings = settingsOfRow();
    const auto without = make(settings)->ask();
    settings.initialGuesses = {{0, 1.5, -0.3, 4}, {-99, 99, -0.3, 7}};
    const auto with = make(settings)->ask();
    QCOMPARE(with.size(), without.size());
    QVERIFY((with[0] == Position{0, 1.5, -0.3, 4}));
    QVERIFY((with[1] == Position{-3, 2, -0.3, 4})); // clamped
    if (settings.method != "cmaes")                 // it samples around the first guess
        QVERIFY(std::equal(with.begin() + 2, with.end(), without.begin() + 2));
    settings.evaluations = 1;
    QVERIFY((make(settings)->ask() == std::vector<Position>{{0, 1.5, -0.3, 4}}));
}

void TestContract::badGuessesAreSurvived() {
    auto settings = settingsOfRow();
    settings.iterations = 40;
    // The worst corner twice, once as what the search may start from.
    settings.initialGuesses = {{-3, 2, -0.5, 4}, {-3, 2, -0.5, 4}};
    const auto optimizer = make(settings);
    const double first = distanceFromCorner(optimizer->ask().front());
    while (!optimizer->isDone()) {
        for (const auto& position : optimizer->ask())
            for (std::size_t j = 0; j < kBox.size(); ++j)
                QVERIFY(position[j] >= kBox[j].low && position[j] <= kBox[j].high); // NaN is neither
        step(*optimizer);
    }
    QVERIFY(optimizer->bestObjective() < first / 2);
}

void TestContract::wrongNumberOfObjectivesIsRefusedAndChangesNothing() {
    const auto optimizer = make(settingsOfRow());
    step(*optimizer);
    const auto state = optimizer->state();
    for (const std::size_t count : {0u, 6u, 8u})
        QVERIFY_EXCEPTION_THROWN(optimizer->tell(std::vector<double>(count, 1.0)), Error);
    QCOMPARE(optimizer->state(), state);
}

void TestContract::tellingAfterTheEndIsRefused() {
    auto settings = settingsOfRow();
    settings.evaluations = 1;
    const auto optimizer = make(settings);
    step(*optimizer);
    QVERIFY_EXCEPTION_THROWN(optimizer->tell({}), Error);
    QVERIFY_EXCEPTION_THROWN(optimizer->tell({1.0}), Error);
    QCOMPARE(optimizer->evaluations(), 1);
}

void TestContract::smallestAndLargestSizesWork_data() {
    QTest::addColumn<int>("population");
    QTest::addColumn<int>("dimension");
    QTest::newRow("one whale") << 1 << 3;
    QTest::newRow("one coordinate") << 5 << 1;
    QTest::newRow("one whale, one coordinate") << 1 << 1;
    QTest::newRow("a thousand coordinates") << 5 << 1000;
}

void TestContract::smallestAndLargestSizesWork() {
    QFETCH(int, population);
    QFETCH(int, dimension);
    auto settings = settingsOfRow();
    settings.population = population;
    settings.iterations = 60;
    FunctionProblem problem(static_cast<std::size_t>(dimension), -1, 1, [](const Position& x) {
        double sum = 0;
        for (const double value : x)
            sum += std::abs(value - 0.7);
        return sum;
    });
    const auto optimizer = makeOptimizer(settings, problem.coordinates(), Rng(4));
    double first = 0;
    minimise(*optimizer, problem, [&](const IterationLog& log) {
        if (log.iteration == 1)
            first = log.bestObjective;
    });
    QCOMPARE(optimizer->evaluations(), population * 60);
    QCOMPARE(optimizer->bestPosition().size(), static_cast<std::size_t>(dimension));
    QVERIFY(optimizer->bestObjective() < first); // a lone whale searches too
}

void TestContract::hugeBoxesKeepTheirBounds() {
    FunctionProblem problem(3, -8e307, 8e307, [](const Position& x) { return x[0] / 1e308 + x[1] / 1e308; });
    auto settings = settingsOfRow();
    settings.iterations = 40;
    const auto optimizer = makeOptimizer(settings, problem.coordinates(), Rng(4));
    minimise(*optimizer, problem, [](const IterationLog& log) {
        for (const auto& move : log.moves)
            for (const double value : move.position)
                QVERIFY(value >= -8e307 && value <= 8e307);
    });
    QVERIFY(optimizer->isDone());
}

void TestContract::restoredContinuesIdentically() {
    auto settings = settingsOfRow();
    settings.iterations = 30;
    settings.evaluations = 30 * 7 - 2;
    // Coarse, so that HI-WOA's stalls and the ties of the greedy modes are in the saved states.
    const auto coarse = [](const Position& x) { return x[0] > 0 ? std::floor(x[0]) : kNan; };
    const auto whole = make(settings);
    std::vector<std::string> states{whole->state()};
    std::vector<IterationLog> logs;
    while (!whole->isDone()) {
        step(*whole, coarse);
        states.push_back(whole->state());
        logs.push_back(whole->lastIteration());
    }
    for (std::size_t i = 0; i < states.size(); ++i) {
        const auto restored = make(settings, 99);
        if (i % 2 == 1)
            step(*restored); // into a used one too
        restored->restore(states[i]);
        QCOMPARE(restored->state(), states[i]);
        if (i > 0)
            compareLogs(restored->lastIteration(), logs[i - 1]);
        for (std::size_t next = i; next < logs.size(); ++next) {
            step(*restored, coarse);
            compareLogs(restored->lastIteration(), logs[next]);
        }
        QVERIFY(restored->isDone());
        QVERIFY(restored->bestObjective() == whole->bestObjective());
        QVERIFY(restored->bestPosition() == whole->bestPosition());
    }
}

void TestContract::everyDamagedStateIsRefusedAndChangesNothing() {
    auto settings = settingsOfRow();
    settings.population = 2;
    const auto source = make(settings);
    step(*source);
    step(*source);
    const auto good = source->state();
    const auto victim = make(settings, 5);
    step(*victim);
    const auto before = victim->state();
    for (std::size_t length = 0; length < good.size(); ++length)
        QVERIFY_EXCEPTION_THROWN(victim->restore(good.substr(0, length)), Error);
    for (std::size_t i = 0; i < good.size(); ++i) {
        auto damaged = good;
        damaged[i] = damaged[i] == '1' ? '2' : '1';
        QVERIFY_EXCEPTION_THROWN(victim->restore(damaged), Error);
    }
    for (const std::string& text : {std::string("nonsense"), good + " ", good + good, std::string(100000, ' '),
                                    std::string("\0\xff\n", 3), std::string("{\"optimizer\": 1}")})
        QVERIFY_EXCEPTION_THROWN(victim->restore(text), Error);
    QCOMPARE(victim->state(), before);
    victim->restore(good);
    QCOMPARE(victim->state(), good);
}

void TestContract::stateOfOtherSettingsIsRefused() {
    const auto settings = settingsOfRow();
    const auto state = make(settings)->state();
    auto population = settings;
    population.population = 8;
    auto iterations = settings;
    iterations.iterations = 10;
    for (const auto& other : {population, iterations})
        QVERIFY_EXCEPTION_THROWN(make(other)->restore(state), Error);
    auto box = kBox;
    box[0].low = -2.5;
    QVERIFY_EXCEPTION_THROWN(makeOptimizer(settings, box, Rng(1))->restore(state), Error);
    box = kBox;
    box.pop_back();
    QVERIFY_EXCEPTION_THROWN(makeOptimizer(settings, box, Rng(1))->restore(state), Error);
    auto mode = settings;
    mode.method = "whale";
    mode.mode = settings.mode == "paper" ? "matlab" : "paper";
    QVERIFY_EXCEPTION_THROWN(make(mode)->restore(state), Error);
}

void TestContract::badSettingsAreRefusedByName() {
    const auto refused = [](auto change, const char* named) {
        auto settings = settingsOfRow();
        change(settings);
        return kindOfRefusal(settings, kBox, named) == ErrorKind::usage;
    };
    QVERIFY(refused([](auto& s) { s.method = "bees"; }, "method is 'bees'"));
    QVERIFY(refused([](auto& s) { s.method = "whale", s.mode = "Robust"; }, "mode is 'Robust'"));
    QVERIFY(refused([](auto& s) { s.method = "whale", s.anneal = ""; }, "anneal is ''"));
    QVERIFY(refused([](auto& s) { s.population = -1; }, "population is -1"));
    QVERIFY(refused([](auto& s) { s.population = std::numeric_limits<int>::max(); }, "population is 2147483647"));
    QVERIFY(refused([](auto& s) { s.iterations = -1; }, "iterations is -1"));
    QVERIFY(refused([](auto& s) { s.evaluations = -2; }, "evaluations is -2"));
    QVERIFY(refused([](auto& s) { s.evaluations = std::numeric_limits<std::int64_t>::max(); }, "evaluations is"));
    QVERIFY(refused([](auto& s) { s.power = 0; }, "power is 0"));
    QVERIFY(refused([](auto& s) { s.power = kNan; }, "power is nan"));
    QVERIFY(refused([](auto& s) { s.initialGuesses = {{1, 1}}; }, "initial guess 0 has 2 coordinates"));
    QVERIFY(refused([](auto& s) { s.initialGuesses = {{1, 1, kNan, 1}}; }, "initial guess 0"));
    QVERIFY(refused([](auto& s) { s.initialGuesses.assign(8, Position(4, 1.0)); }, "8 initial guesses"));
    const auto settings = settingsOfRow();
    QVERIFY(kindOfRefusal(settings, {}, "no coordinate") == ErrorKind::usage);
    QVERIFY(kindOfRefusal(settings, {{0, 1}, {1, 0}}, "coordinate 1") == ErrorKind::usage);
    QVERIFY(kindOfRefusal(settings, {{0, kNan}}, "coordinate 0") == ErrorKind::usage);
    QVERIFY(kindOfRefusal(settings, {{-kInfinity, 1}}, "coordinate 0") == ErrorKind::usage);
    QVERIFY(kindOfRefusal(settings, {{-1e308, 1e308}}, "coordinate 0") == ErrorKind::usage);
}

void TestContract::minimiseRunsToTheEndAndPassesExceptionsOn() {
    FunctionProblem problem(2, 0, 1, [](const Position& x) { return x[0] + x[1]; });
    const auto optimizer = makeOptimizer(settingsOfRow(), problem.coordinates(), Rng(1));
    int calls = 0;
    minimise(*optimizer, problem, [&](const IterationLog& log) { QCOMPARE(log.iteration, ++calls); });
    QCOMPARE(calls, optimizer->lastIteration().iterations);
    QCOMPARE(optimizer->evaluations(), 63);
    FunctionProblem broken(2, 0, 1, [](const Position&) -> double { throw Error("broken"); });
    const auto other = makeOptimizer(settingsOfRow(), broken.coordinates(), Rng(1));
    QVERIFY_EXCEPTION_THROWN(minimise(*other, broken), Error);
    QCOMPARE(other->evaluations(), 0);
}

QTEST_GUILESS_MAIN(TestContract)
#include "tst_contract.moc"
