// SPDX-License-Identifier: GPL-3.0-only
// Widths without a search, from how much the loss grows when one group is narrowed or one block goes while the rest
// stays whole (Li, Kadav, Durdanovic, Samet & Graf 2017, "Pruning filters for efficient ConvNets", section 3.2), spent
// greedily: the next step is the one that loses least for the cost it saves. Names no torch type. Any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/search/repair.h"

namespace bubblenet::search {

/// One part of the network made smaller.
struct SensitivityProbe {
    std::size_t group = 0; ///< where `block` is empty
    std::string block;     ///< that goes
    double keepRatio = 0;  ///< of the group
    prune::Widths widths;  ///< of the whole network; they do not meet the goal
};

/// Nothing removed.
prune::Widths wholeWidths(const Repair& repair);
/// Each free group at two ratios, and each of the blocks gone.
std::vector<SensitivityProbe> sensitivityProbes(const Repair& repair, const std::vector<std::string>& blocks);

/// `losses`: one for each probe; `wholeLoss`: with all channels. Groups keep at least 1 − maxRatio. Losses of several
/// parts are taken to add up, and a group's to be a power of the share that went, through its two probes.
prune::Widths leastDamagingWidths(const Repair& repair, double maxRatio, const std::vector<SensitivityProbe>& probes,
                                  double wholeLoss, const std::vector<double>& losses);

} // namespace bubblenet::search
