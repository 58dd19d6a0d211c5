// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <fstream>
#include <system_error>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/config/recipe.h"
#include "core/config/recipe_values.h"
#include "core/config/resources.h"
#include "core/config/suggestion.h"
#include "core/config/yaml_tree.h"

namespace bubblenet::config {

namespace {

namespace fs = std::filesystem;

std::string summaryOf(const fs::path& path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    if (!line.starts_with('#'))
        return {};
    const auto first = line.find_first_not_of("# \t");
    if (first == std::string::npos)
        return {};
    return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

/// The path of the recipe that is meant. Throws Error(usage).
fs::path findRecipe(const std::string& nameOrPath) {
    std::error_code ignored;
    if (fs::is_regular_file(nameOrPath, ignored))
        return nameOrPath;
    const auto shipped = shippedRecipes();
    std::vector<std::string> names;
    std::string list;
    for (const auto& recipe : shipped) {
        if (recipe.name == nameOrPath)
            return recipe.path;
        names.push_back(recipe.name);
        list += (list.empty() ? "" : ", ") + recipe.name;
    }
    if (fs::exists(nameOrPath, ignored))
        throw Error(Phrase("cannot read the recipe {1}: it is no regular file", inQuotes(nameOrPath)),
                    ErrorKind::usage);
    const auto nearest = nearestName(nameOrPath, names);
    const Phrase missing("no recipe {1}: there is no such file, and the recipes that come with the program are {2}",
                         inQuotes(nameOrPath), list.empty() ? Phrase("missing") : Phrase(list));
    throw Error(nearest ? Phrase("{1}; did you mean '{2}'?", missing, *nearest) : missing, ErrorKind::usage);
}

} // namespace

std::vector<ShippedRecipe> shippedRecipes() {
    std::vector<ShippedRecipe> recipes;
    std::error_code failed;
    for (fs::directory_iterator entry(resourceFolder() / "recipes", failed), end; !failed && entry != end;
         entry.increment(failed))
        if (entry->path().extension() == ".yaml")
            recipes.push_back({entry->path().stem().string(), summaryOf(entry->path()), entry->path()});
    std::sort(recipes.begin(), recipes.end(),
              [](const auto& left, const auto& right) { return left.name < right.name; });
    return recipes;
}

RunConfig loadRecipe(const std::string& nameOrPath) {
    const auto path = findRecipe(nameOrPath);
    auto result = parseRecipe(readFile(path, kLargestRecipeBytes), path.string());
    if (hasErrors(result.diagnostics))
        throw Error(toText(result.diagnostics), ErrorKind::usage);
    return std::move(result.config);
}

} // namespace bubblenet::config
