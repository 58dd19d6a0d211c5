// SPDX-License-Identifier: GPL-3.0-only
// From the options of run, train and prune to a RunConfig: a base, then options in the order of the recipe's keys, then
// --set.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/config/run_config.h"

namespace bubblenet::app {

struct RunOptions {
    std::string recipe;
    std::string output = "runs";
    std::string model;                                        ///< architecture, weight file or run
    std::vector<std::pair<std::string, std::string>> changes; ///< key and value, by options of their own
    std::vector<std::string> set;                             ///< key=value
    bool json = false;
};

enum class RunKind { run, train, prune };

/// Options that stand for one key of the recipe each.
void addRunOptions(CLI::App& command, RunOptions& options, RunKind kind);

/// Throws Error(usage) with every problem, one a line.
config::RunConfig runConfig(const RunOptions& options, RunKind kind);

} // namespace bubblenet::app
