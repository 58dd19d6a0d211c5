// SPDX-License-Identifier: GPL-3.0-only
// Which of the unpruned network's channels a run's pruned network has: kept beside it, in the JSON of the checkpoint
// "pruned". Plain values.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "core/prune/groups.h"

namespace bubblenet::engine {

/// Adds the plan to a checkpoint's JSON object.
void writeKept(nlohmann::json& checkpoint, const prune::PruningPlan& plan);
/// None where the checkpoint's JSON has none: runs older than this, and rounds that went on from such a one.
std::optional<prune::PruningPlan> keptIn(const std::string& checkpointJson);
/// `second` is a plan for the network that `first` left: both as one plan. No block may go in `second`.
prune::PruningPlan composed(const prune::PruningPlan& first, const prune::PruningPlan& second);

} // namespace bubblenet::engine
