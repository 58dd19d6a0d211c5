// SPDX-License-Identifier: GPL-3.0-only
// What `predict` is given and gives: images named one by one, by folders or by a list; tables as CSV.
#pragma once

#include <filesystem>
#include <istream>
#include <string>
#include <vector>

#include "core/engine/tools.h"

namespace bubblenet::app {

/// "-" stands for the paths in `list`, one a line; a folder for the images in it and below. Throws Error(usage) where
/// that leaves none.
std::vector<std::filesystem::path> namedImages(const std::vector<std::string>& arguments, std::istream& list);

/// A line for each image: its path, then index, name and probability of the best classes, `top` of them, or what was
/// wrong with it in the last column.
std::string predictionsCsv(const std::vector<engine::ImagePrediction>& predictions, int top);

} // namespace bubblenet::app
