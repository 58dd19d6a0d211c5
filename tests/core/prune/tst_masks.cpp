// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <limits>

#include "core/base/error.h"
#include "core/prune/masks.h"
#include "formula_network.h"

using namespace bubblenet;
using prune::Score;
using prune::WeightMasks;

namespace {

std::int64_t weightsOf(const nn::Network& network) {
    std::int64_t count = 0;
    for (const auto& conv : network.convNorms())
        count += conv.weight.numel();
    return count;
}

std::int64_t zerosOf(const nn::Network& network) {
    std::int64_t count = 0;
    for (const auto& conv : network.convNorms())
        count += conv.weight.eq(0).sum().item<std::int64_t>();
    return count;
}

} // namespace

class TestMasks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void sparsityRisesAlongZhuAndGupta();
    void lowestWeightsOfTheWholeNetworkGo();
    void countIsExactEvenWhereAllScoresAreEqual();
    void maskedWeightsStayMasked();
    void sparsityNeverFalls();
    void applyZeroesWhatIsNotFinite();
    void applyLeavesTheRest();
    void everythingMayBeMasked();
    void masksComeBackFromACheckpoint();
    void masksOfAnotherNetworkAreRefused();
    void impossibleSparsityThrows();
};

void TestMasks::sparsityRisesAlongZhuAndGupta() {
    // Eq. 1 with n = 4 steps, from 0.5 to 0.9: s = 0.9 − 0.4 (1 − t/4)³.
    const std::vector<double> expected{0.5, 0.73125, 0.85, 0.89375, 0.9};
    for (std::size_t t = 0; t < expected.size(); ++t)
        QVERIFY(std::abs(prune::sparsityAt(0.5, 0.9, static_cast<double>(t) / 4) - expected[t]) < 1e-12);
    QCOMPARE(prune::sparsityAt(0, 0.8, -1), 0.0);
    QCOMPARE(prune::sparsityAt(0, 0.8, 7), 0.8);
}

void TestMasks::lowestWeightsOfTheWholeNetworkGo() {
    const auto network = formula::network(formula::smallSpec());
    std::vector<float> magnitudes;
    for (const auto& conv : network->convNorms())
        for (const double value : formula::toVector(conv.weight.abs()))
            magnitudes.push_back(static_cast<float>(value));
    std::sort(magnitudes.begin(), magnitudes.end());
    const auto count = static_cast<std::size_t>(std::llround(0.7 * static_cast<double>(magnitudes.size())));
    WeightMasks masks(*network);
    QCOMPARE(masks.sparsity(), 0.0);
    masks.raiseTo(0.7, prune::scoreWeights(*network, Score::l1, Rng(1)));
    masks.apply(*network);
    QCOMPARE(static_cast<std::size_t>(zerosOf(*network)), count);
    float least = std::numeric_limits<float>::infinity();
    for (const auto& conv : network->convNorms())
        for (const double value : formula::toVector(conv.weight.abs()))
            if (value > 0)
                least = std::min(least, static_cast<float>(value));
    QCOMPARE(least, magnitudes[count]);
    QCOMPARE(prune::measuredSparsity(*network), masks.sparsity());
}

void TestMasks::countIsExactEvenWhereAllScoresAreEqual() {
    const auto network = formula::network(formula::smallSpec());
    auto scores = prune::scoreWeights(*network, Score::l1, Rng(1));
    for (auto& [name, score] : scores)
        score = at::ones_like(score);
    WeightMasks masks(*network);
    for (const double sparsity : {0.1, 0.333, 0.9}) {
        masks.raiseTo(sparsity, scores);
        const auto total = static_cast<double>(weightsOf(*network));
        QCOMPARE(std::llround(masks.sparsity() * total), std::llround(sparsity * total));
    }
}

void TestMasks::maskedWeightsStayMasked() {
    const auto network = formula::network(formula::smallSpec());
    WeightMasks masks(*network);
    masks.raiseTo(0.3, prune::scoreWeights(*network, Score::random, Rng(1)));
    std::vector<at::Tensor> gone;
    for (const auto& [name, mask] : masks.masks())
        gone.push_back(mask.logical_not());
    masks.raiseTo(0.6, prune::scoreWeights(*network, Score::random, Rng(2)));
    for (std::size_t i = 0; i < gone.size(); ++i)
        QVERIFY(!masks.masks()[i].second.logical_and(gone[i]).any().item<bool>());
    QVERIFY(std::abs(masks.sparsity() - 0.6) < 1e-3);
}

