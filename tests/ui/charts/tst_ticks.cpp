// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include "ui/charts/ticks.h"

using namespace bubblenet::ui;

class TestTicks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stepsAreOneTwoOrFive_data();
    void stepsAreOneTwoOrFive();
    void costsBeginAtZeroAndAccuracyDoesNot();
    void iterationsHaveNoTicksBetweenThem();
    void oneValueHasARange();
    void whatRoundsToZeroHasNoSign();
    void thinningKeepsSpikesAndEnds();
};

void TestTicks::stepsAreOneTwoOrFive_data() {
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<double>("step");
    QTest::addColumn<int>("decimals");
    QTest::newRow("percent") << 91.2 << 93.4 << 0.5 << 1;
    QTest::newRow("small") << 0.0 << 0.0043 << 0.001 << 3;
    QTest::newRow("large") << 0.0 << 43000.0 << 10000.0 << 0;
}

void TestTicks::stepsAreOneTwoOrFive() {
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(double, step);
    QFETCH(int, decimals);
    const auto range = niceRange(low, high, 5, Baseline::data, TickStep::any);
    QVERIFY(std::abs(range.step - step) < 1e-12);
    QCOMPARE(range.decimals, decimals);
    QVERIFY(range.low <= low && range.high >= high);
    QVERIFY(low - range.low < step && range.high - high < step);
}

void TestTicks::costsBeginAtZeroAndAccuracyDoesNot() {
    QCOMPARE(niceRange(40, 50, 5, Baseline::zero, TickStep::any).low, 0.0);
    QVERIFY(niceRange(91, 93, 5, Baseline::data, TickStep::any).low > 90);
}

void TestTicks::iterationsHaveNoTicksBetweenThem() {
    QCOMPARE(niceRange(1, 3, 10, Baseline::data, TickStep::whole).step, 1.0);
}

void TestTicks::oneValueHasARange() {
    for (const double value : {0.0, 93.0, -1.0}) {
        const auto range = niceRange(value, value, 5, Baseline::data, TickStep::any);
        QVERIFY(range.low < value && value < range.high);
        QVERIFY(range.step > 0);
    }
}

void TestTicks::whatRoundsToZeroHasNoSign() {
    QCOMPARE(plainNumber(-0.004, 2), QString("0.00"));
    QCOMPARE(plainNumber(-0.006, 2), QString("-0.01"));
    QCOMPARE(plainNumber(-0.4, 0), QString("0"));
}

void TestTicks::thinningKeepsSpikesAndEnds() {
    QList<QPointF> points;
    for (int i = 0; i < 10000; ++i)
        points.append({static_cast<double>(i), i == 4321 ? 50.0 : 1.0});
    const auto kept = thinned(points, 600);
    QVERIFY(kept.size() <= 602);
    QCOMPARE(kept.first(), points.first());
    QCOMPARE(kept.last(), points.last());
    QVERIFY(kept.contains(points[4321]));
    QVERIFY(std::is_sorted(kept.begin(), kept.end(), [](auto a, auto b) { return a.x() < b.x(); }));
}

QTEST_APPLESS_MAIN(TestTicks)
#include "tst_ticks.moc"
