// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include "core/base/error.h"
#include "core/train/schedule.h"
#include "tiny_training.h"

using namespace bubblenet;

namespace {

std::vector<double> rates(const config::TrainConfig& config, std::int64_t steps, std::int64_t stepsPerEpoch = 1) {
    std::vector<double> result;
    for (std::int64_t step = 0; step < steps; ++step)
        result.push_back(train::learningRateAt(config, {step, stepsPerEpoch, steps}));
    return result;
}

config::TrainConfig scheduled(const std::string& name, double rate) {
    config::TrainConfig config;
    config.schedule = name;
    config.learningRate = rate;
    return config;
}

} // namespace

class TestSchedule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cosineIsPyTorchs();
    void oneCycleIsPyTorchs();
    void stepIsPyTorchsMultiStep();
    void cosineAnnealingIsPyTorchsAndRisesPastItsMinimum();
    void epochSchedulesChangeOnlyBetweenEpochs();
    void warmUpRisesLinearlyToThePeak();
    void rateNeverFallsBelowItsFloor();
    void everyStepHasAPositiveFiniteRate_data();
    void everyStepHasAPositiveFiniteRate();
    void unknownScheduleThrows();
};

void TestSchedule::cosineIsPyTorchs() {
    auto config = scheduled("cosine", 0.1);
    config.eps = 1e-3;
    QVERIFY(tiny::largestDifference(rates(config, 12), tiny::reference("schedule.cosine")) < 1e-9);
}

void TestSchedule::oneCycleIsPyTorchs() {
    const auto config = scheduled("one_cycle", 0.1);
    QVERIFY(tiny::largestDifference(rates(config, 20), tiny::reference("schedule.one_cycle")) < 1e-9);
    QVERIFY(tiny::largestDifference(rates(config, 7), tiny::reference("schedule.one_cycle_short")) < 1e-9);
}

void TestSchedule::stepIsPyTorchsMultiStep() {
    auto config = scheduled("step", 0.1);
    config.stepEpochs = {2, 4};
    config.stepFactor = 0.2;
    QVERIFY(tiny::largestDifference(rates(config, 6), tiny::reference("schedule.step")) < 1e-9);
}

void TestSchedule::cosineAnnealingIsPyTorchsAndRisesPastItsMinimum() {
    const auto config = scheduled("cosine_annealing", 1e-3); // t_max 10 and eps 1e-8: the article's
    const auto found = rates(config, 25);
    QVERIFY(tiny::largestDifference(found, tiny::reference("schedule.cosine_annealing")) < 1e-10);
    QVERIFY(found[10] < 1.0001e-8);
    QVERIFY(found[15] > 4e-4);
}

void TestSchedule::epochSchedulesChangeOnlyBetweenEpochs() {
    auto stepped = scheduled("step", 0.1);
    stepped.stepEpochs = {1};
    for (const auto& config : {scheduled("cosine_annealing", 0.1), stepped}) {
        const auto found = rates(config, 8, 4);
        for (std::size_t i = 0; i < 4; ++i) {
            QCOMPARE(found[i], found[0]);
            QCOMPARE(found[i + 4], found[4]);
        }
        QVERIFY(found[4] < found[0]);
    }
}

void TestSchedule::warmUpRisesLinearlyToThePeak() {
    auto config = scheduled("constant", 0.5);
    config.warmupSteps = 4;
    QVERIFY(tiny::largestDifference(rates(config, 6), {0.1, 0.2, 0.3, 0.4, 0.5, 0.5}) < 1e-12);
    config.schedule = "cosine"; // which starts where the warm-up ends
    const auto found = rates(config, 12);
    QVERIFY(std::abs(found[3] - 0.4) < 1e-12);
    QVERIFY(std::abs(found[4] - 0.5) < 1e-12);
    QVERIFY(std::abs(found[8] - 0.25) < 1e-6); // half of the eight steps that are left
}

void TestSchedule::rateNeverFallsBelowItsFloor() {
    auto config = scheduled("step", 0.1);
    config.stepEpochs = {1, 2, 3};
    config.eps = 0.005;
    QVERIFY(tiny::largestDifference(rates(config, 5), {0.1, 0.01, 0.005, 0.005, 0.005}) < 1e-12);
}

void TestSchedule::everyStepHasAPositiveFiniteRate_data() {
    QTest::addColumn<int>("steps");
    QTest::addColumn<int>("warmup");
    for (const int steps : {1, 2, 3, 4, 10, 101})
        for (const int warmup : {0, 1, 10})
            QTest::addRow("%d steps, %d of warm-up", steps, warmup) << steps << warmup;
}

void TestSchedule::everyStepHasAPositiveFiniteRate() {
    QFETCH(int, steps);
    QFETCH(int, warmup);
    for (const char* name : {"constant", "cosine", "step", "one_cycle", "cosine_annealing"}) {
        auto config = scheduled(name, 0.1);
        config.warmupSteps = warmup;
        config.stepEpochs = {2};
        for (const double rate : rates(config, steps))
            QVERIFY2(std::isfinite(rate) && rate > 0 && rate <= 0.1 + 1e-12, name);
    }
}

void TestSchedule::unknownScheduleThrows() {
    QVERIFY_THROWS_EXCEPTION(Error, train::checkSchedule(scheduled("cosin", 0.1)));
    QVERIFY_THROWS_EXCEPTION(Error, train::learningRateAt(scheduled("", 0.1), {}));
    train::checkSchedule(scheduled("one_cycle", 0.1));
}

QTEST_GUILESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
