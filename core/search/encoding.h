// SPDX-License-Identifier: GPL-3.0-only
// What a position means: keep ratios, blocks to remove, fine-tuning settings. Names no torch type. Any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/config/run_config.h"
#include "core/search/repair.h"

namespace bubblenet::search {

/// Fine-tuning settings that a position carries, where the recipe's `tune` asks for them.
struct TuneSettings {
    std::optional<double> learningRate;
    std::optional<double> weightDecay;
    void applyTo(config::TrainConfig& config) const;
    bool operator==(const TuneSettings&) const = default;
    auto operator<=>(const TuneSettings&) const = default;
};

struct Decoded {
    KeepRatios ratios;
    double largestCost = 0; ///< the goal, or with a front what the position asks for
    TuneSettings settings;
};

/// In the goal's unit; the goal lies between.
struct CostRange {
    double least = 0;
    double most = 0;
};

struct EncodingOptions {
    std::vector<std::string> removableBlocks; ///< empty: no block goes
    bool tuneLearningRate = false;
    bool tuneWeightDecay = false;
    double learningRate = 0.02; ///< the centre of its coordinate
    double weightDecay = 5e-4;
    std::optional<CostRange> front; ///< set: the largest cost is a coordinate too
};

/// Coordinates lie in [−1, 1]. The centre is the uniform ratio u that meets the goal, with every block kept: a
/// coordinate x of a group means u + x·(1 − u) for x ≥ 0 and u + x·(u − the cap's ratio) below, so that no bound and no
/// corner is where an optimiser without a preference ends. A block goes where its coordinate is under kRemoveBelow.
/// The largest cost is logarithmic: goal × (most ÷ goal)^x above 0, goal × (least ÷ goal)^−x below. So are the
/// settings: the centre × 10^x.
class Encoding {
public:
    static constexpr double kRemoveBelow = -0.6;

    Encoding(const Repair& repair, double maxRatio, EncodingOptions options);

    std::size_t dimension() const { return costCoordinate() + (hasFront() ? 1 : 0) + settingCount(); }
    bool hasFront() const { return m_options.front.has_value(); }
    /// Of a front.
    std::size_t costCoordinate() const { return m_freeGroups.size() + m_options.removableBlocks.size(); }
    /// What each coordinate is, for the views: a group's or a block's name, learning_rate, weight_decay.
    std::vector<std::string> coordinateNames() const;
    Decoded decode(const std::vector<double>& position) const;
    /// The position whose ratios are these widths' (clamped to the box); a removed block is at −1.
    std::vector<double> encode(const prune::Widths& widths) const;
    std::vector<double> centre() const { return std::vector<double>(dimension(), 0.0); }

private:
    std::size_t settingCount() const;
    std::vector<std::size_t> m_freeGroups;
    std::vector<prune::Group> m_groups;
    double m_goal;
    double m_uniform;
    double m_least;
    EncodingOptions m_options;
};

} // namespace bubblenet::search
