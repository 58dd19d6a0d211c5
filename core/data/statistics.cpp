// SPDX-License-Identifier: GPL-3.0-only
#include "core/data/statistics.h"

#include <algorithm>
#include <cmath>
#include <future>
#include <thread>

#include "core/base/error.h"

namespace bubblenet::data {

namespace {

// 32-bit sums of squares hold 65,536 pixels of 255² each and make the loop vectorise.
constexpr std::size_t kPixelsPerSum = 65536;
constexpr std::size_t kImagesPerTask = 64;

struct Sums {
    std::array<std::uint64_t, 3> values{};
    std::array<std::uint64_t, 3> squares{};

    void add(const Sums& other) {
        for (std::size_t c = 0; c < 3; ++c) {
            values[c] += other.values[c];
            squares[c] += other.squares[c];
        }
    }
};

template<std::size_t Channels> void addPixels(Sums& sums, std::span<const std::uint8_t> pixels) {
    for (std::size_t start = 0; start < pixels.size(); start += kPixelsPerSum * Channels) {
        const auto block = pixels.subspan(start, std::min(kPixelsPerSum * Channels, pixels.size() - start));
        std::array<std::uint32_t, Channels> values{};
        std::array<std::uint32_t, Channels> squares{};
        for (std::size_t i = 0; i + Channels <= block.size(); i += Channels)
            for (std::size_t c = 0; c < Channels; ++c) {
                const std::uint32_t value = block[i + c];
                values[c] += value;
                squares[c] += value * value;
            }
        for (std::size_t c = 0; c < Channels; ++c) {
            sums.values[c] += values[c];
            sums.squares[c] += squares[c];
        }
    }
}

Sums sumImages(const Dataset& dataset, std::size_t first, std::size_t step, std::size_t count, std::size_t total) {
    Sums sums;
    std::vector<std::uint8_t> pixels(dataset.shape().size());
    for (std::size_t i = first; i < count; i += step) {
        dataset.read(i * total / count, pixels);
        if (dataset.shape().channels == 3)
            addPixels<3>(sums, pixels);
        else
            addPixels<1>(sums, pixels);
    }
    return sums;
}

} // namespace

Normalization measureNormalization(const Dataset& dataset, std::size_t imageLimit) {
    const std::size_t count = std::min(imageLimit, dataset.size());
    if (count == 0)
        throw Error("there are no images whose mean could be taken");
    const std::size_t threads = std::clamp<std::size_t>(
        std::min<std::size_t>(std::thread::hardware_concurrency(), count / kImagesPerTask), 1, 8);
    std::vector<std::future<Sums>> parts;
    for (std::size_t t = 1; t < threads; ++t)
        parts.push_back(
            std::async(std::launch::async, sumImages, std::cref(dataset), t, threads, count, dataset.size()));
    Sums sums = sumImages(dataset, 0, threads, count, dataset.size());
    for (auto& part : parts)
        sums.add(part.get());

    const auto shape = dataset.shape();
    const double pixels = static_cast<double>(count) * shape.height * shape.width;
    Normalization result;
    for (std::size_t c = 0; c < 3; ++c) {
        const std::size_t from = shape.channels == 3 ? c : 0; // a grey image that is repeated needs all three
        const double mean = static_cast<double>(sums.values[from]) / pixels;
        const double variance = static_cast<double>(sums.squares[from]) / pixels - mean * mean;
        result.mean[c] = static_cast<float>(mean / 255);
        // Images of a single colour would divide by zero.
        result.standardDeviation[c] = variance > 1e-6 ? static_cast<float>(std::sqrt(variance) / 255) : 1.0F;
    }
    return result;
}

} // namespace bubblenet::data
