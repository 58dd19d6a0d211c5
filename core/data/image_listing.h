// SPDX-License-Identifier: GPL-3.0-only
// Which files of a folder are images by their names. Any thread; blocks on the disk.
#pragma once

#include <filesystem>
#include <vector>

#include "core/base/proceed.h"

namespace bubblenet::data {

/// The JPEG and PNG files in a folder and those below it, sorted, so that an image's place does not depend on the file
/// system. Links to folders are not followed: they can loop. Throws Error, and Stopped.
std::vector<std::filesystem::path> imagesUnder(const std::filesystem::path& folder, const Proceed& proceed = {});

} // namespace bubblenet::data
