// SPDX-License-Identifier: GPL-3.0-only
// JPEG and PNG bytes to 8-bit RGB. Any thread. The decoders are C libraries that jump out of themselves on an error,
// which is kept inside jpeg.cpp and png.cpp: here it is an Error whose text lacks the file's name, for the caller to
// add.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/data/dataset.h"

namespace bubblenet::data {

/// Over this many pixels an image is refused unread: a small file can claim gigabytes.
inline constexpr std::uint64_t kPixelLimit = 100'000'000;

struct Image {
    ImageShape shape; ///< always three channels
    std::vector<std::uint8_t> pixels;
};

bool isJpeg(std::string_view bytes);
bool isPng(std::string_view bytes);

/// May decode at a half, a quarter or an eighth where both sides then still have `enoughPixels`; 0: never.
Image decodeJpeg(std::string_view bytes, int enoughPixels);
/// Transparency is dropped, as torchvision does.
Image decodePng(std::string_view bytes);

/// Throws Error for an impossible size or one over kPixelLimit.
void checkImageSize(std::uint64_t width, std::uint64_t height);

} // namespace bubblenet::data
