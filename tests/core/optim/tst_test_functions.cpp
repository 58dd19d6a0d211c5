// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/optim/test_functions.h"

using bubblenet::Error;
using bubblenet::ErrorKind;
using bubblenet::Rng;
using namespace bubblenet::optim;

namespace {

using Position = std::vector<double>;

const std::vector<Variation> kVariations{Variation::none, Variation::shifted, Variation::rotated,
                                         Variation::shiftedAndRotated};

double objectiveAt(Problem& problem, const Position& position) {
    return problem.evaluate({position}).front();
}

Position randomIn(const Problem& problem, Rng& rng) {
    Position position;
    for (const auto& coordinate : problem.coordinates())
        position.push_back(rng.uniform(coordinate.low, coordinate.high));
    return position;
}

Position randomNear(const TestProblem& problem, double share, Rng& rng) {
    Position position = problem.optimum();
    for (std::size_t j = 0; j < position.size(); ++j) {
        const auto& coordinate = problem.coordinates()[j];
        position[j] += rng.uniform(-share, share) * (coordinate.high - coordinate.low);
    }
    return position;
}

bool isFree(const std::string& name) {
    return name.size() == 2 || (name[1] == '1' && name[2] < '4');
}

} // namespace

class TestTestFunctions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valuesAreThoseOfOthers_data();
    void valuesAreThoseOfOthers();
    void optimumIsThePublishedOne_data();
    void optimumIsThePublishedOne();
    void braninAndTheCamelHaveTheirTwinOptima();
    void everyFunctionHasItsDimensionAndSomeHaveOthers();
    void optimumLiesInTheBoxAndNothingIsBelowIt_data();
    void optimumLiesInTheBoxAndNothingIsBelowIt();
    void shiftMovesEachCoordinateByUpToTheLargestEitherWay();
    void shiftedFunctionIsThePlainOneMovedAlong();
    void rotationKeepsDistancesFromTheOptimum();
    void rotationMixesAllCoordinates();
    void sameSeedGivesTheSameProblem();
    void otherSeedsGiveOtherProblems();
    void shiftIsTheOneThatThePeersHad();
    void noiseIsUniformAndKnowsNoPosition();
    void noiseOfF7IsBetweenZeroAndOne();
    void whatCannotBeIsRefused_data();
    void whatCannotBeIsRefused();
    void shiftsOutOfTheBoxAreRefused();
    void positionsOfAnotherDimensionAreRefused();
};

void TestTestFunctions::valuesAreThoseOfOthers_data() {
    QTest::addColumn<Position>("x");
    QTest::addColumn<double>("expected");
    const auto row = [](const char* name, const Position& x, double expected) { QTest::newRow(name) << x << expected; };
    const Position x{1, 2, 3};
    row("F1", x, 14);
    row("F2", x, 12); // 6 + 6
    row("F3", x, 46); // 1 + 9 + 36
    row("F4", {1, -3, 2}, 3);
    row("F5", x, 201);   // 100·(2−1)² + 0 + 100·(3−4)² + 1
    row("F6", x, 20.75); // 2.25 + 6.25 + 12.25
    row("F7", x, 276);   // 1 + 2·16 + 3·81
    row("F8", x, -5.778082811764429);
    row("F9", x, 14);
    row("F10", x, 7.0164536082694);
    row("F11", x, 1.0170279701835734);
    row("F12", x, 13.679018012505557);
    row("F12 penalised", {-1, -1, 12}, std::numbers::pi / 3 * 3.25 * 3.25 + 1600); // y = 1, 1, 4.25; u(12) = 100·2⁴
    row("F13", x, 0.5);                                                            // 0.1·(0 + 0 + 1 + 4·1)
    row("F13 penalised", {1, 1, -7}, 0.1 * 64 + 1600);                             // u(−7) = 100·2⁴
    row("F14", {1, 2}, 67.47209733875758);                                         // EvoloPy 4.0.6
    row("F15", {1, 2, 3, 4}, 0.4950914598636357);
    row("F16", {1, 2}, 4 - 2.1 + 1. / 3 + 2 - 16 + 64);
    row("F17", {1, 2}, 21.62763539206238); // opfunu 1.0.4
    row("F18", {1, 2}, 137150);
    row("F19", {0.5, 0.5, 0.5}, -0.6280220961750616);                // opfunu 1.0.4
    row("F20", {0.5, 0.5, 0.5, 0.5, 0.5, 0.5}, -0.5053149917022333); // opfunu 1.0.4
    // Squared distances from (4, 4, 4, 4) to the places of the hollows, and the widths of these.
    const double five = 1 / 0.1 + 1 / 36.2 + 1 / 64.2 + 1 / 16.4 + 1 / 20.4;
    const double seven = five + 1 / 58.6 + 1 / 4.3;
    row("F21", {4, 4, 4, 4}, -five);
    row("F22", {4, 4, 4, 4}, -seven);
    row("F23", {4, 4, 4, 4}, -seven - 1 / 50.7 - 1 / 16.5 - 1 / 18.82);
}

