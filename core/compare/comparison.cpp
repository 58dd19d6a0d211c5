// SPDX-License-Identifier: GPL-3.0-only
#include "core/compare/comparison.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/compare/race_words.h"
#include "core/config/recipe_keys.h"
#include "core/race/statistics.h"
#include "core/race/text.h"

namespace bubblenet::compare {

namespace {

namespace fs = std::filesystem;

constexpr const char* kLaps = "laps.csv";
constexpr std::uint64_t kLargestLaps = std::uint64_t{1} << 28;

template<class ValueOfRun>
void addIfDifferent(std::vector<Difference>& found, const std::vector<Run>& runs, const std::string& key,
                    ValueOfRun valueOfRun) {
    Difference difference{key, {}};
    for (const auto& run : runs)
        difference.values.push_back(valueOfRun(*run));
    const auto& values = difference.values;
    if (std::any_of(values.begin(), values.end(), [&](const auto& value) { return value != values.front(); }))
        found.push_back(std::move(difference));
}

std::string outcomeText(race::Outcome outcome, Language language) {
    switch (outcome) {
    case race::Outcome::lower:
        return word(language, "significantly lower", "显著更低");
    case race::Outcome::higher:
        return word(language, "significantly higher", "显著更高");
    case race::Outcome::tooFewSeeds:
        return word(language, "too few seeds", "种子太少");
    case race::Outcome::notShown:
        break;
    }
    return word(language, "no difference shown", "未显示差异");
}

std::vector<std::string> figureNamesOf(const race::ProblemResult& problem) {
    std::vector<std::string> names;
    for (const auto& summary : problem.methods)
        for (const auto& figure : summary.figures)
            if (std::find(names.begin(), names.end(), figure.name) == names.end())
                names.push_back(figure.name);
    return names;
}

std::vector<std::string> raceRow(const race::MethodSummary& summary, const std::vector<std::string>& figures,
                                 const race::ProblemResult& problem, Language language) {
    using race::numberText;
    std::vector<std::string> row = {summary.method, std::to_string(summary.seeds), numberText(summary.objective.median),
                                    numberText(summary.objective.lower) + " – " + numberText(summary.objective.upper),
                                    numberText(summary.bestObjective)};
    for (const auto& name : figures) {
        const auto found = std::find_if(summary.figures.begin(), summary.figures.end(),
                                        [&](const race::Figure& figure) { return figure.name == name; });
        row.push_back(found == summary.figures.end() ? "" : numberText(found->value));
    }
    const auto against = std::find_if(problem.comparisons.begin(), problem.comparisons.end(),
                                      [&](const auto& comparison) { return comparison.rival == summary.method; });
    if (against == problem.comparisons.end()) {
        row.insert(row.end(), {"", "", ""});
        return row;
    }
    row.push_back(race::probabilityNumberText(against->correctedProbability));
    row.push_back(race::decimalText(against->cliffsDelta));
    row.push_back(outcomeText(against->outcome, language));
    return row;
}

} // namespace

void sortRuns(std::vector<Run>& runs, Column column, Order order) {
    std::vector<std::pair<Value, Run>> keyed;
    keyed.reserve(runs.size());
    for (auto& run : runs)
        keyed.emplace_back(valueOf(*run, column), std::move(run));
    std::stable_sort(keyed.begin(), keyed.end(),
                     [&](const auto& a, const auto& b) { return isBefore(a.first, b.first, order); });
    for (std::size_t i = 0; i < runs.size(); ++i)
        runs[i] = std::move(keyed[i].second);
}

bool matches(const RunSummary& run, std::string_view filter) {
    std::string row;
    for (const auto column : {Column::name, Column::tags, Column::note, Column::network, Column::dataset,
                              Column::method, Column::folder, Column::problem})
        row += textOf(run, column, Language::english) + '\n';
    for (const auto column : {Column::state, Column::goal}) // as they are shown, whichever it is
        for (const auto language : {Language::english, Language::chinese})
            row += textOf(run, column, language) + '\n';
    if (run.config)
        row += run.config->name + '\n';
    row = lowered(std::move(row));
    const auto wanted = lowered(std::string(filter));
    for (std::size_t begin = 0; begin < wanted.size();) {
        const auto end = std::min(wanted.find(' ', begin), wanted.size());
        if (row.find(wanted.substr(begin, end - begin)) == std::string::npos)
            return false;
        begin = end + 1;
    }
    return true;
}

std::vector<Difference> differences(const std::vector<Run>& runs) {
    std::vector<Difference> found;
    if (runs.size() < 2)
        return found;
    for (const auto& key : config::recipeKeys())
        if (key.path != "name")
            addIfDifferent(found, runs, key.path, [&](const RunSummary& run) {
                return run.config ? config::valueText(key, *run.config) : std::string();
            });
    addIfDifferent(found, runs, "weights (SHA-256)",
                   [](const RunSummary& run) { return run.manifest.weightsSha256.substr(0, 12); });
    addIfDifferent(found, runs, "data (SHA-256)",
                   [](const RunSummary& run) { return run.manifest.datasetSha256.substr(0, 12); });
    addIfDifferent(found, runs, "program", [](const RunSummary& run) { return run.manifest.programVersion; });
    return found;
}

std::string judgedOn(const RunSummary& run) {
    if (!run.config)
        return {};
    const auto& data = run.config->data;
    const auto folder = fs::path(data.path).lexically_normal();
    const auto name = folder.has_filename() ? folder.filename() : folder.parent_path().filename();
    return data.dataset == "image_folder" && data.path != "auto" ? data.dataset + " " + name.string() : data.dataset;
}

std::vector<std::string> judgedOn(const std::vector<Run>& runs) {
    std::vector<std::string> all;
    for (const auto& run : runs)
        if (auto one = judgedOn(*run); std::find(all.begin(), all.end(), one) == all.end())
            all.push_back(std::move(one));
    return all;
}

std::vector<std::size_t> paretoFront(const std::vector<CurvePoint>& points) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (std::isfinite(points[i].x) && std::isfinite(points[i].y))
            order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return points[a].x != points[b].x ? points[a].x < points[b].x : points[a].y > points[b].y;
    });
    std::vector<std::size_t> front;
    for (const auto i : order)
        if (front.empty() || points[i].y > points[front.back()].y)
            front.push_back(i);
    return front;
}

