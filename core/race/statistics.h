// SPDX-License-Identifier: GPL-3.0-only
// The statistics of a race on plain numbers: a few seeds, small values better, no assumption of a normal distribution.
// Pure functions, any thread; NaN is not for them. All throw Error for what cannot be compared.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bubblenet::race {

/// The quantile that numpy and R give unasked: linear between the order statistics, type 7 of Hyndman & Fan, "Sample
/// quantiles in statistical packages", The American Statistician 50 (1996). Between a finite and an infinite value it
/// is the upper one. `share` in 0 … 1; at least one value.
double quantile(std::vector<double> values, double share);

struct Quartiles {
    double lower = 0;
    double median = 0;
    double upper = 0;
};
Quartiles quartiles(const std::vector<double>& values);

/// From 1 for the smallest; equal values share the mean of their ranks.
std::vector<double> averageRanks(const std::vector<double>& values);

struct Wilcoxon {
    std::size_t pairs = 0;  ///< that differ
    double sumOfLower = 0;  ///< the ranks of the pairs in which the first value is the lower
    double sumOfHigher = 0; ///< and of those in which it is the higher
    double probability = 1; ///< two-sided
};

/// The paired signed-rank test: Wilcoxon, "Individual comparisons by ranking methods", Biometrics Bulletin 1 (1945).
/// Pairs that do not differ are dropped, as there. Up to 25 pairs the probability is exact, given the ranks that ties
/// share (Hollander, Wolfe & Chicken, "Nonparametric statistical methods", 3.1); beyond, normal with corrections for
/// ties and continuity.
Wilcoxon wilcoxon(const std::vector<double>& first, const std::vector<double>& second);

/// What `wilcoxon` gives where all of so many pairs, of which none is equal, agree: no outcome is more significant.
double smallestWilcoxonProbability(std::size_t pairs);

/// Probabilities corrected for their number: Holm, "A simple sequentially rejective multiple test procedure",
/// Scandinavian Journal of Statistics 6 (1979). In the order of the arguments, each at most 1.
std::vector<double> holm(const std::vector<double>& probabilities);

struct Friedman {
    std::vector<double> averageRanks; ///< of each method; 1 would be the best in each block
    double chiSquare = 0;
    double probability = 1;
};

/// Whether methods differ over several blocks (problems): Friedman, "The use of ranks to avoid the assumption of
/// normality", Journal of the American Statistical Association 32 (1937), with its correction for ties.
/// blocks[problem][method]; two or more of each. The chi-square approximation is rough under about 10 blocks or 5
/// methods (Demšar, Journal of Machine Learning Research 7, 2006).
Friedman friedman(const std::vector<std::vector<double>>& blocks);

/// P(first > second) − P(first < second) over all pairs, −1 … 1; below 0 the first are the lower: Cliff, "Dominance
/// statistics", Psychological Bulletin 114 (1993).
double cliffsDelta(const std::vector<double>& first, const std::vector<double>& second);

/// negligible | small | medium | large: Romano, Kromrey, Coraggio & Skowronek, "Appropriate statistics for ordinal
/// level data", Florida Association of Institutional Research (2006): from 0.147, 0.33 and 0.474.
std::string_view sizeWord(double cliffsDelta);

} // namespace bubblenet::race
