// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include "core/base/error.h"
#include "core/prune/scores.h"
#include "formula_network.h"

using namespace bubblenet;
using prune::Score;

namespace {

prune::ScoreOptions optionsFor(Score score, int batches = 0) {
    return {.score = score, .nextBatch = [batches, next = 0](prune::LabelledBatch& batch) mutable {
                if (next == batches)
                    return false;
                const auto labels = at::arange(12, at::kLong) % 5;
                batch = {formula::images(12, 8).narrow(0, 6 * next, 6), labels.narrow(0, 6 * next, 6)};
                ++next;
                return true;
            }};
}

const at::Tensor& find(const std::vector<std::pair<std::string, at::Tensor>>& scores, const std::string& name) {
    for (const auto& [candidate, tensor] : scores)
        if (candidate == name)
            return tensor;
    throw Error("no scores of " + name);
}

} // namespace

class TestScores : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void channelsScoreWhatPyTorchComputes_data();
    void channelsScoreWhatPyTorchComputes();
    void lampOrdersAGroupAsL2Does();
    void lampOfTheLargestIsOne();
    void noLayerOfAStreamDominatesByItsScale();
    void deadLayerIsNoNaN();
    void randomDependsOnTheSeedAlone();
    void taylorLeavesTheNetworkAsItWas();
    void taylorWithoutBatchesThrows();
    void weightsScoreTheirMagnitude();
    void lampOfWeightsIsTorchPrunings();
    void weightsRefuseScoresOfChannels();
    void namesAreThoseOfTheRecipe();
};

void TestScores::channelsScoreWhatPyTorchComputes_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"l1", "l2", "bn_scale", "fpgm", "lamp", "taylor"})
        QTest::newRow(name) << name;
}

void TestScores::channelsScoreWhatPyTorchComputes() {
    QFETCH(QString, name);
    const auto reference = formula::reference("scores.txt");
    const auto network = formula::network(formula::smallSpec());
    const auto score = prune::scoreFromName(name.toStdString());
    const auto scores = prune::scoreChannels(*network, optionsFor(score, 2), Rng(1));
    const auto groups = prune::findGroups(network->spec());
    QCOMPARE(scores.size(), groups.size());
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const auto& expected = reference.at(name.toStdString() + "." + groups[g].name);
        const double difference = formula::relativeDifference(scores[g], expected);
        QVERIFY2(difference < 1e-5, (groups[g].name + ": " + std::to_string(difference)).c_str());
    }
}

void TestScores::lampOrdersAGroupAsL2Does() {
    const auto network = formula::network(formula::smallSpec());
    const auto lamp = prune::scoreChannels(*network, optionsFor(Score::lamp), Rng(1));
    const auto l2 = prune::scoreChannels(*network, optionsFor(Score::l2), Rng(1));
    const auto groups = prune::findGroups(network->spec());
    for (std::size_t g = 0; g < groups.size(); ++g)
        for (std::size_t i = 0; groups[g].kind == prune::GroupKind::inner && i + 1 < l2[g].size(); ++i)
            QCOMPARE(lamp[g][i] < lamp[g][i + 1], l2[g][i] < l2[g][i + 1]);
}

void TestScores::lampOfTheLargestIsOne() {
    const auto network = formula::network(formula::smallSpec());
    {
        const at::NoGradGuard noGradient;
        network->convNorms()[1].weight.fill_(0.5); // all filters alike: 1, 1/2, 1/3, the first to stay
    }
    const auto scores = prune::scoreChannels(*network, optionsFor(Score::lamp), Rng(1));
    for (const auto& group : scores)
        QCOMPARE(*std::max_element(group.begin(), group.end()), 1.0);
    QVERIFY(formula::relativeDifference(scores[1], {1, 0.5, 1.0 / 3}) < 1e-12);
}

void TestScores::noLayerOfAStreamDominatesByItsScale() {
    const auto network = formula::network(formula::smallSpec());
    for (const auto score : {Score::l1, Score::l2, Score::fpgm, Score::lamp}) {
        const auto before = prune::scoreChannels(*network, optionsFor(score), Rng(1));
        {
            const at::NoGradGuard noGradient;
            network->convNorms()[2].weight.mul_(64); // layer1.0.conv2
        }
        const auto after = prune::scoreChannels(*network, optionsFor(score), Rng(1));
        QVERIFY(formula::relativeDifference(after[0], before[0]) < 1e-6);
    }
}

