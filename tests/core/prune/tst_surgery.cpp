// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <algorithm>
#include <set>

#include "core/base/error.h"
#include "core/prune/surgery.h"
#include "formula_network.h"

using namespace bubblenet;

namespace {

std::vector<int> someOf(int count, int kept, Rng& rng) {
    std::vector<int> channels(static_cast<std::size_t>(count));
    std::iota(channels.begin(), channels.end(), 0);
    rng.shuffle(channels);
    channels.resize(static_cast<std::size_t>(kept));
    std::sort(channels.begin(), channels.end());
    return channels;
}

// Any number of channels in each group, from one to all, and any of the blocks that may go.
prune::PruningPlan randomPlan(const nn::NetworkSpec& spec, Rng& rng) {
    prune::PruningPlan plan;
    for (const auto& group : prune::findGroups(spec)) {
        const int kept =
            rng.uniform() < 0.2 ? 1 : 1 + static_cast<int>(rng.below(static_cast<std::uint64_t>(group.channels)));
        plan.kept.push_back(someOf(group.channels, kept, rng));
    }
    for (const auto& block : prune::removableBlocks(spec))
        if (rng.uniform() < 0.3)
            plan.removedBlocks.push_back(block.name);
    return plan;
}

nn::NetworkSpec narrow(const std::string& architecture, const nn::SpecOptions& options, int divisor) {
    const auto spec = nn::makeSpec(architecture, options);
    auto widths = prune::widthsOf(prune::wholePlan(spec));
    for (auto& kept : widths.kept)
        kept /= divisor;
    return prune::specWithWidths(spec, widths);
}

struct Mismatch {
    double share = 0; // of the logits' range
    std::string text;
};

Mismatch mismatch(nn::Network& network, const prune::PruningPlan& plan, const at::Tensor& images) {
    const auto agreement = prune::compareLogits(*prune::masked(network, plan), *prune::cut(network, plan), images);
    const double share = agreement.largestDifference / agreement.range;
    return {agreement.holds() ? share : HUGE_VAL, std::to_string(share)};
}

} // namespace

class TestSurgery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void maskedAndSmallerAgree_data();
    void maskedAndSmallerAgree();
    void cutIsWhatTorchPruningCuts_data();
    void cutIsWhatTorchPruningCuts();
    void cutTwiceIsCutOnce();
    void everythingRemovedIsZeroInTheMaskedNetwork();
    void wrongCutIsFound();
    void notFiniteLogitsDoNotAgree();
    void originalIsUnchanged();
    void cutKeepsTheMode();
    void recalibrationAveragesOverBatches();
    void recalibrationRestoresModeAndMomentum();
    void recalibrationWithoutImagesThrows();
    void recalibrationStopsWhenAsked();
};

void TestSurgery::maskedAndSmallerAgree_data() {
    QTest::addColumn<QString>("architecture");
    QTest::addColumn<QString>("stem");
    QTest::addColumn<QString>("shortcut");
    QTest::addColumn<int>("divisor");
    QTest::addColumn<int>("plans");
    QTest::newRow("option A") << "resnet20"
                              << "auto"
                              << "A" << 1 << 20;
    QTest::newRow("option A, deep") << "resnet56"
                                    << "auto"
                                    << "A" << 2 << 5;
    QTest::newRow("option B") << "resnet20"
                              << "auto"
                              << "B" << 1 << 12;
    QTest::newRow("imagenet stem on option A") << "resnet20"
                                               << "imagenet"
                                               << "A" << 1 << 5;
    QTest::newRow("basic") << "resnet18"
                           << "imagenet"
                           << "auto" << 4 << 5;
    QTest::newRow("basic, small stem") << "resnet34"
                                       << "cifar"
                                       << "auto" << 8 << 5;
    QTest::newRow("bottleneck") << "resnet50"
                                << "imagenet"
                                << "auto" << 8 << 5;
    QTest::newRow("bottleneck, small stem") << "resnet50"
                                            << "cifar"
                                            << "auto" << 8 << 5;
}

void TestSurgery::maskedAndSmallerAgree() {
    QFETCH(QString, architecture);
    QFETCH(QString, stem);
    QFETCH(QString, shortcut);
    QFETCH(int, divisor);
    QFETCH(int, plans);
    const auto spec =
        narrow(architecture.toStdString(), {.stem = stem.toStdString(), .shortcut = shortcut.toStdString()}, divisor);
    const auto network = formula::network(spec);
    const auto images = formula::images(2, 12);
    Rng rng(7);
    std::set<std::size_t> removedCounts;
    for (int i = 0; i < plans; ++i) {
        const auto plan = randomPlan(spec, rng);
        removedCounts.insert(plan.removedBlocks.size());
        const auto found = mismatch(*network, plan, images);
        QVERIFY2(found.share <= 1e-4, found.text.c_str());
    }
    QVERIFY(*removedCounts.rbegin() > 0);
}

