// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <cmath>
#include <limits>

#include "core/base/number_text.h"

using namespace bubblenet;

class TestNumberText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersAreReadable();
    void numbersThatAreNotFiniteAreSaid();
    void durationsAreClockTimes();
};

void TestNumberText::numbersAreReadable() {
    QCOMPARE(countText(0), std::string("0"));
    QCOMPARE(countText(999), std::string("999"));
    QCOMPARE(countText(126.5e6), std::string("126.5 M"));
    QCOMPARE(countText(853018), std::string("853.0 k"));
    QCOMPARE(countText(4.089e9), std::string("4.089 G"));
    QCOMPARE(bytesText(3412072), std::string("3.41 MB"));
    QCOMPARE(percentText(93.394), std::string("93.39 %"));
    QCOMPARE(speedupText(1.2249, 1.19, 1.5), std::string("1.22 × (1.19 … 1.50)"));
    QCOMPARE(fixedText(1e300, 0).size(), std::size_t{301});
}

void TestNumberText::numbersThatAreNotFiniteAreSaid() {
    QCOMPARE(percentText(std::nan("")), std::string("not a number %"));
    QCOMPARE(fixedText(-std::numeric_limits<double>::infinity(), 2), std::string("infinite"));
}

void TestNumberText::durationsAreClockTimes() {
    QCOMPARE(durationText(0), std::string("0:00"));
    QCOMPARE(durationText(59.6), std::string("1:00"));
    QCOMPARE(durationText(187), std::string("3:07"));
    QCOMPARE(durationText(3723), std::string("1:02:03"));
    QCOMPARE(durationText(-5), std::string("0:00"));
    QVERIFY(!durationText(1e30).empty());
}

QTEST_GUILESS_MAIN(TestNumberText)
#include "tst_number_text.moc"
