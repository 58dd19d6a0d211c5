// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "core/base/error.h"
#include "core/base/rng.h"

using bubblenet::Error;
using bubblenet::Rng;

class TestRng : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersAreThePublishedOnes();
    void seedIsSpreadBySplitmix64();
    void sameSeedGivesSameNumbers();
    void uniformStaysInItsRangeAndFillsIt();
    void normalHasMeanZeroAndVarianceOne();
    void belowFavoursNoValue();
    void belowZeroThrows();
    void shuffleKeepsEveryValueAndReachesEveryOrder();
    void streamDoesNotDependOnWhatWasDrawn();
    void streamsDifferByNameIndexAndSeed();
    void restoredStateContinuesIdentically();
    void brokenStateThrows_data();
    void brokenStateThrows();
};

void TestRng::numbersAreThePublishedOnes() {
    // The authors' xoshiro256starstar.c from the state 1, 2, 3, 4; also the reference vector of Rust's rand_xoshiro.
    Rng rng = Rng::restored("0 1 2 3 4 0 0");
    for (const std::uint64_t expected : {11520u, 0u, 1509978240u})
        QCOMPARE(rng(), expected);
    for (const std::uint64_t expected :
         {1215971899390074240u, 1216172134540287360u, 607988272756665600u, 16172922978634559625u, 8476171486693032832u,
          10595114339597558777u, 2904607092377533576u})
        QCOMPARE(rng(), expected);
}

void TestRng::seedIsSpreadBySplitmix64() {
    // The first four outputs of splitmix64.c from 0.
    QCOMPARE(Rng(0).state(), std::string("0 e220a8397b1dcdaf 6e789e6aa1b965f4 6c45d188009454f f88bb8a8724c81ec 0 0"));
}

void TestRng::sameSeedGivesSameNumbers() {
    Rng one(7);
    Rng two(7);
    Rng other(8);
    int same = 0;
    for (int i = 0; i < 100; ++i) {
        const auto value = one();
        QCOMPARE(value, two());
        same += value == other() ? 1 : 0;
    }
    QCOMPARE(same, 0);
}

void TestRng::uniformStaysInItsRangeAndFillsIt() {
    Rng rng(1);
    double lowest = 1;
    double highest = 0;
    double sum = 0;
    constexpr int count = 100000;
    for (int i = 0; i < count; ++i) {
        const double value = rng.uniform();
        QVERIFY(value >= 0 && value < 1);
        lowest = std::min(lowest, value);
        highest = std::max(highest, value);
        sum += value;
    }
    QVERIFY(lowest < 0.001);
    QVERIFY(highest > 0.999);
    QVERIFY(std::abs(sum / count - 0.5) < 0.005); // 5 standard errors: √(1/12/100000) = 0.0009
    for (int i = 0; i < 1000; ++i) {
        const double value = rng.uniform(-3, 5);
        QVERIFY(value >= -3 && value < 5);
    }
}

void TestRng::normalHasMeanZeroAndVarianceOne() {
    Rng rng(2);
    double sum = 0;
    double squares = 0;
    int beyondTwo = 0;
    constexpr int count = 100000;
    for (int i = 0; i < count; ++i) {
        const double value = rng.normal();
        sum += value;
        squares += value * value;
        beyondTwo += std::abs(value) > 2 ? 1 : 0;
    }
    QVERIFY(std::abs(sum / count) < 0.016);               // 5 / √count
    QVERIFY(std::abs(squares / count - 1) < 0.023);       // 5 · √(2 / count)
    QVERIFY(std::abs(beyondTwo / 1e5 - 0.0455) < 0.0033); // 5 standard errors of the normal law's 4.55 %
}

void TestRng::belowFavoursNoValue() {
    Rng rng(3);
    std::vector<int> counts(7);
    constexpr int draws = 70000;
    for (int i = 0; i < draws; ++i)
        ++counts.at(rng.below(7));
    double chiSquare = 0;
    for (const int count : counts)
        chiSquare += std::pow(count - draws / 7.0, 2) / (draws / 7.0);
    QVERIFY2(chiSquare < 27.9, qPrintable(QString::number(chiSquare))); // 6 degrees of freedom, p = 0.0001
    QCOMPARE(rng.below(1), std::uint64_t{0});
    // Here a plain remainder would give the lower half of the range two chances in three.
    const std::uint64_t bound = (std::uint64_t{1} << 63) + (std::uint64_t{1} << 62);
    int lower = 0;
    for (int i = 0; i < 3000; ++i) {
        const auto value = rng.below(bound);
        QVERIFY(value < bound);
        lower += value < bound / 3 ? 1 : 0;
    }
    QVERIFY2(std::abs(lower - 1000) < 130, qPrintable(QString::number(lower)));
}

void TestRng::belowZeroThrows() {
    QVERIFY_THROWS_EXCEPTION(Error, Rng(0).below(0));
}

void TestRng::shuffleKeepsEveryValueAndReachesEveryOrder() {
    Rng rng(4);
    std::map<std::vector<int>, int> seen;
    for (int i = 0; i < 6000; ++i) {
        std::vector<int> values{1, 2, 3};
        rng.shuffle(values);
        ++seen[values];
        std::sort(values.begin(), values.end());
        QCOMPARE(values, (std::vector<int>{1, 2, 3}));
    }
    QCOMPARE(seen.size(), std::size_t{6});
    for (const auto& [order, count] : seen)
        QVERIFY2(std::abs(count - 1000) < 150, qPrintable(QString::number(count))); // 5 standard errors
}

void TestRng::streamDoesNotDependOnWhatWasDrawn() {
    Rng rng(5);
    Rng before = rng.stream("epoch", 3);
    for (int i = 0; i < 10; ++i)
        rng();
    rng.normal();
    Rng after = rng.stream("epoch", 3);
    QCOMPARE(before(), after());
    QCOMPARE(before.state(), after.state());
}

void TestRng::streamsDifferByNameIndexAndSeed() {
    std::set<std::uint64_t> first;
    for (std::uint64_t seed = 0; seed < 10; ++seed)
        for (const char* name : {"", "a", "b", "ab", "ba", "epoch"})
            for (std::uint64_t index = 0; index < 100; ++index)
                first.insert(Rng(seed).stream(name, index)());
    QCOMPARE(first.size(), std::size_t{10 * 6 * 100});
}

void TestRng::restoredStateContinuesIdentically() {
    Rng rng(6);
    rng.normal(); // leaves a spare value, which is part of the state
    Rng copy = Rng::restored(rng.state());
    for (int i = 0; i < 9; ++i)
        QCOMPARE(copy.normal(), rng.normal());
    QCOMPARE(copy.uniform(), rng.uniform());
    QCOMPARE(copy.state(), rng.state());
    QCOMPARE(copy.stream("x")(), rng.stream("x")());
}

void TestRng::brokenStateThrows_data() {
    QTest::addColumn<QString>("state");
    QTest::newRow("empty") << "";
    QTest::newRow("words") << "not a state";
    QTest::newRow("cut short") << "0 1 2 3";
    QTest::newRow("number too large") << "0 1 2 3 11111111111111111 0 0";
}

void TestRng::brokenStateThrows() {
    QFETCH(QString, state);
    QVERIFY_THROWS_EXCEPTION(Error, Rng::restored(state.toStdString()));
}

QTEST_GUILESS_MAIN(TestRng)
#include "tst_rng.moc"
