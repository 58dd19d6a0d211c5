// SPDX-License-Identifier: GPL-3.0-only
// From keep ratios to widths that meet the goal: never above it, and within 0.5 % below it where the widths allow.
// Names no torch type. Any thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/nn/network_spec.h"
#include "core/prune/groups.h"

namespace bubblenet::search {

/// The cost of a spec in the goal's unit (MACs, parameters, bytes, or milliseconds by a measured table).
using CostFunction = std::function<double(const nn::NetworkSpec&)>;

struct RepairOptions {
    CostFunction cost;
    double goal = 0;         ///< largest cost allowed, in the cost function's unit
    double maxRatio = 0.9;   ///< at most this share of a group's channels is removed
    int roundTo = 1;         ///< widths of layers at least 64 wide are multiples of this
    std::vector<bool> fixed; ///< groups that keep all their channels (findGroups' order); empty: none
    std::vector<int>
        leastChannels; ///< each group's least width, where `maxRatio` counts from an earlier, wider network
};

/// Throws Error(usage): the caps leave this share of the cost, which is more than the goal.
[[noreturn]] void throwUnreachable(double maxRatio, double shareLeft);

struct KeepRatios {
    std::vector<double> groups; ///< in (0, 1], findGroups' order
    std::vector<std::string> removedBlocks;
};

class Repair {
public:
    /// Throws Error when even the narrowest widths that the caps allow cost more than the goal.
    Repair(nn::NetworkSpec spec, RepairOptions options);

    /// Bisection on a common factor of the ratios (their order is kept, caps hold), then a greedy fill by the largest
    /// remainder. A removed block leaves more for the others; where all are whole already, the result stays below the
    /// goal.
    prune::Widths widthsFor(const KeepRatios& ratios) const { return widthsFor(ratios, m_options.goal); }
    /// The same for another cost than the goal, one that passes checkReachable().
    prune::Widths widthsFor(const KeepRatios& ratios, double largestCost) const;
    /// The widths that the caps allow at least.
    prune::Widths narrowest() const { return {m_narrowest, {}}; }
    /// Throws Error(usage) for a cost below that of the narrowest widths that the caps allow.
    void checkReachable(double largestCost) const;
    /// The common ratio of every group that meets the goal, and its widths: the uniform rival.
    double uniformRatio() const { return m_uniformRatio; }
    double cost(const prune::Widths& widths) const;
    double goal() const { return m_options.goal; }
    const std::vector<prune::Group>& groups() const { return m_groups; }
    const nn::NetworkSpec& spec() const { return m_spec; }
    /// Whether a group may lose channels.
    bool isFree(std::size_t group) const { return m_options.fixed.empty() || !m_options.fixed[group]; }

private:
    int rounded(std::size_t group, double width) const;
    prune::Widths scaled(const KeepRatios& ratios, double factor) const;
    void fill(prune::Widths& widths, const KeepRatios& asked, double largestCost) const; ///< up to the ratios asked for

    nn::NetworkSpec m_spec;
    RepairOptions m_options;
    std::vector<prune::Group> m_groups;
    std::vector<int> m_narrowest;
    std::vector<std::string> m_removable;
    double m_uniformRatio = 1;
};

} // namespace bubblenet::search
