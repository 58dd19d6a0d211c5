// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <thread>

#include "core/base/error.h"
#include "core/engine/ledger.h"
#include "core/engine/workload.h"

using namespace bubblenet;
using engine::Workload;

class TestWorkload : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsForetoldBeforeWorkIsDone();
    void timeLeftFollowsTheSpeedSoFar();
    void aPhaseThatWasDoneBeforeCountsNothing();
    void moreThanPlannedIsNoNegativeTime();
    void aLedgerIsReadBackAsItWas();
    void aBrokenLedgerIsRefused_data();
    void aBrokenLedgerIsRefused();
};

void TestWorkload::nothingIsForetoldBeforeWorkIsDone() {
    Workload workload;
    workload.plan("train", 100);
    QVERIFY(workload.secondsLeft() < 0);
}

void TestWorkload::timeLeftFollowsTheSpeedSoFar() {
    Workload workload;
    workload.plan("train", 100);
    workload.plan("search", 300);
    workload.startPhase("train");
    std::this_thread::sleep_for(std::chrono::milliseconds(2200));
    workload.advance(100);
    workload.finishPhase("train");
    const double left = workload.secondsLeft(); // 300 units at 100 in 2.2 s
    QVERIFY2(left > 6 && left < 9, qPrintable(QString::number(left)));
}

void TestWorkload::aPhaseThatWasDoneBeforeCountsNothing() {
    Workload workload;
    workload.plan("train", 1000);
    workload.plan("search", 10);
    workload.finishPhase("train");
    workload.startPhase("search");
    std::this_thread::sleep_for(std::chrono::milliseconds(2200));
    workload.advance(5);
    const double left = workload.secondsLeft();
    QVERIFY2(left > 1.5 && left < 4, qPrintable(QString::number(left)));
}

void TestWorkload::moreThanPlannedIsNoNegativeTime() {
    Workload workload;
    workload.plan("train", 10);
    workload.startPhase("train");
    std::this_thread::sleep_for(std::chrono::milliseconds(2100));
    workload.advance(50);
    QCOMPARE(workload.secondsLeft(), 0.0);
}

void TestWorkload::aLedgerIsReadBackAsItWas() {
    engine::Ledger ledger;
    ledger.phasesDone = {"train", "search"};
    ledger.finalists.push_back({.origin = "global",
                                .widths = {{3, 5}, {"layer1.1"}},
                                .settings = {.learningRate = 0.1, .weightDecay = {}},
                                .accuracyUnseen = 71.3,
                                .accuracyAfterBrief = 80.1,
                                .chosen = true});
    ledger.finalistsTried = 1;
    ledger.fineTuneEpochsSpent = 0.75;
    ledger.baselineAccuracy = 93.0;
    ledger.before = store::EvaluationDone{"unpruned network", "test", 10000, 93.39, 99.8, 0.3};
    const auto read = engine::ledgerFromJson(engine::toJson(ledger));
    QCOMPARE(engine::toJson(read), engine::toJson(ledger));
    QCOMPARE(read.finalists.at(0).widths.kept, ledger.finalists[0].widths.kept);
    QCOMPARE(*read.finalists.at(0).settings.learningRate, 0.1);
    QVERIFY(!read.finalists.at(0).settings.weightDecay);
    QCOMPARE(read.before->accuracy, 93.39);
    QVERIFY(!read.after);
}

void TestWorkload::aBrokenLedgerIsRefused_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << "";
    QTest::newRow("no object") << "[]";
    QTest::newRow("wrong type") << R"({"phases_done": 3})";
    QTest::newRow("cut off") << QString::fromStdString(engine::toJson({})).chopped(5);
    QTest::newRow("counts what is not there")
        << QString::fromStdString(engine::toJson({})).replace("\"finalists_tried\": 0", "\"finalists_tried\": 9");
}

void TestWorkload::aBrokenLedgerIsRefused() {
    QFETCH(QString, text);
    QVERIFY_EXCEPTION_THROWN(engine::ledgerFromJson(text.toStdString()), Error);
}

QTEST_GUILESS_MAIN(TestWorkload)
#include "tst_workload.moc"
