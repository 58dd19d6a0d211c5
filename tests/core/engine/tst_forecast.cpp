// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include "core/base/error.h"
#include "core/config/recipe.h"
#include "core/engine/data_sets.h"
#include "core/engine/forecast.h"
#include "core/engine/planned_work.h"
#include "core/engine/weights_look.h"

using namespace bubblenet;

class TestForecast : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void workIsCountedWithoutAnyMeasurement();
    void theWorkOfEachPhaseIsCounted();
    void measuredSpeedsGiveATimeWithItsUncertainty();
    void anotherNetworksSpeedsGiveAWiderSpan();
    void twiceTheEpochsTakeLonger();
    void aHarderGoalIsFasterButNotInProportion();
    void anUnknownNumberOfImagesGivesNoTime();
    void measuringStopsWhenAsked();
    void theEmbeddedWeightsLookGood();
    void weightsThatDoNotFitAreSaid();
    void dataSetsAreFoundWithTheirSize();
};

void TestForecast::workIsCountedWithoutAnyMeasurement() {
    const auto forecast = engine::forecastRun(config::loadRecipe("demo"), nullptr);
    QCOMPARE(forecast.candidates, std::int64_t{40}); // 8 whales, 5 iterations
    QCOMPARE(forecast.epochs, 1.0);
    QVERIFY(!forecast.time);
    // 3×3 convolutions of ResNet-20 on 28 × 28 grey images: 31 M multiply–adds, 0.27 M parameters.
    QVERIFY(std::abs(forecast.macs / 31.0e6 - 1) < 0.05);
    QVERIFY(std::abs(forecast.parameters / 0.27e6 - 1) < 0.05);
    QVERIFY(forecast.memoryBytes > 3e8 && forecast.memoryBytes < 4e9);
    QVERIFY(forecast.diskBytes > 1e6 && forecast.diskBytes < 1e8);
}

void TestForecast::theWorkOfEachPhaseIsCounted() {
    auto config = config::loadRecipe("resnet56-half");
    config.train.epochs = 2;
    const auto spec = nn::makeSpec("resnet56", {});
    const auto phases = engine::plannedWork(config, spec, {.train = 1000, .validation = 100, .test = 50});
    QCOMPARE(phases.size(), std::size_t{4});
    QCOMPARE(phases[0].phase, std::string("train"));
    QCOMPARE(phases[0].trained, 2000.0);
    QCOMPARE(phases[0].evaluated, 200.0);
    QCOMPARE(phases[1].judged, 12.0 * 25 * (1280 + 2000));
    QCOMPARE(phases[1].trainedPruned, 1000.0); // the finalists' epoch, off the five
    QCOMPARE(phases[2].trainedPruned, 4000.0);
    QCOMPARE(phases[2].taught, 4000.0);
    QCOMPARE(phases[3].evaluated + phases[3].evaluatedPruned, 100.0);
}

void TestForecast::measuredSpeedsGiveATimeWithItsUncertainty() {
    const auto config = config::loadRecipe("demo");
    std::int64_t done = -1;
    std::int64_t total = 0;
    const auto speeds = engine::measureSpeeds(config, {.proceed = {},
                                                       .progress =
                                                           [&](const std::string&, std::int64_t d, std::int64_t t) {
                                                               QVERIFY(d > done);
                                                               done = d;
                                                               total = t;
                                                           },
                                                       .note = {}});
    QVERIFY(done == total && total > 0);
    QVERIFY(speeds.trained > speeds.evaluated);
    QVERIFY(speeds.judged > 0 && speeds.evaluatedPruned > 0 && speeds.trainedPruned > 0);
    const auto time = engine::forecastRun(config, &speeds).time;
    QVERIFY(time);
    QVERIFY(time->low < time->likely && time->likely < time->high);
    QVERIFY2(time->likely > 5 && time->likely < 1800, qPrintable(QString::number(time->likely)));
    qInfo("demo: %.0f s (%.0f to %.0f)", time->likely, time->low, time->high);
}

namespace {
engine::Speeds someSpeeds(const config::RunConfig& config) {
    return {.architecture = config.network.architecture,
            .imageSize = engine::imageSizeOf(config),
            .device = config.device,
            .precision = config.precision,
            .share = 0.5,
            .macs = engine::forecastRun(config, nullptr).macs,
            .trained = 4e-3,
            .trainedPruned = 3e-3,
            .evaluated = 1e-3,
            .evaluatedPruned = 7e-4,
            .judged = 7e-4};
}
} // namespace

void TestForecast::anotherNetworksSpeedsGiveAWiderSpan() {
    const auto config = config::loadRecipe("resnet56-half");
    const auto own = someSpeeds(config);
    auto other = own;
    other.architecture = "resnet20";
    other.macs = own.macs / 3;
    const auto exact = *engine::forecastRun(config, &own).time;
    const auto scaled = *engine::forecastRun(config, &other).time;
    QVERIFY(std::abs(scaled.likely / exact.likely - 3) < 1e-9);
    QVERIFY(scaled.high / scaled.low > 2 * exact.high / exact.low);
}

