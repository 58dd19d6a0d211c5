// SPDX-License-Identifier: GPL-3.0-only
// Three steps on one batch of six images, against PyTorch's.
#include <QtTest>

#include "core/train/hidden_scale.h"
#include "core/train/loss.h"
#include "core/train/step_optimizer.h"
#include "tiny_training.h"

using namespace bubblenet;

namespace {

struct Outcome {
    std::vector<double> losses;
    std::vector<double> accuracies;
    std::shared_ptr<nn::Network> network;
};

train::TrainerOptions threeSteps() {
    train::TrainerOptions options;
    options.config = {.epochs = 3, .learningRate = 0.05, .schedule = "constant"};
    options.train = tiny::stream(std::make_shared<tiny::Images>(6), 6);
    return options;
}

Outcome trained(train::TrainerOptions options) {
    Outcome outcome{.losses = {}, .accuracies = {}, .network = tiny::network()};
    options.onStep = [&](const train::StepReport& step) { outcome.losses.push_back(step.loss); };
    options.onEpoch = [&](const train::EpochReport& epoch) { outcome.accuracies.push_back(epoch.trainAccuracy); };
    train::Trainer(outcome.network, options).run();
    return outcome;
}

std::vector<double> statisticsOf(const nn::Network& network) {
    std::vector<at::Tensor> tensors;
    for (const auto& conv : network.convNorms()) {
        tensors.push_back(conv.runningMean);
        tensors.push_back(conv.runningVariance);
    }
    return tiny::flattened(tensors);
}

} // namespace

class TestTrainingSteps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void lossIsPyTorchs();
    void stepsAndStatisticsArePyTorchs_data();
    void stepsAndStatisticsArePyTorchs();
    void bf16StaysNearFp32();
    void hiddenScaleLeavesTheFunction();
    void hiddenScaleKeepsTheDirectionOfTheNextStep();
};

void TestTrainingSteps::lossIsPyTorchs() {
    const auto logits = (tiny::formula(7, {4, tiny::kClasses}).to(at::kFloat) * 3);
    const auto teacher = (tiny::formula(8, {4, tiny::kClasses}).to(at::kFloat) * 5);
    const auto labels = at::arange(4, at::kLong);
    const auto loss = [&](const at::Tensor& theirs, const train::LossSettings& settings) {
        return train::trainingLoss(logits, labels, theirs, settings).item<double>();
    };
    QVERIFY(std::abs(loss({}, {}) - tiny::reference("loss.plain")[0]) < 1e-5);
    QVERIFY(std::abs(loss({}, {.labelSmoothing = 0.1}) - tiny::reference("loss.smoothed")[0]) < 1e-5);
    QVERIFY(std::abs(loss(teacher, {.labelSmoothing = 0.1, .distillWeight = 0.7, .temperature = 4}) -
                     tiny::reference("loss.distilled")[0]) < 1e-5);
}

void TestTrainingSteps::stepsAndStatisticsArePyTorchs_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"sgd", "without_momentum", "adamw", "clipped", "distilled", "workers"})
        QTest::newRow(name) << name;
}

void TestTrainingSteps::stepsAndStatisticsArePyTorchs() {
    QFETCH(QString, name);
    auto options = threeSteps();
    auto& config = options.config;
    if (name == "sgd") {
        config.schedule = "cosine";
        config.labelSmoothing = 0.1;
    } else if (name == "without_momentum") {
        config.momentum = 0;
    } else if (name == "adamw") {
        config.optimizer = "adamw";
        config.learningRate = 0.01;
        config.weightDecay = 0.1;
    } else if (name == "clipped") {
        config.maxGradientNorm = 0.1;
    } else if (name == "distilled") {
        config.distill = true;
        config.distillWeight = 0.7;
        config.distillTemperature = 4;
        options.teacher = tiny::network(50);
    } else {
        config.workers = 2;
    }
    const auto outcome = trained(options);
    const auto expected = [&](const char* what) { return tiny::reference(name.toStdString() + "." + what); };
    QVERIFY(tiny::largestDifference(outcome.accuracies, expected("accuracies")) < 1e-5);
    const auto differences = {
        tiny::largestDifference(outcome.losses, expected("losses")),
        tiny::largestDifference(tiny::flattened(outcome.network->parameters()), expected("parameters")),
        tiny::largestDifference(statisticsOf(*outcome.network), expected("statistics"))};
    // AdamW divides by the root of tiny second moments, which magnifies fp32's rounding.
    const double tolerance = name == "adamw" ? 2e-4 : 1e-5;
    for (const double difference : differences)
        QVERIFY2(difference < tolerance, qPrintable(QString::number(difference)));
}

void TestTrainingSteps::bf16StaysNearFp32() {
    auto options = threeSteps();
    options.precision = nn::Precision::bf16;
    const auto outcome = trained(options);
    const auto exact = trained(threeSteps());
    const double difference = tiny::largestDifference(outcome.losses, exact.losses);
    QVERIFY2(difference > 0 && difference < 0.03, qPrintable(QString::number(difference))); // bf16 keeps 8 bits
    for (const auto& parameter : outcome.network->parameters())
        QCOMPARE(parameter.scalar_type(), at::kFloat);
}

void TestTrainingSteps::hiddenScaleLeavesTheFunction() {
    const auto network = trained(threeSteps()).network;
    network->eval();
    const at::NoGradGuard noGradient;
    const auto images = tiny::formula(3, {7, 3, tiny::kSide, tiny::kSide}).to(at::kFloat);
    const auto before = network->forward(images);
    const auto weight = network->convNorms()[1].weight.clone();
    const auto optimizer = train::makeStepOptimizer("sgd", *network);
    for (int epoch = 0; epoch < 5; ++epoch)
        train::scaleHiddenLayers(*network, *optimizer, 0.9);
    const auto after = network->forward(images);
    const double range = (before.max() - before.min()).item<double>();
    QVERIFY((after - before).abs().max().item<double>() < 1e-4 * range);
    QVERIFY(at::allclose(network->convNorms()[1].weight, weight * std::pow(0.9, 5)));
}

void TestTrainingSteps::hiddenScaleKeepsTheDirectionOfTheNextStep() {
    // Weights at s have gradients 1/s times as large: a history divided by s is the one they would have had all along.
    const auto network = tiny::network();
    const auto optimizer = train::makeStepOptimizer("sgd", *network);
    for (auto& parameter : network->parameters())
        parameter.mutable_grad() = at::ones_like(parameter);
    optimizer->step({.learningRate = 0, .momentum = 0.9, .weightDecay = 0});
    train::scaleHiddenLayers(*network, *optimizer, 0.5);
    const auto state = optimizer->state();
    const auto value = [&](const char* name) { return state.find(name)->flatten()[0].item<double>(); };
    QCOMPARE(value("momentum.conv1.weight"), 2.0);
    QCOMPARE(value("momentum.layer1.0.conv2.weight"), 2.0);
    QCOMPARE(value("momentum.bn1.weight"), 1.0);
    QCOMPARE(value("momentum.linear.weight"), 1.0);
}

QTEST_GUILESS_MAIN(TestTrainingSteps)
#include "tst_training_steps.moc"
