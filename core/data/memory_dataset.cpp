// SPDX-License-Identifier: GPL-3.0-only
#include "core/data/memory_dataset.h"

#include <algorithm>
#include <future>
#include <string_view>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/statistics.h"

namespace bubblenet::data {

namespace {

std::string digestOf(const std::vector<std::uint8_t>& bytes) {
    return sha256({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

} // namespace

MemoryDataset::MemoryDataset(ImageShape shape, std::vector<std::uint8_t> pixels, std::vector<std::uint8_t> labels)
    : m_shape(shape), m_pixels(std::move(pixels)), m_labels(std::move(labels)) {
    if (m_pixels.size() != m_labels.size() * m_shape.size())
        throw Error("a data set of " + std::to_string(m_labels.size()) + " labels has pixels for another number");
}

int MemoryDataset::label(std::size_t index) const {
    return m_labels.at(index);
}

void MemoryDataset::read(std::size_t index, std::span<std::uint8_t> pixels) const {
    const std::size_t size = m_shape.size();
    if (index >= m_labels.size() || pixels.size() != size)
        throw Error("image " + std::to_string(index) + " of " + std::to_string(m_labels.size()) +
                    " was asked for, into " + std::to_string(pixels.size()) + " bytes instead of " +
                    std::to_string(size));
    const auto first = m_pixels.begin() + static_cast<std::ptrdiff_t>(index * size);
    std::copy_n(first, size, pixels.begin());
}

DatasetPair makePair(std::string name, std::shared_ptr<const MemoryDataset> train,
                     std::shared_ptr<const MemoryDataset> test, std::vector<std::string> classNames) {
    // Some 150 MB are hashed; meanwhile the statistics are measured.
    auto pixelDigest = std::async(std::launch::async, [&train] { return digestOf(train->pixels()); });
    DatasetPair pair;
    pair.normalization = measureNormalization(*train, train->size());
    pair.sha256 =
        sha256(digestOf(train->labels()) + pixelDigest.get() + digestOf(test->labels()) + digestOf(test->pixels()));
    pair.name = std::move(name);
    pair.train = std::move(train);
    pair.test = std::move(test);
    pair.classNames = std::move(classNames);
    return pair;
}

} // namespace bubblenet::data
