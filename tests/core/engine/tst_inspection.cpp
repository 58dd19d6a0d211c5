// SPDX-License-Identifier: GPL-3.0-only
// Networks of a real small run, looked at: what is said of them is compared with surgery, with the record, and with
// the networks themselves.
#include <QtTest>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <future>
#include <numeric>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/config/recipe.h"
#include "core/engine/engine.h"
#include "core/engine/inspection.h"
#include "core/nn/weights.h"
#include "core/prune/surgery.h"
#include "tests/support/patterns.h"
#include "tests/support/small_run.h"

namespace fs = std::filesystem;
using namespace bubblenet;
using engine::ImageSplit;
using engine::Inspection;
using engine::Side;

namespace {

std::vector<store::Event> drive(store::RunFolder folder) {
    std::vector<store::Event> events;
    engine::Engine engine(std::move(folder), engine::pruningRun(),
                          [&](const store::Event& event) { events.push_back(event); });
    engine.waitFinished();
    return events;
}

template<class T> std::vector<T> all(const std::vector<store::Event>& events) {
    std::vector<T> found;
    for (const auto& event : events)
        if (const auto* body = std::get_if<T>(&event.body))
            found.push_back(*body);
    return found;
}

std::shared_ptr<const Inspection> openModel(const fs::path& model) {
    return Inspection::open({.model = {.model = model.string()}, .whale = {}, .data = {}}, {});
}

std::shared_ptr<const Inspection> openWhale(const fs::path& run, engine::WhaleId whale) {
    return Inspection::open({.model = {.model = run.string()}, .whale = whale, .data = {}}, {});
}

std::string errorOf(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

void replaceFile(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// A copy of a finished run, to be damaged.
fs::path copyOf(const fs::path& run, const fs::path& parent) {
    fs::create_directories(parent);
    fs::copy(run, parent / run.filename(), fs::copy_options::recursive);
    return parent / run.filename();
}

std::int64_t sum(const std::vector<std::vector<std::int64_t>>& rows) {
    std::int64_t total = 0;
    for (const auto& row : rows)
        total = std::accumulate(row.begin(), row.end(), total);
    return total;
}

at::Tensor indexOf(const std::vector<int>& channels) {
    return at::tensor(std::vector<std::int64_t>(channels.begin(), channels.end()));
}

/// The plan that the layers' kept channels are, group by group.
prune::PruningPlan planOf(const Inspection& inspection) {
    auto plan = prune::wholePlan(inspection.summary().before->spec);
    plan.removedBlocks = inspection.summary().removedBlocks;
    for (const auto& layer : inspection.layers())
        if (layer.outputGroup >= 0 && !layer.isRemoved)
            plan.kept[static_cast<std::size_t>(layer.outputGroup)] = layer.kept;
    return plan;
}

} // namespace

class TestInspection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_scratch = std::make_unique<QTemporaryDir>(); }

    void layersAreThoseOfBothNetworks();
    void keptChannelsAreThoseOfTheCut();
    void keptChannelsOfAnOlderRunAreFoundByItsScores();
    void keptChannelsOfRoundsAreComposed();
    void aWhaleIsBuiltAsTheSearchBuiltIt();
    void brokenAndMendedAccountForTheAccuracy();
    void testImagesAreReadByTheOneReaderThatCounts();
    void evaluationsAndExportsOfARunCountToo();
    void whatTheRecordSaysIsWhatIsJudged();
    void scoresPartAtTheCut();
    void whoWaitsForMeasuredScoresCanBeStopped();
    void histogramsCountEveryWeight();
    void filtersArePictures();
    void layersAndNetworksAreMeasuredOnBothSides();
    void imagesAreClassifiedByBoth();
    void aWhaleIsWrittenAndFineTuned();
    void aRunThatOnlyTrainsIsOneNetwork();
    void aWeightFileIsOneNetwork();
    void missingWeightsLeaveTheResultInspectable();
    void damagedRunsAreRefusedWithAReason();
    void wilsonIntervalsAreThePublishedOnes_data();
    void wilsonIntervalsAreThePublishedOnes();

private:
    fs::path scratch() const { return m_scratch->path().toStdString(); }

