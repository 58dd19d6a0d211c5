// SPDX-License-Identifier: GPL-3.0-only
// `compare`: runs as a table, CSV or JSON, what their recipes differ in, and a report as HTML.
#include <algorithm>
#include <iostream>
#include <memory>

#include "app/command.h"
#include "app/text.h"
#include "core/base/csv.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/compare/run_reader.h"
#include "core/compare/run_report.h"
#include "core/config/suggestion.h"

namespace bubblenet::app {

namespace {

namespace fs = std::filesystem;
using compare::Column;
using compare::Language;
using compare::Run;

struct CompareCommand {
    std::vector<std::string> paths;
    std::string sort = "-started";
    std::string filter;
    std::string html;
    std::string language = "en";
    bool archived = false;
    bool differences = false;
    bool csv = false;
    bool json = false;
};

constexpr Column kShown[] = {Column::name,     Column::state,          Column::method,  Column::seed,
                             Column::accuracy, Column::accuracyChange, Column::macs,    Column::macsLeft,
                             Column::latency,  Column::took,           Column::started, Column::tags};

std::vector<Column> allColumns() {
    std::vector<Column> columns;
    for (int i = 0; i < compare::kColumnCount; ++i)
        columns.push_back(static_cast<Column>(i));
    return columns;
}

void sortBy(std::vector<Run>& runs, const std::string& sort) {
    const bool isFalling = sort.starts_with('-');
    const std::string key = sort.substr(isFalling ? 1 : 0);
    const auto column = compare::columnFrom(key);
    if (!column) {
        std::vector<std::string> names;
        std::string list;
        for (const auto each : allColumns()) {
            names.emplace_back(compare::keyOf(each));
            list += (list.empty() ? "" : ", ") + names.back();
        }
        const auto nearest = config::nearestName(key, names);
        throw Error("--sort is '" + sort + "'" + (nearest ? "; did you mean '" + *nearest + "'? It" : ": it") +
                        " can be " + list + ", with a minus before it from the largest",
                    ErrorKind::usage);
    }
    compare::sortRuns(runs, *column, isFalling ? compare::Order::falling : compare::Order::rising);
}

std::vector<Run> chosenRuns(const CompareCommand& command, Context& context) {
    std::vector<fs::path> paths(command.paths.begin(), command.paths.end());
    if (paths.empty())
        paths.emplace_back("runs");
    std::error_code ignored;
    for (const auto& path : paths)
        if (!fs::exists(path, ignored))
            throw Error("no such folder: '" + path.string() + "'", ErrorKind::usage);
    compare::RunReader reader;
    auto runs = reader.readAll(compare::runFolders(paths, context.proceed()), context.proceed());
    std::erase_if(runs, [&](const Run& run) {
        return (run->annotation.archived && !command.archived) || !compare::matches(*run, command.filter);
    });
    sortBy(runs, command.sort);
    return runs;
}

std::string tableText(const std::vector<Run>& runs, Language language) {
    std::vector<std::string> header;
    for (const auto column : kShown)
        header.push_back(compare::titleOf(column, language));
    Table table(std::move(header));
    for (std::size_t i = 1; i < std::size(kShown); ++i)
        if (!compare::isNumber(kShown[i]))
            table.alignLeft(i);
    for (const auto& run : runs) {
        std::vector<std::string> row;
        for (const auto column : kShown)
            row.push_back(compare::textOf(*run, column, language));
        table.add(std::move(row));
    }
    std::string text = table.text();
    for (const auto& run : runs)
        if (!run->problem.empty())
            text += printable(compare::nameOf(*run) + ": " + run->problem) + "\n";
    return text;
}

std::string differencesText(const std::vector<Run>& runs, Language language) {
    const auto differences = compare::differences(runs);
    if (differences.empty())
        return compare::word(language, "the recipes differ in nothing but their names\n", "配方除名称外没有差异\n");
    std::vector<std::string> header{compare::word(language, "key", "键")};
    for (const auto& run : runs)
        header.push_back(compare::nameOf(*run));
    Table table(std::move(header));
    for (const auto& difference : differences) {
        std::vector<std::string> row{difference.key};
        row.insert(row.end(), difference.values.begin(), difference.values.end());
        table.add(std::move(row));
    }
    return table.text();
}

std::string csvCellOf(const compare::RunSummary& run, Column column) {
    const auto value = compare::plainValueOf(run, column);
    if (const auto* number = std::get_if<double>(&value); number != nullptr && column != Column::started)
        return nlohmann::json(*number).dump();
    return csvCell(compare::textOf(run, column, Language::english));
}

std::string csvText(const std::vector<Run>& runs) {
    std::string text;
    for (const auto column : allColumns())
        text += (text.empty() ? "" : ",") + std::string(compare::keyOf(column));
    text += "\n";
    for (const auto& run : runs) {
        std::string line;
        for (const auto column : allColumns())
            line += (column == Column::name ? "" : ",") + csvCellOf(*run, column);
        text += line + "\n";
    }
    return text;
}

nlohmann::json jsonOf(const compare::Value& value) {
    if (const auto* number = std::get_if<double>(&value))
        return *number;
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    return nullptr;
}

nlohmann::json jsonOf(const std::vector<compare::CurvePoint>& curve) {
    auto array = nlohmann::json::array();
    for (const auto& point : curve)
        array.push_back({point.x, point.y});
    return array;
}

nlohmann::json jsonOf(const compare::RunSummary& run) {
    nlohmann::json object;
    for (const auto column : allColumns())
        object[std::string(compare::keyOf(column))] = jsonOf(compare::plainValueOf(run, column));
    object["tags"] = run.annotation.tags;
    object["archived"] = run.annotation.archived;
    object["best_so_far"] = jsonOf(run.record.bestSoFar);
    object["epochs"] = jsonOf(run.record.epochs);
    return object;
}

void printJson(const std::vector<Run>& runs, bool withDifferences) {
    for (const auto& run : runs)
        std::cout << jsonText(jsonOf(*run)) << "\n";
    if (!withDifferences)
        return;
    auto object = nlohmann::json::object();
    for (const auto& difference : compare::differences(runs))
        object[difference.key] = difference.values;
    std::cout << jsonText({{"differences", object}}) << "\n";
}

void writeReport(const std::vector<Run>& runs, const std::string& file, Language language, Context& context) {
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(file, ignored)))
        throw Error("'" + file + "' is there already; give --html another name", ErrorKind::usage);
    std::optional<compare::Race> race;
    if (const auto folder = compare::raceFolderOf(runs); !folder.empty())
        race = compare::readRace(folder);
    writeFileAtomically(file, compare::comparisonHtml(runs, race, language));
    context.console.line("report: " + file);
}