void TestForecast::twiceTheEpochsTakeLonger() {
    auto config = config::loadRecipe("resnet56-half");
    const auto speeds = someSpeeds(config);
    const auto before = engine::forecastRun(config, &speeds);
    config.fineTune.epochs += 5;
    const auto after = engine::forecastRun(config, &speeds);
    // 45,000 images an epoch, trained at the goal and taught by the whole network; 5,000 validate.
    const double epoch = 45000 * (3e-3 + 1e-3) + 5000 * 7e-4;
    QVERIFY(std::abs(after.time->likely - before.time->likely - 5 * epoch) < 1e-6);
    QCOMPARE(after.epochs, before.epochs + 5);
}

void TestForecast::aHarderGoalIsFasterButNotInProportion() {
    auto config = config::loadRecipe("resnet56-half");
    const auto speeds = someSpeeds(config);
    const double half = engine::forecastRun(config, &speeds).time->likely;
    config.search.goal.macs = 0.25;
    const double quarter = engine::forecastRun(config, &speeds).time->likely;
    QVERIFY(quarter < half && quarter > half / 2);
}

void TestForecast::anUnknownNumberOfImagesGivesNoTime() {
    auto config = config::loadRecipe("resnet50-half");
    const auto speeds = someSpeeds(config);
    config.data.dataset = "image_folder";
    QVERIFY(!engine::forecastRun(config, &speeds).time);
}

void TestForecast::measuringStopsWhenAsked() {
    const auto config = config::loadRecipe("resnet56-half");
    int asked = 0;
    const engine::Hooks hooks{.proceed = [&] { return ++asked < 3; }, .progress = {}, .note = {}};
    QVERIFY_EXCEPTION_THROWN(engine::measureSpeeds(config, hooks), Stopped);
}

void TestForecast::theEmbeddedWeightsLookGood() {
    const auto config = config::loadRecipe("demo");
    const auto states = engine::datasetStates("auto", {});
    const bool isHere = std::any_of(states.begin(), states.end(), [](const auto& state) {
        return state.name == "fashion_mnist" && state.folder.has_value();
    });
    if (!isHere)
        QSKIP("Fashion-MNIST is not here");
    const auto look = engine::lookAtWeights(config, 400, {});
    QCOMPARE(look.architecture, std::string("resnet20"));
    QCOMPARE(look.classes, 10);
    QCOMPARE(look.images, std::int64_t{400});
    QVERIFY(look.remark.empty());
    QVERIFY2(look.accuracy && *look.accuracy > 85, look.remark.c_str());
}

void TestForecast::weightsThatDoNotFitAreSaid() {
    auto config = config::loadRecipe("demo");
    config.data.path = QDir::tempPath().toStdString();
    config.data.dataset = "cifar100";
    const auto look = engine::lookAtWeights(config, 400, {});
    QVERIFY(!look.accuracy);
    QVERIFY(!look.remark.empty());
    QCOMPARE(look.architecture, std::string("resnet20"));
    config.network.weights = "no-such-file.pth";
    QVERIFY_EXCEPTION_THROWN(engine::lookAtWeights(config, 400, {}), Error);
    config.network.weights = BUBBLENET_SOURCE_DIR "/README.md";
    QVERIFY_EXCEPTION_THROWN(engine::lookAtWeights(config, 400, {}), Error);
}

void TestForecast::dataSetsAreFoundWithTheirSize() {
    QTemporaryDir source;
    QTemporaryDir target;
    for (const char* name : {"train/cat", "train/dog", "test/cat", "test/dog"})
        QVERIFY(QDir(source.path()).mkpath(name));
    for (const char* name : {"train/cat/a.png", "train/dog/b.png", "test/cat/c.png", "test/dog/d.png"})
        QVERIFY(QFile::copy(BUBBLENET_SOURCE_DIR "/tests/reference/data/colour.png", source.filePath(name)));
    std::int64_t bytes = 0;
    const engine::Hooks hooks{.proceed = {},
                              .progress = [&](const std::string&, std::int64_t done, std::int64_t) { bytes = done; },
                              .note = {}};
    const auto folder =
        engine::importDataset(source.path().toStdString(), "image_folder", target.path().toStdString(), hooks);
    QVERIFY(bytes > 0);
    for (const auto& state : engine::datasetStates(target.path().toStdString(), {}))
        if (state.name == "image_folder") {
            QVERIFY(state.folder && *state.folder == folder);
            QCOMPARE(state.bytes, static_cast<std::uint64_t>(bytes));
        }
    const engine::Hooks never{.proceed = [] { return false; }, .progress = {}, .note = {}};
    QTemporaryDir empty;
    QVERIFY_EXCEPTION_THROWN(
        engine::importDataset(source.path().toStdString(), "image_folder", empty.path().toStdString(), never), Stopped);
    QVERIFY(QDir(empty.path()).isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden));
}

QTEST_GUILESS_MAIN(TestForecast)
#include "tst_forecast.moc"
