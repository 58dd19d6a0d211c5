// SPDX-License-Identifier: GPL-3.0-only
// What the page says of keys and of the core's own texts, in the window's language. Window's thread.
#pragma once

#include <QString>
#include <string>

#include "core/config/recipe_keys.h"

namespace bubblenet::ui {

/// One of the core's fixed texts (a key's help, a data set's title, a recipe's summary), where it has been translated.
QString translated(const std::string& text);

QString labelOf(const config::RecipeKey& key);     ///< "Whale › pod": the path below its group
QString groupTitle(const std::string& group);      ///< "" is the run's own
std::string groupOf(const config::RecipeKey& key); ///< the first part of the path; "" where there is one only
QString describe(const config::RecipeKey& key);    ///< its help and what is allowed

} // namespace bubblenet::ui
