// SPDX-License-Identifier: GPL-3.0-only
// What the command groups share: the exit statuses, and what a command is given. A group adds its commands to the
// parser; the one that is named on the command line leaves its action behind, which main then runs.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "app/console.h"
#include "app/interrupts.h"
#include "core/base/proceed.h"

namespace bubblenet::app {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongUse = 2;
inline constexpr int kGoalNotMet = 3;
inline constexpr int kInterrupted = 130;

struct Context {
    Console& console;
    Interrupts& interrupts;
    std::function<int()> action;

    Proceed proceed() {
        return [this] { return !interrupts.isRequested(); };
    }
};

void addRunCommands(CLI::App& program, Context& context);     ///< run, resume, train, prune
void addModelCommands(CLI::App& program, Context& context);   ///< eval, predict, export
void addInspectCommand(CLI::App& program, Context& context);  ///< inspect
void addDataCommands(CLI::App& program, Context& context);    ///< data list, get, import
void addRecipeCommands(CLI::App& program, Context& context);  ///< recipes list, show, check
void addMachineCommands(CLI::App& program, Context& context); ///< devices, bench
void addRaceCommand(CLI::App& program, Context& context);     ///< race
void addCompareCommand(CLI::App& program, Context& context);  ///< compare

/// Reads the command line, runs what it names, and gives the exit status; errors become one clear line.
int runProgram(int argc, char** argv, Context& context);

} // namespace bubblenet::app