void TestScores::deadLayerIsNoNaN() {
    const auto network = formula::network(formula::smallSpec());
    {
        const at::NoGradGuard noGradient;
        network->convNorms()[1].weight.zero_();
        network->convNorms()[2].weight.zero_();
        network->convNorms()[2].scale.zero_();
    }
    for (const auto score : {Score::l1, Score::l2, Score::bnScale, Score::fpgm, Score::lamp, Score::taylor})
        for (const auto& group : prune::scoreChannels(*network, optionsFor(score, 1), Rng(1)))
            for (const double value : group)
                QVERIFY(std::isfinite(value));
}

void TestScores::randomDependsOnTheSeedAlone() {
    const auto network = formula::network(formula::smallSpec());
    const auto one = prune::scoreChannels(*network, optionsFor(Score::random), Rng(5));
    QCOMPARE(prune::scoreChannels(*network, optionsFor(Score::random), Rng(5)), one);
    QVERIFY(prune::scoreChannels(*network, optionsFor(Score::random), Rng(6)) != one);
    QVERIFY(one[1] != one[2]); // two groups of the same size
    const auto weights = prune::scoreWeights(*network, Score::random, Rng(5));
    QVERIFY(at::equal(prune::scoreWeights(*network, Score::random, Rng(5))[3].second, weights[3].second));
    QVERIFY(!at::equal(prune::scoreWeights(*network, Score::random, Rng(6))[3].second, weights[3].second));
}

void TestScores::taylorLeavesTheNetworkAsItWas() {
    const auto network = formula::network(formula::smallSpec());
    network->train();
    const auto before = network->copy();
    prune::scoreChannels(*network, optionsFor(Score::taylor, 2), Rng(1));
    QVERIFY(network->is_training());
    for (std::size_t i = 0; i < network->convNorms().size(); ++i) {
        QVERIFY(at::equal(network->convNorms()[i].weight, before->convNorms()[i].weight));
        QVERIFY(at::equal(network->convNorms()[i].scale, before->convNorms()[i].scale));
        QVERIFY(at::equal(network->convNorms()[i].runningMean, before->convNorms()[i].runningMean));
    }
    for (const auto& parameter : network->parameters())
        QVERIFY(!parameter.grad().defined() || parameter.grad().abs().max().item<float>() == 0);
}

void TestScores::taylorWithoutBatchesThrows() {
    const auto network = formula::network(formula::smallSpec());
    QVERIFY_EXCEPTION_THROWN(prune::scoreChannels(*network, optionsFor(Score::taylor, 0), Rng(1)), Error);
    QVERIFY_EXCEPTION_THROWN(prune::scoreChannels(*network, {.score = Score::taylor, .nextBatch = {}}, Rng(1)), Error);
}

void TestScores::weightsScoreTheirMagnitude() {
    const auto network = formula::network(formula::smallSpec());
    const auto scores = prune::scoreWeights(*network, Score::l1, Rng(1));
    QCOMPARE(scores.size(), network->convNorms().size());
    for (const auto& conv : network->convNorms())
        QVERIFY(at::equal(find(scores, conv.convName + ".weight"), conv.weight.detach().abs()));
}

void TestScores::lampOfWeightsIsTorchPrunings() {
    const auto network = formula::network(formula::smallSpec());
    const auto expected = formula::reference("scores.txt").at("lamp.weights.layer2.0.conv2");
    const auto scores = prune::scoreWeights(*network, Score::lamp, Rng(1));
    QVERIFY(formula::relativeDifference(formula::toVector(find(scores, "layer2.0.conv2.weight")), expected) < 1e-5);
}

void TestScores::weightsRefuseScoresOfChannels() {
    const auto network = formula::network(formula::smallSpec());
    for (const auto score : {Score::bnScale, Score::fpgm, Score::taylor})
        QVERIFY_EXCEPTION_THROWN(prune::scoreWeights(*network, score, Rng(1)), Error);
}

void TestScores::namesAreThoseOfTheRecipe() {
    QVERIFY(prune::scoreFromName("bn_scale") == Score::bnScale);
    QVERIFY(prune::scoreFromName("lamp") == Score::lamp);
    try {
        prune::scoreFromName("l3");
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY(error.kind() == ErrorKind::usage);
        QVERIFY(QString(error.what()).contains("taylor"));
    }
}

QTEST_GUILESS_MAIN(TestScores)
#include "tst_scores.moc"
