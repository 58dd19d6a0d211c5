// SPDX-License-Identifier: GPL-3.0-only
// Images of one shape kept whole in memory: what the CIFAR and IDX readers give. Reading is a copy and thread-safe.
#pragma once

#include "core/data/dataset.h"

namespace bubblenet::data {

class MemoryDataset final : public Dataset {
public:
    /// `pixels`: one image of `shape` after the other, channels last; as many as `labels`, each in 0 … 255.
    MemoryDataset(ImageShape shape, std::vector<std::uint8_t> pixels, std::vector<std::uint8_t> labels);

    std::size_t size() const override { return m_labels.size(); }
    int label(std::size_t index) const override;
    ImageShape shape() const override { return m_shape; }
    void read(std::size_t index, std::span<std::uint8_t> pixels) const override;

    const std::vector<std::uint8_t>& pixels() const { return m_pixels; }
    const std::vector<std::uint8_t>& labels() const { return m_labels; }

private:
    ImageShape m_shape;
    std::vector<std::uint8_t> m_pixels;
    std::vector<std::uint8_t> m_labels;
};

/// The pair with its statistics and digest; both sets have one shape.
DatasetPair makePair(std::string name, std::shared_ptr<const MemoryDataset> train,
                     std::shared_ptr<const MemoryDataset> test, std::vector<std::string> classNames);

} // namespace bubblenet::data
