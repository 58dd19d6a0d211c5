// SPDX-License-Identifier: GPL-3.0-only
// A recipe's YAML into a RunConfig and back, with every problem found at once. Any thread; no state.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/config/diagnostic.h"
#include "core/config/run_config.h"

namespace bubblenet::config {

struct RecipeResult {
    RunConfig config;                    ///< of use only without errors
    std::vector<Diagnostic> diagnostics; ///< in the order of their places
};

/// Checks keys, types, ranges, and what must fit together. Files are not touched: whether weights or data exist is for
/// whoever opens them. Never throws for any text.
RecipeResult parseRecipe(const std::string& text, const std::string& fileName);

/// Reads a file, or a shipped recipe by its name. Throws Error(usage) with every diagnostic, one a line, when it has
/// errors.
RunConfig loadRecipe(const std::string& nameOrPath);

/// What is wrong with a config that was not read from text (changed by options of the command line).
std::vector<Diagnostic> checkConfig(const RunConfig& config);

/// What stands for a key without a value, e.g. a share that is not the goal.
enum class Unset { leftOut, asNull };
/// Every key with its value, in the product's order; parseRecipe gives an equal config back.
std::string toYaml(const RunConfig& config, Unset unset = Unset::leftOut);

/// The recipes that come with the program: resources/recipes/NAME.yaml.
struct ShippedRecipe {
    std::string name;
    std::string summary; ///< the text of its first comment line
    std::filesystem::path path;
};
std::vector<ShippedRecipe> shippedRecipes();

} // namespace bubblenet::config
