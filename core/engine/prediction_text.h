// SPDX-License-Identifier: GPL-3.0-only
// Predictions as text that other programs read. Any thread; no state.
#pragma once

#include <string>
#include <vector>

#include "core/engine/tools.h"

namespace bubblenet::engine {

/// A line for each image: its path, then index, name and probability of the best classes, `top` of them, or what was
/// wrong with it in the last column.
std::string predictionsCsv(const std::vector<ImagePrediction>& predictions, int top);

/// An object in one line, without a line feed.
std::string predictionJson(const ImagePrediction& prediction);
/// An array, an image a line.
std::string predictionsJson(const std::vector<ImagePrediction>& predictions);

} // namespace bubblenet::engine
