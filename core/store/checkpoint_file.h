// SPDX-License-Identifier: GPL-3.0-only
// A checkpoint as one file that proves itself: a line of magic, the digest of the header, the header (sizes and digests
// of the parts), the parts. Private to store; the caller keeps two threads from writing the same name.
#pragma once

#include <filesystem>
#include <optional>

#include "core/store/run_folder.h"

namespace bubblenet::store {

enum class OldGeneration { keep, discard };
/// Written under a temporary name, synced, and put in place of `path`; the file that was there becomes `previous`, or
/// is lost where it is not worth keeping. Throws Error; at least the newest sound generation is then still there.
void writeCheckpointFile(const std::filesystem::path& path, const std::filesystem::path& previous,
                         const Checkpoint& checkpoint, OldGeneration old);

/// None where the file is missing, cut off or changed in any byte.
std::optional<Checkpoint> readCheckpointFile(const std::filesystem::path& path);

} // namespace bubblenet::store
