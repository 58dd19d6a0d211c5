// SPDX-License-Identifier: GPL-3.0-only
// `inspect`: a network's layers and costs as tables or JSON, and a run's networks side by side.
#pragma once

#include "app/command.h"
#include "core/engine/tools.h"

namespace bubblenet::app {

struct InspectionRequest {
    engine::ModelRequest model;
    int imageSize = 0;
    bool latency = false;
    bool json = false;
};

int inspect(const InspectionRequest& request, Context& context, const engine::Hooks& hooks);

} // namespace bubblenet::app
