// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/planned_work.h"

#include <cmath>

#include "core/engine/phases.h"
#include "core/engine/search_setup.h"

namespace bubblenet::engine {

namespace {

/// `pruned`: the share of each epoch's images that a network at the goal sees; the others the unpruned one.
void addEpochs(PhaseWork& work, const config::TrainConfig& training, const ImageCounts& images, double epochs,
               double pruned) {
    work.trained += epochs * (1 - pruned) * images.train;
    work.trainedPruned += epochs * pruned * images.train;
    work.evaluated += epochs * (1 - pruned) * images.validation;
    work.evaluatedPruned += epochs * pruned * images.validation;
    if (training.distill)
        work.taught += epochs * images.train;
}

} // namespace

double shareLeft(const config::GoalConfig& goal) {
    return goal.macs.value_or(goal.parameters.value_or(goal.bytes.value_or(goal.latency.value_or(1))));
}

std::vector<PhaseWork> plannedWork(const config::RunConfig& config, const nn::NetworkSpec& spec,
                                   const ImageCounts& images) {
    const auto& search = config.search;
    const auto& goal = search.goal;
    PhaseWork train{.phase = "train"};
    addEpochs(train, config.train, images, config.train.epochs, 0);
    std::vector<PhaseWork> phases{train};
    int briefEpochs = 0; // of the finalists, one in all at most; they are part of fine_tune.epochs
    PhaseWork searching{.phase = "search"};
    if (search.method == "iterative") {
        const double left = 1 - goal.sparsity.value_or(1 - shareLeft(goal));
        const double rounds = std::ceil(std::log(left) / std::log(1 - search.iterative.share));
        constexpr double kHalfWay = 0.5; // the rounds go from the whole network to the goal
        addEpochs(searching, config.fineTune, images, rounds * search.iterative.epochs, kHalfWay);
        phases.push_back(searching);
    } else if (search.prune == "channels") {
        briefEpochs = config.fineTune.epochs > 1 ? 1 : 0;
        searching.judged = static_cast<double>(plannedCandidates(search)) * (search.recalibrate + search.judge);
        searching.probed = sensitivityImages(spec, search);
        addEpochs(searching, config.fineTune, images, briefEpochs, 1);
        phases.push_back(searching);
    }
    if (search.prune != "none") {
        PhaseWork fineTune{.phase = "fine-tune"};
        addEpochs(fineTune, config.fineTune, images, config.fineTune.epochs - briefEpochs, 1);
        phases.push_back(fineTune);
    }
    phases.push_back({.phase = "evaluate", .evaluated = images.test, .evaluatedPruned = images.test});
    return phases;
}

} // namespace bubblenet::engine
