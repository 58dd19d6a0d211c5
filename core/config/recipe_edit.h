// SPDX-License-Identifier: GPL-3.0-only
// Small changes to a recipe's text that leave all else in it alone: comments, order, layout, and what is wrong
// elsewhere. Every change is read again before it is given back, so that a layout which is not understood is never
// damaged. Any thread; no state; never throws for any text.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/config/diagnostic.h"
#include "core/config/recipe_keys.h"

namespace bubblenet::config {

/// Whether the text can be read as YAML, so that keys can be set in it.
bool isYaml(const std::string& text);

/// What the text gives each key, as one would type it into a field: a scalar's text, a list's items with commas between
/// them. Keys that are not there, or that hold keys of their own, are left out. Empty where the text is no YAML.
std::map<std::string, std::string> writtenValues(const std::string& text);

/// What was typed into a field as a value of YAML: quoted where it must be, lists in brackets. A wrong value stays
/// wrong (and is for parseRecipe to find), but it never changes what is around it.
std::string yamlValue(const RecipeKey& key, const std::string& typed);

/// The text with this value (of YAML) for a key, replaced or added; an empty one takes the key out. None where the text
/// is no YAML or its layout is not understood.
std::optional<std::string> withValue(const std::string& text, const std::string& path, const std::string& value);

/// The text with a diagnostic's suggestion applied. None where that would not end this problem, or would make others.
std::optional<std::string> withSuggestion(const std::string& text, const Diagnostic& diagnostic);

} // namespace bubblenet::config
