// SPDX-License-Identifier: GPL-3.0-only
#include "core/race/report.h"

#include <algorithm>

#include "core/race/chart.h"
#include "core/race/html.h"
#include "core/race/text.h"
#include "core/race/verdict_text.h"

namespace bubblenet::race {

namespace {

std::vector<std::string> figureNamesOf(const ProblemResult& problem) {
    std::vector<std::string> names;
    for (const MethodSummary& summary : problem.methods)
        for (const Figure& figure : summary.figures)
            if (std::find(names.begin(), names.end(), figure.name) == names.end())
                names.push_back(figure.name);
    return names;
}

std::string methodTable(const ProblemResult& problem) {
    const std::vector<std::string> figures = figureNamesOf(problem);
    Row head{"method", "seeds", "median", "quartiles", "best", "mean", "unique", "repeated", "seconds"};
    head.insert(head.end(), figures.begin(), figures.end());
    std::vector<Row> rows;
    for (const MethodSummary& summary : problem.methods) {
        Row& row = rows.emplace_back();
        row = {summary.method,
               std::to_string(summary.seeds),
               numberText(summary.objective.median),
               numberText(summary.objective.lower) + " to " + numberText(summary.objective.upper),
               numberText(summary.bestObjective),
               numberText(summary.meanObjective),
               numberText(summary.uniqueEvaluations),
               numberText(summary.repeatedEvaluations),
               numberText(summary.seconds)};
        for (const std::string& name : figures) {
            const auto found = std::find_if(summary.figures.begin(), summary.figures.end(),
                                            [&](const Figure& figure) { return figure.name == name; });
            row.push_back(found == summary.figures.end() ? "" : numberText(found->value));
        }
    }
    return table(head, rows);
}

std::string outcomeText(const Comparison& comparison) {
    switch (comparison.outcome) {
    case Outcome::lower:
        return "significantly lower";
    case Outcome::higher:
        return "significantly higher";
    case Outcome::tooFewSeeds:
        return "too few seeds";
    case Outcome::notShown:
        break;
    }
    return "no difference shown";
}

std::string comparisonTable(const RaceResult& race, const ProblemResult& problem) {
    if (problem.comparisons.empty())
        return "";
    std::vector<Row> rows;
    for (const Comparison& comparison : problem.comparisons) {
        const std::size_t equal = comparison.seeds - comparison.lowerSeeds - comparison.higherSeeds;
        rows.push_back(
            {comparison.rival, std::to_string(comparison.seeds), std::to_string(comparison.lowerSeeds),
             std::to_string(equal), std::to_string(comparison.higherSeeds),
             probabilityNumberText(comparison.probability), probabilityNumberText(comparison.correctedProbability),
             decimalText(comparison.cliffsDelta) + " (" + std::string(sizeWord(comparison.cliffsDelta)) + ")",
             outcomeText(comparison)});
    }
    return table({shortened(race.favourite, 40) + " against", "seeds", "lower in", "equal in", "higher in", "p",
                  "p (Holm)", "Cliff's delta", shortened(race.favourite, 40) + " is"},
                 rows);
}

std::string problemSection(const RaceResult& race, const ProblemResult& problem) {
    std::string html = element("h3", escaped(problem.problem)) + "\n";
    html += element("p class=\"note\"", escaped(problem.objectiveLabel) +
                                            "; smaller is better; evaluations for each method and seed: " +
                                            std::to_string(problem.evaluations)) +
            "\n";
    if (race.problems.size() > 1) // a single one's verdict is the page's
        html += element("p", escaped(problem.verdict)) + "\n";
    return html + methodTable(problem) + comparisonTable(race, problem);
}

std::string rankSection(const RaceResult& race) {
    if (!race.friedman)
        return "";
    std::vector<std::size_t> order(race.methods.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return race.friedman->averageRanks[a] < race.friedman->averageRanks[b]; });
    std::vector<Row> rows;
    for (const std::size_t method : order)
        rows.push_back({race.methods[method], decimalText(race.friedman->averageRanks[method])});
    return element("h2", "Ranks over the problems") + "\n" + table({"method", "average rank"}, rows) +
           element("p class=\"note\"", "Friedman's test over " + std::to_string(race.friedmanProblems) +
                                           " problems: chi-square " + numberText(race.friedman->chiSquare) + ", " +
                                           escaped(probabilityText(race.friedman->probability)) +
                                           ". The approximation is rough under about 10 problems or 5 methods.") +
           "\n";
}

std::string settingsSection(const Settings& settings) {
    if (settings.empty())
        return "";
    std::vector<Row> rows;
    for (const auto& [name, value] : settings)
        rows.push_back({name, value});
    return element("h2", "Settings") + "\n" + listTable(rows);
}

std::string readingSection(const RaceResult& race) {
    const bool isOfAllPairs = race.correctedTogether > 0 && race.favouriteChoice == FavouriteChoice::fromData;
    const std::vector<std::string> points{
        "Objectives are made small. The tables show what the methods had found when their evaluations were used up; "
        "medians, "
        "quartiles and means are over the seeds. “None”: no evaluation found anything.",
        "Unique and repeated evaluations, seconds and all further columns are medians over the seeds. A repeated "
        "evaluation is "
        "counted, though its answer was known already.",
        "p: Wilcoxon's signed-rank test, two-sided, paired by seed; exact up to 25 pairs that differ. It is the chance "
        "of a "
        "difference at least as clear if the two methods were alike.",
        std::string("p (Holm): corrected for the number of comparisons, ") + std::to_string(race.correctedTogether) +
            (isOfAllPairs ? ": all pairs of methods on each problem, because " + race.favourite +
                                " was chosen after the race, as the one whose medians rank best."
                          : ": " + race.favourite + ", named beforehand, against each other method on each problem.") +
            " Below 0.05 a difference is called significant.",
        "Cliff's delta: how often a result of the one is higher than one of the other, less how often it is lower, "
        "over all "
        "pairs of seeds. -1: always lower; 0: no tendency. From 0.147 it is called small, from 0.33 medium, from 0.474 "
        "large.",
        "“No difference could be shown” does not say that there is none: more seeds may show one.",
        "Curves: the median of the best objective so far, with the range from the lower to the upper quartile. Where "
        "the axis "
        "is linear, the first twentieth of the evaluations may leave the panel at the top.",
        "Targets reached: 51 targets for each problem, from the worst to the best final objective of any method and "
        "seed "
        "(spaced logarithmically where these are above 0 and more than three decades apart, else linearly); the share "
        "of "
        "all (problem, seed, target) that the method had reached by then. Higher is better, and earlier."};
    std::string items;
    for (const std::string& point : points)
        items += element("li", escaped(point)) + "\n";
    return element("h2", "How to read this") + "\n" + element("ul", "\n" + items) + "\n";
}

} // namespace

std::string reportHtml(const std::vector<Lap>& laps, const RaceResult& race, const Settings& settings) {
    std::string html = pageHead("Race of optimisation methods", "en");
    html += element("p class=\"verdict\"", escaped(race.verdict)) + "\n";
    html += element("h2", "Results") + "\n";
    for (const ProblemResult& problem : race.problems)
        html += problemSection(race, problem);
    html += rankSection(race);
    html += element("h2", "Curves") + "\n" + element("div class=\"scroll\"", "\n" + chartSvg(laps)) + "\n";
    html += settingsSection(settings) + readingSection(race);
    return html + std::string(kPageEnd);
}

} // namespace bubblenet::race
