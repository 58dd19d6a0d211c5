// SPDX-License-Identifier: GPL-3.0-only
// Whole and logarithmic coordinates, by themselves and under a method.
#include <QtTest>

#include <array>
#include <cmath>

#include "core/base/error.h"
#include "core/optim/optimizer.h"

using bubblenet::Error;
using bubblenet::Rng;
using namespace bubblenet::optim;

namespace {

const Coordinate kWhole{.low = 2, .high = 5, .values = Values::integer};
const Coordinate kDecades{.low = 1e-4, .high = 1, .scale = Scale::logarithmic};
const Coordinate kBoth{.low = 1, .high = 64, .scale = Scale::logarithmic, .values = Values::integer};

} // namespace

class TestCoordinate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wholeNumbersAreEquallyLikely();
    void decadesAreEquallyLikely();
    void valuesGoThereAndBack();
    void everyMethodAsksForValuesOfTheirKind();
    void boundsThatCannotBeAreRefused();
};

void TestCoordinate::wholeNumbersAreEquallyLikely() {
    const auto optimizer = makeOptimizer({.method = "random", .population = 8000, .iterations = 1}, {kWhole}, Rng(1));
    std::array<int, 4> counts{};
    for (const auto& position : optimizer->ask())
        ++counts.at(static_cast<std::size_t>(position[0] - 2));
    for (const int count : counts)
        QVERIFY2(std::abs(count - 2000) < 150, qPrintable(QString::number(count))); // 3.9 standard deviations
}

void TestCoordinate::decadesAreEquallyLikely() {
    const auto optimizer = makeOptimizer({.method = "random", .population = 8000, .iterations = 1}, {kDecades}, Rng(1));
    std::array<int, 4> counts{};
    for (const auto& position : optimizer->ask())
        ++counts.at(static_cast<std::size_t>(std::min(3.0, std::floor(std::log10(position[0] / 1e-4)))));
    for (const int count : counts)
        QVERIFY2(std::abs(count - 2000) < 150, qPrintable(QString::number(count)));
}

void TestCoordinate::valuesGoThereAndBack() {
    for (const auto& coordinate : {kWhole, kDecades, kBoth, Coordinate{-1, 1}})
        for (const double share : {0.0, 0.3, 1.0}) {
            const double value =
                judgedValue(coordinate, searchBox(coordinate).low * (1 - share) + searchBox(coordinate).high * share);
            QVERIFY(value >= coordinate.low && value <= coordinate.high);
            QVERIFY(std::abs(judgedValue(coordinate, searchedValue(coordinate, value)) - value) <=
                        1e-12 * std::abs(value) ||
                    value == 0);
        }
    QCOMPARE(searchedValue(kWhole, 99), 5.0); // clamped
}

void TestCoordinate::everyMethodAsksForValuesOfTheirKind() {
    for (const auto& method : methodNames()) {
        const std::vector<Coordinate> box{kWhole, kDecades, kBoth};
        OptimizerSettings settings{.method = method, .population = 6, .iterations = 20};
        settings.initialGuesses = {{3, 0.01, 64}};
        const auto optimizer = makeOptimizer(settings, box, Rng(2));
        const auto first = optimizer->ask().front();
        QCOMPARE(first[0], 3.0);
        QVERIFY(std::abs(first[1] - 0.01) < 1e-15);
        QCOMPARE(first[2], 64.0);
        while (!optimizer->isDone()) {
            std::vector<double> objectives;
            for (const auto& position : optimizer->ask()) {
                for (std::size_t j = 0; j < box.size(); ++j)
                    QVERIFY2(position[j] >= box[j].low && position[j] <= box[j].high, method.c_str());
                QVERIFY(position[0] == std::round(position[0]) && position[2] == std::round(position[2]));
                objectives.push_back(std::abs(position[0] - 4) + std::abs(std::log10(position[1]) + 2) +
                                     std::abs(position[2] - 7));
            }
            optimizer->tell(objectives);
        }
        QVERIFY2(optimizer->bestObjective() < 7, method.c_str()); // a guess alone gives 58
        QCOMPARE(optimizer->bestPosition()[0], std::round(optimizer->bestPosition()[0]));
    }
}

void TestCoordinate::boundsThatCannotBeAreRefused() {
    for (const auto& wrong : {Coordinate{.low = 0, .high = 1, .scale = Scale::logarithmic},
                              Coordinate{.low = 0.5, .high = 3, .values = Values::integer},
                              Coordinate{.low = 3, .high = 2, .values = Values::integer}})
        QVERIFY_EXCEPTION_THROWN(makeOptimizer({}, {wrong}, Rng(1)), Error);
}

QTEST_GUILESS_MAIN(TestCoordinate)
#include "tst_coordinate.moc"
