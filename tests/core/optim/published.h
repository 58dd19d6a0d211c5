// SPDX-License-Identifier: GPL-3.0-only
// The matlab mode against an independent re-run of the published program's semantics: 30 whales, 500 iterations, 300
// runs. The figures printed in the article cannot be reproduced by it.
#pragma once

#include <QString>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string>
#include <vector>

#include "core/optim/optimizer.h"
#include "core/optim/test_functions.h"

namespace published {

constexpr double kReferenceRuns = 300;
constexpr double kLevel = 0.001; // of a right implementation's being called wrong, over all functions together

/// Mean and standard deviation of F1 and F2 say nothing: those results spread over decades.
struct Reference {
    std::string name;
    double mean;
    double deviation;
    double median;
    double meanRounding = 0; ///< of the mean as printed, where the deviation is less
};

inline const std::vector<Reference> kReferences{
    {"F1", 8.6e-72, 9.1e-71, 2.6e-78},
    {"F2", 1.9e-50, 1.6e-49, 1.3e-53},
    {"F3", 45115, 14069, 43883},
    {"F4", 47.12, 28.78, 49.28},
    {"F5", 27.998, 0.490, 27.905},
    {"F6", 0.4018, 0.2220, 0.3619},
    {"F7", 0.00345, 0.00406, 0.00194},
    {"F8", -10379.8, 1827.9, -10284.4},
    {"F9", 1.2e-17, 1.4e-16, 0},
    {"F10", 3.93e-15, 2.58e-15, 3.9968e-15}, // printed as 4.00e-15; near 0, doubles leave few values to Ackley's
    {"F11", 0.01008, 0.04657, 0},
    {"F12", 0.02931, 0.10102, 0.01746},
    {"F13", 0.5224, 0.2708, 0.4835},
    {"F14", 2.728, 2.924, 0.99800},
    {"F15", 7.10e-4, 5.36e-4, 5.85e-4},
    {"F16", -1.03163, 3.5e-9, -1.03163, 5e-6},
    {"F17", 0.397896, 2.1e-5, 0.397889},
    {"F18", 3.00009, 3.4e-4, 3.00001},
    {"F19", -3.85316, 0.02384, -3.85890},
    {"F20", -3.2200, 0.1519, -3.3095},
    {"F21", -8.207, 2.638, -10.120},
    {"F22", -7.661, 3.048, -10.323},
    {"F23", -7.255, 3.280, -5.128},
};

struct Results {
    Reference reference;
    std::vector<double> ours;
};

inline std::vector<Results> resultsOfAll(std::uint64_t runs) {
    std::vector<Results> all;
    for (const auto& reference : kReferences) {
        all.push_back({reference, {}});
        for (std::uint64_t run = 0; run < runs; ++run) {
            const auto rng = bubblenet::Rng(20160201).stream(reference.name, run);
            const auto problem = bubblenet::optim::makeTestProblem({.name = reference.name}, rng);
            const auto optimizer = bubblenet::optim::makeOptimizer(
                {.mode = "matlab", .population = 30, .iterations = 500}, problem->coordinates(), rng);
            bubblenet::optim::minimise(*optimizer, *problem);
            all.back().ours.push_back(optimizer->bestObjective());
        }
    }
    return all;
}

/// Two-sided, of Welch's t; with so many runs the normal distribution serves for Student's. Few runs can miss the rare
/// bad ones that make up a heavy tail, and their deviation be far too small: the reference's is the least that is
/// taken.
inline double welchProbability(const Results& results) {
    const auto count = static_cast<double>(results.ours.size());
    double mean = 0;
    for (const double result : results.ours)
        mean += result / count;
    double variance = 0;
    for (const double result : results.ours)
        variance += (result - mean) * (result - mean) / (count - 1);
    const auto& reference = results.reference;
    variance = std::max(variance, reference.deviation * reference.deviation);
    const double difference = std::max(std::abs(mean - reference.mean) - reference.meanRounding, 0.0);
    const double t =
        difference / std::sqrt(variance / count + reference.deviation * reference.deviation / kReferenceRuns);
    return std::erfc(t / std::numbers::sqrt2);
}

/// The functions whose mean differs from the reference's (Holm 1979).
inline QStringList differingMeans(const std::vector<Results>& all) {
    std::vector<std::pair<double, std::string>> tests;
    for (const auto& results : all)
        if (results.reference.name != "F1" && results.reference.name != "F2")
            tests.emplace_back(welchProbability(results), results.reference.name);
    std::sort(tests.begin(), tests.end());
    QStringList differing;
    for (std::size_t k = 0; k < tests.size() && tests[k].first * static_cast<double>(tests.size() - k) < kLevel; ++k)
        differing << QString("%1: p = %2").arg(QString::fromStdString(tests[k].second)).arg(tests[k].first);
    return differing;
}

/// The functions where more than half of the results lie on one side of the reference's median. That is the same for
/// their logarithms, and heavy tails do not disturb it; results equal to the median, as printed, are on neither side.
inline QStringList differingMedians(const std::vector<Results>& all) {
    QStringList differing;
    for (const auto& results : all) {
        const double median = results.reference.median;
        const double printed = 5e-4 * std::abs(median);
        const auto below = std::count_if(results.ours.begin(), results.ours.end(),
                                         [&](double result) { return result < median - printed; });
        const auto above = std::count_if(results.ours.begin(), results.ours.end(),
                                         [&](double result) { return result > median + printed; });
        const auto count = static_cast<double>(results.ours.size());
        // The reference's median is itself one of 300 runs. 4.2 standard errors are 0.001 over 46 one-sided tests.
        const double most = count / 2 + 4.2 * std::sqrt(count / 4 * (1 + count / kReferenceRuns));
        if (static_cast<double>(std::max(below, above)) > most)
            differing << QString("%1: %2 below, %3 above")
                             .arg(QString::fromStdString(results.reference.name))
                             .arg(below)
                             .arg(above);
    }
    return differing;
}

} // namespace published
