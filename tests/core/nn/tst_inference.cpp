// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <thread>

#include "core/base/error.h"
#include "core/base/proceed.h"
#include "tests/core/nn/logit_cases.h"

using namespace bubblenet::nn;
using bubblenet::Error;
using bubblenet::Rng;
using bubblenet::Stopped;

namespace {

/// Weights from the formula, so that no scale is 1 and no statistic a default.
std::shared_ptr<Network> networkOf(const NetworkSpec& spec) {
    auto network = std::make_shared<Network>(spec, Rng(1));
    loadInto(*network, formula::stateDict(spec), ClassifierPolicy::mustMatch);
    network->eval();
    return network;
}

at::Tensor imagesOf(const NetworkSpec& spec, int count, int size) {
    return formula::tensor("pictures", {count, spec.inputChannels, size, size}) * 10;
}

/// ResNet-20 with streams of 5, 3 and 9 channels, inner widths 1, 2, 3 …, and padded shortcuts that gather.
NetworkSpec oddSpec() {
    auto spec = makeSpec("resnet20", {.classes = 3});
    spec.stemWidth = 5;
    int inner = 1;
    const int widths[] = {5, 3, 9};
    for (std::size_t stage = 0; stage < 3; ++stage) {
        spec.stages[stage].width = widths[stage];
        for (auto& block : spec.stages[stage].blocks)
            block.innerWidths[0] = inner++;
    }
    spec.stages[1].blocks[0].padSources = {4, -1, 0};
    spec.stages[2].blocks[0].padSources = {-1, 0, -1, -1, 2, -1, 1, -1, -1};
    return spec;
}

} // namespace

class TestInference : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void foldedIsTheNetwork_data();
    void foldedIsTheNetwork();
    void bf16IsNear();
    void laterChangesAreNotSeen();
    void imagesAreNotOverwritten();
    void imagesOfAnotherSizeMayFollow();
    void severalThreadsMayCallForward();
    void teacherLogitsMayEnterALoss();
    void wrongImagesAreRefused();
    void latenciesAreMeasuredInTurn();
    void measurementsAreTakenInTurnAndCanBeStopped();
    void aWiderLayerTakesLonger();
    void impossibleMeasurementsAreRefused();
};

void TestInference::foldedIsTheNetwork_data() {
    QTest::addColumn<int>("which");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("size");
    QTest::newRow("resnet20") << 0 << 3 << 32;
    QTest::newRow("resnet20, one image of odd size") << 0 << 1 << 33;
    QTest::newRow("odd widths") << 1 << 3 << 32;
    QTest::newRow("odd widths, one image") << 1 << 1 << 17;
    QTest::newRow("a pixel at the end") << 2 << 2 << 32;
    QTest::newRow("a pixel at the end, one image") << 2 << 1 << 32;
    QTest::newRow("smallest image") << 2 << 1 << 1;
    QTest::newRow("grey, convolution shortcuts") << 3 << 2 << 28;
    QTest::newRow("without layer1") << 4 << 2 << 32;
}

void TestInference::foldedIsTheNetwork() {
    QFETCH(int, which);
    QFETCH(int, count);
    QFETCH(int, size);
    const at::NoGradGuard noGradient;
    std::vector<NetworkSpec> specs{makeSpec("resnet20", {}), oddSpec(), makeSpec("resnet50", {}),
                                   makeSpec("resnet32", {.shortcut = "B", .inputChannels = 1}),
                                   makeSpec("resnet20", {})};
    specs[4].stages[0].blocks.clear();
    const auto& spec = specs.at(static_cast<std::size_t>(which));
    const auto network = networkOf(spec);
    const auto images = imagesOf(spec, count, size);
    const auto exact = network->copy(); // in fp64 nothing is padded, and every convolution is LibTorch's
    exact->to(at::kDouble);
    const auto expected = exact->forward(images.to(at::kDouble));
    const FoldedNetwork folded(*network);
    const auto found = folded.forward(images);
    QVERIFY(!found.requires_grad());
    QVERIFY(formula::relativeDifference(network->forward(images), expected) < 2e-5);
    const double difference = formula::relativeDifference(found, expected);
    QVERIFY2(difference < 2e-5, qPrintable(QString::number(difference)));
    QVERIFY((expected.max() - expected.min()).item<double>() > 0.1);
}

void TestInference::bf16IsNear() {
    const auto spec = oddSpec();
    const auto network = networkOf(spec);
    const auto images = imagesOf(spec, 2, 8); // tiny: without the hardware bf16 is very slow
    const FoldedNetwork exact(*network);
    const FoldedNetwork folded(*network, Precision::bf16);
    const auto expected = exact.forward(images);
    const auto found = folded.forward(images);
    QVERIFY(found.scalar_type() == at::kFloat);
    const double difference = formula::relativeDifference(found, expected);
    QVERIFY2(difference < 0.05, qPrintable(QString::number(difference)));
    QVERIFY(difference > 1e-5); // it was bf16
}

void TestInference::laterChangesAreNotSeen() {
    const at::NoGradGuard noGradient;
    const auto network = networkOf(makeSpec("resnet20", {}));
    const auto images = formula::images(2, 32);
    const FoldedNetwork folded(*network);
    const auto before = folded.forward(images);
    for (auto& entry : network->named_parameters())
        entry.value().fill_(0.25);
    QVERIFY(at::equal(folded.forward(images), before));
}

