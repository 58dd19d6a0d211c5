// SPDX-License-Identifier: GPL-3.0-only
// The data sets that Bubblenet knows, where they lie, and how they come here: opened, downloaded (libcurl: progress,
// resume, checksum) or imported from a folder or an archive (libarchive; '..', absolute paths and links are refused).
// Nothing half-written is left under a final name. All functions block; cancel through Proceed.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/proceed.h"
#include "core/data/dataset.h"

namespace bubblenet::data {

struct DatasetInfo {
    std::string name; ///< cifar10 cifar100 mnist fashion_mnist image_folder
    std::string title;
    int classes = 0;
    ImageShape shape;
    std::size_t trainSize = 0;
    std::size_t testSize = 0;
    std::uint64_t downloadBytes = 0; ///< 0: cannot be downloaded
    std::string licence;
};
const std::vector<DatasetInfo>& knownDatasets();
/// Throws Error(usage) for a name that is not among them.
const DatasetInfo& datasetInfo(const std::string& name);

/// Where data sets are looked for, first to last: `path` (unless "auto"), $BUBBLENET_DATA, the user's cache
/// ($XDG_CACHE_HOME/bubblenet/data), the system's (/usr/share/datasets).
std::vector<std::filesystem::path> searchFolders(const std::string& path);

/// The folder that holds the data set's files, or none.
std::optional<std::filesystem::path> findDataset(const std::string& name, const std::string& path);

/// `imageSize`: pixels a side of image_folder's images (resized, then cropped at the centre); 0: 224.
/// Throws Error that names the folders looked in and says how to get the data set.
DatasetPair openDataset(const std::string& name, const std::string& path, int imageSize = 0);

struct TransferProgress {
    std::string file;
    std::uint64_t bytesDone = 0;
    std::uint64_t bytesTotal = 0; ///< 0: not known
};
using TransferSink = std::function<void(const TransferProgress&)>;

/// Downloads into `folder` (the user's cache by default) and gives the data set's folder.
std::filesystem::path downloadDataset(const std::string& name, const std::filesystem::path& folder,
                                      const TransferSink& sink, const Proceed& proceed);

/// Copies or unpacks `source` (a folder, or tar / gz / xz / zip) as data set `name` into `folder`, checks that it
/// opens, and gives its folder. An existing data set of that name is an Error and stays as it is.
std::filesystem::path importDataset(const std::filesystem::path& source, const std::string& name,
                                    const std::filesystem::path& folder, const TransferSink& sink,
                                    const Proceed& proceed);

/// One image file (JPEG or PNG) as `shape` wants it: resized so that the shorter side fits, cropped at the centre,
/// grey ↔ colour converted. Channels last.
std::vector<std::uint8_t> readImageFile(const std::filesystem::path& path, const ImageShape& shape);

} // namespace bubblenet::data
