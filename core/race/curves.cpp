// SPDX-License-Identifier: GPL-3.0-only
#include "core/race/curves.h"

#include <algorithm>
#include <cmath>

#include "core/race/statistics.h"

namespace bubblenet::race {

Scale scaleFor(double low, double high) {
    return low > 0 && high / low > 1000 ? Scale::logarithmic : Scale::linear;
}

std::vector<std::int64_t> evaluationGrid(std::int64_t evaluations) {
    constexpr std::int64_t kMostPlaces = 200;
    const std::int64_t places = std::min(evaluations, kMostPlaces);
    std::vector<std::int64_t> grid;
    for (std::int64_t i = 0; i < places; ++i) {
        const double share = places == 1 ? 1 : static_cast<double>(i) / static_cast<double>(places - 1);
        grid.push_back(1 + std::llround(share * static_cast<double>(evaluations - 1)));
    }
    return grid;
}

Band bestSoFar(const std::vector<Lap>& laps, const std::vector<std::int64_t>& grid) {
    Band band;
    for (const std::int64_t evaluations : grid) {
        std::vector<double> values;
        for (const Lap& lap : laps)
            values.push_back(bestAfter(lap, evaluations));
        const Quartiles here = quartiles(values);
        band.lower.push_back(here.lower);
        band.median.push_back(here.median);
        band.upper.push_back(here.upper);
    }
    return band;
}

std::vector<double> targets(const std::vector<Lap>& lapsOnProblem) {
    std::vector<double> finals;
    for (const Lap& lap : lapsOnProblem)
        if (std::isfinite(finalObjective(lap)))
            finals.push_back(finalObjective(lap));
    if (finals.empty())
        return {};
    const auto [best, worst] = std::minmax_element(finals.begin(), finals.end());
    constexpr int kTargets = 51;
    std::vector<double> values;
    for (int i = 0; i < kTargets; ++i) {
        const double share = i / (kTargets - 1.0);
        values.push_back(scaleFor(*best, *worst) == Scale::logarithmic ? *worst * std::pow(*best / *worst, share)
                                                                       : std::lerp(*worst, *best, share));
    }
    values.back() = *best; // which rounding would put out of reach
    return values;
}

std::vector<double> reachedShares(const std::vector<Lap>& laps, std::string_view method,
                                  const std::vector<std::int64_t>& grid) {
    std::vector<std::int64_t> reachedAt;
    std::size_t triples = 0;
    for (const std::string& problem : problemNames(laps)) {
        const std::vector<Lap> onProblem = lapsOnProblem(laps, problem);
        const std::vector<double> problemTargets = targets(onProblem);
        for (const Lap& lap : lapsOfMethod(onProblem, method)) {
            triples += problemTargets.size();
            for (const double target : problemTargets) {
                const auto hit = std::find_if(lap.best.begin(), lap.best.end(),
                                              [&](const BestPoint& point) { return point.objective <= target; });
                if (hit != lap.best.end())
                    reachedAt.push_back(hit->evaluation);
            }
        }
    }
    std::sort(reachedAt.begin(), reachedAt.end());
    std::vector<double> shares;
    for (const std::int64_t evaluations : grid) {
        const auto reached = std::upper_bound(reachedAt.begin(), reachedAt.end(), evaluations) - reachedAt.begin();
        shares.push_back(triples == 0 ? 0 : static_cast<double>(reached) / static_cast<double>(triples));
    }
    return shares;
}

} // namespace bubblenet::race