    QTemporaryDir m_folder;
    fs::path m_run;
    std::vector<store::Event> m_events;
    std::unique_ptr<QTemporaryDir> m_scratch;
};

void TestInspection::initTestCase() {
    const fs::path folder = m_folder.path().toStdString();
    Rng train(1);
    Rng held(2);
    test::writePatterns(folder / "data" / "mnist", "train", 400, train);
    test::writePatterns(folder / "data" / "mnist", "t10k", 100, held);
    m_events = drive(store::RunFolder::create(folder / "runs", test::smallRun((folder / "data").string())));
    m_run = folder / "runs" / "small";
    QCOMPARE(all<store::RunFinished>(m_events).at(0).reason, std::string());
}

void TestInspection::layersAreThoseOfBothNetworks() {
    const auto inspection = openModel(m_run);
    const auto& summary = inspection->summary();
    const auto costs = all<store::CostsMeasured>(m_events);
    QVERIFY(summary.before && summary.after);
    QCOMPARE(summary.before->costs.macs, costs.at(0).macs);
    QCOMPARE(summary.after->costs.macs, costs.at(1).macs);
    QCOMPARE(summary.after->recordedMs1.value(), costs.at(1).latencyMs1);
    double before = 0;
    double after = 0;
    double parameters = 0;
    for (const auto& layer : inspection->layers()) {
        before += layer.before->macs;
        after += layer.after ? layer.after->macs : 0;
        parameters += layer.after ? layer.after->parameters : 0;
        QCOMPARE(layer.isRemoved, !layer.after.has_value());
        if (layer.outputGroup >= 0) {
            const auto& group = inspection->groups()[static_cast<std::size_t>(layer.outputGroup)];
            QVERIFY(std::count(group.producers.begin(), group.producers.end(), layer.name) == 1);
            QCOMPARE(group.channelsBefore, layer.before->outputs);
            if (layer.after)
                QCOMPARE(group.channelsAfter, layer.after->outputs);
        }
    }
    QCOMPARE(before, costs.at(0).macs);
    QCOMPARE(after, costs.at(1).macs);
    QCOMPARE(parameters, costs.at(1).parameters);
    QCOMPARE(inspection->layers().front().inputGroup, -1);
    QCOMPARE(inspection->layers().back().kind, std::string("linear"));
}

void TestInspection::keptChannelsAreThoseOfTheCut() {
    const auto inspection = openModel(m_run);
    const auto plan = planOf(*inspection);
    const auto folder = store::RunFolder::open(m_run, store::OpenMode::read);
    const auto networkOf = [&](const char* checkpoint) {
        const auto dict = nn::fromSafetensors(folder.readCheckpoint(checkpoint)->parts.at("network"), checkpoint);
        auto network = nn::Network::uninitialised(nn::recogniseSpec(dict, checkpoint));
        nn::loadInto(*network, dict, nn::ClassifierPolicy::mustMatch);
        return network;
    };
    const auto cut = prune::cut(*networkOf("trained"), plan);
    QVERIFY(cut->spec() == inspection->summary().after->spec);
    bool isNarrower = false;
    for (const auto& layer : inspection->layers()) {
        QVERIFY(layer.isKeptKnown);
        QCOMPARE(layer.kept.size(), layer.after ? static_cast<std::size_t>(layer.after->outputs) : 0U);
        isNarrower = isNarrower || (layer.after && layer.after->outputs < layer.before->outputs);
    }
    QVERIFY(isNarrower);
}

void TestInspection::keptChannelsOfAnOlderRunAreFoundByItsScores() {
    const auto recorded = planOf(*openModel(m_run));
    const auto older = copyOf(m_run, scratch());
    {
        auto folder = store::RunFolder::open(older, store::OpenMode::write);
        auto checkpoint = folder.readCheckpoint("pruned").value();
        checkpoint.json = "{}";
        folder.writeCheckpoint("pruned", checkpoint);
    }
    QVERIFY(planOf(*openModel(older)) == recorded);
}

