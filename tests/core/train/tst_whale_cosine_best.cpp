// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <set>

#include "core/base/error.h"
#include "core/train/whale_cosine_best.h"

using namespace bubblenet;
using train::WhaleCosineBest;

namespace {

/// The article's: 10 whales, rates 0.001 … 0.01, power 0.9, cos, 20 epochs, t_max 10.
config::TrainConfig article() {
    config::TrainConfig config;
    config.optimizer = "whale_cosine_best";
    config.learningRate = 0.01;
    return config;
}

bool isNear(double a, double b) {
    return std::abs(a - b) < 1e-12;
}

/// Epochs whose losses wander by chance.
void live(WhaleCosineBest& pod, int epochs, Rng rng) {
    if (!pod.knowsLoss())
        pod.setLossBefore(2);
    for (int i = 0; i < epochs; ++i)
        pod.finishEpoch(std::exp(rng.normal()));
}

} // namespace

class TestWhaleCosineBest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstWhaleHasTheRecipesSettings();
    void settingsStayInTheirBounds_data();
    void settingsStayInTheirBounds();
    void rateIsLogUniformAtFirst();
    void aFallsFromTwoToZero();
    void rateFollowsTheCosineFactorAndItsFloor();
    void eachEpochHasTheNextWhale();
    void onlyTheJudgedWhaleMoves();
    void fitnessIsLogGainLessTheMeanOfTheLastOnes();
    void leaderAttractsAsAFalls();
    void sameSeedGivesSameSettings();
    void restoredPodContinuesIdentically();
    void brokenStateThrows_data();
    void brokenStateThrows();
    void unusableLossMovesNobodyToIt();
    void impossibleSettingsThrow();
};

void TestWhaleCosineBest::firstWhaleHasTheRecipesSettings() {
    const auto setting = WhaleCosineBest(article(), Rng(1)).setting();
    QVERIFY(isNear(setting.learningRate, 0.01));
    QVERIFY(isNear(setting.momentum, 0.9));
    QVERIFY(isNear(setting.weightDecay, 5e-4));
}

void TestWhaleCosineBest::settingsStayInTheirBounds_data() {
    QTest::addColumn<double>("momentum");
    QTest::addColumn<double>("weightDecay");
    QTest::addColumn<double>("lowestMomentum");
    QTest::addColumn<double>("highestMomentum");
    QTest::newRow("the article's") << 0.9 << 5e-4 << 0.85 << 0.95;
    QTest::newRow("none") << 0.0 << 0.0 << 0.0 << 0.05;
    QTest::newRow("near one") << 0.98 << 1.0 << 0.93 << 0.99;
}

void TestWhaleCosineBest::settingsStayInTheirBounds() {
    QFETCH(double, momentum);
    QFETCH(double, weightDecay);
    QFETCH(double, lowestMomentum);
    QFETCH(double, highestMomentum);
    constexpr double kRounding = 1e-12;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        auto config = article();
        config.momentum = momentum;
        config.weightDecay = weightDecay;
        config.maxEpochs = 1000; // a stays near 2: the widest moves
        WhaleCosineBest pod(config, Rng(seed));
        for (std::uint64_t epoch = 0; epoch < 200; ++epoch) {
            const auto setting = pod.setting();
            QVERIFY(setting.learningRate >= 0.001 - kRounding && setting.learningRate <= 0.01 + kRounding);
            QVERIFY(setting.momentum >= lowestMomentum - kRounding && setting.momentum <= highestMomentum + kRounding);
            QVERIFY(setting.weightDecay >= weightDecay / std::sqrt(10.0) - kRounding);
            QVERIFY(setting.weightDecay <= weightDecay * std::sqrt(10.0) + kRounding);
            live(pod, 1, Rng(seed).stream("loss", epoch));
        }
    }
}

void TestWhaleCosineBest::rateIsLogUniformAtFirst() {
    auto config = article();
    config.hiddenSize = 4001;
    WhaleCosineBest pod(config, Rng(2));
    int lower = 0;
    for (const auto& whale : pod.whales())
        lower += 0.01 * std::pow(10, whale[0] - 1) < 0.01 / std::sqrt(10.0) ? 1 : 0;
    QVERIFY2(std::abs(lower - 2000) < 160, qPrintable(QString::number(lower))); // 5 standard errors
}

