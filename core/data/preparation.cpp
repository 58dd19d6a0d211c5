// SPDX-License-Identifier: GPL-3.0-only
#include "core/data/preparation.h"

#include <algorithm>
#include <cstdlib>

namespace bubblenet::data {

namespace {

std::size_t unsignedOf(int value) {
    return static_cast<std::size_t>(value);
}

template<std::size_t Channels>
void lookUp(std::span<const std::uint8_t> from, const std::array<std::array<float, 256>, 3>& table, float* out) {
    for (std::size_t i = 0; i < from.size(); i += Channels)
        for (std::size_t c = 0; c < Channels; ++c)
            out[i + c] = table[c][from[i + c]];
}

template<std::size_t Channels> void mirrorRow(std::uint8_t* row, std::size_t width) {
    for (std::size_t left = 0, right = width - 1; left < right; ++left, --right)
        for (std::size_t c = 0; c < Channels; ++c)
            std::swap(row[left * Channels + c], row[right * Channels + c]);
}

} // namespace

Preparation::Preparation(const StreamOptions& options)
    : m_dataset(options.dataset), m_source(options.dataset->shape()), m_shape(m_source),
      m_padding(options.cropPadding) {
    if (options.channels != 0)
        m_shape.channels = options.channels;
    if (options.imageSize != 0 && (options.imageSize != m_source.height || options.imageSize != m_source.width)) {
        m_shape.height = m_shape.width = options.imageSize;
        const AxisCut whole{.size = options.imageSize, .first = 0, .count = options.imageSize};
        m_resizer.emplace(ImageShape{m_shape.channels, m_source.height, m_source.width}, whole, whole);
    }
    // In the order and precision of torchvision's ToTensor and Normalize, whose users' weights come here.
    for (std::size_t c = 0; c < 3; ++c)
        for (std::size_t value = 0; value < 256; ++value)
            m_table[c][value] = (static_cast<float>(value) / 255.0F - options.normalization.mean[c]) /
                                options.normalization.standardDeviation[c];
}

void Preparation::prepare(std::uint32_t index, const Placement& placement, Buffers& buffers,
                          std::span<float> out) const {
    buffers.source.resize(m_source.size());
    m_dataset->read(index, buffers.source);
    std::span<const std::uint8_t> image = buffers.source;
    if (m_source.channels != m_shape.channels) {
        buffers.converted.resize(image.size() / unsignedOf(m_source.channels) * unsignedOf(m_shape.channels));
        convertChannels(image, m_source.channels, buffers.converted, m_shape.channels);
        image = buffers.converted;
    }
    if (m_resizer) {
        buffers.resized.resize(m_shape.size());
        m_resizer->resize(image, buffers.resized, buffers.scratch);
        image = buffers.resized;
    }
    if (placement.row != m_padding || placement.column != m_padding || placement.mirror == Mirror::yes) {
        buffers.placed.resize(m_shape.size());
        place(image, placement, buffers.placed);
        image = buffers.placed;
    }
    normalize(image, out);
}

void Preparation::place(std::span<const std::uint8_t> from, const Placement& placement,
                        std::span<std::uint8_t> to) const {
    const std::size_t channels = unsignedOf(m_shape.channels);
    const std::size_t stride = unsignedOf(m_shape.width) * channels;
    const int down = placement.row - m_padding;
    const int right = placement.column - m_padding;
    // Of each row, the columns that lie inside the image; where they come from and go to.
    const int columns = std::max(0, m_shape.width - std::abs(right));
    const std::size_t bytes = unsignedOf(columns) * channels;
    const std::size_t source = unsignedOf(std::clamp(right, 0, m_shape.width)) * channels;
    const std::size_t target = unsignedOf(std::clamp(-right, 0, m_shape.width)) * channels;
    std::fill(to.begin(), to.end(), std::uint8_t{0});
    for (int y = std::max(0, -down); y < m_shape.height && y + down < m_shape.height; ++y) {
        std::uint8_t* row = to.data() + unsignedOf(y) * stride;
        std::copy_n(from.data() + unsignedOf(y + down) * stride + source, bytes, row + target);
        if (placement.mirror == Mirror::yes && channels == 3)
            mirrorRow<3>(row, unsignedOf(m_shape.width));
        else if (placement.mirror == Mirror::yes)
            mirrorRow<1>(row, unsignedOf(m_shape.width));
    }
}

void Preparation::normalize(std::span<const std::uint8_t> from, std::span<float> out) const {
    if (m_shape.channels == 3)
        lookUp<3>(from, m_table, out.data());
    else
        lookUp<1>(from, m_table, out.data());
}

} // namespace bubblenet::data
