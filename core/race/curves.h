// SPDX-License-Identifier: GPL-3.0-only
// How the laps of a race went over their evaluations: best-so-far curves with bands, and how many targets were reached.
// Pure functions, any thread; drawing them is for chart.h.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/race/race_data.h"

namespace bubblenet::race {

enum class Scale { linear, logarithmic };

/// Logarithmic for what is above 0 throughout and spans more than three decades.
Scale scaleFor(double low, double high);

/// At most 200 numbers of evaluations, evenly from 1 to `evaluations` (1 or more).
std::vector<std::int64_t> evaluationGrid(std::int64_t evaluations);

/// One value for each place of a grid; infinity before a quarter, half or three quarters of the laps have found
/// anything.
struct Band {
    std::vector<double> lower; ///< quartile
    std::vector<double> median;
    std::vector<double> upper;
};

/// Median and interquartile range of the best so far; at least one lap.
Band bestSoFar(const std::vector<Lap>& laps, const std::vector<std::int64_t>& grid);

/// 51 targets from the worst to the best final objective over all methods and seeds of the problem, spaced by scaleFor.
/// Empty where no lap found anything. They rate the methods against each other, and change when a method joins.
std::vector<double> targets(const std::vector<Lap>& lapsOnProblem);

/// For each place of the grid, the share of all (problem, seed, target) of the method that were reached by then; an
/// empirical cumulative distribution: Hansen, Auger, Brockhoff & Tušar, "Anytime performance assessment in blackbox
/// optimization benchmarking", IEEE Transactions on Evolutionary Computation 26 (2022). `laps`: all of the race.
std::vector<double> reachedShares(const std::vector<Lap>& laps, std::string_view method,
                                  const std::vector<std::int64_t>& grid);

} // namespace bubblenet::race
