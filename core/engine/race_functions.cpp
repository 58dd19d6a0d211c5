// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/elapsed.h"
#include "core/base/error.h"
#include "core/engine/race_laps.h"
#include "core/optim/counted_problem.h"
#include "core/optim/optimizer.h"
#include "core/optim/test_functions.h"

namespace bubblenet::engine {

namespace {

constexpr std::int64_t kEvaluationsPerCoordinate = 500;
constexpr const char* kLabel = "objective";

optim::TestFunctionSettings settingsOf(const FunctionRaceOptions& options, const std::string& name) {
    using optim::Variation;
    auto variation = options.isShifted ? Variation::shifted : Variation::none;
    if (options.isRotated)
        variation = options.isShifted ? Variation::shiftedAndRotated : Variation::rotated;
    if (name == "noise")
        variation = Variation::none;
    const bool isFree = name == "noise" || optim::hasAnyDimension(name);
    return {
        .name = name, .dimension = isFree ? static_cast<std::size_t>(options.dimension) : 0, .variation = variation};
}

std::int64_t evaluationsOf(const FunctionRaceOptions& options, const optim::Problem& problem) {
    return options.evaluations > 0 ? options.evaluations
                                   : kEvaluationsPerCoordinate * static_cast<std::int64_t>(problem.dimension());
}

race::Lap lapOf(const FunctionRaceOptions& options, const PlannedLap& planned, const std::string& problemName,
                const Proceed& proceed) {
    const Rng rng(planned.seed);
    // The same shift, rotation and noise for every method: laps of one seed are pairs.
    const auto problem = optim::makeTestProblem(settingsOf(options, options.functions[planned.problem]),
                                                rng.stream("problem", planned.problem));
    optim::CountedProblem counted(*problem);
    const auto [method, mode] = methodAndMode(planned.method);
    race::Lap lap{.problem = problemName,
                  .objectiveLabel = kLabel,
                  .method = planned.method,
                  .seed = planned.seed,
                  .evaluations = evaluationsOf(options, *problem)};
    const auto optimizer = optim::makeOptimizer(
        {.method = method, .mode = mode, .population = options.population, .evaluations = lap.evaluations},
        problem->coordinates(), rng.stream("lap", planned.problem));
    const auto start = Clock::now();
    while (!optimizer->isDone()) {
        throwIfStopped(proceed);
        const auto before = optimizer->evaluations();
        const auto objectives = counted.evaluate(optimizer->ask());
        for (std::size_t i = 0; i < objectives.size(); ++i)
            if (objectives[i] < race::finalObjective(lap))
                lap.best.push_back({before + static_cast<std::int64_t>(i) + 1, objectives[i]});
        optimizer->tell(objectives);
    }
    lap.seconds = secondsSince(start);
    lap.uniqueEvaluations = counted.uniqueEvaluations();
    return lap;
}

} // namespace

std::vector<std::string> racingFunctions() {
    return optim::testFunctionNames();
}

RaceReport raceFunctions(const FunctionRaceOptions& options, const Hooks& hooks) {
    checkRaceOptions(options);
    if (std::find(options.methods.begin(), options.methods.end(), "uniform") != options.methods.end())
        throw Error("uniform keeps the same share of every layer, so that it can race on recipes only",
                    ErrorKind::usage);
    if (options.functions.empty())
        throw Error("a race needs a function", ErrorKind::usage);
    refuseTwins(options.functions, "function");
    std::vector<std::string> problems;
    for (const auto& name : options.functions) {
        const auto settings = settingsOf(options, name);
        const auto problem = optim::makeTestProblem(settings, Rng(0)); // refuses what cannot be
        std::string text = name + ", " + std::to_string(problem->dimension()) + " coordinates";
        if (settings.variation != optim::Variation::none)
            text += std::string(options.isShifted ? ", shifted" : "") + (options.isRotated ? ", rotated" : "");
        problems.push_back(std::move(text));
    }
    const nlohmann::json settings = {{"kind", "functions"},
                                     {"problems", problems},
                                     {"evaluations", options.evaluations},
                                     {"population", options.population}};
    RaceFolder folder(options, settings, {});
    folder.run(
        planLaps(options, problems.size()), problems,
        [&](const PlannedLap& lap) { return lapOf(options, lap, problems[lap.problem], hooks.proceed); }, hooks);
    return folder.report(
        {{"evaluations a lap", options.evaluations > 0 ? std::to_string(options.evaluations)
                                                       : std::to_string(kEvaluationsPerCoordinate) + " a coordinate"},
         {"population", options.population > 0 ? std::to_string(options.population) : "each method's own"}});
}

} // namespace bubblenet::engine
