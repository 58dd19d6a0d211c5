// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/config/recipe.h"
#include "core/config/resources.h"
#include "core/engine/phases.h"
#include "core/engine/race_laps.h"
#include "core/store/run_folder.h"

namespace bubblenet::engine {

namespace fs = std::filesystem;

namespace {

constexpr const char* kLabel = "validation error of the search's best, %";
constexpr const char* kTestFigure = "test accuracy, %";
constexpr const char* kUnprunedFigure = "test accuracy unpruned, %";

fs::path lapFolder(const RaceOptions& options, const PlannedLap& lap) {
    auto name = lap.method;
    std::replace(name.begin(), name.end(), ':', '-');
    return options.folder / "laps" / (name + "-" + std::to_string(lap.seed));
}

config::RunConfig configOf(const RecipeRaceOptions& options, const PlannedLap& lap) {
    auto config = options.config;
    const auto [method, mode] = methodAndMode(lap.method);
    config.name = "lap";
    config.seed = lap.seed;
    config.search.method = method;
    config.search.whale.mode = mode;
    config.search.evaluations =
        static_cast<int>(options.evaluations > 0 ? options.evaluations : plannedCandidates(options.config.search));
    return config;
}

/// The curve of the search, repeated candidates counted as asked for, and what became of its winner.
race::Lap readLap(const fs::path& folder, const PlannedLap& planned, const config::RunConfig& config) {
    race::Lap lap{.problem = config.network.architecture + " on " + config.data.dataset,
                  .objectiveLabel = kLabel,
                  .method = planned.method,
                  .seed = planned.seed,
                  .evaluations = config.search.evaluations};
    std::set<std::pair<int, int>> asked; // a lap that went on after an interruption reports some a second time
    std::map<std::string, double> figures;
    for (const auto& event : store::RunFolder::open(folder, store::OpenMode::read).events()) {
        if (const auto* candidate = std::get_if<store::CandidateDone>(&event.body)) {
            if (!asked.emplace(candidate->iteration, candidate->whale).second)
                continue;
            const double error = 100 - candidate->accuracy;
            lap.uniqueEvaluations += candidate->cached ? 0 : 1;
            lap.seconds += candidate->cached ? 0 : candidate->seconds;
            if (error < race::finalObjective(lap))
                lap.best.push_back({static_cast<std::int64_t>(asked.size()), error});
        } else if (const auto* evaluation = std::get_if<store::EvaluationDone>(&event.body)) {
            if (evaluation->split == "test")
                figures[evaluation->subject == store::kPrunedNetwork ? kTestFigure : kUnprunedFigure] =
                    evaluation->accuracy;
        }
    }
    for (const auto& [name, value] : figures)
        lap.figures.push_back({name, value});
    return lap;
}

race::Lap runLap(const RecipeRaceOptions& options, const PlannedLap& planned) {
    const auto config = configOf(options, planned);
    const auto folder = lapFolder(options, planned);
    if (!options.run({config, folder}))
        throw Stopped();
    return readLap(folder / config.name, planned, config);
}

} // namespace

RaceReport raceRecipe(const RecipeRaceOptions& options, const Hooks& hooks) {
    checkRaceOptions(options);
    if (options.config.search.prune != "channels")
        throw Error(
            Phrase("a race compares searches for widths; the recipe has prune: {1}", options.config.search.prune),
            ErrorKind::usage);
    if (options.config.search.front.isAsked())
        throw Error("a race compares searches for one goal; the recipe has search.front: leave it out",
                    ErrorKind::usage);
    const auto plan = planLaps(options, 1);
    auto settled = configOf(options, plan.front());
    settled.seed = 0;
    settled.search.method = "whale";
    settled.search.whale.mode = config::WhaleConfig{}.mode;
    const auto problem = settled.network.architecture + " on " + settled.data.dataset;
    const auto weights =
        config::namesWeightFile(settled.network.weights) ? sha256OfFile(settled.network.weights) : std::string();
    RaceFolder folder(options, {{"kind", "recipe"}, {"recipe", config::toYaml(settled)}, {"weights", weights}},
                      {kTestFigure, kUnprunedFigure});
    folder.run(
        plan, {problem}, [&](const PlannedLap& lap) { return runLap(options, lap); }, hooks);
    return folder.report({{"recipe", options.config.name},
                          {"evaluations a lap", std::to_string(settled.search.evaluations)},
                          {"judged on", std::to_string(settled.search.judge) + " validation images"},
                          {"fine-tuning of the winners", std::to_string(settled.fineTune.epochs) + " epochs"}});
}

} // namespace bubblenet::engine
