// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <iostream>
#include <memory>
#include <thread>

#include "app/command.h"
#include "app/lap_programs.h"
#include "app/run_options.h"
#include "app/text.h"
#include "core/base/elapsed.h"
#include "core/base/error.h"
#include "core/config/recipe.h"
#include "core/config/suggestion.h"
#include "core/engine/race.h"

namespace bubblenet::app {

namespace {

namespace fs = std::filesystem;

struct RaceCommand {
    std::string target;
    std::vector<std::string> methods{"whale", "random", "pso", "cmaes", "lshade"};
    std::string seeds = "8";
    engine::FunctionRaceOptions functions;
    std::string weights, dataset, data;
    std::vector<std::string> set;
    std::string output = "races";
};

constexpr int kMostSeeds = 10000;

/// What stands between commas, empty words too.
std::vector<std::string> partsOf(const std::string& list) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= list.size();) {
        const auto end = std::min(list.find(',', begin), list.size());
        parts.push_back(list.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

/// "8": the seeds 1 to 8; "3,5,9" and "11-18" as they say.
std::vector<std::uint64_t> seedsFrom(const std::string& text) {
    const auto refuse = [&] {
        throw Error("--seeds is '" + text + "'; give a number of seeds (8), a list (3,5,9) or a range (11-18)",
                    ErrorKind::usage);
    };
    const auto number = [&](const std::string& word) -> std::uint64_t {
        if (word.empty() || word.size() > 18 ||
            !std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }))
            refuse();
        return std::stoull(word);
    };
    std::vector<std::uint64_t> seeds;
    const auto addRange = [&](std::uint64_t first, std::uint64_t last) {
        if (last < first || last - first >= kMostSeeds)
            refuse();
        for (auto seed = first; seed <= last; ++seed)
            seeds.push_back(seed);
    };
    if (text.find_first_of(",-") == std::string::npos) {
        addRange(1, number(text));
        return seeds;
    }
    for (const auto& part : partsOf(text)) {
        const auto dash = part.find('-');
        if (dash == std::string::npos)
            addRange(number(part), number(part));
        else
            addRange(number(part.substr(0, dash)), number(part.substr(dash + 1)));
    }
    return seeds;
}

/// F1,F9 or functions; empty: the target is a recipe.
std::vector<std::string> functionsFrom(const std::string& target) {
    const auto known = engine::racingFunctions();
    if (target == "functions")
        return {known.begin(), std::prev(known.end())}; // noise has no winner
    const auto names = partsOf(target);
    const bool isAllKnown = std::all_of(names.begin(), names.end(), [&](const std::string& name) {
        return std::find(known.begin(), known.end(), name) != known.end();
    });
    return isAllKnown ? names : std::vector<std::string>{};
}

/// A recipe's file or name: what is neither that nor functions is refused with what there is.
void checkTarget(const std::string& target) {
    std::error_code ignored;
    if (fs::exists(target, ignored))
        return;
    const auto functions = engine::racingFunctions();
    std::string recipes;
    std::vector<std::string> known{"functions"};
    for (const auto& recipe : config::shippedRecipes()) {
        if (recipe.name == target)
            return;
        recipes += (recipes.empty() ? "" : ", ") + recipe.name;
        known.push_back(recipe.name);
    }
    std::string list;
    for (const auto& function : functions)
        list += (list.empty() ? "" : ", ") + function;
    std::string wrong = target;
    for (const auto& name : partsOf(target))
        if (std::find(functions.begin(), functions.end(), name) == functions.end())
            wrong = name;
    const auto nearest = config::nearestName(wrong, known);
    throw Error("'" + wrong + "' is neither a test function nor a recipe" +
                    (nearest ? "; did you mean '" + *nearest + "'?" : "") + "; functions: " + list +
                    ", or 'functions' for all but noise; recipes: a file, or " + recipes,
                ErrorKind::usage);
}

void show(const engine::RaceReport& report) {
    for (const auto& problem : report.tables) {
        Table table(problem.rows.front());
        for (std::size_t i = 1; i < problem.rows.size(); ++i)
            table.add(problem.rows[i]);
        std::cout << printable(problem.problem) << "\n" << table.text() << printable(problem.verdict) << "\n\n";
    }
    std::cout << "verdict: " << printable(report.verdict) << "\nreport: " << report.report.string()
              << "\nchart: " << report.chart.string() << "\nlaps: " << report.laps.string() << std::endl;
}

int coreCount() {
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

struct WithoutHandlerAtExit {
    Interrupts& interrupts;
    ~WithoutHandlerAtExit() { interrupts.setHandler({}); }
};

engine::RaceReport raceRecipe(const RaceCommand& command, engine::RaceOptions common, const engine::Hooks& hooks,
                              Context& context) {
    RunOptions run{.recipe = command.target, .set = command.set};
    for (const auto& [key, value] : {std::pair{"network.weights", command.weights},
                                     {"data.dataset", command.dataset},
                                     {"data.path", command.data}})
        if (!value.empty())
            run.changes.emplace_back(key, value);
    engine::RecipeRaceOptions options{std::move(common), runConfig(run, RunKind::run), {}};
    engine::checkRun(options.config);
    if (options.config.threads == 0)
        options.config.threads = std::max(1, coreCount() / options.jobs);
    LapPrograms programs;
    options.run = [&](const engine::RecipeLap& lap) { return programs.run(lap); };
    context.interrupts.setHandler([&] {
        programs.interrupt();
        context.console.line("stopping; the laps' runs go on when the race is started again");
    });
    const WithoutHandlerAtExit atExit{context.interrupts};
    return engine::raceRecipe(options, hooks);
}

int race(const RaceCommand& command, Context& context) {
    auto options = command.functions;
    options.methods = command.methods;
    options.seeds = seedsFrom(command.seeds);
    options.functions = functionsFrom(command.target);
    const bool isFunctions = !options.functions.empty();
    if (!isFunctions)
        checkTarget(command.target);
    // Named before the race, so that its chance against many rivals needs no stricter test.
    if (options.favourite.empty() &&
        std::find(options.methods.begin(), options.methods.end(), "whale") != options.methods.end())
        options.favourite = "whale";
    options.jobs = options.jobs > 0 ? options.jobs : coreCount();
    const auto name = isFunctions ? "functions" : fs::path(command.target).stem().string();
    options.folder = command.output == "races" ? fs::path(command.output) / name : fs::path(command.output);
    const auto start = Clock::now();
    std::int64_t first = -1;
    engine::Hooks hooks{.proceed = context.proceed(),
                        .progress =
                            [&](const std::string& what, std::int64_t done, std::int64_t total) {
                                first = first < 0 ? done - 1 : first;
                                const double seconds = secondsSince(start);
                                context.console.progress(
                                    {what, done, total,
                                     seconds / static_cast<double>(done - first) * static_cast<double>(total - done)});
                            },
                        .note = [&](const std::string& text) { context.console.line(text); }};
    const auto report =
        isFunctions ? engine::raceFunctions(options, hooks) : raceRecipe(command, options, hooks, context);
    context.console.clearBar();
    show(report);
    return kDone;
}

} // namespace

void addRaceCommand(CLI::App& program, Context& context) {
    auto* command = program.add_subcommand(
        "race", "Search methods at equal evaluations, with statistics: on test functions or on a recipe's pruning");
    const auto options = std::make_shared<RaceCommand>();
    command->add_option("what", options->target, "A recipe, or test functions: F1,F9,noise; functions: F1 to F23")
        ->required();
    command
        ->add_option(
            "--methods", options->methods,
            "Of: " +
                [] {
                    std::string list;
                    for (const auto& method : engine::racingMethods())
                        list += (list.empty() ? "" : " ") + method;
                    return list;
                }())
        ->delimiter(',')
        ->capture_default_str();
    command->add_option("--seeds", options->seeds, "How many (8), a list (3,5,9), or a range (11-18)")
        ->capture_default_str();
    command
        ->add_option("--evaluations", options->functions.evaluations,
                     "Of each lap; 0: 500 a coordinate, or as the recipe says")
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{1000000000}));
    command->add_option("--favourite", options->functions.favourite,
                        "Compared with each of the others; the whale where it races, else whoever ranks best");
    command->add_option("--jobs", options->functions.jobs, "Laps at a time; 0: one a core")->check(CLI::Range(0, 1024));
    command->add_option("--output", options->output, "The race's folder; one that holds this race goes on")
        ->capture_default_str();
    command
        ->add_option("--dimension", options->functions.dimension, "Coordinates of functions that can have any number")
        ->check(CLI::Range(0, 100000));
    command->add_flag("--shifted", options->functions.isShifted,
                      "The functions' optima are moved, differently for each seed");
    command->add_flag("--rotated", options->functions.isRotated,
                      "The functions are rotated, differently for each seed");
    command
        ->add_option("--population", options->functions.population,
                     "On functions, of every method; 0: what each takes by itself")
        ->check(CLI::Range(0, 100000));
    command->add_option("--weights", options->weights, "network.weights of the recipe");
    command->add_option("--dataset", options->dataset, "data.dataset of the recipe");
    command->add_option("--data", options->data, "data.path of the recipe");
    command->add_option("--set", options->set, "KEY=VALUE of the recipe, e.g. search.judge=1000; may be repeated");
    options->functions.jobs = 0;
    command->callback([=, &context] { context.action = [=, &context] { return race(*options, context); }; });
}

} // namespace bubblenet::app
