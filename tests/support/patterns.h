// SPDX-License-Identifier: GPL-3.0-only
// A data set that a network learns in seconds, in the files of MNIST and Fashion-MNIST.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "core/base/rng.h"

namespace bubblenet::test {

inline void appendBigEndian(std::string& bytes, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>((value >> shift) & 0xFF);
}

/// `part` is train or t10k. An image is a bright bar whose place is its class, on noise.
inline void writePatterns(const std::filesystem::path& folder, const std::string& part, std::uint32_t count, Rng& rng) {
    constexpr std::uint32_t side = 28;
    std::string images;
    std::string labels;
    for (const std::uint32_t value : {0x803U, count, side, side})
        appendBigEndian(images, value);
    for (const std::uint32_t value : {0x801U, count})
        appendBigEndian(labels, value);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t label = i % 10;
        labels += static_cast<char>(label);
        const std::uint32_t top = 2 + 13 * (label / 5);
        const std::uint32_t left = 1 + 5 * (label % 5);
        for (std::uint32_t y = 0; y < side; ++y)
            for (std::uint32_t x = 0; x < side; ++x) {
                const bool inside = y >= top && y < top + 10 && x >= left && x < left + 5;
                images += static_cast<char>(rng.below(100) + (inside ? 120 : 0));
            }
    }
    std::filesystem::create_directories(folder);
    std::ofstream(folder / (part + "-images-idx3-ubyte"), std::ios::binary) << images;
    std::ofstream(folder / (part + "-labels-idx1-ubyte"), std::ios::binary) << labels;
}

} // namespace bubblenet::test
