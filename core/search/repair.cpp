// SPDX-License-Identifier: GPL-3.0-only
#include "core/search/repair.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/error.h"

namespace bubblenet::search {

namespace {

constexpr int kRoundingFrom = 64; // narrower layers lose too much by rounding to a multiple
constexpr int kBisections = 40;

} // namespace

Repair::Repair(nn::NetworkSpec spec, RepairOptions options)
    : m_spec(std::move(spec)), m_options(std::move(options)), m_groups(prune::findGroups(m_spec)) {
    for (std::size_t g = 0; g < m_groups.size(); ++g) {
        const int channels = m_groups[g].channels;
        const int least = m_options.leastChannels.empty()
                              ? static_cast<int>(std::ceil(channels * (1 - m_options.maxRatio) - 1e-9))
                              : m_options.leastChannels[g];
        m_narrowest.push_back(isFree(g) ? std::clamp(least, 1, channels) : channels);
    }
    for (const auto& block : prune::removableBlocks(m_spec))
        m_removable.push_back(block.name);
    checkReachable(m_options.goal);
    KeepRatios uniform{std::vector<double>(m_groups.size(), 1.0), {}};
    double low = 0;
    double high = 1;
    for (int i = 0; i < kBisections; ++i) {
        const double middle = (low + high) / 2;
        (cost(scaled(uniform, middle)) > m_options.goal ? high : low) = middle;
    }
    m_uniformRatio = low;
}

void Repair::checkReachable(double largestCost) const {
    const double least = cost(narrowest());
    if (least > largestCost)
        throwUnreachable(m_options.maxRatio, least / cost(prune::widthsOf(prune::wholePlan(m_spec))));
}

void throwUnreachable(double maxRatio, double shareLeft) {
    throw Error(
        Phrase("the goal cannot be reached: with at most {1} % of each group's channels removed, {2} % of the cost "
               "is left; raise search.max_ratio, or the goal (of a front its search.front.least)",
               std::lround(100 * maxRatio), std::lround(std::ceil(100 * shareLeft))),
        ErrorKind::usage);
}

double Repair::cost(const prune::Widths& widths) const {
    return m_options.cost(prune::specWithWidths(m_spec, widths));
}

int Repair::rounded(std::size_t group, double width) const {
    const int channels = m_groups[group].channels;
    int result = static_cast<int>(std::floor(width + 1e-9));
    if (m_options.roundTo > 1 && channels >= kRoundingFrom)
        result -= result % m_options.roundTo;
    return std::clamp(result, m_narrowest[group], channels);
}

prune::Widths Repair::scaled(const KeepRatios& ratios, double factor) const {
    prune::Widths widths{std::vector<int>(m_groups.size()), ratios.removedBlocks};
    for (std::size_t g = 0; g < m_groups.size(); ++g)
        widths.kept[g] = isFree(g) ? rounded(g, std::min(1.0, ratios.groups[g] * factor) * m_groups[g].channels)
                                   : m_groups[g].channels;
    return widths;
}

void Repair::fill(prune::Widths& widths, const KeepRatios& asked, double largestCost) const {
    // Largest remainder first: the group whose rounding took the most of what its ratio asked for.
    std::vector<std::size_t> order(m_groups.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<double> remainder(m_groups.size());
    for (std::size_t g = 0; g < m_groups.size(); ++g)
        remainder[g] = std::min(1.0, asked.groups[g]) - static_cast<double>(widths.kept[g]) / m_groups[g].channels;
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return remainder[a] > remainder[b]; });
    for (const auto g : order) {
        if (!isFree(g))
            continue;
        auto wider = widths;
        const bool inMultiples = m_options.roundTo > 1 && m_groups[g].channels >= kRoundingFrom;
        wider.kept[g] = std::min(m_groups[g].channels, wider.kept[g] + (inMultiples ? m_options.roundTo : 1));
        if (wider.kept[g] > widths.kept[g] && cost(wider) <= largestCost)
            widths = std::move(wider);
    }
}

prune::Widths Repair::widthsFor(const KeepRatios& ratios, double largestCost) const {
    KeepRatios usable = ratios;
    std::erase_if(usable.removedBlocks, [&](const std::string& name) {
        return std::find(m_removable.begin(), m_removable.end(), name) == m_removable.end();
    });
    // The factor at which even the smallest ratio reaches 1.
    const double smallest = *std::min_element(usable.groups.begin(), usable.groups.end());
    double low = 0;
    double high = 1 / std::max(smallest, 1e-3);
    if (cost(scaled(usable, high)) <= largestCost)
        return scaled(usable, high);
    for (int i = 0; i < kBisections; ++i) {
        const double middle = (low + high) / 2;
        (cost(scaled(usable, middle)) > largestCost ? high : low) = middle;
    }
    auto widths = scaled(usable, low);
    for (auto& ratio : usable.groups)
        ratio *= high;
    fill(widths, usable, largestCost);
    return widths;
}

} // namespace bubblenet::search