void TestTestFunctions::valuesAreThoseOfOthers() {
    QFETCH(Position, x);
    QFETCH(double, expected);
    const std::string name = QString(QTest::currentDataTag()).section(' ', 0, 0).toStdString();
    const double value = testFunction(name)(x);
    QVERIFY2(std::abs(value - expected) <= 1e-12 * std::max(1.0, std::abs(expected)),
             qPrintable(QString::number(value, 'g', 17)));
}

void TestTestFunctions::optimumIsThePublishedOne_data() {
    QTest::addColumn<double>("published");
    QTest::addColumn<double>("precision");
    for (const char* name : {"F1", "F2", "F3", "F4", "F5", "F6", "F7", "F9", "F10", "F11", "F12", "F13"})
        QTest::newRow(name) << 0.0 << 1e-14;
    // Yao, Liu & Lin 1999, table 1, and to more digits Surjanovic & Bingham's Virtual Library of Simulation
    // Experiments.
    QTest::newRow("F8") << 30 * -418.982887272433 << 1e-10;
    QTest::newRow("F14") << 0.998003838 << 1e-9;
    QTest::newRow("F15") << 0.00030748610 << 2e-10;
    QTest::newRow("F16") << -1.031628453 << 1e-9;
    QTest::newRow("F17") << 0.397887 << 1e-6;
    QTest::newRow("F18") << 3.0 << 1e-12;
    QTest::newRow("F19") << -3.86278214782076 << 1e-13;
    QTest::newRow("F20") << -3.32236801141551 << 1e-13;
    QTest::newRow("F21") << -10.1532 << 5e-5;
    QTest::newRow("F22") << -10.4029 << 5e-5;
    QTest::newRow("F23") << -10.5364 << 5e-5;
}

void TestTestFunctions::optimumIsThePublishedOne() {
    QFETCH(double, published);
    QFETCH(double, precision);
    const auto problem = makeTestProblem({.name = QTest::currentDataTag()}, Rng(1));
    const double found = problem->optimumObjective();
    QVERIFY2(std::abs(found - published) <= precision, qPrintable(QString::number(found, 'g', 17)));
}

void TestTestFunctions::braninAndTheCamelHaveTheirTwinOptima() {
    const auto branin = makeTestProblem({.name = "F17"}, Rng(1));
    for (const Position& twin : {Position{-std::numbers::pi, 12.275}, Position{3 * std::numbers::pi, 2.475}})
        QVERIFY(std::abs(objectiveAt(*branin, twin) - branin->optimumObjective()) < 1e-12);
    const auto camel = makeTestProblem({.name = "F16"}, Rng(1));
    const Position twin{-camel->optimum()[0], -camel->optimum()[1]};
    QVERIFY(std::abs(objectiveAt(*camel, twin) - camel->optimumObjective()) < 1e-14);
}

void TestTestFunctions::everyFunctionHasItsDimensionAndSomeHaveOthers() {
    const std::vector<std::size_t> fixed{2, 4, 2, 2, 2, 3, 6, 4, 4, 4};
    const auto& names = testFunctionNames();
    QCOMPARE(names.size(), std::size_t{24});
    for (std::size_t i = 0; i < 23; ++i) {
        QCOMPARE(names[i], "F" + std::to_string(i + 1));
        const auto problem = makeTestProblem({.name = names[i]}, Rng(1));
        QCOMPARE(problem->dimension(), i < 13 ? 30 : fixed[i - 13]);
        QCOMPARE(problem->coordinates().size(), problem->dimension());
        QCOMPARE(problem->optimum().size(), problem->dimension());
    }
    QCOMPARE(names.back(), std::string("noise"));
    for (const char* name : {"F1", "F13", "noise"})
        QCOMPARE(makeTestProblem({.name = name, .dimension = 7}, Rng(1))->dimension(), std::size_t{7});
    QCOMPARE(makeTestProblem({.name = "F14", .dimension = 2}, Rng(1))->dimension(), std::size_t{2});
}

