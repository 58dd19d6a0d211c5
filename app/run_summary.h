// SPDX-License-Identifier: GPL-3.0-only
// What a run's record says about the networks before and after it, as text for a terminal.
#pragma once

#include <filesystem>
#include <string>

#include "core/compare/run_record.h"

namespace bubblenet::app {

/// The table of before and after, the verdict, the artefact; as much as there is.
std::string summaryText(const compare::RunRecord& record, const std::filesystem::path& run);

} // namespace bubblenet::app
