// SPDX-License-Identifier: GPL-3.0-only
// Small data sets and broken ones, written by the tests themselves.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace bubblenet::data::test {

inline void writeBytes(const std::filesystem::path& path, const std::string& bytes) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

inline std::string readBytes(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline std::filesystem::path reference(const std::string& name) {
    return std::filesystem::path(BUBBLENET_SOURCE_DIR) / "tests/reference/data" / name;
}

/// What an Error says, or "" when none is thrown.
template<class Work> std::string errorOf(Work work) {
    try {
        work();
        return {};
    } catch (const Error& error) {
        return error.what();
    }
}

inline bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// Byte `i` of image `image`: differs between neighbours, images and planes.
inline char pixelOf(int image, int i) {
    return static_cast<char>((image * 31 + i * 7 + i / 1024 * 3) % 251);
}

/// Image `i` has label i mod `classes`; CIFAR-100's records (`labelBytes` 2) get the coarse label i mod 20.
inline std::string cifarRecords(int first, int count, int classes = 10, int labelBytes = 1) {
    std::string bytes;
    for (int image = first; image < first + count; ++image) {
        if (labelBytes == 2)
            bytes += static_cast<char>(image % 20);
        bytes += static_cast<char>(image % classes);
        for (int i = 0; i < 3072; ++i)
            bytes += pixelOf(image, i);
    }
    return bytes;
}

inline void writeCifar10(const std::filesystem::path& folder, int imagesPerFile = 10) {
    for (int file = 0; file < 5; ++file)
        writeBytes(folder / ("data_batch_" + std::to_string(file + 1) + ".bin"),
                   cifarRecords(file * imagesPerFile, imagesPerFile));
    writeBytes(folder / "test_batch.bin", cifarRecords(1000, imagesPerFile));
}

inline std::string bigEndian(std::uint32_t value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(value >> shift & 0xff);
    return bytes;
}

inline std::string idxImages(int count, int height = 28, int width = 28) {
    std::string bytes = bigEndian(0x803) + bigEndian(static_cast<std::uint32_t>(count)) +
                        bigEndian(static_cast<std::uint32_t>(height)) + bigEndian(static_cast<std::uint32_t>(width));
    for (int image = 0; image < count; ++image)
        for (int i = 0; i < height * width; ++i)
            bytes += pixelOf(image, i);
    return bytes;
}

inline std::string idxLabels(int count) {
    std::string bytes = bigEndian(0x801) + bigEndian(static_cast<std::uint32_t>(count));
    for (int image = 0; image < count; ++image)
        bytes += static_cast<char>(image % 10);
    return bytes;
}

inline std::string gzipped(const std::string& bytes) {
    std::string packed(bytes.size() + 1000, '\0');
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

inline void writeIdx(const std::filesystem::path& folder, int trainCount = 30, int testCount = 20) {
    writeBytes(folder / "train-images-idx3-ubyte", idxImages(trainCount));
    writeBytes(folder / "train-labels-idx1-ubyte", idxLabels(trainCount));
    writeBytes(folder / "t10k-images-idx3-ubyte", idxImages(testCount));
    writeBytes(folder / "t10k-labels-idx1-ubyte", idxLabels(testCount));
}

/// `count` images a class, named so that the order of names is not the order of numbers.
inline void writeImageClass(const std::filesystem::path& folder, int count, const std::string& source = "colour.png") {
    const auto bytes = readBytes(reference(source));
    for (int i = 0; i < count; ++i)
        writeBytes(folder / (std::to_string(i) + std::filesystem::path(source).extension().string()), bytes);
}

} // namespace bubblenet::data::test
