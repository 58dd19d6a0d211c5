// SPDX-License-Identifier: GPL-3.0-only
// One file from the network to the disk, and which files a data set is published as. Blocking; any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/data/library.h"

namespace bubblenet::data {

struct RemoteFile {
    std::string url;
    std::string name; ///< on disk
    std::uint64_t bytes = 0;
    std::string md5; ///< as its authors published it
};

/// None for a data set that cannot be downloaded.
std::vector<RemoteFile> publishedFiles(const std::string& dataset);

/// $XDG_CACHE_HOME/bubblenet/data, else ~/.cache/bubblenet/data; empty where neither is set.
std::filesystem::path userFolder();

/// Downloads into `folder`/`file.name` by way of `file.name`.part, which stays for the next call to go on from when the
/// transfer is broken off, and goes when its checksum is wrong. A complete file is left as it is. Throws Error or
/// Stopped.
void fetchFile(const RemoteFile& file, const std::filesystem::path& folder, const TransferSink& sink,
               const Proceed& proceed);

/// downloadDataset from other places: `files` are one archive, or the data set's files themselves.
std::filesystem::path downloadFiles(const std::string& name, const std::vector<RemoteFile>& files,
                                    const std::filesystem::path& folder, const TransferSink& sink,
                                    const Proceed& proceed);

} // namespace bubblenet::data
