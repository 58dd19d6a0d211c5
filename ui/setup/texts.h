// SPDX-License-Identifier: GPL-3.0-only
// What the page says of keys, in the window's language. Window's thread.
#pragma once

#include <QString>
#include <string>

#include "core/config/recipe_keys.h"
#include "ui/models/phrase_text.h"

namespace bubblenet::ui {

QString labelOf(const config::RecipeKey& key);     ///< "Whale › pod": the path below its group
QString groupTitle(const std::string& group);      ///< "" is the run's own
std::string groupOf(const config::RecipeKey& key); ///< the first part of the path; "" where there is one only
QString describe(const config::RecipeKey& key);    ///< its help and what is allowed

} // namespace bubblenet::ui
