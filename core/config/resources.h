// SPDX-License-Identifier: GPL-3.0-only
// Where the program's own files are: recipes, the embedded network. Any thread.
#pragma once

#include <filesystem>
#include <string>

namespace bubblenet::config {

/// $BUBBLENET_RESOURCES, else share/bubblenet beside the program's bin folder, else the source tree it was built from.
/// Throws Error that names the places looked in.
std::filesystem::path resourceFolder();

/// A path of a recipe: as it is where that exists, else below resourceFolder() ("networks/…"), else as it is.
std::filesystem::path resolvePath(const std::string& path);

/// network.weights that asks for random weights: empty, or the word "random", which says that they are wished for.
inline constexpr const char* kRandomWeights = "random";
bool namesWeightFile(const std::string& weights);

} // namespace bubblenet::config
