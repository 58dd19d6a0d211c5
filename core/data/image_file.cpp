// SPDX-License-Identifier: GPL-3.0-only
#include "core/data/image_file.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/library.h"
#include "core/data/resize.h"

namespace bubblenet::data {

namespace {

constexpr std::uint64_t kFileLimit = std::uint64_t{256} << 20;
constexpr int kSideLimit = 8192;

Image decode(const std::string& bytes, int enoughPixels) {
    if (isJpeg(bytes))
        return decodeJpeg(bytes, enoughPixels);
    if (isPng(bytes))
        return decodePng(bytes);
    throw Error(Phrase("neither a JPEG nor a PNG"));
}

} // namespace

void checkImageSize(std::uint64_t width, std::uint64_t height) {
    if (width == 0 || height == 0 || width > kPixelLimit || height > kPixelLimit || width * height > kPixelLimit)
        throw Error(Phrase("it claims {1} × {2} pixels; at most {3} in all are read", width, height, kPixelLimit));
}

std::vector<std::uint8_t> readImageFile(const std::filesystem::path& path, const ImageShape& shape) {
    if ((shape.channels != 1 && shape.channels != 3) || shape.height < 1 || shape.width < 1 ||
        shape.height > kSideLimit || shape.width > kSideLimit)
        throw Error("an image cannot be read as " + std::to_string(shape.channels) + " channels of " +
                    std::to_string(shape.width) + " × " + std::to_string(shape.height) + " pixels");
    const std::string bytes = readFile(path, kFileLimit);
    Image image;
    try {
        // Twice the pixels that are wanted leave the choice of the filter to the resizer.
        image = decode(bytes, 2 * std::max(shape.height, shape.width));
    } catch (const Error& error) {
        throw Error(Phrase("cannot decode '{1}': {2}", path.string(), error.message()));
    }
    const Resizer resizer = fittingResizer(image.shape, shape);
    std::vector<std::uint8_t> fitted(resizer.shape().size());
    std::vector<std::uint8_t> scratch;
    resizer.resize(image.pixels, fitted, scratch);
    if (shape.channels == 3)
        return fitted;
    std::vector<std::uint8_t> grey(shape.size());
    convertChannels(fitted, 3, grey, 1);
    return grey;
}

} // namespace bubblenet::data
