// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>

#include "core/base/error.h"
#include "core/config/resources.h"
#include "core/data/library.h"
#include "core/engine/search_setup.h"
#include "core/engine/tools.h"
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
    const auto named = nn::makeSpec(config.network.architecture, options);
    if (config.network.weights.empty())
        return named;
    const auto file = config::resolvePath(config.network.weights);
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored))
        throw Error("no such weight file: '" + config.network.weights +
                        "' (network.weights); name another with --weights FILE, or '' for random weights",
                    ErrorKind::usage);
    auto spec = nn::recogniseSpec(nn::readStateDict(file), config.network.weights);
    if (spec.architecture != named.architecture)
        throw Error("'" + config.network.weights + "' holds a " + spec.architecture + ", but network.architecture is " +
                        named.architecture,
                    ErrorKind::usage);
    spec.classes = named.classes;
    return spec;
}

// The search would find out, but only after the training before it.
void checkGoal(const config::SearchConfig& config, const nn::NetworkSpec& spec, int imageSize) {
    const auto goal = countedGoal(config.goal, imageSize);
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
    const auto& dataset = data::datasetInfo(config.data.dataset);
    const auto spec = specOf(config, dataset);
    if (!data::findDataset(config.data.dataset, config.data.path))
        data::openDataset(config.data.dataset, config.data.path, config.data.imageSize); // says where it looked
    const int size = config.data.imageSize > 0 ? config.data.imageSize : std::max(dataset.shape.height, 8);
    if (config.search.prune == "channels")
        checkGoal(config.search, spec, size);
}

} // namespace bubblenet::engine
