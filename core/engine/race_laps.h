// SPDX-License-Identifier: GPL-3.0-only
// What both kinds of race share: the plan of laps, the workers that run them, the race's folder and its report.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <set>

#include "core/base/error.h"
#include "core/engine/race.h"
#include "core/race/race_data.h"
#include "core/store/folder_lock.h"

namespace bubblenet::engine {

struct PlannedLap {
    std::size_t problem = 0;
    std::string method;
    std::uint64_t seed = 0;
};

/// Throws Error(usage) where one of the values stands there twice; `what` they are.
template<class Value> void refuseTwins(const std::vector<Value>& values, const std::string& what) {
    if (std::set(values.begin(), values.end()).size() != values.size())
        throw Error("a " + what + " is named twice", ErrorKind::usage);
}

/// Method and the whale's mode of a name of racingMethods(). Throws Error(usage) for another.
std::pair<std::string, std::string> methodAndMode(const std::string& name);

class RaceFolder {
public:
    /// Makes the folder or goes on in it. Throws Error(usage) where it holds a race of other
    /// settings, or one that another process runs.
    RaceFolder(const RaceOptions& options, const nlohmann::json& settings, std::vector<std::string> figureNames);

    /// Runs the laps that are not recorded yet, `options.jobs` at a time. `lapOf` is called from several threads.
    void run(const std::vector<PlannedLap>& plan, const std::vector<std::string>& problems,
             const std::function<race::Lap(const PlannedLap&)>& lapOf, const Hooks& hooks);
    /// Writes chart and report, `settings` as they are shown.
    RaceReport report(const std::vector<std::pair<std::string, std::string>>& settings) const;

private:
    const RaceOptions& m_options;
    store::FolderLock m_lock;
    race::LapFile m_file;
};

/// Every method with every seed on every problem; seeds run slowest, so that a race cut off compares all methods.
std::vector<PlannedLap> planLaps(const RaceOptions& options, std::size_t problems);
/// Throws Error(usage) for no method or seed, for one named twice, and for numbers that cannot be.
void checkRaceOptions(const RaceOptions& options);

} // namespace bubblenet::engine