void TestInference::imagesAreNotOverwritten() {
    const auto network = networkOf(makeSpec("resnet20", {}));
    const auto images = formula::images(2, 32).contiguous(at::MemoryFormat::ChannelsLast);
    const auto before = images.clone();
    const FoldedNetwork folded(*network);
    const auto first = folded.forward(images);
    QVERIFY(at::equal(images, before));
    QVERIFY(at::equal(folded.forward(images), first));
}

void TestInference::imagesOfAnotherSizeMayFollow() {
    const auto network = networkOf(makeSpec("resnet20", {.stem = "imagenet"}));
    const FoldedNetwork folded(*network);
    for (const int side : {32, 64, 7, 32}) {
        const auto images = formula::images(3, side);
        const auto expected = FoldedNetwork(*network).forward(images);
        QVERIFY(formula::relativeDifference(folded.forward(images), expected) < 1e-5);
    }
}

void TestInference::severalThreadsMayCallForward() {
    const auto network = networkOf(makeSpec("resnet20", {}));
    const FoldedNetwork folded(*network); // its weights are packed by whichever thread comes first
    const auto images = formula::images(4, 32);
    const auto expected = FoldedNetwork(*network).forward(images);
    std::vector<int> same(3, 0);
    std::vector<std::thread> threads;
    for (auto& count : same)
        threads.emplace_back([&] {
            for (int round = 0; round < 5; ++round)
                count += at::equal(folded.forward(images), expected) ? 1 : 0;
        });
    for (auto& thread : threads)
        thread.join();
    QCOMPARE(same, (std::vector<int>{5, 5, 5}));
}

void TestInference::teacherLogitsMayEnterALoss() {
    const auto network = networkOf(makeSpec("resnet20", {}));
    const FoldedNetwork teacher(*network);
    network->train();
    const auto images = formula::images(2, 32);
    const auto targets = teacher.forward(images).softmax(1);
    at::cross_entropy_loss(network->forward(images), targets).backward();
    QVERIFY(network->classifierWeight().grad().abs().max().item<double>() > 0);
}

void TestInference::wrongImagesAreRefused() {
    const auto network = networkOf(makeSpec("resnet20", {}));
    const FoldedNetwork folded(*network);
    QVERIFY_THROWS_EXCEPTION(Error, folded.forward(at::zeros({1, 1, 32, 32})));
    QVERIFY_THROWS_EXCEPTION(Error, folded.forward(at::zeros({3, 32, 32})));
}

void TestInference::latenciesAreMeasuredInTurn() {
    const auto small = makeSpec("resnet20", {});
    const auto large = makeSpec("resnet110", {});
    const auto one = networkOf(small), two = networkOf(large);
    LatencyOptions options;
    options.batchSize = 4;
    options.repeats = 7;
    options.warmup = 1;
    const auto latencies = measureLatencies({one.get(), two.get()}, at::kCPU, options);
    QCOMPARE(latencies.size(), std::size_t{2});
    for (const auto& latency : latencies) {
        QVERIFY(latency.lowerQuartileMs > 0);
        QVERIFY(latency.lowerQuartileMs <= latency.medianMs);
        QVERIFY(latency.medianMs <= latency.upperQuartileMs);
        QCOMPARE(latency.batchSize, 4);
        QCOMPARE(latency.repeats, 7);
        QCOMPARE(latency.threads, 1);
        QCOMPARE(latency.device, std::string("cpu"));
    }
    QVERIFY(latencies[1].medianMs > 2 * latencies[0].medianMs); // 6.2 times the work
    QVERIFY(measureLatency(*one, at::kCPU, options).medianMs > 0);
}

void TestInference::measurementsAreTakenInTurnAndCanBeStopped() {
    std::string order;
    std::vector<std::function<void()>> passes = {[&] { order += 'A'; }, [&] { order += 'B'; }};
    const auto latencies = measureInTurn(passes, at::kCPU, {.repeats = 3, .warmup = 1});
    QCOMPARE(order, std::string("ABABABAB"));
    QCOMPARE(latencies.size(), std::size_t{2});
    int asked = 0;
    QVERIFY_THROWS_EXCEPTION(
        Stopped, measureInTurn(passes, at::kCPU, {.repeats = 3, .warmup = 0, .proceed = [&] { return ++asked < 3; }}));
    QCOMPARE(order, std::string("ABABABABAB"));
}

void TestInference::aWiderLayerTakesLonger() {
    at::set_num_threads(1);
    const LayerCost narrow{.kind = "convolution", .inputs = 16, .outputs = 16, .kernel = 3, .outputSize = 32};
    auto wide = narrow;
    wide.inputs = wide.outputs = 64;
    const auto latencies = measureLayerLatencies({narrow, wide}, LayerInput::activations, at::kCPU,
                                                 {.batchSize = 8, .repeats = 7, .warmup = 2});
    QVERIFY(latencies[1].medianMs > 2 * latencies[0].medianMs); // 16 times the work
}

void TestInference::impossibleMeasurementsAreRefused() {
    const auto network = networkOf(makeSpec("resnet20", {}));
    QVERIFY_THROWS_EXCEPTION(Error, measureLatency(*network, at::kCPU, {.batchSize = 0}));
    QVERIFY_THROWS_EXCEPTION(Error, measureLatency(*network, at::kCPU, {.imageSize = 0}));
    QVERIFY_THROWS_EXCEPTION(Error, measureLatency(*network, at::kCPU, {.repeats = 0}));
}

QTEST_GUILESS_MAIN(TestInference)
#include "tst_inference.moc"