void TestInspection::keptChannelsOfRoundsAreComposed() {
    auto config = test::smallRun((fs::path(m_folder.path().toStdString()) / "data").string());
    config.train.epochs = 1;
    config.search.method = "iterative";
    config.search.iterative = {.share = 0.3, .epochs = 1};
    config.fineTune = {.epochs = 0, .learningRate = 1e-6};
    const auto events = drive(store::RunFolder::create(scratch(), config));
    QCOMPARE(all<store::RoundDone>(events).size(), std::size_t{2});
    const auto inspection = openModel(scratch() / "small");
    inspection->writeWeights(scratch() / "after.safetensors");
    const auto after = nn::loadNetwork(scratch() / "after.safetensors").network;
    const auto folder = store::RunFolder::open(scratch() / "small", store::OpenMode::read);
    const auto before = nn::fromSafetensors(folder.readCheckpoint("trained")->parts.at("network"), "trained");
    for (const auto& layer : inspection->layers()) {
        QVERIFY(layer.isKeptKnown);
        if (layer.kind != "convolution")
            continue;
        // Steps of 1e-6 leave the norms' scales where they were.
        const auto& conv = after->convNorm(layer.name);
        const auto scales = before.find(conv.normName + ".weight")->index_select(0, indexOf(layer.kept));
        QVERIFY2(at::allclose(conv.scale.detach(), scales, 0, 1e-3), layer.name.c_str());
    }
    QVERIFY(Inspection::whales(scratch() / "small").empty());
}

void TestInspection::aWhaleIsBuiltAsTheSearchBuiltIt() {
    const auto candidates = all<store::CandidateDone>(m_events);
    const auto records = Inspection::whales(m_run);
    QCOMPARE(records.size(), candidates.size());
    const auto plan = all<store::SearchPlanned>(m_events).at(0);
    int chosen = 0;
    for (std::size_t i = 0; i < records.size(); ++i) {
        QCOMPARE(records[i].macsShare, candidates[i].macs / plan.macs);
        chosen += records[i].isChosen ? 1 : 0;
        const auto inspection = openWhale(m_run, records[i].id);
        const auto& summary = inspection->summary();
        QCOMPARE(summary.after->costs.macs, candidates[i].macs);
        QCOMPARE(summary.after->costs.parameters, candidates[i].parameters);
        QCOMPARE(summary.whaleAccuracy.value(), candidates[i].accuracy);
        QCOMPARE(summary.whaleImages, std::int64_t{50});
        QCOMPARE(summary.removedBlocks, candidates[i].removedBlocks);
        QVERIFY(!summary.after->testAccuracy);
        for (const auto& layer : inspection->layers())
            QVERIFY(layer.isKeptKnown);
    }
    QVERIFY(chosen >= 1);
    QVERIFY(errorOf([&] { openWhale(m_run, {99, 0}); }).find("99:1") != std::string::npos);
}

void TestInspection::brokenAndMendedAccountForTheAccuracy() {
    const auto inspection = openModel(m_run);
    const auto judged = inspection->judge(ImageSplit::validation, {});
    QCOMPARE(judged.images.size(), std::size_t{100});
    QCOMPARE(judged.before->correct - judged.after->correct,
             static_cast<std::int64_t>(judged.broken.size()) - static_cast<std::int64_t>(judged.mended.size()));
    QCOMPARE(judged.wrong.size(), static_cast<std::size_t>(100 - judged.after->correct));
    for (const auto i : judged.broken)
        QVERIFY(judged.images[i].before->predicted == judged.images[i].label &&
                judged.images[i].after->predicted != judged.images[i].label);
    for (const auto* network : {&*judged.before, &*judged.after}) {
        QCOMPARE(sum(network->confusion), std::int64_t{100});
        std::int64_t correct = 0;
        for (std::size_t c = 0; c < network->classes.size(); ++c) {
            correct += network->classes[c].correct;
            QCOMPARE(network->classes[c].correct, network->confusion[c][c]);
            QVERIFY(network->classes[c].interval.low <= network->classes[c].accuracy &&
                    network->classes[c].accuracy <= network->classes[c].interval.high);
        }
        QCOMPARE(correct, network->correct);
    }
    QCOMPARE(sum(judged.confusionDifference), std::int64_t{0});
    std::int64_t diagonal = 0;
    for (std::size_t c = 0; c < judged.confusionDifference.size(); ++c)
        diagonal += judged.confusionDifference[c][c];
    QCOMPARE(diagonal, judged.after->correct - judged.before->correct);
    const auto pixels = inspection->pixels(ImageSplit::validation, judged.images.front().index);
    QCOMPARE(pixels.width, 28);
    QCOMPARE(pixels.rgb.size(), std::size_t{28 * 28 * 3});
    QVERIFY(pixels.rgb[0] == pixels.rgb[1] && pixels.rgb[1] == pixels.rgb[2]);
    QVERIFY(errorOf([&] { inspection->pixels(ImageSplit::test, 100); }).find("no image 100") != std::string::npos);
    QVERIFY_THROWS_EXCEPTION(Stopped, inspection->judge(ImageSplit::validation, {.proceed = [] { return false; }}));
}

