// SPDX-License-Identifier: GPL-3.0-only
// An evaluation as files that other programs read.
#pragma once

#include <filesystem>
#include <string>

#include "core/engine/tools.h"

namespace bubblenet::app {

std::string metricsJson(const std::string& model, const engine::EvaluationResult& result);
/// Makes the folder. Throws Error(usage) where one of the files is there already, so that none is lost.
void prepareEvaluationFolder(const std::filesystem::path& folder);
/// metrics.json, confusion.csv, predictions.csv, each written as a whole. Throws Error.
void writeEvaluation(const std::filesystem::path& folder, const std::string& model,
                     const engine::EvaluationResult& result);

} // namespace bubblenet::app
