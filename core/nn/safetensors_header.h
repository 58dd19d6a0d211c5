// SPDX-License-Identifier: GPL-3.0-only
// The JSON header of a safetensors file: read without building a tree of it, so that a hostile one costs no more than
// its own size. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bubblenet::nn {

/// The format's own limit (huggingface/safetensors, MAX_HEADER_SIZE).
inline constexpr std::uint64_t kMaxSafetensorsHeader = 100'000'000;

struct SafetensorsEntry {
    std::string name;
    std::string type; ///< as written, e.g. "F32"
    std::vector<std::int64_t> sizes;
    std::array<std::uint64_t, 2> offsets{}; ///< first and one past the last byte, from the buffer's start
};

struct SafetensorsHeader {
    std::vector<SafetensorsEntry> entries; ///< in the header's order
    std::map<std::string, std::string> metadata;
};

/// Checks form and names only; throws Error without the file's name.
SafetensorsHeader parseSafetensorsHeader(std::string_view json);

/// Padded with spaces so that the buffer starts at a multiple of 8. Throws Error for a name that is no UTF-8.
std::string safetensorsHeaderText(const SafetensorsHeader& header);

} // namespace bubblenet::nn
