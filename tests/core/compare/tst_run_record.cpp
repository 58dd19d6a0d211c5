// SPDX-License-Identifier: GPL-3.0-only
// What events add up to, over interruptions and repetitions.
#include <QtTest>

#include "core/compare/run_record.h"
#include "tests/support/made_runs.h"

using namespace bubblenet;
using namespace bubblenet::compare;
using namespace bubblenet::store;

namespace {

CandidateDone candidate(int iteration, int whale, double accuracy, double macs = 20e6) {
    return {.iteration = iteration,
            .whale = whale,
            .position = {},
            .widths = {},
            .removedBlocks = {},
            .accuracy = accuracy,
            .macs = macs};
}

EpochDone epoch(const std::string& subject, int number, int count, double accuracy) {
    return {.phase = "fine-tune", .subject = subject, .epoch = number, .epochs = count, .validationAccuracy = accuracy};
}

RunRecord recordOfBodies(std::vector<EventBody> bodies) {
    RunRecord record;
    double time = 100;
    for (auto& body : bodies)
        record.apply({time++, std::move(body)});
    return record;
}

} // namespace

class TestRunRecord : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFinishedRunHasItsResults();
    void allPartsOfAResumedRunCount();
    void aResumedRunHasNoVerdictUntilItEnds();
    void bestSoFarCountsEachCandidateOnce();
    void whatCostsMoreThanTheGoalIsNoProgress();
    void epochsOfTrainingsFollowEachOther();
    void artefactsWrittenTwiceCountOnce();
};

void TestRunRecord::aFinishedRunHasItsResults() {
    const auto record = recordOf(test::madeEvents({}));
    QVERIFY(isOver(record));
    QCOMPARE(record.testBefore->accuracy, 93.0);
    QCOMPARE(record.testAfter->accuracy, 92.0);
    QCOMPARE(record.costsAfter->macs, 20e6);
    QCOMPARE(record.candidates, 6);
    QCOMPARE(record.bestSoFar.size(), std::size_t{6});
    QCOMPARE(record.bestSoFar.back(), (CurvePoint{6, 85}));
    QCOMPARE(record.epochs, (std::vector<CurvePoint>{{1, 91}, {2, 92.5}}));
    QCOMPARE(record.finalists.at(1).widths, (std::vector<int>{12, 20}));
}

void TestRunRecord::allPartsOfAResumedRunCount() {
    RunRecord record;
    record.apply({100, RunStarted{}});
    record.apply({160, RunFinished{Outcome::stopped, "", 60}});
    record.apply({1000, RunStarted{.resumed = true}});
    record.apply({1030, StepDone{}}); // then a crash
    record.apply({5000, RunStarted{.resumed = true}});
    record.apply({5007, Message{}});
    QCOMPARE(record.time.seconds(), 60.0 + 30 + 7);
    QCOMPARE(record.firstTime, 100.0);
    QCOMPARE(RunRecord().time.seconds(), 0.0);
}

void TestRunRecord::aResumedRunHasNoVerdictUntilItEnds() {
    auto events = test::madeEvents({});
    events.push_back({2e9, RunStarted{.resumed = true}});
    const auto record = recordOf(events);
    QVERIFY(!isOver(record));
    QVERIFY(!record.verdict);
    QVERIFY(!isOver(recordOfBodies({RunStarted{}, RunFinished{Outcome::stopped, "", 1}})));
    QVERIFY(isOver(recordOfBodies({RunStarted{}, RunFinished{Outcome::goalNotMet, "", 1}})));
}

void TestRunRecord::bestSoFarCountsEachCandidateOnce() {
    auto repeated = candidate(1, 1, 70);
    repeated.cached = true;
    const auto record = recordOfBodies({candidate(1, 0, 80), repeated, candidate(1, 0, 99), candidate(1, 2, 85),
                                        candidate(2, 0, std::nan("")), candidate(2, 1, 84)});
    QCOMPARE(record.bestSoFar, (std::vector<CurvePoint>{{1, 80}, {3, 85}}));
    QCOMPARE(record.candidates, 5);
    QCOMPARE(record.repeatedCandidates, 1);
}

void TestRunRecord::whatCostsMoreThanTheGoalIsNoProgress() {
    const SearchPlanned plan{
        .groups = {}, .widths = {}, .coordinates = {}, .macs = 40e6, .costKind = "macs", .costGoal = 0.5};
    const auto record = recordOfBodies({plan, candidate(1, 0, 80), candidate(1, 1, 90, 30e6), candidate(1, 2, 82)});
    QCOMPARE(record.bestSoFar, (std::vector<CurvePoint>{{1, 80}, {3, 82}}));
}

void TestRunRecord::epochsOfTrainingsFollowEachOther() {
    const auto record = recordOfBodies({epoch("a", 1, 2, 50), epoch("a", 2, 2, 60), epoch("b", 1, 1, 70),
                                        RunStarted{.resumed = true}, epoch("b", 1, 1, 71), epoch("c", 1, 3, 72)});
    QCOMPARE(record.epochs, (std::vector<CurvePoint>{{1, 50}, {2, 60}, {3, 71}, {4, 72}}));
}

void TestRunRecord::artefactsWrittenTwiceCountOnce() {
    const auto record = recordOfBodies({ArtefactWritten{.path = "a", .bytes = 1}, ArtefactWritten{.path = "b"},
                                        ArtefactWritten{.path = "a", .bytes = 2}});
    QCOMPARE(record.artefacts.size(), std::size_t{2});
    QCOMPARE(record.artefacts[1].bytes, std::uint64_t{2});
}

QTEST_GUILESS_MAIN(TestRunRecord)
#include "tst_run_record.moc"
