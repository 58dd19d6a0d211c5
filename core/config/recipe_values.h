// SPDX-License-Identifier: GPL-3.0-only
// A node of YAML into the field of a key, and whether the field's value is allowed. Private to config; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/config/recipe_keys.h"
#include "core/config/yaml_tree.h"

namespace bubblenet::config {

struct ValueProblem {
    Phrase message;
    std::string suggestion = {};
    std::optional<std::size_t> item = {}; ///< of a list: the one that is wrong
};

/// What keeps the node from being a value of the key's type; the field is set only where nothing does.
std::vector<ValueProblem> setValue(const RecipeKey& key, const YamlNode& node, RunConfig& config);

/// What keeps the value from being one that the key allows.
std::vector<ValueProblem> checkValue(const RecipeKey& key, const RunConfig& config);

/// The shares of the goal, of which exactly one is set: search.goal.macs, ….
const std::vector<std::string>& goalShares();

/// In quotes, on one line, cut where it is long.
std::string inQuotes(std::string_view text);
/// As a value of YAML: as it is where that reads as text, else in quotes.
std::string yamlText(const std::string& text);
/// The shortest text that gives the number back.
std::string numberText(double value);

} // namespace bubblenet::config