void TestTestFunctions::optimumLiesInTheBoxAndNothingIsBelowIt_data() {
    QTest::addColumn<QString>("name");
    for (const auto& name : testFunctionNames())
        if (name != "noise")
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void TestTestFunctions::optimumLiesInTheBoxAndNothingIsBelowIt() {
    QFETCH(QString, name);
    // In two dimensions chance finds what lies below; F8's formula, for one, falls without end outside its box.
    const std::size_t dimension = isFree(name.toStdString()) ? 2 : 0;
    Rng rng(4);
    for (const Variation variation : kVariations) {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const auto problem = makeTestProblem({.name = name.toStdString(),
                                                  .dimension = dimension,
                                                  .variation = variation,
                                                  .largestShift = seed % 2 == 0 ? 0.1 : 0.5},
                                                 Rng(seed));
            const double least = problem->optimumObjective();
            const double rounding = 1e-11 * std::max(1.0, std::abs(least));
            const double there = objectiveAt(*problem, problem->optimum());
            QVERIFY(std::abs(there - least) <= (name == "F7" ? 1 : rounding));
            for (std::size_t j = 0; j < problem->dimension(); ++j) {
                QVERIFY(problem->optimum()[j] > problem->coordinates()[j].low);
                QVERIFY(problem->optimum()[j] < problem->coordinates()[j].high);
            }
            for (int i = 0; i < 300; ++i) {
                QVERIFY(!(objectiveAt(*problem, randomIn(*problem, rng)) < least - rounding));
                QVERIFY(!(objectiveAt(*problem, randomNear(*problem, 1e-3, rng)) < least - rounding));
            }
        }
    }
}

void TestTestFunctions::shiftMovesEachCoordinateByUpToTheLargestEitherWay() {
    std::vector<double> shares;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const auto problem = makeTestProblem({.name = "F1", .variation = Variation::shifted}, Rng(seed));
        for (const double value : problem->optimum())
            shares.push_back(value / 200);
    }
    const auto [least, most] = std::minmax_element(shares.begin(), shares.end());
    QVERIFY(*least >= -0.1 && *least < -0.099);
    QVERIFY(*most <= 0.1 && *most > 0.099);
    double mean = 0;
    double size = 0;
    for (const double share : shares) {
        mean += share / static_cast<double>(shares.size());
        size += std::abs(share) / static_cast<double>(shares.size());
    }
    QVERIFY(std::abs(mean) < 0.0035); // 3.3 standard errors of 3,000 uniform numbers
    QVERIFY(std::abs(size - 0.05) < 0.0018);
}

void TestTestFunctions::shiftedFunctionIsThePlainOneMovedAlong() {
    Rng rng(5);
    for (const char* name : {"F3", "F5", "F9", "F11", "F12", "F17", "F19", "F23"}) {
        const auto plain = makeTestProblem({.name = name}, Rng(6));
        const auto shifted = makeTestProblem({.name = name, .variation = Variation::shifted}, Rng(6));
        QVERIFY(shifted->optimum() != plain->optimum());
        for (int i = 0; i < 20; ++i) {
            const Position x = randomIn(*plain, rng);
            Position moved = x;
            for (std::size_t j = 0; j < x.size(); ++j)
                moved[j] += shifted->optimum()[j] - plain->optimum()[j];
            const double expected = objectiveAt(*plain, x);
            QVERIFY(std::abs(objectiveAt(*shifted, moved) - expected) < 1e-9 * (1 + std::abs(expected)));
        }
    }
}

void TestTestFunctions::rotationKeepsDistancesFromTheOptimum() {
    Rng rng(7);
    for (const Variation variation : {Variation::rotated, Variation::shiftedAndRotated}) {
        const auto problem = makeTestProblem({.name = "F6", .variation = variation}, Rng(8)); // its optimum is not 0
        for (int i = 0; i < 50; ++i) {
            const Position x = randomIn(*problem, rng);
            double distance = 0;
            for (std::size_t j = 0; j < x.size(); ++j)
                distance += std::pow(x[j] - problem->optimum()[j], 2);
            QVERIFY(std::abs(objectiveAt(*problem, x) / distance - 1) < 1e-13);
        }
    }
}

void TestTestFunctions::rotationMixesAllCoordinates() {
    // F4 is the largest coordinate: of a rotated unit vector between 1/√30 and, but for a coordinate left alone, 0.8.
    const auto problem = makeTestProblem({.name = "F4", .variation = Variation::rotated}, Rng(9));
    for (std::size_t j = 0; j < 30; ++j) {
        Position unit(30);
        unit[j] = 1;
        const double largest = objectiveAt(*problem, unit);
        QVERIFY2(largest > 0.18 && largest < 0.8, qPrintable(QString::number(largest)));
    }
}

void TestTestFunctions::sameSeedGivesTheSameProblem() {
    Rng rng(10);
    for (const auto& name : testFunctionNames()) {
        for (const Variation variation : kVariations) {
            if (name == "noise" && variation != Variation::none)
                continue;
            const auto one = makeTestProblem({.name = name, .variation = variation}, Rng(11));
            const auto two = makeTestProblem({.name = name, .variation = variation}, Rng(11));
            std::vector<Position> positions;
            for (int i = 0; i < 5; ++i)
                positions.push_back(randomIn(*one, rng));
            QCOMPARE(one->optimum(), two->optimum());
            QCOMPARE(one->evaluate(positions), two->evaluate(positions));
        }
    }
}

