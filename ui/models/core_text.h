// SPDX-License-Identifier: GPL-3.0-only
// The core's own fixed texts in the window's language: help of keys, titles of data sets, notes on formats. Window's
// thread.
#pragma once

#include <QString>
#include <string>

namespace bubblenet::ui {

/// The text itself where it has not been translated (resources/translations/recipe_zh_CN.ts).
QString translated(const std::string& text);

} // namespace bubblenet::ui
