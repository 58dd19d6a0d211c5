// SPDX-License-Identifier: GPL-3.0-only
// What a recipe's phases will do, counted in images: for the time left of a run, and for a forecast before it. Plain
// values, any thread.
#pragma once

#include <string>
#include <vector>

#include "core/config/run_config.h"
#include "core/nn/network_spec.h"

namespace bubblenet::engine {

struct ImageCounts {
    double train = 0;
    double validation = 0;
    double test = 0;
};

/// Images that pass through a network, by what is done with them.
struct PhaseWork {
    std::string phase;
    double trained = 0;       ///< forward and backward, by the unpruned network
    double trainedPruned = 0; ///< the same, by a network at the goal
    double taught = 0;        ///< forward by the teacher of a distillation
    double evaluated = 0;     ///< forward by the unpruned network
    double evaluatedPruned = 0;
    double judged = 0; ///< by candidates of the search, recalibration included
    double probed = 0; ///< by nearly whole networks, for what each layer is worth
};
std::vector<PhaseWork> plannedWork(const config::RunConfig& config, const nn::NetworkSpec& spec,
                                   const ImageCounts& images);

/// Pixels a side of the recipe's images: what it says, else the data set's own. Throws Error for an unknown data set.
int imageSizeOf(const config::RunConfig& config);

/// The share of the cost that the goal leaves; 1 for a sparsity, whose zeros are multiplied all the same.
double shareLeft(const config::GoalConfig& goal);

} // namespace bubblenet::engine
