// SPDX-License-Identifier: GPL-3.0-only
// How one threshold over all channels' scores spreads a budget over the groups: the "global" rival of the search. Names
// no torch type. Any thread.
#pragma once

#include <vector>

#include "core/search/repair.h"

namespace bubblenet::search {

/// Scores are divided by their group's mean square first (Torch-Pruning's global pruning does the like), so that a
/// group with large weights is not spared for that alone; then the channels under one threshold go, found by bisection
/// on the goal.
KeepRatios globalRatios(const Repair& repair, const std::vector<std::vector<double>>& scores, double maxRatio);

} // namespace bubblenet::search
