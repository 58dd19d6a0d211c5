// SPDX-License-Identifier: GPL-3.0-only
// An evaluation as files that other programs read.
#pragma once

#include <filesystem>
#include <string>

#include "core/engine/tools.h"

namespace bubblenet::app {

std::string metricsJson(const std::string& model, const engine::EvaluationResult& result);
/// metrics.json, confusion.csv, predictions.csv; each replaced as a whole. Throws Error.
void writeEvaluation(const std::filesystem::path& folder, const std::string& model,
                     const engine::EvaluationResult& result);

} // namespace bubblenet::app
