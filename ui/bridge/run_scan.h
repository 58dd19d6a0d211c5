// SPDX-License-Identifier: GPL-3.0-only
// What can be said of a run from its folder at a glance: its name, and how its record ends. Any thread; blocks on
// files.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/proceed.h"
#include "core/store/event.h"

namespace bubblenet::ui {

struct RunGlance {
    std::filesystem::path folder;
    std::string name;
    double secondsSince1970 = 0;                ///< of its last event; without any: when its files were changed last
    std::optional<store::RunFinished> finished; ///< of the last start
    bool isWritten = false;                     ///< a process is at it
};

/// None for a folder that is no run, or one that cannot be read.
std::optional<RunGlance> glanceAt(const std::filesystem::path& folder);
/// The runs directly below `parents`, and `others`; the newest first, at most `most`.
std::vector<RunGlance> glanceAtRuns(const std::filesystem::path& parent,
                                    const std::vector<std::filesystem::path>& others, std::size_t most,
                                    const Proceed& proceed);

} // namespace bubblenet::ui
