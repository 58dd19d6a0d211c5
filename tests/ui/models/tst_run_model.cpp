// SPDX-License-Identifier: GPL-3.0-only
// A recorded run replayed: what the model says is what the record says.
#include <QtTest>

#include <fstream>

#include "core/store/event_reader.h"
#include "tests/support/recorded_run.h"
#include "ui/models/event_text.h"
#include "ui/models/number_text.h"
#include "ui/models/projection.h"
#include "ui/models/run_model.h"

using namespace bubblenet;
using namespace bubblenet::ui;

namespace {

template<class T> std::vector<T> all(const std::vector<store::Event>& events) {
    std::vector<T> found;
    for (const auto& event : events)
        if (const auto* body = std::get_if<T>(&event.body))
            found.push_back(*body);
    return found;
}

store::Event timed(store::EventBody body) {
    return {1.7e9, std::move(body)};
}

} // namespace

class TestRunModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void theDemoEndsAsItsRecordDoes();
    void curvesAreThoseOfTheRecord();
    void everyWhaleIsWhereItsCandidateWas();
    void whatIsToldTwiceCountsOnce();
    void theTimeIsThatOfAllParts();
    void anyPartOfARecordIsAState();
    void aRunThatIsCutOffIsInterruptedOnceNobodyWrites();
    void aResumedRunRunsAgain();
    void anIterationThatComesAgainReplacesItself();
    void finalistsTrainOneAfterTheOther();
    void manyEventsAreOneChange();
    void impossibleEventsDoNoHarm();
    void theSecondAxisIsAtRightAnglesToTheFirst();
    void durationsAndNumbersRead();

private:
    void replay(RunModel& model, std::size_t count = SIZE_MAX) const {
        model.begin("/runs/demo", m_config);
        for (std::size_t i = 0; i < std::min(count, m_events.size()); ++i)
            model.apply(m_events[i]);
        model.setCaughtUp();
    }

    config::RunConfig m_config;
    std::vector<store::Event> m_events;
};

void TestRunModel::initTestCase() {
    m_config = config::loadRecipe((test::demoRun() / "recipe.yaml").string());
    m_events = store::readEvents(test::demoRun() / "events.jsonl");
    QVERIFY(m_events.size() > 80);
}

void TestRunModel::theDemoEndsAsItsRecordDoes() {
    RunModel model;
    QVERIFY(model.state() == RunState::empty);
    replay(model);
    QVERIFY(model.state() == RunState::completed);
    QCOMPARE(model.started()->device, std::string("cpu"));
    QCOMPARE(model.phase().phase, std::string("export"));
    QVERIFY(model.verdict()->met);
    QCOMPARE(model.verdict()->accuracyAfter, all<store::Verdict>(m_events)[0].accuracyAfter);
    QCOMPARE(model.costs("pruned network")->macs, all<store::CostsMeasured>(m_events)[1].macs);
    QCOMPARE(model.evaluation("unpruned network")->accuracy, all<store::EvaluationDone>(m_events)[0].accuracy);
    QVERIFY(!model.costs("no such network"));
    QCOMPARE(model.artefacts().size(), std::size_t{1});
    int chosen = 0;
    for (const auto& [number, finalist] : model.finalists())
        chosen += finalist.chosen ? 1 : 0;
    QCOMPARE(chosen, 1);
}

void TestRunModel::curvesAreThoseOfTheRecord() {
    RunModel model;
    replay(model);
    const auto iterations = all<store::IterationDone>(m_events);
    QCOMPARE(model.best.points().size(), static_cast<qsizetype>(iterations.size()));
    for (std::size_t i = 0; i < iterations.size(); ++i) {
        const auto at = static_cast<qsizetype>(i);
        QCOMPARE(model.best.points()[at], QPointF(iterations[i].iteration, iterations[i].bestAccuracy));
        QCOMPARE(model.uniform.points()[at], QPointF(iterations[i].iteration, iterations[i].uniformAccuracy));
    }
    QCOMPARE(model.coefficient.points().size(), model.best.points().size() - 1); // in the first one nobody moves
    QCOMPARE(model.coefficient.points()[0], QPointF(2, iterations[1].a));
    QCOMPARE(model.stepLoss.points().size(), static_cast<qsizetype>(all<store::StepDone>(m_events).size()));
    QCOMPARE(model.trainLoss.points().size(), qsizetype{1});
    for (const auto& point : model.bestCost.points())
        QVERIFY(point.y() > 0 && point.y() <= 50);
}

