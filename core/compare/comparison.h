// SPDX-License-Identifier: GPL-3.0-only
// Several runs beside each other: order, filter, what their recipes differ in, which of them no other beats, and the
// race that they are laps of. Plain functions, any thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/compare/columns.h"
#include "core/race/race_data.h"
#include "core/race/verdict.h"

namespace bubblenet::compare {

/// Equal ones keep their order.
void sortRuns(std::vector<Run>& runs, Column column, Order order);
/// Every word of `filter` is in what the run's row says: name, recipe, tags, note, state, network, data set, method,
/// goal, folder, problem. Without regard to the case of English letters.
bool matches(const RunSummary& run, std::string_view filter);

struct Difference {
    std::string key;                 ///< of the recipe, or "weights (SHA-256)", "data (SHA-256)", "program"
    std::vector<std::string> values; ///< one for each run; empty: unknown or not set
};
/// The keys in which not all runs have the same; their names are none.
std::vector<Difference> differences(const std::vector<Run>& runs);

/// What a run is judged on, by which accuracies can be compared: "cifar10", of an image folder its name too; empty:
/// unknown.
std::string judgedOn(const RunSummary& run);
/// Each once, in the order of the runs.
std::vector<std::string> judgedOn(const std::vector<Run>& runs);

/// Of points that are better with less `x` and more `y`: the indices of those that none is better than in one and as
/// good in the other, by rising x. What is not finite is passed over; of equal points the first counts.
std::vector<std::size_t> paretoFront(const std::vector<CurvePoint>& points);

struct Race {
    std::vector<race::Lap> laps;
    race::RaceResult result;
};
/// The folder of the race that all of these are laps of; empty: they are not.
std::filesystem::path raceFolderOf(const std::vector<Run>& runs);
/// The file that holds a race's laps.
std::filesystem::path lapsOf(const std::filesystem::path& folder);
/// Throws Error for a folder whose laps.csv is missing or none.
Race readRace(const std::filesystem::path& folder);

struct RaceTable {
    std::string problem; ///< "resnet20 on cifar10: validation error, %"
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> rows;
};
/// One for each problem, the best method first, with the favourite's test against each other one.
std::vector<RaceTable> raceTables(const Race& race, Language language);

} // namespace bubblenet::compare