void TestMasks::sparsityNeverFalls() {
    const auto network = formula::network(formula::smallSpec());
    const auto scores = prune::scoreWeights(*network, Score::l2, Rng(1));
    WeightMasks masks(*network);
    masks.raiseTo(0.5, scores);
    const double before = masks.sparsity();
    masks.raiseTo(0.2, scores);
    QCOMPARE(masks.sparsity(), before);
}

void TestMasks::applyZeroesWhatIsNotFinite() {
    const auto network = formula::network(formula::smallSpec());
    WeightMasks masks(*network);
    masks.raiseTo(1, prune::scoreWeights(*network, Score::l1, Rng(1)));
    {
        const at::NoGradGuard noGradient;
        network->convNorms()[2].weight.fill_(std::numeric_limits<float>::infinity());
    }
    masks.apply(*network);
    QCOMPARE(zerosOf(*network), weightsOf(*network));
}

void TestMasks::applyLeavesTheRest() {
    const auto network = formula::network(formula::smallSpec());
    const auto before = network->copy();
    WeightMasks masks(*network);
    masks.raiseTo(0.4, prune::scoreWeights(*network, Score::l1, Rng(1)));
    masks.apply(*network);
    for (std::size_t i = 0; i < masks.masks().size(); ++i) {
        const auto& mask = masks.masks()[i].second;
        QVERIFY(at::equal(network->convNorms()[i].weight.masked_select(mask),
                          before->convNorms()[i].weight.masked_select(mask)));
    }
    QVERIFY(at::equal(network->classifierWeight(), before->classifierWeight()));
}

void TestMasks::everythingMayBeMasked() {
    const auto network = formula::network(formula::smallSpec());
    WeightMasks masks(*network);
    masks.raiseTo(1, prune::scoreWeights(*network, Score::lamp, Rng(1)));
    QCOMPARE(masks.sparsity(), 1.0);
    masks.apply(*network);
    QCOMPARE(prune::measuredSparsity(*network), 1.0);
}

void TestMasks::masksComeBackFromACheckpoint() {
    const auto network = formula::network(formula::smallSpec());
    WeightMasks masks(*network);
    masks.raiseTo(0.5, prune::scoreWeights(*network, Score::l1, Rng(1)));
    std::vector<std::pair<std::string, at::Tensor>> stored;
    for (const auto& [name, mask] : masks.masks())
        stored.emplace_back(name, mask.contiguous().to(at::kByte));
    WeightMasks restored(*network);
    restored.setMasks(stored);
    for (std::size_t i = 0; i < stored.size(); ++i)
        QVERIFY(at::equal(restored.masks()[i].second, masks.masks()[i].second));
}

void TestMasks::masksOfAnotherNetworkAreRefused() {
    const auto network = formula::network(formula::smallSpec());
    WeightMasks masks(*network);
    auto others = masks.masks();
    others.pop_back();
    QVERIFY_EXCEPTION_THROWN(masks.setMasks(others), Error);
    others = masks.masks();
    others[1].second = at::ones({1, 2, 3, 3}, at::kBool);
    QVERIFY_EXCEPTION_THROWN(masks.setMasks(others), Error);
    const auto larger = formula::network(nn::makeSpec("resnet20", {}));
    QVERIFY_EXCEPTION_THROWN(masks.apply(*larger), Error);
    QVERIFY_EXCEPTION_THROWN(masks.raiseTo(0.5, prune::scoreWeights(*larger, Score::l1, Rng(1))), Error);
}

void TestMasks::impossibleSparsityThrows() {
    const auto network = formula::network(formula::smallSpec());
    WeightMasks masks(*network);
    const auto scores = prune::scoreWeights(*network, Score::l1, Rng(1));
    for (const double sparsity : {-0.1, 1.1, std::numeric_limits<double>::quiet_NaN()})
        QVERIFY_EXCEPTION_THROWN(masks.raiseTo(sparsity, scores), Error);
}

QTEST_GUILESS_MAIN(TestMasks)
#include "tst_masks.moc"