void TestInspection::testImagesAreReadByTheOneReaderThatCounts() {
    const auto run = copyOf(m_run, scratch());
    const auto reads = [&] { return store::RunFolder::open(run, store::OpenMode::read).manifest().testReads; };
    const auto before = reads();
    const auto events = readFile(run / "events.jsonl");
    const auto inspection = openModel(run);
    inspection->judge(ImageSplit::validation, {});
    QCOMPARE(reads(), before);
    QCOMPARE(inspection->judge(ImageSplit::test, {}).testReads, before + 2);
    QCOMPARE(reads(), before + 2);
    QCOMPARE(readFile(run / "events.jsonl"), events);
    const auto inUse = store::RunFolder::open(run, store::OpenMode::write);
    QVERIFY(errorOf([&] { inspection->judge(ImageSplit::test, {}); }).find("in use") != std::string::npos);
    QCOMPARE(reads(), before + 2);
}

void TestInspection::evaluationsAndExportsOfARunCountToo() {
    const auto run = copyOf(m_run, scratch());
    const auto reads = [&] { return store::RunFolder::open(run, store::OpenMode::read).manifest().testReads; };
    const auto before = reads();
    const engine::ModelRequest model{.model = run.string(), .device = "cpu"};
    const engine::DataRequest images{.dataset = "mnist",
                                     .path = store::RunFolder::open(run, store::OpenMode::read).config().data.path};
    QCOMPARE(engine::evaluateModel(model, images, {}).testReads, before + 1);
    const engine::ModelRequest file{.model = (run / "artefacts" / "pruned.safetensors").string(), .device = "cpu"};
    QCOMPARE(engine::evaluateModel(file, images, {}).testReads, before + 2);
    engine::exportModel(model, {.formats = {"pth", "onnx"}, .folder = scratch() / "out", .data = images}, {});
    QCOMPARE(reads(), before + 3);
    openModel(run)->exportAfter({.folder = scratch() / "again", .data = images}, {});
    QCOMPARE(reads(), before + 4);
    Inspection::open({.model = file, .whale = {}, .data = images}, {})->judge(ImageSplit::test, {});
    QCOMPARE(reads(), before + 5);
    // What does not read them, and what is no run's.
    engine::exportModel(model, {.folder = scratch() / "random", .data = {}}, {});
    const engine::ModelRequest copy{.model = (scratch() / "again" / "pruned.safetensors").string(), .device = "cpu"};
    QCOMPARE(engine::evaluateModel(copy, images, {}).testReads, std::int64_t{0});
    engine::DataRequest others = images;
    others.dataset = "fashion_mnist";
    fs::create_directory_symlink(fs::path(images.path) / "mnist", scratch() / "fashion_mnist");
    others.path = scratch().string();
    QCOMPARE(engine::evaluateModel(model, others, {}).testReads, std::int64_t{0});
    QCOMPARE(reads(), before + 5);
    const auto inUse = store::RunFolder::open(run, store::OpenMode::write);
    QVERIFY(errorOf([&] { engine::evaluateModel(model, images, {}); }).find("in use") != std::string::npos);
    QCOMPARE(reads(), before + 5);
}

