// SPDX-License-Identifier: GPL-3.0-only
// Archives from strangers, unpacked into a fresh folder: tar or zip, packed with gzip, bzip2, xz or zstd. Only files
// and folders are made; an entry that leads out of the folder or is anything else ends it. Blocking; any thread.
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/data/library.h"

namespace bubblenet::data {

struct UnpackLimits {
    std::uint64_t bytes = std::uint64_t{1} << 40; ///< of all files together, unpacked
    std::uint64_t entries = 20'000'000;
    /// Unpacked bytes for each packed one, once `ratioFrom` bytes are out: a small file can unpack to terabytes.
    std::uint64_t ratio = 100;
    std::uint64_t ratioFrom = std::uint64_t{1} << 30;
};

/// `folder` exists and is empty; what is in it after an Error or Stopped is the caller's to remove.
void unpackArchive(const std::filesystem::path& archive, const std::filesystem::path& folder,
                   const UnpackLimits& limits, const TransferSink& sink, const Proceed& proceed);

} // namespace bubblenet::data
