// SPDX-License-Identifier: GPL-3.0-only
// The curves of a race as one SVG picture that needs nothing beside it. Pure, any thread; the numbers are those of
// curves.h.
#pragma once

#include <string>
#include <vector>

#include "core/race/race_data.h"

namespace bubblenet::race {

/// One panel for each problem (median of the best so far, quartiles as a band) and one for the targets reached, two in
/// a row, on white. A page that holds the picture may recolour the classes paper (ground), ink and muted (words) and
/// grid. Throws as checkLaps does, and for no laps.
std::string chartSvg(const std::vector<Lap>& laps);

} // namespace bubblenet::race
