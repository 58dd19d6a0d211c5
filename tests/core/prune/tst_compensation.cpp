// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include "core/base/error.h"
#include "core/prune/compensation.h"
#include "core/prune/surgery.h"
#include "formula_network.h"

using namespace bubblenet;

namespace {

prune::VisitImages once(const at::Tensor& images) {
    return [images](const std::function<bool(const at::Tensor&)>& visit) { visit(images); };
}

std::size_t indexOf(const nn::NetworkSpec& spec, const std::string& group) {
    const auto groups = prune::findGroups(spec);
    for (std::size_t g = 0; g < groups.size(); ++g)
        if (groups[g].name == group)
            return g;
    throw Error("no group " + group);
}

void duplicateChannel(nn::ConvNorm& conv, std::int64_t from, std::int64_t into) {
    const at::NoGradGuard noGradient;
    for (auto& tensor : {conv.weight, conv.scale, conv.bias, conv.runningMean, conv.runningVariance}) {
        const auto source = tensor.select(0, from).clone();
        tensor.select(0, into).copy_(source);
    }
}

// Mean square of how far the smaller network's logits are from the whole one's.
double error(nn::Network& smaller, nn::Network& whole, const at::Tensor& images) {
    const at::NoGradGuard noGradient;
    return (smaller.forward(images) - whole.forward(images)).square().mean().item<double>();
}

} // namespace

class TestCompensation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void weightsAreTheLeastSquaresOnes();
    void duplicateChannelIsMadeUpFor_data();
    void duplicateChannelIsMadeUpFor();
    void largePatchesFallBackToChannels();
    void repairsMoreThanRecalibrationAlone();
    void wholePlanChangesNothing();
    void originalAndStatisticsAreUnchanged();
    void removedBlocksAreLeftOut();
    void constantInputsLeaveThePlainCut();
    void statisticsWithoutImagesThrow();
    void statisticsStopWhenAsked();
};

void TestCompensation::weightsAreTheLeastSquaresOnes() {
    // numpy's lstsq over every patch of the same images (they are small enough for all pixels to be sampled).
    const auto reference = formula::reference("compensation.txt");
    const auto spec = formula::smallSpec();
    const auto network = formula::network(spec);
    const auto statistics = prune::channelStatistics(*network, once(formula::images(40, 3)));
    auto plan = prune::wholePlan(spec);
    plan.kept[indexOf(spec, "stem")] = {0, 2, 3};
    plan.kept[indexOf(spec, "layer1.0.conv1")] = {0, 2};
    plan.kept[indexOf(spec, "layer2")] = {1, 2, 4, 5, 7};
    auto smaller = prune::cut(*network, plan);
    prune::compensate(*smaller, *network, plan, *statistics);
    for (const std::string name : {"layer1.0.conv2", "layer2.0.conv1"}) {
        const auto found = formula::toVector(smaller->convNorm(name).weight);
        const double difference = formula::relativeDifference(found, reference.at("weight." + name));
        QVERIFY2(difference < 1e-3, (name + ": " + std::to_string(difference)).c_str());
    }
    const double weight =
        formula::relativeDifference(formula::toVector(smaller->classifierWeight()), reference.at("weight.linear"));
    const double bias =
        formula::relativeDifference(formula::toVector(smaller->classifierBias()), reference.at("bias.linear"));
    QVERIFY2(weight < 1e-3 && bias < 1e-3, (std::to_string(weight) + " " + std::to_string(bias)).c_str());
}

void TestCompensation::duplicateChannelIsMadeUpFor_data() {
    QTest::addColumn<QString>("architecture");
    QTest::addColumn<QString>("conv");
    QTest::newRow("basic") << "resnet20"
                           << "layer2.1.conv1";
    QTest::newRow("bottleneck, 3×3") << "resnet50"
                                     << "layer1.1.conv1";
    QTest::newRow("bottleneck, 1×1") << "resnet50"
                                     << "layer1.1.conv2";
}

void TestCompensation::duplicateChannelIsMadeUpFor() {
    QFETCH(QString, architecture);
    QFETCH(QString, conv);
    auto full = nn::makeSpec(architecture.toStdString(), {.stem = "cifar"});
    auto widths = prune::widthsOf(prune::wholePlan(full));
    for (auto& kept : widths.kept)
        kept = std::max(4, kept / 8);
    const auto spec = prune::specWithWidths(full, widths);
    const auto network = formula::network(spec);
    duplicateChannel(const_cast<nn::ConvNorm&>(network->convNorm(conv.toStdString())), 1, 3);
    auto plan = prune::wholePlan(spec);
    std::erase(plan.kept[indexOf(spec, conv.toStdString())], 3);
    const auto images = formula::images(16, 16);
    const auto statistics = prune::channelStatistics(*network, once(images));
    const auto plain = prune::cut(*network, plan);
    const auto repaired = prune::cut(*network, plan);
    prune::compensate(*repaired, *network, plan, *statistics);
    const double before = error(*plain, *network, images);
    const double after = error(*repaired, *network, images);
    QVERIFY2(after < 1e-3 * before, (std::to_string(before) + " → " + std::to_string(after)).c_str());
}