void TestInspection::whatTheRecordSaysIsWhatIsJudged() {
    const auto inspection = openModel(copyOf(m_run, scratch()));
    const auto judged = inspection->judge(ImageSplit::test, {});
    const auto recorded = all<store::EvaluationDone>(m_events);
    QCOMPARE(recorded.size(), std::size_t{2});
    QCOMPARE(judged.before->accuracy, recorded[0].accuracy);
    QCOMPARE(judged.after->accuracy, recorded[1].accuracy);
    QCOMPARE(inspection->summary().before->testAccuracy.value(), recorded[0].accuracy);
    QCOMPARE(inspection->summary().after->testAccuracy.value(), recorded[1].accuracy);
}

void TestInspection::scoresPartAtTheCut() {
    const auto inspection = openModel(m_run);
    int cuts = 0;
    for (const auto& layer : inspection->layers()) {
        if (layer.kind != "convolution")
            continue;
        const auto scores = inspection->scores(layer.name, {});
        QCOMPARE(scores.values.size(), static_cast<std::size_t>(layer.before->outputs));
        if (!scores.cut)
            continue;
        ++cuts;
        for (std::size_t i = 0; i < scores.values.size(); ++i) {
            const bool isKept = std::count(layer.kept.begin(), layer.kept.end(), static_cast<int>(i)) > 0;
            QVERIFY(isKept ? scores.values[i] >= *scores.cut : scores.values[i] <= *scores.cut);
        }
    }
    QVERIFY(cuts > 0);
    QVERIFY(errorOf([&] { inspection->scores("linear", {}); }).find("classifier") != std::string::npos);
    QVERIFY(errorOf([&] { inspection->scores("layer9.0.conv1", {}); }).find("no layer") != std::string::npos);
}

void TestInspection::whoWaitsForMeasuredScoresCanBeStopped() {
    const auto run = copyOf(m_run, scratch());
    auto recipe = store::RunFolder::open(run, store::OpenMode::read).config();
    recipe.search.score = "taylor"; // which takes its time
    replaceFile(run / "recipe.yaml", config::toYaml(recipe));
    const auto inspection = openModel(run);
    std::promise<void> begun;
    std::promise<void> release;
    engine::Hooks slow;
    slow.progress = [&](const std::string& /*what*/, std::int64_t done, std::int64_t /*total*/) {
        if (done == 0) {
            begun.set_value();
            release.get_future().wait();
        }
    };
    auto first = std::async(std::launch::async, [&] { return inspection->scores("conv1", slow).values; });
    begun.get_future().wait();
    const auto letGo = qScopeGuard([&] { release.set_value(); });
    std::atomic<bool> isStopped{false};
    auto second =
        std::async(std::launch::async, [&] { inspection->scores("conv1", {.proceed = [&] { return !isStopped; }}); });
    QVERIFY(second.wait_for(std::chrono::milliseconds(200)) == std::future_status::timeout);
    isStopped = true;
    QVERIFY_THROWS_EXCEPTION(Stopped, second.get());
    QCOMPARE(inspection->pixels(ImageSplit::test, 0).width, 28); // waits for nobody
    QVERIFY(first.wait_for(std::chrono::seconds(0)) == std::future_status::timeout);
}

void TestInspection::histogramsCountEveryWeight() {
    const auto inspection = openModel(m_run);
    for (const auto& layer : inspection->layers()) {
        const auto histogram = inspection->histogram(layer.name, 20);
        const auto total = [](const std::vector<std::int64_t>& counts) {
            return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
        };
        const auto weights = [&](const engine::LayerSide& side) {
            return std::int64_t{side.inputs} * side.outputs * layer.kernel * layer.kernel;
        };
        QCOMPARE(total(histogram.before), weights(*layer.before));
        QCOMPARE(histogram.after.empty(), layer.isRemoved);
        if (layer.after)
            QCOMPARE(total(histogram.after), weights(*layer.after));
        QVERIFY(histogram.low < histogram.high);
    }
    QVERIFY_THROWS_EXCEPTION(Error, inspection->histogram(inspection->layers().front().name, 0));
}

