// SPDX-License-Identifier: GPL-3.0-only
#include "core/race/verdict.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "core/base/error.h"
#include "core/race/text.h"
#include "core/race/verdict_text.h"

namespace bubblenet::race {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::vector<double> finalObjectives(const std::vector<Lap>& laps) {
    std::vector<double> values;
    for (const Lap& lap : laps)
        values.push_back(finalObjective(lap));
    return values;
}

std::vector<Figure> medianFigures(const std::vector<Lap>& laps) {
    std::vector<std::string> names;
    std::map<std::string, std::vector<double>> values;
    for (const Lap& lap : laps)
        for (const Figure& figure : lap.figures) {
            if (values.count(figure.name) == 0)
                names.push_back(figure.name);
            values[figure.name].push_back(figure.value);
        }
    std::vector<Figure> medians;
    for (const std::string& name : names)
        medians.push_back({name, quantile(values[name], 0.5)});
    return medians;
}

MethodSummary summaryOf(const std::string& method, const std::vector<Lap>& laps) {
    const std::vector<double> objectives = finalObjectives(laps);
    std::vector<double> unique;
    std::vector<double> repeated;
    std::vector<double> seconds;
    for (const Lap& lap : laps) {
        unique.push_back(static_cast<double>(lap.uniqueEvaluations));
        repeated.push_back(static_cast<double>(lap.evaluations - lap.uniqueEvaluations));
        seconds.push_back(lap.seconds);
    }
    return {.method = method,
            .seeds = laps.size(),
            .objective = quartiles(objectives),
            .bestObjective = *std::min_element(objectives.begin(), objectives.end()),
            .meanObjective =
                std::accumulate(objectives.begin(), objectives.end(), 0.0) / static_cast<double>(objectives.size()),
            .uniqueEvaluations = quantile(unique, 0.5),
            .repeatedEvaluations = quantile(repeated, 0.5),
            .seconds = quantile(seconds, 0.5),
            .figures = medianFigures(laps)};
}

std::vector<MethodSummary> summariesOf(const std::vector<Lap>& lapsOnProblem) {
    std::vector<MethodSummary> summaries;
    for (const std::string& method : methodNames(lapsOnProblem))
        summaries.push_back(summaryOf(method, lapsOfMethod(lapsOnProblem, method)));
    std::stable_sort(summaries.begin(), summaries.end(), [](const MethodSummary& a, const MethodSummary& b) {
        return a.objective.median < b.objective.median;
    });
    return summaries;
}

/// medians[problem][method]; infinity where the method did not run.
std::vector<std::vector<double>> mediansOf(const RaceResult& result) {
    std::vector<std::vector<double>> medians;
    for (const ProblemResult& problem : result.problems) {
        auto& row = medians.emplace_back(result.methods.size(), kInfinity);
        for (const MethodSummary& summary : problem.methods) {
            const auto found = std::find(result.methods.begin(), result.methods.end(), summary.method);
            row[static_cast<std::size_t>(found - result.methods.begin())] = summary.objective.median;
        }
    }
    return medians;
}

std::string bestByMedianRank(const RaceResult& result) {
    std::vector<double> rankSums(result.methods.size());
    for (const auto& row : mediansOf(result)) {
        const std::vector<double> ranks = averageRanks(row);
        for (std::size_t method = 0; method < ranks.size(); ++method)
            rankSums[method] += ranks[method];
    }
    const auto best = std::min_element(rankSums.begin(), rankSums.end());
    return result.methods[static_cast<std::size_t>(best - rankSums.begin())];
}

Comparison comparisonOf(const std::vector<Lap>& favourites, const std::vector<Lap>& rivals) {
    std::vector<double> first;
    std::vector<double> second;
    for (const Lap& lap : favourites) {
        const auto partner =
            std::find_if(rivals.begin(), rivals.end(), [&](const Lap& rival) { return rival.seed == lap.seed; });
        if (partner == rivals.end())
            continue;
        first.push_back(finalObjective(lap));
        second.push_back(finalObjective(*partner));
    }
    Comparison comparison{.rival = rivals[0].method, .seeds = first.size()};
    if (first.empty())
        return comparison;
    for (std::size_t i = 0; i < first.size(); ++i) {
        comparison.lowerSeeds += first[i] < second[i] ? 1 : 0;
        comparison.higherSeeds += first[i] > second[i] ? 1 : 0;
    }
    const Wilcoxon test = wilcoxon(first, second);
    comparison.favouriteMedian = quantile(first, 0.5);
    comparison.rivalMedian = quantile(second, 0.5);
    comparison.probability = test.probability;
    comparison.cliffsDelta = cliffsDelta(first, second);
    comparison.outcome = test.sumOfLower > test.sumOfHigher ? Outcome::lower : Outcome::higher;
    return comparison;
}

/// Fills the problems' comparisons.
void compare(RaceResult& result, const std::vector<Lap>& laps) {
    struct Pair {
        ProblemResult& problem;
        std::string first;
        Comparison comparison;
    };
    std::vector<Pair> all;
    std::vector<double> probabilities;
    std::vector<double> smallest;
    for (ProblemResult& problem : result.problems) {
        std::vector<std::string> names{result.favourite};
        for (const MethodSummary& summary : problem.methods)
            if (summary.method != result.favourite)
                names.push_back(summary.method);
        if (names.size() > problem.methods.size()) // the favourite did not run here
            names.erase(names.begin());
        const std::vector<Lap> onProblem = lapsOnProblem(laps, problem.problem);
        for (std::size_t a = 0; a < names.size(); ++a)
            for (std::size_t b = a + 1; b < names.size(); ++b)
                if (names[a] == result.favourite || result.favouriteChoice == FavouriteChoice::fromData)
                    all.push_back({problem, names[a],
                                   comparisonOf(lapsOfMethod(onProblem, names[a]), lapsOfMethod(onProblem, names[b]))});
    }
    for (const Pair& pair : all) {
        probabilities.push_back(pair.comparison.probability);
        smallest.push_back(smallestWilcoxonProbability(pair.comparison.seeds));
    }
    const std::vector<double> corrected = holm(probabilities);
    const std::vector<double> bounds = holm(smallest); // Holm's never fall where a probability rises
    result.correctedTogether = all.size();
    for (std::size_t i = 0; i < all.size(); ++i) {
        Comparison& comparison = all[i].comparison;
        comparison.correctedProbability = corrected[i];
        comparison.smallestProbability = bounds[i];
        if (corrected[i] >= kSignificance)
            comparison.outcome = bounds[i] >= kSignificance ? Outcome::tooFewSeeds : Outcome::notShown;
        if (all[i].first == result.favourite)
            all[i].problem.comparisons.push_back(comparison);
    }
}

void rankOverProblems(RaceResult& result) {
    std::vector<std::vector<double>> blocks;
    const std::vector<std::vector<double>> medians = mediansOf(result);
    for (std::size_t i = 0; i < medians.size(); ++i)
        if (result.problems[i].methods.size() == result.methods.size())
            blocks.push_back(medians[i]);
    result.friedmanProblems = blocks.size();
    if (blocks.size() >= 2 && result.methods.size() >= 3)
        result.friedman = friedman(blocks);
}

} // namespace

RaceResult judge(const std::vector<Lap>& laps, const std::string& favourite) {
    checkLaps(laps);
    if (laps.empty())
        throw Error("a race without laps cannot be judged; run it first");
    RaceResult result{.favouriteChoice = favourite.empty() ? FavouriteChoice::fromData : FavouriteChoice::beforehand,
                      .methods = methodNames(laps)};
    for (const std::string& name : problemNames(laps)) {
        const std::vector<Lap> onProblem = lapsOnProblem(laps, name);
        result.problems.push_back({.problem = name,
                                   .objectiveLabel = onProblem[0].objectiveLabel,
                                   .evaluations = onProblem[0].evaluations,
                                   .methods = summariesOf(onProblem)});
    }
    result.favourite = favourite.empty() ? bestByMedianRank(result) : favourite;
    if (std::find(result.methods.begin(), result.methods.end(), result.favourite) == result.methods.end())
        throw Error("no lap of the method '" + favourite + "'; choose from " + listText(result.methods),
                    ErrorKind::usage);
    compare(result, laps);
    rankOverProblems(result);
    for (ProblemResult& problem : result.problems)
        problem.verdict = problemVerdict(result, problem);
    result.verdict = raceVerdict(result);
    return result;
}

} // namespace bubblenet::race
