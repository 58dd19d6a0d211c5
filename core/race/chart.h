// SPDX-License-Identifier: GPL-3.0-only
// The curves of a race as one SVG picture that needs nothing beside it. Pure, any thread; the numbers are those of
// curves.h.
#pragma once

#include <string>
#include <vector>

#include "core/race/race_data.h"

namespace bubblenet::race {

/// One panel for each problem (median of the best so far, quartiles as a band) and one for the targets reached, drawn
/// as plot.h says. Throws as checkLaps does, and for no laps.
std::string chartSvg(const std::vector<Lap>& laps);

} // namespace bubblenet::race
