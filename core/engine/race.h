// SPDX-License-Identifier: GPL-3.0-only
// A race: search methods at equal numbers of evaluations, over seeds, on published test functions or on a recipe's
// pruning. Each lap is recorded when it ends, and a race that is started again in its folder goes on. Plain values in
// and out, no torch type. The functions block, ask `proceed` (then throw Stopped), and throw Error.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/config/run_config.h"
#include "core/engine/tools.h"

namespace bubblenet::engine {

/// What can race, as `methods` below names them: whale (partial), whale:matlab, whale:paper, whale:robust, whale:hi,
/// random, pso, …; on recipes uniform too, which has its result after one evaluation and gains nothing by more.
std::vector<std::string> racingMethods();

/// F1 … F23, noise
std::vector<std::string> racingFunctions();

struct RaceOptions {
    std::filesystem::path folder;     ///< of the race; made where it is missing
    std::vector<std::string> methods; ///< of racingMethods()
    std::vector<std::uint64_t> seeds;
    std::int64_t evaluations = 0; ///< of each lap; 0: 500 a coordinate on functions, as the recipe says otherwise
    std::string favourite;        ///< whom the tests compare with the others; empty: whoever ranks best
    int jobs = 1;                 ///< laps at a time
};

struct FunctionRaceOptions : RaceOptions {
    std::vector<std::string> functions; ///< F1 … F23, noise
    int dimension = 0;                  ///< 0: each function's own
    bool isShifted = false;
    bool isRotated = false;
    int population = 0; ///< 0: what each method takes by itself
};

/// One lap of a recipe's race: a run of its own.
struct RecipeLap {
    config::RunConfig config;
    std::filesystem::path folder; ///< the run's folder is made inside; one that is there goes on
};

struct RecipeRaceOptions : RaceOptions {
    config::RunConfig config;
    /// Does the run to its end. Called from as many threads as there are jobs; false: it was interrupted. Throws Error.
    std::function<bool(const RecipeLap&)> run;
};

struct RaceTable {
    std::string problem;
    std::vector<std::vector<std::string>> rows; ///< the first one is the header
    std::string verdict;
};
struct RaceReport {
    std::string verdict;
    std::vector<RaceTable> tables;
    std::filesystem::path laps;   ///< CSV
    std::filesystem::path chart;  ///< SVG
    std::filesystem::path report; ///< HTML
};

RaceReport raceFunctions(const FunctionRaceOptions& options, const Hooks& hooks);
/// The methods' winners are judged by what each run does after its search: fine-tuning and test images.
RaceReport raceRecipe(const RecipeRaceOptions& options, const Hooks& hooks);

} // namespace bubblenet::engine
