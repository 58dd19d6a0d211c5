// SPDX-License-Identifier: GPL-3.0-only
#include "core/race/statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/math/distributions/chi_squared.hpp>

#include "core/base/error.h"

namespace bubblenet::race {

namespace {

constexpr std::size_t kMostExactPairs = 25;

/// The sum of t³ − t over the groups of t equal values.
double tieSum(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    double sum = 0;
    for (auto begin = values.begin(); begin != values.end();) {
        const auto end = std::upper_bound(begin, values.end(), *begin);
        const auto t = static_cast<double>(end - begin);
        sum += t * t * t - t;
        begin = end;
    }
    return sum;
}

/// P(sum of the ranks with a plus ≤ sum), each rank having a plus or a minus with even chances.
double exactTail(const std::vector<double>& ranks, double sum) {
    // Ranks that ties share are halves, so that all is counted in halves. counts[s]: in how many ways s comes about.
    std::vector<double> counts{1};
    for (const double rank : ranks) {
        const auto halves = static_cast<std::size_t>(std::lround(2 * rank));
        std::vector<double> next(counts.size() + halves);
        for (std::size_t s = 0; s < counts.size(); ++s) {
            next[s] += counts[s];
            next[s + halves] += counts[s];
        }
        counts = std::move(next);
    }
    const auto last = static_cast<std::ptrdiff_t>(std::lround(2 * sum));
    return std::accumulate(counts.begin(), counts.begin() + last + 1, 0.0) /
           std::exp2(static_cast<double>(ranks.size()));
}

double normalProbability(const std::vector<double>& sizes, double smallerSum) {
    const auto n = static_cast<double>(sizes.size());
    const double mean = n * (n + 1) / 4;
    const double variance = (n * (n + 1) * (2 * n + 1) - tieSum(sizes) / 2) / 24;
    const double distance = std::max(0.0, mean - smallerSum - 0.5); // the continuity correction stops at the mean
    return std::erfc(distance / std::sqrt(variance) / std::sqrt(2.0));
}

} // namespace

double quantile(std::vector<double> values, double share) {
    if (values.empty() || !(share >= 0 && share <= 1))
        throw Error("a quantile needs at least one value, and a share from 0 to 1");
    std::sort(values.begin(), values.end());
    const double place = share * static_cast<double>(values.size() - 1);
    const double below = std::floor(place);
    const double lower = values[static_cast<std::size_t>(below)];
    const double upper = values[static_cast<std::size_t>(std::ceil(place))];
    if (lower == upper || std::isinf(lower) || std::isinf(upper))
        return upper;
    return std::lerp(lower, upper, place - below);
}

Quartiles quartiles(const std::vector<double>& values) {
    return {quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)};
}

std::vector<double> averageRanks(const std::vector<double>& values) {
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    std::vector<double> ranks;
    for (const double value : values) {
        const auto [begin, end] = std::equal_range(sorted.begin(), sorted.end(), value);
        ranks.push_back(static_cast<double>((begin - sorted.begin()) + (end - sorted.begin()) + 1) / 2);
    }
    return ranks;
}

Wilcoxon wilcoxon(const std::vector<double>& first, const std::vector<double>& second) {
    if (first.size() != second.size())
        throw Error("Wilcoxon's test needs pairs, and there are " + std::to_string(first.size()) + " and " +
                    std::to_string(second.size()) + " values");
    std::vector<double> differences;
    std::vector<double> sizes;
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (first[i] == second[i]) // two infinite ones too, whose difference is no number
            continue;
        differences.push_back(first[i] - second[i]);
        sizes.push_back(std::abs(differences.back()));
    }
    const std::vector<double> ranks = averageRanks(sizes);
    Wilcoxon result{.pairs = differences.size()};
    for (std::size_t i = 0; i < ranks.size(); ++i)
        (differences[i] < 0 ? result.sumOfLower : result.sumOfHigher) += ranks[i];
    const double smallerSum = std::min(result.sumOfLower, result.sumOfHigher);
    if (ranks.size() <= kMostExactPairs)
        result.probability = std::min(1.0, 2 * exactTail(ranks, smallerSum));
    else
        result.probability = normalProbability(sizes, smallerSum);
    return result;
}

double smallestWilcoxonProbability(std::size_t pairs) {
    std::vector<double> agreeing(pairs);
    std::iota(agreeing.begin(), agreeing.end(), 1.0);
    return wilcoxon(agreeing, std::vector<double>(pairs)).probability;
}

std::vector<double> holm(const std::vector<double>& probabilities) {
    std::vector<std::size_t> order(probabilities.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return probabilities[a] < probabilities[b]; });
    std::vector<double> corrected(probabilities.size());
    double largest = 0; // no probability is corrected to less than one that was smaller
    for (std::size_t i = 0; i < order.size(); ++i) {
        largest = std::max(largest, probabilities[order[i]] * static_cast<double>(order.size() - i));
        corrected[order[i]] = std::min(1.0, largest);
    }
    return corrected;
}

Friedman friedman(const std::vector<std::vector<double>>& blocks) {
    const std::size_t methods = blocks.empty() ? 0 : blocks[0].size();
    const bool areEven =
        std::all_of(blocks.begin(), blocks.end(), [&](const auto& block) { return block.size() == methods; });
    if (blocks.size() < 2 || methods < 2 || !areEven)
        throw Error("Friedman's test needs two or more methods, each on the same two or more problems");
    const auto n = static_cast<double>(blocks.size());
    const auto k = static_cast<double>(methods);
    Friedman result{.averageRanks = std::vector<double>(methods)};
    double ties = 0;
    for (const auto& block : blocks) {
        const std::vector<double> ranks = averageRanks(block);
        for (std::size_t method = 0; method < methods; ++method)
            result.averageRanks[method] += ranks[method] / n;
        ties += tieSum(block);
    }
    const double tieCorrection = 1 - ties / (n * k * (k * k - 1));
    if (tieCorrection <= 0) // all equal in every block
        return result;
    double deviation = 0;
    for (const double rank : result.averageRanks)
        deviation += (rank - (k + 1) / 2) * (rank - (k + 1) / 2);
    result.chiSquare = 12 * n / (k * (k + 1)) * deviation / tieCorrection;
    const boost::math::chi_squared distribution(k - 1);
    result.probability = boost::math::cdf(boost::math::complement(distribution, result.chiSquare));
    return result;
}

double cliffsDelta(const std::vector<double>& first, const std::vector<double>& second) {
    if (first.empty() || second.empty())
        throw Error("Cliff's delta needs values on both sides");
    double dominance = 0;
    for (const double a : first)
        for (const double b : second)
            dominance += static_cast<double>(a > b) - static_cast<double>(a < b);
    return dominance / static_cast<double>(first.size() * second.size());
}

std::string_view sizeWord(double cliffsDelta) {
    const double size = std::abs(cliffsDelta);
    return size < 0.147 ? "negligible" : size < 0.33 ? "small" : size < 0.474 ? "medium" : "large";
}

} // namespace bubblenet::race
