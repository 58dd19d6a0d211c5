// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <thread>

#include "core/base/error.h"
#include "tiny_training.h"

using namespace bubblenet;
using train::Trainer;

namespace {

double validationLoss(const nn::Network& network, const train::TrainerOptions& options) {
    return train::evaluate(nn::FoldedNetwork(network), *options.validation, {.classes = tiny::kClasses}).loss;
}

/// 0: no masked weight has moved.
double largestMaskedWeight(const nn::Network& network, const prune::WeightMasks& masks) {
    double largest = 0;
    for (std::size_t i = 0; i < masks.masks().size(); ++i) {
        const auto masked = network.convNorms()[i].weight.detach().abs() * masks.masks()[i].second.logical_not();
        largest = std::max(largest, masked.max().item<double>());
    }
    return largest;
}

std::string errorOf(const std::shared_ptr<nn::Network>& network, const train::TrainerOptions& options) {
    try {
        Trainer(network, options).run();
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

void spoil(nn::Network& network) {
    const at::NoGradGuard noGradient;
    network.classifierBias()[0] = std::numeric_limits<float>::quiet_NaN();
}

} // namespace

class TestTrainer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void reportsCountEpochsStepsAndImages();
    void trainingLowersTheLoss();
    void sameSeedGivesTheSameNetworkAndAnotherSeedAnother();
    void lossThatIsNotFiniteStopsNamingEpochAndStep();
    void lossThatIsNotFiniteNeverReachesTheWeights();
    void stopComesWithinAStep();
    void stepLimitEndsThoughTheScheduleIsLonger();
    void earlyStoppingKeepsTheBestWeights();
    void lastWeightsAreKeptUnlessAskedOtherwise();
    void maskedWeightsStayZero();
    void sparsityFollowsItsSchedule();
    void labelOutOfRangeIsRefused();
    void noEpochsChangeNothing();
    void whaleKeepsTheBestWeightsAndItsBounds();
    void hiddenScaleOfTheWhaleShrinksTheHiddenWeights();
    void workersShareAnIncompleteBatch();
    void workersLeaveTheNumberOfThreadsAlone();
    void impossibleSettingsAreRefused_data();
    void impossibleSettingsAreRefused();
};

void TestTrainer::reportsCountEpochsStepsAndImages() {
    auto options = tiny::options(2);
    std::vector<std::pair<int, std::int64_t>> steps;
    std::vector<train::EpochReport> epochs;
    options.onStep = [&](const train::StepReport& step) {
        QCOMPARE(step.stepsPerEpoch, std::int64_t{5});
        steps.emplace_back(step.epoch, step.step);
    };
    options.onEpoch = [&](const train::EpochReport& report) { epochs.push_back(report); };
    const auto result = Trainer(tiny::network(), options).run();
    QCOMPARE(steps.size(), std::size_t{10});
    QCOMPARE(steps.front(), (std::pair<int, std::int64_t>(1, 1)));
    QCOMPARE(steps[5], (std::pair<int, std::int64_t>(2, 1)));
    QCOMPARE(epochs.size(), std::size_t{2});
    QCOMPARE(epochs[1].epoch, 2);
    QCOMPARE(epochs[1].epochs, 2);
    QVERIFY(epochs[0].best);
    QVERIFY(epochs[0].seconds > 0);
    QVERIFY(std::abs(epochs[0].imagesPerSecond * epochs[0].seconds - 40) < 1e-6);
    QCOMPARE(epochs[1].validation->images, std::int64_t{15});
    QCOMPARE(result.epochsDone, 2);
    QVERIFY(!result.stoppedEarly);
    QCOMPARE(result.validation->loss, epochs[1].validation->loss);
}

void TestTrainer::trainingLowersTheLoss() {
    auto options = tiny::options(30);
    options.train.cropPadding = 0; // images to be learnt by heart
    options.train.flipChance = 0;
    options.validation = tiny::stream(options.train.dataset, 8);
    std::vector<train::EpochReport> epochs;
    options.onEpoch = [&](const train::EpochReport& report) { epochs.push_back(report); };
    const auto network = tiny::network();
    const double before = validationLoss(*network, options);
    Trainer(network, options).run();
    QVERIFY(epochs.back().trainLoss < 0.8 * epochs.front().trainLoss);
    QVERIFY(epochs.back().trainAccuracy > epochs.front().trainAccuracy);
    QVERIFY(validationLoss(*network, options) < 0.8 * before);
}

void TestTrainer::sameSeedGivesTheSameNetworkAndAnotherSeedAnother() {
    std::vector<std::vector<double>> found;
    for (const std::uint64_t seed : {1, 1, 2}) {
        auto options = tiny::options(1);
        options.rng = Rng(seed);
        options.train.threads = static_cast<int>(found.size()) + 1;
        const auto network = tiny::network();
        Trainer(network, options).run();
        found.push_back(tiny::flattened(network->parameters()));
    }
    QVERIFY(found[0] == found[1]);
    QVERIFY(found[0] != found[2]);
}

void TestTrainer::lossThatIsNotFiniteStopsNamingEpochAndStep() {
    auto options = tiny::options(3);
    options.validation.reset();
    const auto network = tiny::network();
    options.onStep = [&](const train::StepReport& step) {
        if (step.epoch == 2 && step.step == 3)
            spoil(*network);
    };
    const QString text = QString::fromStdString(errorOf(network, options));
    QVERIFY2(text.contains("epoch 2, step 4") && text.contains("nan") && text.contains("learning_rate"),
             qPrintable(text));
    const auto spoilt = tiny::network();
    spoil(*spoilt);
    const QString first = QString::fromStdString(errorOf(spoilt, tiny::options(1)));
    QVERIFY2(first.contains("epoch 1, step 1"), qPrintable(first));
}

void TestTrainer::lossThatIsNotFiniteNeverReachesTheWeights() {
    const auto network = tiny::network();
    spoil(*network);
    errorOf(network, tiny::options(1));
    for (const auto& conv : network->convNorms())
        QVERIFY(at::isfinite(conv.weight).all().item<bool>());
}

void TestTrainer::stopComesWithinAStep() {
    auto options = tiny::options(2);
    int steps = 0;
    options.onStep = [&](const train::StepReport&) { ++steps; };
    options.proceed = [&] { return steps < 3; };
    Trainer trainer(tiny::network(), options);
    QVERIFY_THROWS_EXCEPTION(Stopped, trainer.run());
    QCOMPARE(steps, 3);
}

void TestTrainer::stepLimitEndsThoughTheScheduleIsLonger() {
    auto options = tiny::options(2);
    options.validation.reset();
    options.stepLimit = 7;
    std::vector<double> rates;
    options.onStep = [&](const train::StepReport& step) { rates.push_back(step.learningRate); };
    Trainer(tiny::network(), options).run();
    QCOMPARE(rates.size(), std::size_t{7});
    const double expected = 0.05 * (1 + std::cos(M_PI * 6 / 10)) / 2; // as if all ten were taken
    QVERIFY(std::abs(rates.back() - expected) < 1e-6);
}

void TestTrainer::earlyStoppingKeepsTheBestWeights() {
    auto options = tiny::options(60);
    options.config.schedule = "constant";
    // The same images with other labels: the better they are learnt, the worse it gets.
    options.train.cropPadding = 0;
    options.train.flipChance = 0;
    options.validation = tiny::stream(std::make_shared<tiny::Images>(40, 2), 8);
    options.config.earlyStopping = 3;
    options.keep = train::KeepWeights::bestByValidationLoss;
    std::vector<double> losses;
    std::vector<bool> best;
    options.onEpoch = [&](const train::EpochReport& report) {
        losses.push_back(report.validation->loss);
        best.push_back(report.best);
    };
    const auto network = tiny::network();
    const auto result = Trainer(network, options).run();
    const auto lowest = std::min_element(losses.begin(), losses.end());
    QVERIFY(result.stoppedEarly);
    QCOMPARE(result.epochsDone, static_cast<int>(lowest - losses.begin()) + 1 + 3);
    QVERIFY(best[static_cast<std::size_t>(lowest - losses.begin())]);
    QVERIFY(!best.back());
    QCOMPARE(result.validation->loss, *lowest);
    QCOMPARE(validationLoss(*network, options), *lowest);
}

void TestTrainer::lastWeightsAreKeptUnlessAskedOtherwise() {
    auto options = tiny::options(3);
    double last = 0;
    options.onEpoch = [&](const train::EpochReport& report) { last = report.validation->loss; };
    const auto network = tiny::network();
    const auto result = Trainer(network, options).run();
    QCOMPARE(validationLoss(*network, options), last);
    QCOMPARE(result.validation->loss, last);
}

void TestTrainer::maskedWeightsStayZero() {
    const auto network = tiny::network();
    auto options = tiny::options(2);
    options.masks = std::make_shared<prune::WeightMasks>(*network);
    options.masks->raiseTo(0.5, prune::scoreWeights(*network, prune::Score::l1, Rng(1)));
    const auto before = network->convNorms()[1].weight.detach().clone();
    double largest = 0;
    int steps = 0;
    options.onStep = [&](const train::StepReport&) {
        largest = std::max(largest, largestMaskedWeight(*network, *options.masks));
        ++steps;
    };
    double reported = 0;
    options.onEpoch = [&](const train::EpochReport& report) { reported = report.sparsity; };
    Trainer(network, options).run();
    QCOMPARE(steps, 10);
    QCOMPARE(largest, 0.0);
    QVERIFY(std::abs(reported - 0.5) < 0.005);
    const auto kept = options.masks->masks()[1].second;
    QVERIFY((network->convNorms()[1].weight - before).abs().masked_select(kept).min().item<double>() > 0);
}

void TestTrainer::sparsityFollowsItsSchedule() {
    const auto network = tiny::network();
    auto options = tiny::options(2);
    options.masks = std::make_shared<prune::WeightMasks>(*network);
    options.sparsitySchedule = [](std::int64_t step, std::int64_t total) {
        return prune::sparsityAt(0, 0.8, static_cast<double>(step) / static_cast<double>(total));
    };
    std::vector<double> found;
    options.onStep = [&](const train::StepReport&) { found.push_back(prune::measuredSparsity(*network)); };
    Trainer(network, options).run();
    QCOMPARE(found.size(), std::size_t{10});
    for (std::size_t i = 0; i < 10; ++i) {
        const double expected = 0.8 * (1 - std::pow(1 - static_cast<double>(i + 1) / 10, 3));
        QVERIFY2(std::abs(found[i] - expected) < 0.003, qPrintable(QString::number(found[i]))); // one of 324 weights
    }
}

void TestTrainer::labelOutOfRangeIsRefused() {
    auto spec = tiny::spec();
    spec.classes = 3; // the images have five
    const auto text = errorOf(std::make_shared<nn::Network>(spec, Rng(1)), tiny::options(1));
    QVERIFY2(QString::fromStdString(text).contains("label"), text.c_str());
}

void TestTrainer::noEpochsChangeNothing() {
    const auto network = tiny::network();
    const auto before = tiny::flattened(network->parameters());
    const auto result = Trainer(network, tiny::options(0)).run();
    QCOMPARE(result.epochsDone, 0);
    QVERIFY(!result.validation);
    QVERIFY(tiny::flattened(network->parameters()) == before);
}

void TestTrainer::whaleKeepsTheBestWeightsAndItsBounds() {
    auto options = tiny::options(14);
    options.config.optimizer = "whale_cosine_best";
    options.config.hiddenSize = 4;
    std::vector<double> losses;
    std::vector<double> rates;
    options.onEpoch = [&](const train::EpochReport& report) {
        losses.push_back(report.validation->loss);
        rates.push_back(report.learningRate);
    };
    const auto network = tiny::network();
    const auto result = Trainer(network, options).run();
    QCOMPARE(result.epochsDone, 14);
    QCOMPARE(validationLoss(*network, options), *std::min_element(losses.begin(), losses.end()));
    for (std::size_t epoch = 0; epoch < rates.size(); ++epoch) {
        const double factor = (1 + std::cos(M_PI * static_cast<double>(epoch) / 10)) / 2;
        QVERIFY(rates[epoch] >= 0.005 * factor - 1e-12);
        QVERIFY(rates[epoch] <= std::max(0.05 * factor, 1e-8) + 1e-12);
    }
    QCOMPARE(rates[0], 0.05);
}

void TestTrainer::hiddenScaleOfTheWhaleShrinksTheHiddenWeights() {
    // At a rate too small to move a weight, only the scale is left.
    auto options = tiny::options(3);
    options.config.optimizer = "whale_cosine_best";
    options.config.hiddenScale = 0.5;
    options.config.learningRate = 1e-12;
    options.config.eps = 0;
    std::vector<double> norms;
    const auto network = tiny::network();
    const double before = network->convNorms()[0].weight.norm().item<double>();
    const double classifier = network->classifierWeight().norm().item<double>();
    options.onEpoch = [&](const train::EpochReport&) {
        norms.push_back(network->convNorms()[0].weight.norm().item<double>() / before);
    };
    Trainer(network, options).run();
    QVERIFY(tiny::largestDifference(norms, {0.5, 0.25, 0.125}) < 1e-6);
    QVERIFY(std::abs(network->classifierWeight().norm().item<double>() / classifier - 1) < 1e-6);
}

void TestTrainer::workersShareAnIncompleteBatch() {
    // 40 images in batches of 13: the last one has a single image, so that all but one of three workers rest.
    auto options = tiny::options(2);
    options.train.batchSize = 13;
    options.train.lastBatch = data::LastBatch::keep;
    options.config.workers = 3;
    std::vector<std::vector<double>> found;
    for (int round = 0; round < 2; ++round) {
        const auto network = tiny::network();
        const auto result = Trainer(network, options).run();
        QVERIFY(std::isfinite(result.validation->loss));
        found.push_back(tiny::flattened(network->parameters()));
    }
    QVERIFY(found[0] == found[1]);
    QVERIFY(found[0] != tiny::flattened(tiny::network()->parameters()));
}

void TestTrainer::workersLeaveTheNumberOfThreadsAlone() {
    at::set_num_threads(2);
    auto options = tiny::options(1);
    options.config.workers = 2;
    Trainer(tiny::network(), options).run();
    QCOMPARE(at::get_num_threads(), 2);
    int inherited = 0;
    std::thread([&] { inherited = at::get_num_threads(); }).join();
    QCOMPARE(inherited, 2);
    at::set_num_threads(1);
}

void TestTrainer::impossibleSettingsAreRefused_data() {
    QTest::addColumn<QString>("what");
    for (const char* what : {"schedule", "optimizer", "teacher", "whale without validation",
                             "early stopping without validation", "best without validation", "workers"})
        QTest::newRow(what) << what;
}

void TestTrainer::impossibleSettingsAreRefused() {
    QFETCH(QString, what);
    auto options = tiny::options(1);
    if (what.contains("without validation"))
        options.validation.reset();
    if (what == "schedule")
        options.config.schedule = "cos";
    else if (what == "optimizer")
        options.config.optimizer = "adam";
    else if (what == "teacher")
        options.config.distill = true;
    else if (what.startsWith("whale"))
        options.config.optimizer = "whale_cosine_best";
    else if (what.startsWith("early"))
        options.config.earlyStopping = 1;
    else if (what.startsWith("best"))
        options.keep = train::KeepWeights::bestByValidationLoss;
    else
        options.config.workers = 0;
    try {
        Trainer(tiny::network(), options).run();
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY(error.kind() == ErrorKind::usage);
    }
}

QTEST_GUILESS_MAIN(TestTrainer)
#include "tst_trainer.moc"
