// SPDX-License-Identifier: GPL-3.0-only
// A race as one HTML page that needs nothing beside it: the verdict first, then tables and curves, the settings, and
// how to read it. Light or dark as the reader's system is. Pure, any thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/race/race_data.h"
#include "core/race/verdict.h"

namespace bubblenet::race {

using Settings = std::vector<std::pair<std::string, std::string>>; ///< name and value, as shown

/// `race`: what judge() made of the laps. All names and settings are escaped. Throws as chartSvg does.
std::string reportHtml(const std::vector<Lap>& laps, const RaceResult& race, const Settings& settings);

} // namespace bubblenet::race