void TestWhaleCosineBest::aFallsFromTwoToZero() {
    // 2 f^0.9 at t = 0, 5, 10, 20 and beyond, by hand.
    const std::vector<std::pair<int, double>> cosine{{0, 2}, {5, 1.7343534890}, {10, 1.0717734625}, {20, 0}, {27, 0}};
    const std::vector<std::pair<int, double>> linear{{0, 2}, {5, 1.5437790134}, {10, 1.0717734625}, {20, 0}, {27, 0}};
    for (const auto& [strategy, expected] : {std::pair{"cos", cosine}, std::pair{"linear", linear}}) {
        auto config = article();
        config.annealStrategy = strategy;
        for (const auto& [epoch, a] : expected) {
            WhaleCosineBest pod(config, Rng(3));
            live(pod, epoch, Rng(4));
            QVERIFY2(std::abs(pod.a() - a) < 1e-9, qPrintable(QString::number(pod.a(), 'g', 12)));
        }
    }
}

void TestWhaleCosineBest::rateFollowsTheCosineFactorAndItsFloor() {
    WhaleCosineBest pod(article(), Rng(5));
    std::vector<double> factors;
    std::vector<double> rates;
    for (int epoch = 0; epoch <= 20; ++epoch) {
        rates.push_back(pod.learningRate());
        factors.push_back(pod.learningRate() / pod.setting().learningRate);
        live(pod, 1, Rng(6));
    }
    QVERIFY(isNear(factors[0], 1));
    QVERIFY(isNear(factors[5], 0.5));
    QVERIFY(isNear(rates[10], 1e-8));  // t_max: the factor is 0, eps is the floor
    QVERIFY(isNear(factors[15], 0.5)); // and rises again
    QVERIFY(isNear(factors[20], 1));
}

void TestWhaleCosineBest::eachEpochHasTheNextWhale() {
    auto config = article();
    config.hiddenSize = 3;
    WhaleCosineBest pod(config, Rng(7));
    std::vector<double> first;
    for (const auto& whale : pod.whales())
        first.push_back(0.01 * std::pow(10, whale[0] - 1));
    for (int epoch = 0; epoch < 3; ++epoch) {
        QVERIFY(isNear(pod.setting().learningRate, first[static_cast<std::size_t>(epoch)]));
        live(pod, 1, Rng(8));
    }
    QVERIFY(isNear(pod.setting().learningRate, 0.01 * std::pow(10, pod.whales()[0][0] - 1)));
}

void TestWhaleCosineBest::onlyTheJudgedWhaleMoves() {
    WhaleCosineBest pod(article(), Rng(9));
    for (std::size_t epoch = 0; epoch < 40; ++epoch) {
        const auto before = pod.whales();
        live(pod, 1, Rng(10).stream("loss", epoch));
        for (std::size_t i = 0; i < before.size(); ++i)
            QVERIFY(i == epoch % 10 || pod.whales()[i] == before[i]);
    }
}

void TestWhaleCosineBest::fitnessIsLogGainLessTheMeanOfTheLastOnes() {
    auto config = article();
    config.hiddenSize = 2;
    WhaleCosineBest pod(config, Rng(11));
    QVERIFY(!pod.leaderFitness());
    pod.setLossBefore(1);
    pod.finishEpoch(std::exp(-2)); // gain −2, mean −2: the easy first epoch counts as an average one
    QVERIFY(isNear(*pod.leaderFitness(), 0));
    pod.finishEpoch(std::exp(-2.5)); // gain −0.5, mean −1.25: worse
    QVERIFY(isNear(*pod.leaderFitness(), 0));
    pod.finishEpoch(std::exp(-3.1)); // gain −0.6, mean of the last two −0.55: leads
    QVERIFY(std::abs(*pod.leaderFitness() - -0.05) < 1e-9);
    pod.finishEpoch(std::exp(-3.2)); // gain −0.1, mean −0.35
    QVERIFY(std::abs(*pod.leaderFitness() - -0.05) < 1e-9);
}

