// SPDX-License-Identifier: GPL-3.0-only
// A recipe's weight file checked on the spot: what it holds, and how well it does on a few hundred validation images.
// The test split is not touched. Blocks; throws Error, and Stopped.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/engine/tools.h"

namespace bubblenet::engine {

struct WeightsLook {
    std::string architecture;
    int classes = 0;
    double macs = 0;
    double parameters = 0;
    std::int64_t images = 0;        ///< looked at
    std::optional<double> accuracy; ///< %; none where `remark` says why
    std::string remark;             ///< what keeps the quick look from being had; empty: nothing
};
/// `images`: at most so many, each class by its share, from those that the recipe sets aside for validation.
WeightsLook lookAtWeights(const config::RunConfig& config, int images, const Hooks& hooks);

} // namespace bubblenet::engine
