// SPDX-License-Identifier: GPL-3.0-only
// An inspection's answers as JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "app/inspection.h"

namespace bubblenet::app {

/// A weight file's network as one object; a run's as "before" and "after" of it, with what pairs them beside.
nlohmann::json jsonOf(const InspectionAnswers& answers);
nlohmann::json jsonOf(const std::vector<engine::WhaleRecord>& whales);

} // namespace bubblenet::app
