// SPDX-License-Identifier: GPL-3.0-only
// What the commands that take a network share.
#pragma once

#include "app/command.h"
#include "core/engine/tools.h"

namespace bubblenet::app {

inline constexpr const char* kModelHelp = "An architecture (models.resnet50), a weight file, or a run's folder";

/// --weights, --device, --threads
void addModelOptions(CLI::App& command, engine::ModelRequest& request);
/// A bar and notes on standard error, and interruptions.
engine::Hooks hooksFor(Context& context);

} // namespace bubblenet::app
