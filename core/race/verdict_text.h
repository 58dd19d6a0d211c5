// SPDX-License-Identifier: GPL-3.0-only
// The sentences of verdict.h, from its numbers. Pure, any thread.
#pragma once

#include <string>

#include "core/race/verdict.h"

namespace bubblenet::race {

std::string problemVerdict(const RaceResult& race, const ProblemResult& problem);
/// The problem's own where there is one alone; `problems` have theirs already.
std::string raceVerdict(const RaceResult& race);

/// For a difference to be significant at all, where so many comparisons are corrected together.
std::size_t seedsNeeded(std::size_t correctedTogether);

/// "validation error" and "%" of "validation error, %": what is measured, and its unit, which may be empty.
std::string quantityOf(const std::string& objectiveLabel);
std::string unitOf(const std::string& objectiveLabel);

} // namespace bubblenet::race
