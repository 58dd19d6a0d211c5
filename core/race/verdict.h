// SPDX-License-Identifier: GPL-3.0-only
// What a race showed: a table for each problem, one method against each of the others, ranks over the problems, and a
// verdict in plain English that claims no more than the tests do. Pure, any thread; how it looks is for report.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/race/race_data.h"
#include "core/race/statistics.h"

namespace bubblenet::race {

/// Corrected probabilities below this are called significant.
inline constexpr double kSignificance = 0.05;

/// One method on one problem. The objectives are the final ones of its laps.
struct MethodSummary {
    std::string method;
    std::size_t seeds = 0;
    Quartiles objective;
    double bestObjective = 0;
    double meanObjective = 0;
    double uniqueEvaluations = 0; ///< medians over the laps, from here on
    double repeatedEvaluations = 0;
    double seconds = 0;
    std::vector<Figure> figures;
};

enum class Outcome { lower, higher, notShown, tooFewSeeds };

/// The favourite against a rival on one problem, paired by the seeds that both have.
struct Comparison {
    std::string rival;
    std::size_t seeds = 0;
    std::size_t lowerSeeds = 0;  ///< in which the favourite's objective is the lower one
    std::size_t higherSeeds = 0; ///< the rest are equal
    double favouriteMedian = 0;  ///< over those seeds
    double rivalMedian = 0;
    double probability = 1;          ///< Wilcoxon's, two-sided
    double correctedProbability = 1; ///< Holm's, over all comparisons of the race (see RaceResult)
    double smallestProbability = 1;  ///< below which no result with so many seeds could have brought the corrected one
    double cliffsDelta = 0;          ///< below 0 where the favourite's are lower
    Outcome outcome = Outcome::notShown; ///< tooFewSeeds: no result could have been significant
};

struct ProblemResult {
    std::string problem;
    std::string objectiveLabel;
    std::int64_t evaluations = 0;
    std::vector<MethodSummary> methods; ///< by median, the best first
    std::vector<Comparison> comparisons;
    std::string verdict;
};

/// Where the data chose the favourite, it had its chance against every method: then Holm's correction takes all pairs
/// of methods on each problem together, else the favourite against each rival on each problem.
enum class FavouriteChoice { beforehand, fromData };

struct RaceResult {
    std::string favourite;
    FavouriteChoice favouriteChoice = FavouriteChoice::beforehand;
    std::vector<std::string> methods;  ///< in the laps' order
    std::size_t correctedTogether = 0; ///< so many probabilities
    std::vector<ProblemResult> problems;
    /// Of the medians, over the problems that all methods ran; where there are two or more of these and three or more
    /// methods.
    std::optional<Friedman> friedman;
    std::size_t friedmanProblems = 0;
    std::string verdict; ///< one problem's, or of all
};

/// `favourite`: the method to compare with the others, named before the race; empty: the one whose medians rank best
/// over the problems. Throws Error for no laps, for an unknown favourite (usage) and as checkLaps does.
RaceResult judge(const std::vector<Lap>& laps, const std::string& favourite = {});

} // namespace bubblenet::race