void TestSurgery::cutIsWhatTorchPruningCuts_data() {
    QTest::addColumn<QString>("architecture");
    QTest::newRow("resnet18") << "resnet18";
    QTest::newRow("resnet50") << "resnet50";
}

void TestSurgery::cutIsWhatTorchPruningCuts() {
    QFETCH(QString, architecture);
    const auto name = architecture.toStdString();
    const auto reference = formula::reference("cut.txt");
    const auto spec = nn::makeSpec(name, {});
    const auto network = formula::network(spec);
    const auto images = formula::images(2, 32);
    const at::NoGradGuard noGradient;
    const auto whole = formula::toVector(network->forward(images));
    QVERIFY2(formula::relativeDifference(whole, reference.at(name + ".whole")) < 1e-4, "the whole network differs");
    auto plan = prune::wholePlan(spec);
    const auto groups = prune::findGroups(spec);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const int removed = static_cast<int>(reference.at(name + ".group." + groups[g].name).at(0));
        std::erase_if(plan.kept[g], [&](int channel) { return channel % 4 == removed; });
    }
    const auto smaller = formula::toVector(prune::cut(*network, plan)->forward(images));
    QVERIFY2(formula::relativeDifference(smaller, reference.at(name + ".cut")) < 1e-4, "the smaller network differs");
}

void TestSurgery::cutTwiceIsCutOnce() {
    const auto spec = nn::makeSpec("resnet20", {});
    const auto network = formula::network(spec);
    auto once = prune::wholePlan(spec);
    auto twice = once;
    for (std::size_t g = 0; g < once.kept.size(); ++g) {
        std::erase_if(once.kept[g], [](int channel) { return channel % 2 == 1; });  // 0 2 4 6 …
        std::erase_if(twice.kept[g], [](int channel) { return channel % 4 != 2; }); // 2 6 …
    }
    const auto half = prune::cut(*network, once);
    auto rest = prune::wholePlan(half->spec());
    for (auto& kept : rest.kept)
        std::erase_if(kept, [](int channel) { return channel % 2 == 0; });
    const auto steps = prune::cut(*half, rest);
    const auto direct = prune::cut(*network, twice);
    QCOMPARE(steps->spec(), direct->spec());
    const at::NoGradGuard noGradient;
    const auto images = formula::images(2, 16);
    QVERIFY(at::equal(steps->forward(images), direct->forward(images)));
}

void TestSurgery::everythingRemovedIsZeroInTheMaskedNetwork() {
    const auto spec = nn::makeSpec("resnet20", {});
    const auto network = formula::network(spec);
    Rng rng(11);
    auto plan = randomPlan(spec, rng);
    plan.removedBlocks.clear();
    const auto masked = prune::masked(*network, plan);
    QCOMPARE(prune::findGroups(masked->spec()).size(), plan.kept.size());
    int looked = 0;
    const auto groups = prune::findGroups(spec);
    masked->setObserver([&](const std::string& name, const at::Tensor& input, const at::Tensor&) {
        for (std::size_t g = 0; g < groups.size(); ++g)
            if (std::find(groups[g].consumers.begin(), groups[g].consumers.end(), name) != groups[g].consumers.end())
                for (int channel = 0; channel < groups[g].channels; ++channel) {
                    const auto& kept = plan.kept[g];
                    if (std::find(kept.begin(), kept.end(), channel) != kept.end())
                        continue;
                    ++looked;
                    QVERIFY2(input.select(1, channel).abs().max().item<float>() == 0, name.c_str());
                }
    });
    const at::NoGradGuard noGradient;
    masked->forward(formula::images(2, 16));
    QVERIFY(looked > 100);
}

void TestSurgery::wrongCutIsFound() {
    const auto spec = nn::makeSpec("resnet20", {});
    const auto network = formula::network(spec);
    auto plan = prune::wholePlan(spec);
    auto other = plan;
    plan.kept[1] = {0, 1, 2, 3};
    other.kept[1] = {0, 1, 2, 4};
    const auto agreement =
        prune::compareLogits(*prune::masked(*network, plan), *prune::cut(*network, other), formula::images(2, 16));
    QVERIFY(!agreement.holds());
    QVERIFY(agreement.range > 0);
}