void TestTestFunctions::otherSeedsGiveOtherProblems() {
    const TestFunctionSettings shifted{.name = "F1", .variation = Variation::shifted};
    QVERIFY(makeTestProblem(shifted, Rng(1))->optimum() != makeTestProblem(shifted, Rng(2))->optimum());
    const auto differs = [](const TestFunctionSettings& settings) {
        const auto one = makeTestProblem(settings, Rng(1));
        const auto two = makeTestProblem(settings, Rng(2));
        const Position x(30, 0.25);
        return objectiveAt(*one, x) != objectiveAt(*two, x);
    };
    QVERIFY(differs({.name = "F9", .variation = Variation::rotated}));
    QVERIFY(differs({.name = "F7"}));
    QVERIFY(differs({.name = "noise"}));
}

void TestTestFunctions::shiftIsTheOneThatThePeersHad() {
    // tests/reference/optim/peers.py draws the same.
    const auto optimum = makeTestProblem({.name = "F9", .variation = Variation::shifted}, Rng(3))->optimum();
    QCOMPARE(optimum[0], 0.14263232564798428);
    QCOMPARE(optimum[1], -1.0007094992310537);
    QCOMPARE(optimum[29], 1.0226358250380252);
}

void TestTestFunctions::noiseIsUniformAndKnowsNoPosition() {
    const auto problem = makeTestProblem({.name = "noise", .dimension = 3}, Rng(12));
    auto noise = problem->evaluate(std::vector<Position>(10000, {0.5, 0.5, 0.5}));
    std::sort(noise.begin(), noise.end());
    QVERIFY(noise.front() >= 0 && noise.back() < 1);
    double largest = 0; // Kolmogorov & Smirnov's distance; 1.95/√n is exceeded once in a thousand times
    for (std::size_t i = 0; i < noise.size(); ++i)
        largest = std::max(largest, std::abs(noise[i] - (static_cast<double>(i) + 0.5) / 10000));
    QVERIFY(largest < 0.0195);
    const auto again = makeTestProblem({.name = "noise", .dimension = 3}, Rng(12));
    auto elsewhere = again->evaluate(std::vector<Position>(10000, {0, 1, 0.25}));
    std::sort(elsewhere.begin(), elsewhere.end());
    QCOMPARE(elsewhere, noise);
}

void TestTestFunctions::noiseOfF7IsBetweenZeroAndOne() {
    const auto problem = makeTestProblem({.name = "F7", .dimension = 3}, Rng(13));
    const auto objectives = problem->evaluate(std::vector<Position>(1000, {1, 1, 1}));
    const auto [least, most] = std::minmax_element(objectives.begin(), objectives.end());
    QVERIFY(*least >= 6 && *least < 6.01); // 1 + 2 + 3
    QVERIFY(*most > 6.99 && *most < 7);
}

void TestTestFunctions::whatCannotBeIsRefused_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("dimension");
    QTest::addColumn<bool>("shifted");
    QTest::addColumn<QString>("said");
    QTest::newRow("number 0") << "F0" << 0 << false << "'F0'";
    QTest::newRow("number 24") << "F24" << 0 << false << "'F24'";
    QTest::newRow("no name") << "" << 0 << false << "''";
    QTest::newRow("one dimension") << "F1" << 1 << false << "dimension is 1";
    QTest::newRow("too many dimensions") << "F13" << 1001 << false << "2 to 1000";
    QTest::newRow("not its dimension") << "F20" << 5 << false << "F20 has 6 alone";
    QTest::newRow("shifted noise") << "noise" << 0 << true << "noise has no optimum";
}

void TestTestFunctions::whatCannotBeIsRefused() {
    QFETCH(QString, name);
    QFETCH(int, dimension);
    QFETCH(bool, shifted);
    QFETCH(QString, said);
    try {
        makeTestProblem({.name = name.toStdString(),
                         .dimension = static_cast<std::size_t>(dimension),
                         .variation = shifted ? Variation::shifted : Variation::none},
                        Rng(1));
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains(said), error.what());
        QCOMPARE(error.kind(), ErrorKind::usage);
    }
}

void TestTestFunctions::shiftsOutOfTheBoxAreRefused() {
    for (const double largest : {0.0, -0.1, 0.51, std::nan("")})
        QVERIFY_THROWS_EXCEPTION(
            Error, makeTestProblem({.name = "F1", .variation = Variation::shifted, .largestShift = largest}, Rng(1)));
}

void TestTestFunctions::positionsOfAnotherDimensionAreRefused() {
    const auto problem = makeTestProblem({.name = "F14"}, Rng(1));
    QVERIFY_THROWS_EXCEPTION(Error, problem->evaluate({{1, 2}, {1}}));
}

QTEST_GUILESS_MAIN(TestTestFunctions)
#include "tst_test_functions.moc"
