// SPDX-License-Identifier: GPL-3.0-only
// A run as one row of a comparison, from its folder: what it was to do, what came of it, what the user says of it.
// Plain values. A folder that cannot be read gives a row that says why.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/compare/annotation.h"
#include "core/compare/run_record.h"
#include "core/config/run_config.h"
#include "core/store/run_folder.h"

namespace bubblenet::compare {

enum class RunState { running, interrupted, stopped, completed, goalNotMet, failed, unreadable };

struct RunSummary {
    std::filesystem::path folder;
    RunState state = RunState::unreadable;
    std::string problem;                     ///< why something of it cannot be read; empty: all can
    std::optional<config::RunConfig> config; ///< none: its recipe cannot be read, e.g. a newer program's
    store::Manifest manifest;
    RunRecord record;
    Annotation annotation;
};

using Run = std::shared_ptr<const RunSummary>; ///< never null

/// The user's name for it, else the folder's, which tells runs of one recipe apart.
std::string nameOf(const RunSummary& run);
/// "running", "goal not met", …: the words of the command line's --filter and of JSON.
std::string_view stateName(RunState state);

/// Seconds since 1970: the first start, else when the folder was made; 0: unknown.
double startedTime(const RunSummary& run);

enum class Cost { macs, parameters, bytes, latency };
/// None where it was not measured. `after` is the pruned network's; a run that only trains has none.
std::optional<double> costBefore(const RunSummary& run, Cost cost);
std::optional<double> costAfter(const RunSummary& run, Cost cost);
/// After over before, in %.
std::optional<double> costShare(const RunSummary& run, Cost cost);
std::optional<double> accuracyBefore(const RunSummary& run); ///< on the test images, %
std::optional<double> accuracyAfter(const RunSummary& run);
/// Of the network that the run leaves: after, or before where nothing was pruned.
std::optional<double> resultingCost(const RunSummary& run, Cost cost);
std::optional<double> resultingAccuracy(const RunSummary& run);

/// The kind as in a verdict (macs, sparsity, …) and the share that is asked for; none for a run that only trains.
std::optional<std::pair<std::string, double>> goalOf(const config::RunConfig& config);

} // namespace bubblenet::compare