void TestWhaleCosineBest::leaderAttractsAsAFalls() {
    // With a = 0 encircling lands on the leader itself, and the spiral stays about as far as the whale was.
    auto config = article();
    config.maxEpochs = 1;
    int landed = 0;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        WhaleCosineBest pod(config, Rng(seed));
        pod.setLossBefore(1);
        pod.finishEpoch(0.5); // whale 0 leads, from where the recipe put it
        pod.finishEpoch(0.5); // whale 1 moves with a = 0
        landed += pod.whales()[1] == std::array{1.0, 0.5, 0.5} ? 1 : 0;
    }
    QVERIFY2(std::abs(landed - 50) < 25, qPrintable(QString::number(landed))); // p < 0.5: 5 standard errors
}

void TestWhaleCosineBest::sameSeedGivesSameSettings() {
    WhaleCosineBest one(article(), Rng(12));
    WhaleCosineBest two(article(), Rng(12));
    WhaleCosineBest other(article(), Rng(13));
    live(one, 30, Rng(14));
    live(two, 30, Rng(14));
    live(other, 30, Rng(14));
    QCOMPARE(one.state(), two.state());
    QVERIFY(one.whales() != other.whales());
}

void TestWhaleCosineBest::restoredPodContinuesIdentically() {
    WhaleCosineBest whole(article(), Rng(15));
    live(whole, 13, Rng(16));
    WhaleCosineBest continued(article(), Rng(99));
    continued.restore(whole.state());
    QVERIFY(continued.knowsLoss());
    live(whole, 13, Rng(17));
    live(continued, 13, Rng(17));
    QCOMPARE(continued.state(), whole.state());
    QCOMPARE(continued.learningRate(), whole.learningRate());
}

void TestWhaleCosineBest::brokenStateThrows_data() {
    QTest::addColumn<QByteArray>("state");
    auto config = article();
    config.hiddenSize = 3;
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("other json") << QByteArray("{\"whales\": 3}");
    QTest::newRow("another pod") << QByteArray::fromStdString(WhaleCosineBest(config, Rng(1)).state());
    auto outside = QByteArray::fromStdString(WhaleCosineBest(article(), Rng(1)).state());
    QVERIFY(outside.contains("[1.0,0.5,0.5]"));
    QTest::newRow("outside the box") << outside.replace("[1.0,0.5,0.5]", "[1.5,0.5,0.5]");
}

void TestWhaleCosineBest::brokenStateThrows() {
    QFETCH(QByteArray, state);
    WhaleCosineBest pod(article(), Rng(1));
    const auto before = pod.state();
    QVERIFY_THROWS_EXCEPTION(Error, pod.restore(state.toStdString()));
    QCOMPARE(pod.state(), before);
}

void TestWhaleCosineBest::unusableLossMovesNobodyToIt() {
    WhaleCosineBest pod(article(), Rng(18));
    QVERIFY_THROWS_EXCEPTION(Error, pod.finishEpoch(1)); // nothing to compare with
    pod.setLossBefore(1);
    pod.finishEpoch(INFINITY);
    QVERIFY(!pod.leaderFitness());
    pod.setLossBefore(1);
    pod.finishEpoch(0); // has no logarithm
    QVERIFY(pod.leaderFitness() && std::isfinite(*pod.leaderFitness()));
}

void TestWhaleCosineBest::impossibleSettingsThrow() {
    auto none = article();
    none.hiddenSize = 0;
    QVERIFY_THROWS_EXCEPTION(Error, WhaleCosineBest(none, Rng(1)));
    auto unknown = article();
    unknown.annealStrategy = "cosine";
    QVERIFY_THROWS_EXCEPTION(Error, WhaleCosineBest(unknown, Rng(1)));
}

QTEST_GUILESS_MAIN(TestWhaleCosineBest)
#include "tst_whale_cosine_best.moc"
