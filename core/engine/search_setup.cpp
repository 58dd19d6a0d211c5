// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/search_setup.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/search/latency_table.h"
#include "core/search/sensitivity.h"

namespace bubblenet::engine {

namespace {

constexpr int kTaylorBatches = 10;
constexpr int kProbeShare = 4; // of the images that judge a candidate: a quarter judges a probe

std::shared_ptr<const search::ImageBatches> imagesOf(const Session& session, Part part,
                                                     std::vector<std::uint32_t> indices) {
    auto stream = session.stream(part, Augment::none);
    stream.indices = std::move(indices);
    return std::make_shared<search::ImageBatches>(std::move(stream), session.device);
}

std::vector<std::uint32_t> shuffled(std::vector<std::uint32_t> indices, Rng rng) {
    rng.shuffle(indices);
    return indices;
}

/// Of the blocks that may go entirely; none where the recipe keeps them all.
std::vector<std::string> removableBlockNames(const nn::NetworkSpec& spec, const config::SearchConfig& config) {
    std::vector<std::string> names;
    if (config.removeBlocks)
        for (const auto& block : prune::removableBlocks(spec))
            names.push_back(block.name);
    return names;
}

std::vector<std::uint32_t> recalibrationIndices(const Session& session, int count) {
    auto indices = shuffled(session.split.train, session.rng.stream("recalibration"));
    indices.resize(std::min(indices.size(), static_cast<std::size_t>(count)));
    return indices;
}

std::vector<std::uint32_t> validationIndices(const Session& session) {
    return shuffled(session.split.validation, session.rng.stream("judge"));
}

constexpr const char* kSensitivity = "sensitivity";
constexpr const char* kMeasuring = "measuring what each layer is worth";

/// Those that were measured before an interruption.
std::vector<double> savedLosses(const Session& session) {
    std::vector<double> losses;
    if (const auto saved = session.readCheckpoint(kSensitivity))
        for (const auto& loss : parseJson(saved->json))
            losses.push_back(loss.is_number() ? loss.get<double>() : std::nan(""));
    return losses;
}

// The whole network's first. So few images say little of one candidate, but the differences are those of the same
// images.
std::vector<double> probeLosses(Session& session, const SearchSetup& setup,
                                const std::vector<search::SensitivityProbe>& probes) {
    auto losses = savedLosses(session);
    if (losses.size() == probes.size() + 1)
        return losses;
    const auto measured = losses.size() > probes.size() ? 0 : losses.size();
    losses.resize(probes.size() + 1);
    const auto& config = session.config.search;
    session.begin(kMeasuring);
    auto validation = validationIndices(session);
    validation.resize(std::min(validation.size(), static_cast<std::size_t>(std::max(1, config.judge / kProbeShare))));
    const search::Judge judge(
        session.network,
        {.device = session.device,
         .precision = nn::Precision::fp32,
         .classes = session.network->spec().classes,
         .recalibration = imagesOf(session, Part::train,
                                   recalibrationIndices(session, std::max(1, config.recalibrate / kProbeShare))),
         .judged = imagesOf(session, Part::validation, std::move(validation)),
         .scores = setup.scores,
         .probe = {},
         .proceed = session.proceed});
    auto whole = search::wholeWidths(*setup.repair);
    const double macs =
        sensitivityImages(session.network->spec(), config) * session.costs(session.network->spec()).macs;
    const auto threads = judgingThreads(session);
    const auto stride = static_cast<std::size_t>(threads.workers) * 2; // between two reports
    for (std::size_t begin = measured; begin < losses.size(); begin += stride) {
        const auto count = std::min(stride, losses.size() - begin);
        search::judgeInParallel(count, threads, session.proceed, [&](std::size_t k) {
            const auto i = begin + k;
            losses[i] = judge.judge(i == 0 ? whole : probes[i - 1].widths, {}).loss;
        });
        session.progress(kMeasuring, static_cast<std::int64_t>(begin + count), static_cast<std::int64_t>(losses.size()),
                         static_cast<double>(count) / static_cast<double>(losses.size()) * macs);
        const std::vector<double> soFar(losses.begin(), losses.begin() + static_cast<std::ptrdiff_t>(begin + count));
        session.folder.writeCheckpoint(kSensitivity, {nlohmann::json(soFar).dump(), {}});
        session.answerCheckpointRequest({kSensitivity});
    }
    return losses;
}

search::LatencyTable latencyTable(const Session& session) {
    constexpr const char* kCheckpoint = "latency";
    if (const auto saved = session.readCheckpoint(kCheckpoint))
        return search::LatencyTable::fromJson(saved->json);
    session.info(Phrase("measuring the layers' latency at several widths"));
    session.emit(store::Progress{.what = "measuring the layers' latency"});
    const auto table = search::LatencyTable::measure(*session.network, {.device = session.device,
                                                                        .imageSize = session.imageSize(),
                                                                        .batchSize = session.config.data.batchSize,
                                                                        .proceed = session.proceed});
    session.folder.writeCheckpoint(kCheckpoint, {table.toJson(), {}});
    return table;
}

} // namespace

double sensitivityImages(const nn::NetworkSpec& spec, const config::SearchConfig& config) {
    if (!config.isSearched())
        return 0;
    const auto fixed = fixedGroups(spec, config);
    const auto probes = 1 + 2 * std::count(fixed.begin(), fixed.end(), false) +
                        static_cast<std::ptrdiff_t>(removableBlockNames(spec, config).size());
    return static_cast<double>(probes) * (config.recalibrate + config.judge) / kProbeShare;
}

std::optional<Goal> countedGoal(const config::GoalConfig& goal, int imageSize) {
    if (goal.parameters)
        return Goal{"parameters", *goal.parameters,
                    [=](const nn::NetworkSpec& spec) { return nn::totalCosts(spec, imageSize).parameters; }};
    if (goal.bytes)
        return Goal{"bytes", *goal.bytes,
                    [=](const nn::NetworkSpec& spec) { return nn::totalCosts(spec, imageSize).bytes; }};
    if (goal.macs)
        return Goal{"macs", *goal.macs,
                    [=](const nn::NetworkSpec& spec) { return nn::totalCosts(spec, imageSize).macs; }};
    return std::nullopt;
}

int roundTo(const config::SearchConfig& config) {
    constexpr int kHardwareMultiple = 8; // what vector units and tensor cores like
    return config.roundTo > 0 ? config.roundTo : kHardwareMultiple;
}

std::vector<bool> fixedGroups(const nn::NetworkSpec& spec, const config::SearchConfig& config) {
    std::vector<bool> fixed;
    for (const auto& group : prune::findGroups(spec))
        fixed.push_back(group.kind == prune::GroupKind::stream && !config.stream);
    return fixed;
}

Goal goalOf(const Session& session) {
    const auto& goal = session.config.search.goal;
    if (auto counted = countedGoal(goal, session.imageSize()))
        return *counted;
    if (goal.latency) {
        const auto table = std::make_shared<const search::LatencyTable>(latencyTable(session));
        return {"latency", *goal.latency, [table](const nn::NetworkSpec& spec) { return table->milliseconds(spec); }};
    }
    throw Error(Phrase("search.goal names no cost that removing channels can reach; give goal.macs, goal.parameters, "
                       "goal.bytes or goal.latency"),
                ErrorKind::usage);
}

std::vector<std::vector<double>> scoresFor(Session& session, nn::Network& network, int round) {
    prune::ScoreOptions options{.score = prune::scoreFromName(session.config.search.score), .nextBatch = {}};
    std::unique_ptr<data::BatchStream> stream;
    data::Batch batch;
    int taken = 0;
    if (options.score == prune::Score::taylor) {
        stream = std::make_unique<data::BatchStream>(session.stream(Part::train, Augment::recipe));
        options.nextBatch = [&](prune::LabelledBatch& next) {
            throwIfStopped(session.proceed);
            if (taken++ >= kTaylorBatches || !stream->next(batch))
                return false;
            next = {train::toTensor(batch, session.device), train::labelsOf(batch, session.device)};
            return true;
        };
    }
    return prune::scoreChannels(network, options, session.rng.stream("scores", static_cast<std::uint64_t>(round)));
}

std::shared_ptr<const search::ImageBatches> recalibrationImages(const Session& session) {
    return imagesOf(session, Part::train, recalibrationIndices(session, session.config.search.recalibrate));
}

search::JudgingThreads judgingThreads(const Session& session) {
    const bool onCpu = session.device.is_cpu();
    return {.workers = onCpu ? session.threads : 1,
            .threadsPerWorker = onCpu ? 1 : session.threads,
            .threads = session.threads};
}

SensitivityWidths sensitivityWidths(Session& session, const SearchSetup& setup) {
    enum class Blocks { mayGo, stay };
    const auto& config = session.config.search;
    const auto blocks = removableBlockNames(session.network->spec(), config);
    const auto probes = search::sensitivityProbes(*setup.repair, blocks);
    const auto losses = probeLosses(session, setup, probes); // of the whole network first
    const auto spent = [&](Blocks part) {
        std::vector<search::SensitivityProbe> used;
        std::vector<double> usedLosses;
        for (std::size_t i = 0; i < probes.size(); ++i)
            if (part == Blocks::mayGo || probes[i].block.empty()) {
                used.push_back(probes[i]);
                usedLosses.push_back(losses[i + 1]);
            }
        return search::leastDamagingWidths(*setup.repair, config.maxRatio, used, losses.front(), usedLosses);
    };
    return {.withBlocks = spent(Blocks::mayGo), .blocksKept = spent(Blocks::stay)};
}

SearchSetup::SearchSetup(Session& session) : goal(goalOf(session)) {
    session.begin("preparing the search");
    const auto& config = session.config.search;
    const auto& spec = session.network->spec();
    const search::RepairOptions options{.cost = goal.cost,
                                        .goal = goal.share * goal.cost(spec),
                                        .maxRatio = config.maxRatio,
                                        .roundTo = roundTo(config),
                                        .fixed = fixedGroups(spec, config)};
    repair = std::make_unique<search::Repair>(spec, options);

    search::EncodingOptions encodingOptions;
    encodingOptions.removableBlocks = removableBlockNames(spec, config);
    const auto tunes = [&](const char* name) {
        return std::find(config.tune.begin(), config.tune.end(), name) != config.tune.end();
    };
    encodingOptions.tuneLearningRate = tunes("learning_rate");
    encodingOptions.tuneWeightDecay = tunes("weight_decay");
    encodingOptions.learningRate = session.config.fineTune.learningRate;
    encodingOptions.weightDecay = session.config.fineTune.weightDecay;
    if (config.front.isAsked()) {
        const double whole = goal.cost(spec);
        encodingOptions.front = {.least = *config.front.least * whole, .most = *config.front.most * whole};
        repair->checkReachable(encodingOptions.front->least);
    }
    encoding = std::make_unique<search::Encoding>(*repair, config.maxRatio, encodingOptions);

    if (session.split.validation.empty())
        throw Error(Phrase("a search judges its candidates on validation images, and data.validation is 0; give it "
                           "some, e.g. 5000"),
                    ErrorKind::usage);
    auto validation = validationIndices(session);
    const auto count = std::min(validation.size(), static_cast<std::size_t>(config.judge));
    const std::vector<std::uint32_t> rest(validation.begin() + static_cast<std::ptrdiff_t>(count), validation.end());
    validation.resize(count);
    recalibration = recalibrationImages(session);
    judged = imagesOf(session, Part::validation, std::move(validation));
    if (rest.empty())
        session.warn(Phrase("every validation image judges candidates (search.judge is at least data.validation), so "
                            "that the finalists are compared on images that the search has seen"));
    unseen = rest.empty() ? judged : imagesOf(session, Part::validation, rest);

    scores = scoresFor(session, *session.network);
    search::JudgeOptions judgeOptions{.device = session.device,
                                      .precision = nn::Precision::fp32,
                                      .classes = spec.classes,
                                      .recalibration = recalibration,
                                      .judged = judged,
                                      .scores = scores,
                                      .probe = {},
                                      .proceed = session.proceed};
    if (!config.tune.empty()) {
        judgeOptions.probe = trainerOptions(session, session.config.fineTune, "probe");
        judgeOptions.probe->config.epochs = 1;
        judgeOptions.probe->config.workers = 1;
        judgeOptions.probe->stepLimit = config.probe;
        judgeOptions.probe->validation.reset();
    }
    judge = std::make_unique<search::Judge>(session.network, std::move(judgeOptions));
}

} // namespace bubblenet::engine