void TestInspection::filtersArePictures() {
    const auto inspection = openModel(m_run);
    const auto& layer = inspection->layers().at(1);
    const auto before = inspection->filters(layer.name, Side::before);
    QCOMPARE(before.pictures.size(), static_cast<std::size_t>(layer.before->outputs));
    QCOMPARE(before.pictures.front().width, 3);
    QCOMPARE(before.pictures.front().pixels.size(), std::size_t{9});
    std::uint8_t furthest = 128;
    for (const auto& picture : before.pictures)
        for (const auto pixel : picture.pixels)
            furthest = std::abs(pixel - 128) > std::abs(furthest - 128) ? pixel : furthest;
    QVERIFY(furthest == 1 || furthest == 255); // the largest magnitude is the scale's end
    QCOMPARE(inspection->filters(inspection->layers().back().name, Side::before).pictures.front().width,
             8); // 64 inputs
    QCOMPARE(inspection->filterInputs(layer.name, Side::before, 0).size(),
             static_cast<std::size_t>(layer.before->inputs));
    QVERIFY_THROWS_EXCEPTION(Error, inspection->filterInputs(layer.name, Side::before, 1000));
    for (const auto& other : inspection->layers())
        if (!other.isRemoved)
            QCOMPARE(inspection->filters(other.name, Side::after).channels, other.kept);
        else
            QVERIFY_THROWS_EXCEPTION(Error, inspection->filters(other.name, Side::after));
}

void TestInspection::layersAndNetworksAreMeasuredOnBothSides() {
    const auto inspection = openModel(m_run);
    const auto layers = inspection->measureLayers(2, {});
    QCOMPARE(layers.size(), inspection->layers().size());
    for (std::size_t i = 0; i < layers.size(); ++i) {
        QCOMPARE(layers[i].layer, inspection->layers()[i].name);
        QVERIFY(layers[i].before->medianMs > 0);
        QCOMPARE(layers[i].after.has_value(), !inspection->layers()[i].isRemoved);
    }
    const auto times = inspection->measureNetworks({1, 64}, {});
    const auto& networks = times.networks;
    QCOMPARE(networks.size(), std::size_t{2});
    QCOMPARE(networks[1].batchSize, 64);
    // 64 times the work; of the fastest quarter, which others that compute beside it disturb least
    QVERIFY(networks[1].before->lowerQuartileMs > networks[0].before->lowerQuartileMs);
    QVERIFY(networks[0].after->medianMs > 0);
    QVERIFY_THROWS_EXCEPTION(Error, inspection->measureNetworks({0}, {}));
    QVERIFY_THROWS_EXCEPTION(Stopped, inspection->measureLayers(1, {.proceed = [] { return false; }}));
    QCOMPARE(times.comparisons[1].by, std::string("Bubblenet"));
    QCOMPARE(times.comparisons[1].before.medianMs, networks[1].before->medianMs);
    QVERIFY(times.comparisons[1].pairs >= 5 && times.comparisons[1].speedup > 0);
}

void TestInspection::imagesAreClassifiedByBoth() {
    const auto inspection = openModel(m_run);
    replaceFile(scratch() / "not.png", "nothing");
    const auto image = fs::path(BUBBLENET_SOURCE_DIR) / "tests/reference/data/colour.png";
    const auto answers = inspection->classify({image, scratch() / "not.png"}, {});
    QCOMPARE(answers.size(), std::size_t{2});
    QCOMPARE(answers[0].problem, std::string());
    QCOMPARE(answers[0].before.size(), std::size_t{5});
    QCOMPARE(answers[0].after.size(), std::size_t{5});
    QVERIFY(answers[0].after[0].probability >= answers[0].after[1].probability);
    QVERIFY(!answers[0].after[0].name.empty());
    QVERIFY(answers[1].problem.find("not.png") != std::string::npos);
    QVERIFY(answers[1].before.empty() && answers[1].after.empty());
}

