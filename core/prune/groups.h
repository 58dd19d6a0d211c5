// SPDX-License-Identifier: GPL-3.0-only
// Which channels of a network must go together, found from its spec. Names no torch type. Any thread.
#pragma once

#include <string>
#include <vector>

#include "core/nn/network_spec.h"

namespace bubblenet::prune {

enum class GroupKind { inner, stream }; ///< a block's inner channels; channels that meet in the residual additions

struct Group {
    std::string name; ///< "layer2.3.conv1" (inner), "stem", "layer2" (stream)
    GroupKind kind = GroupKind::inner;
    int channels = 0;
    std::vector<std::string> producers; ///< convolutions whose outputs (and norms) are cut
    std::vector<std::string> consumers; ///< convolutions, or the classifier, whose inputs are cut
};

/// Every channel of the network is in exactly one group. Identity shortcuts join stem and stage (basic blocks without a
/// convolution there); option A's padded shortcuts do not join two stages: surgery rewrites their padSources.
std::vector<Group> findGroups(const nn::NetworkSpec& spec);

/// Blocks that may go entirely: those with an identity shortcut.
struct RemovableBlock {
    int stage = 0;    ///< position in NetworkSpec::stages
    int position = 0; ///< position in StageSpec::blocks
    std::string name; ///< "layer2.3"
};
std::vector<RemovableBlock> removableBlocks(const nn::NetworkSpec& spec);

/// What stays of a network: for each group (findGroups' order) the kept channels, ascending and never empty, and the
/// names of the blocks that go entirely (the entries of their inner groups are ignored).
struct PruningPlan {
    std::vector<std::vector<int>> kept;
    std::vector<std::string> removedBlocks;
    bool operator==(const PruningPlan&) const = default;
};
PruningPlan wholePlan(const nn::NetworkSpec& spec);

/// How many channels stay in each group, and which blocks go: what costs depend on.
struct Widths {
    std::vector<int> kept;
    std::vector<std::string> removedBlocks;
    bool operator==(const Widths&) const = default;
    auto operator<=>(const Widths&) const = default;
};
Widths widthsOf(const PruningPlan& plan);
/// The kept channels are those with the highest scores (ties: the lower index).
PruningPlan planFor(const Widths& widths, const std::vector<std::vector<double>>& scores);

/// The spec after surgery. Throws Error for a plan that empties a group or removes a block that may not go.
nn::NetworkSpec cutSpec(const nn::NetworkSpec& spec, const PruningPlan& plan);
/// The spec with these widths (which channels stay does not matter for costs; padded shortcuts keep the first ones).
nn::NetworkSpec specWithWidths(const nn::NetworkSpec& spec, const Widths& widths);

} // namespace bubblenet::prune
