// SPDX-License-Identifier: GPL-3.0-only
// How long a run will take and what it needs, before it starts: its work, counted from the recipe, at speeds that were
// measured on this machine. Plain values. measureSpeeds blocks for some seconds and throws Stopped; forecastRun is
// quick and any thread's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/engine/tools.h"

namespace bubblenet::engine {

/// Wall seconds an image on this machine, by a recipe's network and at its goal.
struct Speeds {
    std::string architecture;
    int imageSize = 0;
    std::string device;
    std::string precision;
    double share = 1; ///< of the cost that the goal leaves
    double macs = 0;  ///< of the unpruned network
    double trained = 0;
    double trainedPruned = 0;
    double evaluated = 0;
    double evaluatedPruned = 0;
    double judged = 0; ///< by candidates, as many at once as the run will judge
    double spread = 0; ///< relative: how far the repeats lay apart
};
/// Trains, evaluates and judges the recipe's network on random images. Throws Error.
Speeds measureSpeeds(const config::RunConfig& config, const Hooks& hooks);

struct TimeSpan { ///< seconds
    double low = 0;
    double likely = 0;
    double high = 0;
};
struct Forecast {
    std::int64_t candidates = 0; ///< that the search asks for; 0: it searches nothing
    double epochs = 0;           ///< of training in all
    double macs = 0;             ///< of the unpruned network
    double parameters = 0;
    std::optional<TimeSpan> time; ///< none without speeds, or where the number of images is not known
    double memoryBytes = 0;       ///< at the most, give or take a third
    double diskBytes = 0;         ///< of the run's folder
};
/// `speeds` of another network are scaled by its cost, and the span is then wider; null: none have been measured.
/// Throws Error for a network or data set that is not known.
Forecast forecastRun(const config::RunConfig& config, const Speeds* speeds);

} // namespace bubblenet::engine
