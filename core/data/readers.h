// SPDX-License-Identifier: GPL-3.0-only
// What each kind of data set offers to library.h: how its files are recognised, listed and opened.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/dataset.h"

namespace bubblenet::data {

struct Reader {
    std::string_view name;
    std::span<const std::string_view> subfolders; ///< under which its files usually lie
    /// Whether files of this data set lie directly in `folder`, complete or not; never throws.
    bool (*isHere)(const std::filesystem::path& folder);
    /// The files that open() reads, relative to `folder`, missing ones included.
    std::vector<std::filesystem::path> (*files)(const std::filesystem::path& folder);
    /// Throws Error that names the file which is missing, cut off or wrong.
    DatasetPair (*open)(const std::filesystem::path& folder, int imageSize);
};

Reader cifar10Reader();
Reader cifar100Reader();
Reader mnistReader();
Reader fashionMnistReader();
Reader imageFolderReader();

/// Throws Error (usage) that lists the names there are.
Reader readerOf(const std::string& name);

/// Where `reader`'s files lie in `folder`: directly, or in one of its subfolders; or an empty path.
std::filesystem::path locate(const Reader& reader, const std::filesystem::path& folder);

} // namespace bubblenet::data
