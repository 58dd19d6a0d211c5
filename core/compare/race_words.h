// SPDX-License-Identifier: GPL-3.0-only
// What a race showed, in either language. Plain functions, any thread.
#pragma once

#include <string>

#include "core/compare/words.h"
#include "core/race/verdict.h"

namespace bubblenet::compare {

/// "validation error of the search's best, %": what was made small, or a figure of the laps. Others stay as they are.
std::string raceLabelText(Language language, const std::string& label);

/// The verdict on each problem, with the same numbers and reserve as race::RaceResult's own, which is the English one.
std::string raceVerdictText(Language language, const race::RaceResult& race);

} // namespace bubblenet::compare
