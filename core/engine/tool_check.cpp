// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>

#include "core/base/error.h"
#include "core/config/resources.h"
#include "core/data/library.h"
#include "core/engine/search_setup.h"
#include "core/engine/tools.h"
#include "core/export/onnx_runtime.h"
#include "core/nn/device.h"
#include "core/nn/weights.h"

namespace bubblenet::engine {

namespace {

/// The network of the recipe, as far as costs depend on it.
nn::NetworkSpec specOf(const config::RunConfig& config, const data::DatasetInfo& dataset) {
    nn::SpecOptions options{.stem = config.network.stem, .shortcut = config.network.shortcut};
    if (dataset.classes > 0)
        options.classes = dataset.classes;
    if (dataset.shape.channels > 0)
        options.inputChannels = dataset.shape.channels;
    auto named = nn::makeSpec(config.network.architecture, options);
    if (!config::namesWeightFile(config.network.weights))
        return named;
    const auto file = config::resolvePath(config.network.weights);
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored))
        throw Error(Phrase("no such weight file: '{1}' (network.weights); name another (--weights FILE), or none for "
                           "random weights",
                           config.network.weights),
                    ErrorKind::usage);
    auto spec = nn::recogniseSpec(nn::readStateDict(file), config.network.weights);
    if (spec.architecture != named.architecture)
        throw Error(Phrase("'{1}' holds a {2}, but network.architecture is {3}", config.network.weights,
                           spec.architecture, named.architecture),
                    ErrorKind::usage);
    spec.classes = named.classes;
    return spec;
}

/// Pruning keeps what a network has learned, which is nothing where nothing was.
void checkWeights(const config::RunConfig& config) {
    if (config.search.prune != "none" && config.network.weights.empty() && config.train.epochs == 0)
        throw Error(
            Phrase("this would prune a network of random weights: name trained ones (network.weights, --weights "
                   "FILE), or train it first (train.epochs), or say network.weights: random if you want just "
                   "that"),
            ErrorKind::usage);
}

// By the networks' own times, a tenth below which the table of the search, which is measured layer by layer, may lie.
void checkLatencyGoal(const config::RunConfig& config, const nn::NetworkSpec& spec, int imageSize) {
    constexpr double kDoubt = 1.1;
    const auto& search = config.search;
    const search::Repair repair(spec, {.cost = [](const nn::NetworkSpec&) { return 0.0; },
                                       .maxRatio = search.maxRatio,
                                       .fixed = fixedGroups(spec, search)});
    const auto device = nn::openDevice(config.device);
    nn::Network whole(spec, Rng(0));
    nn::Network narrowest(prune::specWithWidths(spec, repair.narrowest()), Rng(0));
    whole.to(device);
    narrowest.to(device);
    const auto times =
        nn::measureLatencies({&whole, &narrowest}, device,
                             {.batchSize = config.data.batchSize, .imageSize = imageSize, .repeats = 3, .warmup = 1});
    const double share = times[1].lowerQuartileMs / times[0].upperQuartileMs;
    if (share > *search.goal.latency * kDoubt)
        search::throwUnreachable(search.maxRatio, share);
}

// The search would find out, but only after the training before it.
void checkGoal(const config::RunConfig& run, const nn::NetworkSpec& spec, int imageSize) {
    const auto& config = run.search;
    const auto goal = countedGoal(config.goal, imageSize);
    if (!goal && config.goal.latency)
        checkLatencyGoal(run, spec, imageSize);
    if (!goal)
        return;
    const double whole = goal->cost(spec);
    const search::Repair repair(spec, {.cost = goal->cost,
                                       .goal = goal->share * whole,
                                       .maxRatio = config.maxRatio,
                                       .roundTo = roundTo(config),
                                       .fixed = fixedGroups(spec, config)});
    if (config.front.isAsked())
        repair.checkReachable(*config.front.least * whole);
}

} // namespace

void checkRun(const config::RunConfig& config) {
    nn::openDevice(config.device);
    checkWeights(config);
    const auto& dataset = data::datasetInfo(config.data.dataset);
    const auto spec = specOf(config, dataset);
    if (!data::findDataset(config.data.dataset, config.data.path))
        data::openDataset(config.data.dataset, config.data.path, config.data.imageSize); // says where it looked
    const int size = config.data.imageSize > 0 ? config.data.imageSize : std::max(dataset.shape.height, 8);
    if (config.search.prune == "channels")
        checkGoal(config, spec, size);
    const auto isOnnx = [](const std::string& name) { return name.starts_with("onnx"); };
    if (config.search.prune != "none" || std::ranges::any_of(config.exportFormats, isOnnx))
        artefact::OnnxRuntime::find(); // a wrong name of it is not to be found out by the end of a run
}

} // namespace bubblenet::engine