void TestSurgery::notFiniteLogitsDoNotAgree() {
    const auto network = formula::network(formula::smallSpec());
    {
        const at::NoGradGuard noGradient;
        network->classifierBias().fill_(std::numeric_limits<float>::quiet_NaN());
    }
    const auto same = network->copy();
    QVERIFY(!prune::compareLogits(*network, *same, formula::images(2, 8)).holds());
}

void TestSurgery::originalIsUnchanged() {
    const auto spec = formula::smallSpec();
    const auto network = formula::network(spec);
    const at::NoGradGuard noGradient;
    const auto images = formula::images(2, 8);
    const auto before = network->forward(images).clone();
    Rng rng(3);
    const auto plan = randomPlan(spec, rng);
    for (const auto& changed : {prune::masked(*network, plan), prune::cut(*network, prune::wholePlan(spec))})
        for (const auto& parameter : changed->parameters())
            parameter.zero_();
    QVERIFY(at::equal(network->forward(images), before));
}

void TestSurgery::cutKeepsTheMode() {
    const auto spec = formula::smallSpec();
    const auto network = formula::network(spec);
    const auto plan = prune::wholePlan(spec);
    QVERIFY(!prune::cut(*network, plan)->is_training());
    QVERIFY(!prune::masked(*network, plan)->is_training());
    network->train();
    QVERIFY(prune::cut(*network, plan)->is_training());
    QVERIFY(prune::cut(*network, plan)->convNorms().front().weight.requires_grad());
}

void TestSurgery::recalibrationAveragesOverBatches() {
    // PyTorch's momentum=None: each batch counts the same; variances with N − 1. The stem's inputs are the images.
    const auto network = formula::network(formula::smallSpec());
    std::vector<at::Tensor> batches;
    at::Tensor mean = at::zeros({4});
    at::Tensor variance = at::zeros({4});
    for (const int count : {6, 6, 3}) {
        batches.push_back(formula::images(count, 8, 3000 + static_cast<int>(batches.size())));
        const at::NoGradGuard noGradient;
        const auto outputs =
            at::conv2d(batches.back(), network->convNorms().front().weight, {}, 1, 1).transpose(0, 1).flatten(1);
        mean += outputs.mean(1) / 3;
        variance += outputs.var(1, /*unbiased=*/true) / 3;
    }
    prune::recalibrate(*network, [&](const auto& visit) {
        for (const auto& batch : batches)
            if (!visit(batch))
                return;
    });
    const auto& stem = network->convNorms().front();
    QVERIFY(at::allclose(stem.runningMean, mean, 1e-4, 1e-6));
    QVERIFY(at::allclose(stem.runningVariance, variance, 1e-4, 1e-6));
    QVERIFY(!network->convNorms().back().runningMean.requires_grad());
}

void TestSurgery::recalibrationRestoresModeAndMomentum() {
    const auto network = formula::network(formula::smallSpec());
    const auto images = formula::images(8, 8);
    const auto once = [&](const auto& visit) { visit(images); };
    prune::recalibrate(*network, once);
    QVERIFY(!network->is_training());
    const auto recalibrated = network->convNorms().front().runningMean.clone();
    network->train();
    prune::recalibrate(*network, once);
    QVERIFY(network->is_training());
    QVERIFY(at::allclose(network->convNorms().front().runningMean, recalibrated, 1e-5, 1e-7)); // anew, not added on
    network->convNorms().front().runningMean.zero_();
    network->forward(images);
    QVERIFY(at::allclose(network->convNorms().front().runningMean, recalibrated * 0.1, 1e-4, 1e-6));
}

void TestSurgery::recalibrationWithoutImagesThrows() {
    const auto network = formula::network(formula::smallSpec());
    QVERIFY_EXCEPTION_THROWN(prune::recalibrate(*network, [](const auto&) {}), Error);
    QVERIFY(!network->is_training());
}

void TestSurgery::recalibrationStopsWhenAsked() {
    const auto network = formula::network(formula::smallSpec());
    int visited = 0;
    const auto endless = [&](const auto& visit) {
        while (visit(formula::images(2, 8)))
            ++visited;
    };
    QVERIFY_EXCEPTION_THROWN(prune::recalibrate(*network, endless, [&] { return visited < 3; }), Stopped);
    QCOMPARE(visited, 3);
    QVERIFY(!network->is_training());
}

QTEST_GUILESS_MAIN(TestSurgery)
#include "tst_surgery.moc"