void TestInspection::aWhaleIsWrittenAndFineTuned() {
    const auto whale = openWhale(m_run, Inspection::whales(m_run).back().id);
    const auto weights = scratch() / "whale.safetensors";
    whale->writeWeights(weights);
    QVERIFY(errorOf([&] { whale->writeWeights(weights); }).find("there already") != std::string::npos);
    const auto loaded = nn::loadNetwork(weights);
    QVERIFY(loaded.network->spec() == whale->summary().after->spec);
    QVERIFY(loaded.input.normalization.has_value());
    QCOMPARE(loaded.input.classNames.size(), std::size_t{10});
    const auto parsed = config::parseRecipe(whale->fineTuneRecipe(weights), "tune.yaml");
    QVERIFY(parsed.diagnostics.empty());
    QCOMPARE(parsed.config.train.epochs, 2);
    engine::checkRun(parsed.config);
    const auto events = drive(store::RunFolder::create(scratch() / "runs", parsed.config));
    QCOMPARE(all<store::RunFinished>(events).at(0).reason, std::string());
    QCOMPARE(all<store::CostsMeasured>(events).at(0).macs, whale->summary().after->costs.macs);
    engine::ExportRequest request;
    request.folder = scratch() / "exported";
    const auto files = whale->exportAfter(request, {});
    QCOMPARE(files.size(), std::size_t{1});
    QVERIFY(nn::loadNetwork(files[0].path).network->spec() == whale->summary().after->spec);
}

void TestInspection::aRunThatOnlyTrainsIsOneNetwork() {
    auto config = test::smallRun((fs::path(m_folder.path().toStdString()) / "data").string());
    config.train.epochs = 1;
    config.search.prune = "none";
    drive(store::RunFolder::create(scratch(), config));
    const auto inspection = openModel(scratch() / "small");
    QVERIFY(inspection->summary().before && !inspection->summary().after);
    QCOMPARE(inspection->summary().afterProblem.english(), std::string());
    const auto judged = inspection->judge(ImageSplit::validation, {});
    QVERIFY(judged.before && !judged.after && judged.broken.empty());
    QCOMPARE(judged.wrong.size(), static_cast<std::size_t>(100 - judged.before->correct));
}

void TestInspection::aWeightFileIsOneNetwork() {
    const auto file = m_run / "artefacts" / "pruned.safetensors";
    const auto inspection = openModel(file);
    QVERIFY(!inspection->summary().isRun && !inspection->summary().after);
    const auto times = inspection->measureNetworks({1}, {});
    QVERIFY(times.comparisons.empty());
    QVERIFY(times.networks.at(0).before->medianMs > 0 && !times.networks.at(0).after);
    QCOMPARE(inspection->summary().before->costs.macs, all<store::CostsMeasured>(m_events).at(1).macs);
    QVERIFY(errorOf([&] { inspection->judge(ImageSplit::validation, {}); }).find("name a data set") !=
            std::string::npos);
    const auto withImages = Inspection::open(
        {.model = {.model = file.string()},
         .whale = {},
         .data = {.dataset = "mnist", .path = m_folder.path().toStdString() + "/data", .imageSize = 16}},
        {});
    QCOMPARE(withImages->judge(ImageSplit::test, {}).before->accuracy,
             all<store::EvaluationDone>(m_events).at(1).accuracy);
    QVERIFY(errorOf([&] { openWhale(file, {1, 0}); }).find("no whales") != std::string::npos);
}

void TestInspection::missingWeightsLeaveTheResultInspectable() {
    auto config = test::smallRun((fs::path(m_folder.path().toStdString()) / "data").string());
    const auto weights = scratch() / "start.safetensors";
    const auto trained = store::RunFolder::open(m_run, store::OpenMode::read).readCheckpoint("trained");
    replaceFile(weights, trained->parts.at("network"));
    config.network.weights = weights.string();
    config.train.epochs = 0;
    config.search.whale = {.mode = "robust", .pod = 2, .iterations = 1};
    drive(store::RunFolder::create(scratch(), config));
    const auto run = scratch() / "small";
    const auto sound = openModel(run);
    QCOMPARE(sound->summary().beforeProblem.english(), std::string());
    QVERIFY(sound->judge(ImageSplit::validation, {}).before);

    replaceFile(weights, trained->parts.at("network") + "more");
    const auto changed = openModel(run);
    QVERIFY(changed->summary().beforeProblem.english().find("SHA-256") != std::string::npos);
    fs::remove(weights);
    const auto missing = openModel(run);
    QVERIFY(missing->summary().beforeProblem.english().find(weights.string()) != std::string::npos);
    QCOMPARE(missing->summary().before->costs.macs, sound->summary().before->costs.macs);
    const auto judged = missing->judge(ImageSplit::validation, {});
    QVERIFY(!judged.before && judged.after && judged.broken.empty());
    QVERIFY(planOf(*missing) == planOf(*sound)); // the record says which
    QVERIFY(errorOf([&] { missing->filters("conv1", Side::before); }).find(weights.string()) != std::string::npos);
    QVERIFY(missing->histogram("conv1").before.empty());
    QVERIFY(errorOf([&] { openWhale(run, {1, 0}); }).find(weights.string()) != std::string::npos);
}

