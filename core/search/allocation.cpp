// SPDX-License-Identifier: GPL-3.0-only
#include "core/search/allocation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace bubblenet::search {

namespace {

constexpr int kBisections = 40;

KeepRatios ratiosAbove(const std::vector<std::vector<double>>& scores, double threshold, double least) {
    KeepRatios ratios;
    for (const auto& group : scores) {
        const auto kept = std::count_if(group.begin(), group.end(), [&](double score) { return score >= threshold; });
        ratios.groups.push_back(std::clamp(static_cast<double>(kept) / static_cast<double>(group.size()), least, 1.0));
    }
    return ratios;
}

} // namespace

std::vector<std::vector<double>> comparedWithin(std::vector<std::vector<double>> scores) {
    for (auto& group : scores) {
        const double squares = std::inner_product(group.begin(), group.end(), group.begin(), 0.0);
        const double scale = std::sqrt(squares / static_cast<double>(group.size()));
        for (auto& score : group)
            score = scale > 0 ? score / scale : 1.0;
    }
    return scores;
}

KeepRatios globalRatios(const Repair& repair, const std::vector<std::vector<double>>& scores, double maxRatio) {
    double low = 0;
    double high = 0;
    for (const auto& group : scores)
        high = std::max(high, *std::max_element(group.begin(), group.end()));
    const double least = 1 - maxRatio;
    for (int i = 0; i < kBisections; ++i) {
        const double middle = (low + high) / 2;
        prune::Widths widths;
        const auto ratios = ratiosAbove(scores, middle, least);
        for (std::size_t g = 0; g < repair.groups().size(); ++g) {
            const double channels = repair.groups()[g].channels;
            widths.kept.push_back(repair.isFree(g)
                                      ? std::max(1, static_cast<int>(std::lround(ratios.groups[g] * channels)))
                                      : repair.groups()[g].channels);
        }
        (repair.cost(widths) > repair.goal() ? low : high) = middle;
    }
    return ratiosAbove(scores, high, least);
}

KeepRatios innerRatios(const Repair& repair) {
    constexpr double kSmall = 1e-3; // widthsFor() multiplies all ratios by one factor, and a stream's stays whole
    KeepRatios ratios;
    for (const auto& group : repair.groups())
        ratios.groups.push_back(group.kind == prune::GroupKind::stream ? 1 : kSmall);
    return ratios;
}

} // namespace bubblenet::search