void TestRunModel::everyWhaleIsWhereItsCandidateWas() {
    RunModel model;
    replay(model);
    const auto candidates = all<store::CandidateDone>(m_events);
    const auto iterations = all<store::IterationDone>(m_events);
    const auto& pod = model.pod();
    QCOMPARE(pod.candidateCount(), static_cast<int>(candidates.size()));
    QCOMPARE(pod.iterations().size(), iterations.size());
    for (const auto& expected : candidates) {
        const auto& iteration = pod.iterations()[static_cast<std::size_t>(expected.iteration) - 1];
        const auto* shown = pod.candidate(iteration.whales[static_cast<std::size_t>(expected.whale)].candidate);
        QVERIFY(shown != nullptr);
        QCOMPARE(shown->accuracy, static_cast<float>(expected.accuracy));
        QCOMPARE(pod.origin(*shown), QString::fromStdString(expected.origin));
        QCOMPARE(std::vector<int>(shown->widths.begin(), shown->widths.end()), expected.widths);
        QVERIFY(pod.costShare(*shown) <= 0.5);
    }
    for (std::size_t i = 0; i < iterations.size(); ++i) {
        const auto& iteration = pod.iterations()[i];
        QVERIFY(iteration.finished);
        QCOMPARE(iteration.leader, iterations[i].leader);
        const auto* best = pod.candidate(iteration.best);
        QVERIFY(best != nullptr);
        QCOMPARE(best->accuracy, static_cast<float>(iterations[i].bestAccuracy));
        for (std::size_t w = 0; w < iteration.whales.size(); ++w)
            QCOMPARE(behaviourText(iteration.whales[w].behaviour),
                     QString::fromStdString(iterations[i].whales[w].behaviour));
    }
}

// A crash between an event and its checkpoint: the run that goes on does it again.
void TestRunModel::whatIsToldTwiceCountsOnce() {
    RunModel once;
    replay(once);
    auto events = m_events;
    m_events.clear();
    for (const auto& event : events) {
        m_events.push_back(event);
        if (!std::holds_alternative<store::RunStarted>(event.body) &&
            !std::holds_alternative<store::RunFinished>(event.body))
            m_events.push_back(event);
    }
    RunModel twice;
    replay(twice);
    m_events = std::move(events);
    QCOMPARE(twice.pod().candidateCount(), once.pod().candidateCount());
    QCOMPARE(twice.pod().iterations().size(), once.pod().iterations().size());
    QCOMPARE(twice.finalists().size(), once.finalists().size());
    QCOMPARE(twice.artefacts().size(), once.artefacts().size());
    QCOMPARE(twice.best.points(), once.best.points());
    QCOMPARE(twice.trainLoss.points(), once.trainLoss.points());
    QCOMPARE(twice.stepLoss.points(), once.stepLoss.points());
}

void TestRunModel::theTimeIsThatOfAllParts() {
    RunModel model;
    model.begin("/somewhere/parts", m_config);
    model.apply({1000, store::RunStarted{.name = "parts"}});
    model.apply({1030, store::Message{"info", "then a crash"}});
    QCOMPARE(model.workedSeconds(), 30.0);
    model.apply({5000, store::RunStarted{.name = "parts", .resumed = true}});
    model.apply({5020, store::RunFinished{store::Outcome::stopped, "stopped on request", 22}});
    QCOMPARE(model.workedSeconds(), 52.0);
    model.apply({9000, store::RunStarted{.name = "parts", .resumed = true}});
    model.apply({8990, store::Message{"info", "somebody set the clock back"}});
    model.apply({9005, store::RunFinished{store::Outcome::completed, "", 7}});
    QCOMPARE(model.workedSeconds(), 59.0);
}

void TestRunModel::anyPartOfARecordIsAState() {
    for (std::size_t count = 0; count < m_events.size(); ++count) {
        RunModel model;
        replay(model, count);
        QVERIFY(model.state() == RunState::running);
        QCOMPARE(model.eventCount(), static_cast<std::int64_t>(count));
    }
}

void TestRunModel::aRunThatIsCutOffIsInterruptedOnceNobodyWrites() {
    RunModel model;
    replay(model, m_events.size() / 2);
    model.takeWriter();
    QVERIFY(model.state() == RunState::running);
    model.setWish(RunModel::Wish::pause);
    QVERIFY(model.state() == RunState::paused);
    model.setWish(RunModel::Wish::stop);
    QVERIFY(model.state() == RunState::stopping);
    model.loseWriter();
    QVERIFY(model.state() == RunState::interrupted);
}

void TestRunModel::aResumedRunRunsAgain() {
    RunModel model;
    replay(model, m_events.size() / 2);
    model.apply(timed(store::RunFinished{store::Outcome::stopped, "stopped on request", 3}));
    QVERIFY(model.state() == RunState::stopped);
    model.apply(timed(store::RunStarted{.name = "demo", .resumed = true}));
    QVERIFY(model.state() == RunState::running);
    QVERIFY(!model.finished());
}

