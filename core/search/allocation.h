// SPDX-License-Identifier: GPL-3.0-only
// How a budget is spread over the groups without a search: one threshold over all channels' scores, or the blocks'
// inner channels alone. Names no torch type. Any thread.
#pragma once

#include <vector>

#include "core/search/repair.h"

namespace bubblenet::search {

/// Each score over its group's root mean square (Torch-Pruning's global pruning does the like), so that a group with
/// large weights is not spared for that alone. LAMP's scores are relative already.
std::vector<std::vector<double>> comparedWithin(std::vector<std::vector<double>> scores);

/// The channels under one threshold go, found by bisection on the goal. The scores must mean the same in every group.
KeepRatios globalRatios(const Repair& repair, const std::vector<std::vector<double>>& scores, double maxRatio);

/// The streams whole, and one ratio for all other groups: widthsFor() finds it. Narrower streams cost all layers that
/// read them, so that this loses far less than the uniform ratio does.
KeepRatios innerRatios(const Repair& repair);

} // namespace bubblenet::search
