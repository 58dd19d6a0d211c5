// SPDX-License-Identifier: GPL-3.0-only
// What `predict` is given: images named one by one, by folders or by a list.
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

} // namespace bubblenet::app
