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
    TuneSettings settings;
};

struct EncodingOptions {
    std::vector<std::string> removableBlocks; ///< empty: no block goes
    bool tuneLearningRate = false;
    bool tuneWeightDecay = false;
    double learningRate = 0.02; ///< the centre of its coordinate
    double weightDecay = 5e-4;
};

/// Coordinates lie in [−1, 1]. The centre is the uniform ratio u that meets the goal, with every block kept: a
/// coordinate x of a group means u + x·(1 − u) for x ≥ 0 and u + x·(u − the cap's ratio) below, so that no bound and no
/// corner is where an optimiser without a preference ends. A block goes where its coordinate is under kRemoveBelow.
/// Settings are logarithmic: the centre × 10^x.
class Encoding {
public:
    static constexpr double kRemoveBelow = -0.6;

    Encoding(const Repair& repair, double maxRatio, EncodingOptions options);

    std::size_t dimension() const { return m_freeGroups.size() + m_options.removableBlocks.size() + settingCount(); }
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
    double m_uniform;
    double m_least;
    EncodingOptions m_options;
};

} // namespace bubblenet::search
