// SPDX-License-Identifier: GPL-3.0-only
// Laps for the race's tests, by what they end with.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/race/race_data.h"

namespace samples {

using bubblenet::race::Lap;

/// 100 evaluations, of which the 1st finds one more than `final` and the 40th `final`.
inline Lap lap(const std::string& problem, const std::string& method, std::uint64_t seed, double final) {
    return {.problem = problem,
            .objectiveLabel = "validation error, %",
            .method = method,
            .seed = seed,
            .evaluations = 100,
            .uniqueEvaluations = 90,
            .seconds = 2.5,
            .best = {{1, final + 1}, {40, final}},
            .figures = {}};
}

/// Seeds from 1, one for each value.
inline std::vector<Lap> laps(const std::string& problem, const std::string& method, const std::vector<double>& finals) {
    std::vector<Lap> result;
    for (const double final : finals)
        result.push_back(lap(problem, method, result.size() + 1, final));
    return result;
}

inline std::vector<Lap> together(const std::vector<std::vector<Lap>>& parts) {
    std::vector<Lap> result;
    for (const auto& part : parts)
        result.insert(result.end(), part.begin(), part.end());
    return result;
}

} // namespace samples
