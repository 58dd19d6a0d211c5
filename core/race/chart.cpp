// SPDX-License-Identifier: GPL-3.0-only
#include "core/race/chart.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "core/base/error.h"
#include "core/race/curves.h"
#include "core/race/plot.h"

namespace bubblenet::race {

namespace {

/// "5000", "20k", "1.5M", for a round number.
std::string evaluationsText(double evaluations) {
    const double unit = evaluations < 1e4 ? 1 : evaluations < 1e6 ? 1e3 : 1e6;
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), evaluations / unit).ptr;
    return std::string(digits.data(), end) + (unit == 1 ? "" : unit == 1e3 ? "k" : "M");
}

Axis evaluationsAxis(const std::vector<std::int64_t>& grid) {
    Axis axis = linearAxis(0, static_cast<double>(grid.back()));
    keepWholeTicks(axis);
    for (Tick& tick : axis.ticks)
        tick.label = evaluationsText(tick.value);
    return axis;
}

Plot emptyPlot(std::string title, std::string label, const std::vector<std::int64_t>& grid) {
    return {.title = std::move(title),
            .label = std::move(label),
            .horizontalLabel = "evaluations",
            .horizontal = evaluationsAxis(grid),
            .vertical = {},
            .curves = {},
            .emptyText = "no evaluation found anything"};
}

/// Covers what is drawn; on a linear axis from a twentieth of the evaluations on, because the fall of the first ones
/// would press all that matters against the bottom.
Axis verticalAxis(const Plot& plot) {
    std::array<double, 2> all{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    std::array<double, 2> late = all;
    const auto include = [](std::array<double, 2>& range, double value) {
        range = {std::min(range[0], value), std::max(range[1], value)};
    };
    for (const PlotCurve& curve : plot.curves)
        for (const auto* values : {&curve.lower, &curve.y, &curve.upper})
            for (std::size_t i = 0; i < values->size(); ++i) {
                if (!isDrawable((*values)[i]))
                    continue;
                include(all, (*values)[i]);
                if (curve.x[i] * 20 >= curve.x.back())
                    include(late, (*values)[i]);
            }
    if (all[0] > all[1])
        return linearAxis(0, 1);
    return scaleFor(all[0], all[1]) == Scale::logarithmic ? logarithmicAxis(all[0], all[1])
                                                          : paddedLinearAxis(late[0], late[1]);
}

Plot problemPlot(const std::vector<Lap>& lapsOnProblem, const std::vector<std::string>& methods) {
    const auto grid = evaluationGrid(lapsOnProblem[0].evaluations);
    Plot plot = emptyPlot(lapsOnProblem[0].problem, lapsOnProblem[0].objectiveLabel, grid);
    for (std::size_t method = 0; method < methods.size(); ++method)
        if (const auto laps = lapsOfMethod(lapsOnProblem, methods[method]); !laps.empty()) {
            Band band = bestSoFar(laps, grid);
            plot.curves.push_back({.series = method,
                                   .x = {grid.begin(), grid.end()},
                                   .y = std::move(band.median),
                                   .lower = std::move(band.lower),
                                   .upper = std::move(band.upper)});
        }
    plot.vertical = verticalAxis(plot);
    return plot;
}

Plot targetsPlot(const std::vector<Lap>& laps, const std::vector<std::string>& methods) {
    const auto longest = std::max_element(laps.begin(), laps.end(),
                                          [](const Lap& a, const Lap& b) { return a.evaluations < b.evaluations; });
    const auto grid = evaluationGrid(longest->evaluations);
    Plot plot = emptyPlot(problemNames(laps).size() > 1 ? "Targets reached, all problems" : "Targets reached",
                          "% of all (problem, seed, target)", grid);
    for (std::size_t method = 0; method < methods.size(); ++method) {
        std::vector<double> percent = reachedShares(laps, methods[method], grid);
        for (double& share : percent)
            share *= 100;
        plot.curves.push_back({.series = method, .x = {grid.begin(), grid.end()}, .y = std::move(percent)});
    }
    plot.vertical = linearAxis(0, 100);
    return plot;
}

} // namespace

std::string chartSvg(const std::vector<Lap>& laps) {
    checkLaps(laps);
    if (laps.empty())
        throw Error("a race without laps cannot be drawn; run it first");
    const std::vector<std::string> methods = methodNames(laps);
    std::vector<Plot> plots;
    for (const std::string& problem : problemNames(laps))
        plots.push_back(problemPlot(lapsOnProblem(laps, problem), methods));
    plots.push_back(targetsPlot(laps, methods));
    return plotsSvg(plots, methods, "The best objective so far, and the targets reached, over the evaluations");
}

} // namespace bubblenet::race