void TestInspection::damagedRunsAreRefusedWithAReason() {
    const auto reason = [&](const fs::path& path) { return errorOf([&] { openModel(path); }); };
    QVERIFY(reason(scratch()).find("holds no manifest.json") != std::string::npos);
    auto fresh = [&, number = 0]() mutable { return copyOf(m_run, scratch() / std::to_string(++number)); };

    auto run = fresh();
    replaceFile(run / "artefacts" / "pruned.safetensors", "not a network at all");
    QVERIFY(reason(run).find("pruned.safetensors") != std::string::npos);

    fs::remove(run / "artefacts" / "pruned.safetensors");
    std::string note;
    const auto fromCheckpoint = Inspection::open({.model = {.model = run.string()}, .whale = {}, .data = {}},
                                                 {.note = [&](const std::string& text) { note = text; }});
    QVERIFY(note.find("missing") != std::string::npos);
    QVERIFY(fromCheckpoint->summary().after->source.find("tuned") != std::string::npos);
    QVERIFY(fromCheckpoint->judge(ImageSplit::validation, {}).after); // the data set's own normalisation

    run = fresh();
    const auto events = readFile(run / "events.jsonl");
    replaceFile(run / "events.jsonl", events.substr(0, events.find('\n') + 1) + "{]\n" + events);
    QVERIFY(reason(run).find("line 2") != std::string::npos);

    run = fresh();
    fs::remove_all(run / "checkpoints");
    QVERIFY(openModel(run)->summary().beforeProblem.english().find("trained") != std::string::npos);
    fs::remove_all(run / "artefacts");
    QVERIFY(reason(run).find("trained") != std::string::npos);

    run = fresh();
    fs::create_directories(scratch() / "nothing");
    const auto elsewhere = Inspection::open(
        {.model = {.model = run.string()}, .whale = {}, .data = {.path = (scratch() / "nothing").string()}}, {});
    const auto absent = errorOf([&] { elsewhere->judge(ImageSplit::validation, {}); });
    QVERIFY2(absent.find("mnist") != std::string::npos, absent.c_str());
}

// Newcombe 1998, Statistics in Medicine 17, table I, method 3.
void TestInspection::wilsonIntervalsAreThePublishedOnes_data() {
    QTest::addColumn<qint64>("correct");
    QTest::addColumn<qint64>("images");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("81 of 263") << qint64{81} << qint64{263} << 25.53 << 36.62;
    QTest::newRow("15 of 148") << qint64{15} << qint64{148} << 6.24 << 16.05;
    QTest::newRow("0 of 20") << qint64{0} << qint64{20} << 0.0 << 16.11;
    QTest::newRow("1 of 29") << qint64{1} << qint64{29} << 0.61 << 17.18;
}

void TestInspection::wilsonIntervalsAreThePublishedOnes() {
    QFETCH(qint64, correct);
    QFETCH(qint64, images);
    QFETCH(double, low);
    QFETCH(double, high);
    const auto interval = engine::wilsonInterval(correct, images);
    QVERIFY2(std::abs(interval.low - low) < 0.006, qPrintable(QString::number(interval.low)));
    QVERIFY2(std::abs(interval.high - high) < 0.006, qPrintable(QString::number(interval.high)));
}

QTEST_GUILESS_MAIN(TestInspection)
#include "tst_inspection.moc"