void TestRunModel::anIterationThatComesAgainReplacesItself() {
    RunModel model;
    replay(model);
    const auto count = model.pod().iterations().size();
    auto again = all<store::IterationDone>(m_events)[2];
    again.bestAccuracy = 12.5;
    model.apply(timed(again));
    QCOMPARE(model.pod().iterations().size(), count);
    QCOMPARE(model.pod().iterations()[2].bestAccuracy, 12.5);
    QCOMPARE(model.best.points().last(), QPointF(3, 12.5)); // what a resumed search had not reached yet is gone
}

void TestRunModel::finalistsTrainOneAfterTheOther() {
    RunModel model;
    replay(model, 0);
    for (const char* subject : {"finalist 1", "finalist 2"}) {
        for (int step = 1; step <= 4; ++step)
            model.apply(timed(store::StepDone{"search", 1, 1, step, 4, 0.5, 0.1}));
        model.apply(timed(store::EpochDone{.phase = "search", .subject = subject, .epoch = 1, .epochs = 1}));
    }
    model.apply(timed(store::StepDone{"fine-tune", 1, 2, 1, 2, 0.5, 0.1}));
    QList<double> places;
    for (const auto& point : model.stepLoss.points())
        places.append(point.x());
    QCOMPARE(places, (QList<double>{0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5}));
    QCOMPARE(model.trainLoss.points().last().x(), 2.0);
}

void TestRunModel::manyEventsAreOneChange() {
    RunModel model;
    replay(model, 0);
    QSignalSpy changes(&model, &RunModel::changed);
    for (int step = 1; step <= 1000; ++step)
        model.apply(timed(store::StepDone{"train", 1, 1, step, 1000, 0.5, 0.1}));
    QVERIFY(changes.isEmpty());
    QVERIFY(changes.wait(5000));
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes[0][0].toUInt(), static_cast<unsigned>(kSteps));
    QCOMPARE(model.stepLoss.points().size(), qsizetype{1000});
}

void TestRunModel::impossibleEventsDoNoHarm() {
    RunModel model;
    replay(model, 0);
    model.apply(timed(store::CandidateDone{.iteration = 2000000000, .whale = 2000000000}));
    model.apply(timed(store::CandidateDone{.iteration = -5, .whale = -5}));
    model.apply(timed(store::IterationDone{.iteration = 1, .leader = 77, .whales = {{"dance", NAN, {}, NAN}}}));
    model.apply(timed(store::StepDone{"train", -1, 0, 5, 0, NAN, NAN}));
    model.apply(timed(store::Progress{"x", 5, 0, NAN}));
    QVERIFY(model.pod().candidate(99) == nullptr);
    QVERIFY(model.stepLoss.isEmpty());
}

void TestRunModel::theSecondAxisIsAtRightAnglesToTheFirst() {
    PodHistory pod;
    for (int i = 0; i < 40; ++i) { // along (3, 4, 0) with a little along (0, 0, 1)
        const double along = std::sin(i) * 5;
        pod.apply(store::CandidateDone{
            .iteration = 1, .whale = i, .position = {0.6 * along, 0.8 * along, 0.1 * std::cos(3 * i)}});
    }
    PrincipalAxes axes;
    axes.fit(pod);
    QVERIFY(axes.firstShare() > 99);
    QVERIFY(axes.firstShare() + axes.secondShare() > 99.99);
    const auto origin = axes.project({0, 0, 0});
    const auto along = axes.project({0.6F, 0.8F, 0}) - origin;
    const auto across = axes.project({0, 0, 1}) - origin;
    QVERIFY(std::abs(std::abs(along.x()) - 1) < 1e-3 && std::abs(along.y()) < 1e-2);
    QVERIFY(std::abs(std::abs(across.y()) - 1) < 1e-3 && std::abs(across.x()) < 1e-2);
    const auto before = axes.project({1, 1, 1});
    axes.fit(pod);
    QVERIFY((axes.project({1, 1, 1}) - before).manhattanLength() < 1e-3);
}

void TestRunModel::durationsAndNumbersRead() {
    QCOMPARE(durationText(8.4), QString("8 s"));
    QCOMPARE(durationText(187), QString("3 min 07 s"));
    QCOMPARE(durationText(3720), QString("1 h 02 min"));
    QCOMPARE(durationText(-1), QString("–"));
    QCOMPARE(countText(126.5e6), QString("126.5 M"));
    QCOMPARE(countText(999), QString("999"));
    QCOMPARE(percentText(93.391), QString("93.39 %"));
    QCOMPARE(percentText(NAN), QString("–"));
}

QTEST_GUILESS_MAIN(TestRunModel)
#include "tst_run_model.moc"
