// SPDX-License-Identifier: GPL-3.0-only
// The data library for those who know the engine alone: which data sets there are and where, download, import. Plain
// values; every function blocks, throws Error, and Stopped when the hooks' proceed() says so.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/tools.h"

namespace bubblenet::engine {

struct DatasetState {
    std::string name;
    std::string title;
    std::string licence;
    int classes = 0; ///< 0: whatever the folder holds; so with the counts
    std::size_t trainImages = 0;
    std::size_t testImages = 0;
    std::uint64_t downloadBytes = 0;             ///< 0: cannot be downloaded
    std::optional<std::filesystem::path> folder; ///< none: not here
    std::uint64_t bytes = 0;                     ///< on disk
};

/// Of every data set, in the library's order. `path`: as data.path of a recipe.
std::vector<DatasetState> datasetStates(const std::string& path, const Hooks& hooks);
/// Into the user's folder, or into `path` unless that is "auto". Give the data set's folder.
std::filesystem::path downloadDataset(const std::string& name, const std::string& path, const Hooks& hooks);
std::filesystem::path importDataset(const std::filesystem::path& source, const std::string& name,
                                    const std::string& path, const Hooks& hooks);

} // namespace bubblenet::engine