fs::path raceFolderOf(const std::vector<Run>& runs) {
    fs::path race;
    for (const auto& run : runs) {
        const auto above = run->folder.parent_path().parent_path().parent_path(); // RACE/laps/LAP/run
        if (above.empty() || run->folder.parent_path().parent_path().filename() != "laps" ||
            (!race.empty() && race != above))
            return {};
        race = above;
    }
    std::error_code ignored;
    return !race.empty() && fs::exists(race / kLaps, ignored) ? race : fs::path();
}

fs::path lapsOf(const fs::path& folder) {
    return folder / kLaps;
}

Race readRace(const fs::path& folder) {
    const auto path = lapsOf(folder);
    Race race{.laps = race::lapsFromCsv(readFile(path, kLargestLaps)).laps, .result = {}};
    if (race.laps.empty())
        throw Error("'" + path.string() + "' holds no lap yet");
    // As the race's own report: the whale, where it runs, was named before.
    const auto methods = race::methodNames(race.laps);
    const bool hasWhale = std::find(methods.begin(), methods.end(), "whale") != methods.end();
    race.result = race::judge(race.laps, hasWhale ? "whale" : "");
    return race;
}

std::vector<RaceTable> raceTables(const Race& race, Language language) {
    std::vector<RaceTable> tables;
    for (const auto& problem : race.result.problems) {
        const auto figures = figureNamesOf(problem);
        RaceTable table{.problem = problem.problem + ": " + raceLabelText(language, problem.objectiveLabel),
                        .head = {word(language, "method", "方法"), word(language, "seeds", "种子"),
                                 word(language, "median", "中位数"), word(language, "quartiles", "四分位数"),
                                 word(language, "best", "最佳")},
                        .rows = {}};
        for (const auto& figure : figures)
            table.head.push_back(raceLabelText(language, figure));
        table.head.push_back(word(language, "p (Holm)", "p（Holm）"));
        table.head.push_back(word(language, "Cliff's delta", "Cliff δ"));
        table.head.push_back(race.result.favourite + word(language, " is", " 与之相比"));
        for (const auto& summary : problem.methods)
            table.rows.push_back(raceRow(summary, figures, problem, language));
        tables.push_back(std::move(table));
    }
    return tables;
}

} // namespace bubblenet::compare