void TestCompensation::largePatchesFallBackToChannels() {
    // 144 channels under 3×3 are above the limit; a duplicate channel at the same pixel is made up for all the same.
    auto spec = formula::smallSpec();
    spec.stages[1].blocks[1].innerWidths = {144};
    const auto network = formula::network(spec);
    duplicateChannel(const_cast<nn::ConvNorm&>(network->convNorm("layer2.1.conv1")), 5, 100);
    auto plan = prune::wholePlan(spec);
    std::erase(plan.kept[indexOf(spec, "layer2.1.conv1")], 100);
    const auto images = formula::images(32, 16);
    const auto statistics = prune::channelStatistics(*network, once(images));
    auto repaired = prune::cut(*network, plan);
    const double before = error(*repaired, *network, images);
    prune::compensate(*repaired, *network, plan, *statistics);
    const double after = error(*repaired, *network, images);
    QVERIFY2(after < 1e-2 * before, (std::to_string(before) + " → " + std::to_string(after)).c_str());
}

void TestCompensation::repairsMoreThanRecalibrationAlone() {
    // Inner channels of a fresh network are far from independent; half of each go.
    const auto spec = nn::makeSpec("resnet20", {});
    const auto network = formula::network(spec);
    const auto images = formula::images(64, 16);
    prune::recalibrate(*network, once(images));
    auto plan = prune::wholePlan(spec);
    const auto groups = prune::findGroups(spec);
    for (std::size_t g = 0; g < groups.size(); ++g)
        std::erase_if(plan.kept[g], [](int channel) { return channel % 2 == 0; });
    const auto statistics = prune::channelStatistics(*network, once(images));
    const auto plain = prune::cut(*network, plan);
    const auto repaired = prune::cut(*network, plan);
    prune::compensate(*repaired, *network, plan, *statistics);
    prune::recalibrate(*plain, once(images));
    prune::recalibrate(*repaired, once(images));
    const double before = error(*plain, *network, images);
    const double after = error(*repaired, *network, images);
    QVERIFY2(after < 0.7 * before, (std::to_string(before) + " → " + std::to_string(after)).c_str());
}

void TestCompensation::wholePlanChangesNothing() {
    const auto spec = formula::smallSpec();
    const auto network = formula::network(spec);
    const auto images = formula::images(8, 8);
    const auto statistics = prune::channelStatistics(*network, once(images));
    const auto plan = prune::wholePlan(spec);
    const auto same = prune::cut(*network, plan);
    prune::compensate(*same, *network, plan, *statistics);
    QCOMPARE(error(*same, *network, images), 0.0);
}

void TestCompensation::originalAndStatisticsAreUnchanged() {
    const auto spec = formula::smallSpec();
    const auto network = formula::network(spec);
    network->train();
    const auto before = network->copy();
    const auto statistics = prune::channelStatistics(*network, once(formula::images(8, 8)));
    auto plan = prune::wholePlan(spec);
    for (auto& kept : plan.kept)
        kept.pop_back();
    std::vector<std::vector<double>> results;
    for (int i = 0; i < 2; ++i) {
        const auto smaller = prune::cut(*network, plan);
        prune::compensate(*smaller, *network, plan, *statistics);
        results.push_back(formula::toVector(smaller->convNorms()[2].weight));
    }
    QCOMPARE(results[0], results[1]);
    QVERIFY(network->is_training());
    for (std::size_t i = 0; i < network->convNorms().size(); ++i) {
        QVERIFY(at::equal(network->convNorms()[i].weight, before->convNorms()[i].weight));
        QVERIFY(at::equal(network->convNorms()[i].runningMean, before->convNorms()[i].runningMean));
    }
}

void TestCompensation::removedBlocksAreLeftOut() {
    const auto spec = formula::smallSpec();
    const auto network = formula::network(spec);
    const auto statistics = prune::channelStatistics(*network, once(formula::images(8, 8)));
    auto plan = prune::wholePlan(spec);
    plan.removedBlocks = {"layer1.1", "layer2.1"};
    plan.kept[indexOf(spec, "layer1.1.conv1")].clear();
    plan.kept[indexOf(spec, "stem")] = {1, 3};
    const auto smaller = prune::cut(*network, plan);
    prune::compensate(*smaller, *network, plan, *statistics);
    const at::NoGradGuard noGradient;
    QVERIFY(smaller->forward(formula::images(4, 8)).isfinite().all().item<bool>());
}

void TestCompensation::constantInputsLeaveThePlainCut() {
    // Without any variance there is nothing to solve for, and nothing to divide by.
    const auto spec = formula::smallSpec();
    const auto network = formula::network(spec);
    {
        const at::NoGradGuard noGradient;
        for (auto& conv : network->convNorms())
            conv.scale.zero_();
    }
    const auto statistics = prune::channelStatistics(*network, once(formula::images(4, 2)));
    auto plan = prune::wholePlan(spec);
    plan.kept[indexOf(spec, "layer2")] = {0, 1, 6};
    const auto plain = prune::cut(*network, plan);
    const auto smaller = prune::cut(*network, plan);
    prune::compensate(*smaller, *network, plan, *statistics);
    const double moved = (smaller->classifierWeight() - plain->classifierWeight()).abs().max().item<double>() /
                         plain->classifierWeight().abs().max().item<double>();
    QVERIFY2(moved < 0.01, std::to_string(moved).c_str());
    QVERIFY(error(*smaller, *network, formula::images(4, 2)) < 1e-6);
}

void TestCompensation::statisticsWithoutImagesThrow() {
    const auto network = formula::network(formula::smallSpec());
    QVERIFY_EXCEPTION_THROWN(prune::channelStatistics(*network, [](const auto&) {}), Error);
}

void TestCompensation::statisticsStopWhenAsked() {
    const auto network = formula::network(formula::smallSpec());
    QVERIFY_EXCEPTION_THROWN(prune::channelStatistics(*network, once(formula::images(4, 8)), [] { return false; }),
                             Stopped);
}

QTEST_GUILESS_MAIN(TestCompensation)
#include "tst_compensation.moc"
