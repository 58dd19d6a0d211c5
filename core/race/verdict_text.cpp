// SPDX-License-Identifier: GPL-3.0-only
#include "core/race/verdict_text.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/race/text.h"

namespace bubblenet::race {

namespace {

using Comparisons = std::vector<Comparison>;

template<class Keep> Comparisons those(const Comparisons& comparisons, Keep keep) {
    Comparisons kept;
    std::copy_if(comparisons.begin(), comparisons.end(), std::back_inserter(kept), keep);
    return kept;
}

std::string counted(std::size_t count, const std::string& noun) {
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

/// "pso", "any of pso and random", "any of 12 other methods".
std::string anyOf(const Comparisons& comparisons) {
    constexpr std::size_t kMostNamed = 5;
    std::vector<std::string> names;
    for (const Comparison& comparison : comparisons)
        names.push_back(comparison.rival);
    if (names.size() > kMostNamed)
        return "any of " + std::to_string(names.size()) + " other methods";
    return (names.size() == 1 ? "" : "any of ") + listText(names);
}

/// "8 seeds", or "6 to 8 seeds" where an interrupted race left less of some.
std::string seedsOf(const Comparisons& comparisons) {
    const auto [fewest, most] =
        std::minmax_element(comparisons.begin(), comparisons.end(),
                            [](const Comparison& a, const Comparison& b) { return a.seeds < b.seeds; });
    return (fewest->seeds == most->seeds ? "" : std::to_string(fewest->seeds) + " to ") + counted(most->seeds, "seed");
}

std::string mediansOf(const Comparison& comparison, const ProblemResult& problem) {
    const std::string unit = unitOf(problem.objectiveLabel);
    return "median " + numberText(comparison.favouriteMedian) + " against " + numberText(comparison.rivalMedian) +
           (unit.empty() ? "" : " " + unit);
}

std::string sizeOf(const Comparison& comparison) {
    return std::string(sizeWord(comparison.cliffsDelta)) + " (Cliff's delta " + decimalText(comparison.cliffsDelta) +
           ")";
}

std::string shownText(const RaceResult& race, const ProblemResult& problem, const Comparisons& shown) {
    const bool isLower = shown[0].outcome == Outcome::lower;
    const auto share = [&](const Comparison& comparison) {
        return std::to_string(isLower ? comparison.lowerSeeds : comparison.higherSeeds) + " of " +
               counted(comparison.seeds, "seed");
    };
    const std::string found = race.favourite + " found a ";
    const std::string quantity = std::string(isLower ? "lower " : "higher ") + quantityOf(problem.objectiveLabel);
    if (shown.size() == 1)
        return found + quantity + " than " + shown[0].rival + " in " + share(shown[0]) + " (" +
               mediansOf(shown[0], problem) + "); the difference is significant (" +
               probabilityText(shown[0].correctedProbability) + ", Holm) and " + sizeOf(shown[0]) + ".";
    std::vector<std::string> rivals;
    for (const Comparison& comparison : shown)
        rivals.push_back(comparison.rival + " (" + share(comparison) + ", " +
                         probabilityText(comparison.correctedProbability) + ", " +
                         std::string(sizeWord(comparison.cliffsDelta)) + ")");
    return found + "significantly " + quantity + " than " + listText(rivals) +
           "; p after Holm, sizes by Cliff's delta.";
}

std::string notShownText(const RaceResult& race, const ProblemResult& problem, const Comparisons& notShown) {
    std::string text = "No difference between " + race.favourite + " and " + anyOf(notShown) + " could be shown with " +
                       seedsOf(notShown);
    if (notShown.size() == 1)
        text += " (" + mediansOf(notShown[0], problem) + "; " + probabilityText(notShown[0].correctedProbability) +
                ", Holm)";
    return text + ".";
}

std::string tooFewText(const RaceResult& race, const Comparisons& tooFew) {
    const auto bound = std::min_element(tooFew.begin(), tooFew.end(), [](const Comparison& a, const Comparison& b) {
        return a.smallestProbability < b.smallestProbability;
    });
    std::string text = "With " + seedsOf(tooFew) + " no difference between " + race.favourite + " and " +
                       anyOf(tooFew) + " could be shown, whatever its size: p could not have fallen below " +
                       probabilityNumberText(bound->smallestProbability);
    if (race.correctedTogether > 1)
        text += " (Holm, " + std::to_string(race.correctedTogether) + " comparisons)";
    return text + "; " + counted(seedsNeeded(race.correctedTogether), "seed") + " are needed.";
}

std::string ranksText(const RaceResult& race) {
    const Friedman& friedman = *race.friedman;
    std::vector<std::size_t> order(race.methods.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return friedman.averageRanks[a] < friedman.averageRanks[b]; });
    std::vector<std::string> ranks;
    for (const std::size_t method : order)
        ranks.push_back(race.methods[method] + " " + decimalText(friedman.averageRanks[method]));
    const std::string tested = " over " + counted(race.friedmanProblems, "problem");
    const std::string how = " (Friedman, " + probabilityText(friedman.probability) + "): " + listText(ranks) + ".";
    return friedman.probability < kSignificance
               ? "The average ranks" + tested + " differ significantly" + how
               : "No difference between the average ranks" + tested + " could be shown" + how;
}

} // namespace

std::size_t seedsNeeded(std::size_t correctedTogether) {
    std::size_t seeds = 1;
    while (static_cast<double>(correctedTogether) * smallestWilcoxonProbability(seeds) >= kSignificance)
        ++seeds;
    return seeds;
}

std::string quantityOf(const std::string& objectiveLabel) {
    return objectiveLabel.substr(0, objectiveLabel.rfind(", "));
}

std::string unitOf(const std::string& objectiveLabel) {
    const auto comma = objectiveLabel.rfind(", ");
    return comma == std::string::npos ? "" : objectiveLabel.substr(comma + 2);
}

std::string problemVerdict(const RaceResult& race, const ProblemResult& problem) {
    if (problem.methods.size() == 1)
        return "Only " + problem.methods[0].method + " ran, so that there is nothing to compare it with.";
    if (problem.comparisons.empty())
        return race.favourite + ", which is compared with the others, did not run on this problem.";
    std::vector<std::string> sentences;
    const auto with = [&](Outcome outcome) {
        return those(problem.comparisons, [&](const Comparison& c) { return c.outcome == outcome && c.seeds > 0; });
    };
    for (const Outcome outcome : {Outcome::lower, Outcome::higher})
        if (const Comparisons shown = with(outcome); !shown.empty())
            sentences.push_back(shownText(race, problem, shown));
    if (const Comparisons notShown = with(Outcome::notShown); !notShown.empty())
        sentences.push_back(notShownText(race, problem, notShown));
    if (const Comparisons tooFew = with(Outcome::tooFewSeeds); !tooFew.empty())
        sentences.push_back(tooFewText(race, tooFew));
    const Comparisons unpaired = those(problem.comparisons, [](const Comparison& c) { return c.seeds == 0; });
    if (!unpaired.empty())
        sentences.push_back(race.favourite + " has no seed in common with " + anyOf(unpaired) +
                            ", so that they cannot be compared.");
    std::string text;
    for (const std::string& sentence : sentences)
        text += (text.empty() ? "" : " ") + sentence;
    return text;
}

std::string raceVerdict(const RaceResult& race) {
    if (race.problems.size() == 1)
        return race.problems[0].verdict;
    Comparisons all;
    for (const ProblemResult& problem : race.problems)
        all.insert(all.end(), problem.comparisons.begin(), problem.comparisons.end());
    if (all.empty())
        return race.favourite + " has no rival on any problem, so that there is nothing to compare it with.";
    const auto times = [&](Outcome outcome) {
        return static_cast<std::size_t>(
            std::count_if(all.begin(), all.end(), [&](const Comparison& c) { return c.outcome == outcome; }));
    };
    std::string text =
        "In " + counted(all.size(), "comparison") + " on " + counted(race.problems.size(), "problem") + ", " +
        race.favourite + " found significantly lower objectives than " +
        (race.methods.size() == 2 ? all[0].rival : "its rivals") + " in " + std::to_string(times(Outcome::lower)) +
        " and higher ones in " + std::to_string(times(Outcome::higher)) + "; in " +
        std::to_string(times(Outcome::notShown) + times(Outcome::tooFewSeeds)) + " no difference could be shown";
    if (const std::size_t tooFew = times(Outcome::tooFewSeeds); tooFew > 0)
        text += " (" + (times(Outcome::notShown) == 0 ? "" : "in " + std::to_string(tooFew) + " of them ") +
                "because there were too few seeds: " + std::to_string(seedsNeeded(race.correctedTogether)) +
                " are needed)";
    return text + "." + (race.friedman ? " " + ranksText(race) : "");
}

} // namespace bubblenet::race