int compareRuns(const CompareCommand& command, Context& context) {
    const auto language = compare::languageFrom(command.language).value_or(Language::english);
    const auto runs = chosenRuns(command, context);
    if (command.json) {
        context.console.beQuiet();
        printJson(runs, command.differences);
    } else if (command.csv) {
        std::cout << csvText(runs);
    } else if (runs.empty()) {
        context.console.line(command.filter.empty() ? "no runs there"
                                                    : "no run there answers to the filter '" + command.filter + "'");
    } else {
        std::cout << tableText(runs, language);
        if (command.differences)
            std::cout << "\n" << differencesText(runs, language);
    }
    if (!command.html.empty())
        writeReport(runs, command.html, language, context);
    return kDone;
}

} // namespace

void addCompareCommand(CLI::App& program, Context& context) {
    auto* command = program.add_subcommand("compare", "Runs beside each other: a table, what their recipes differ in, "
                                                      "a report");
    const auto options = std::make_shared<CompareCommand>();
    command->add_option("runs", options->paths, "Runs, and folders that hold some (a race too); runs if left out");
    command
        ->add_option("--sort", options->sort,
                     "The column, e.g. accuracy; with a minus (--sort=-accuracy) from the largest")
        ->capture_default_str();
    command->add_option("--filter", options->filter,
                        "Runs with all these words in name, tags, note, state, network, data set, method or folder");
    command->add_flag("--archived", options->archived, "Those out of the way too");
    command->add_flag("--differences", options->differences, "What the recipes differ in");
    command->add_option("--html", options->html, "Writes a report, of one run or several; replaces no file");
    command->add_option("--language", options->language, "Of table and report")
        ->check(CLI::IsMember({"en", "zh_CN"}))
        ->capture_default_str();
    auto* csv = command->add_flag("--csv", options->csv, "Every column as comma-separated values");
    command->add_flag("--json", options->json, "One JSON value a line, with the curves")->excludes(csv);
    command->callback([=, &context] { context.action = [=, &context] { return compareRuns(*options, context); }; });
}

} // namespace bubblenet::app
