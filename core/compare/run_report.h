// SPDX-License-Identifier: GPL-3.0-only
// One run, or several beside each other, as an HTML page that needs nothing beside it and runs nothing. Any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/compare/comparison.h"

namespace bubblenet::compare {

/// What was done, before and after, curves, widths, candidates, artefacts. All texts of users are escaped.
std::string runReportHtml(const RunSummary& run, Language language);
/// The table, differences of recipes, pictures, and the race's statistics where the runs are its laps.
std::string comparisonHtml(const std::vector<Run>& runs, const std::optional<Race>& race, Language language);

/// The verdict, or the state where there is none yet.
std::string verdictText(const RunSummary& run, Language language);

} // namespace bubblenet::compare
