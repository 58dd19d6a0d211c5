// SPDX-License-Identifier: GPL-3.0-only
#include "core/data/resize.h"

#include <algorithm>
#include <cmath>

namespace bubblenet::data {

namespace {

// Pillow's PRECISION_BITS: 8 bits of the pixel and 2 to spare.
constexpr int kBits = 32 - 8 - 2;
constexpr std::int32_t kHalf = 1 << (kBits - 1);

std::uint8_t rounded(std::int32_t sum) {
    return static_cast<std::uint8_t>(std::clamp(sum >> kBits, 0, 255));
}

std::size_t unsignedOf(int value) {
    return static_cast<std::size_t>(value);
}

} // namespace

Resizer::Axis::Axis(int from, const AxisCut& cut) {
    const double scale = static_cast<double>(from) / cut.size;
    const double support = std::max(scale, 1.0); // the triangle widens where the image shrinks
    offset.push_back(0);
    std::vector<double> shares;
    for (int i = cut.first; i < cut.first + cut.count; ++i) {
        const double centre = (i + 0.5) * scale;
        const int low = std::max(0, static_cast<int>(centre - support + 0.5));
        const int high = std::min(from, static_cast<int>(centre + support + 0.5));
        shares.clear();
        double total = 0;
        for (int x = low; x < high; ++x) {
            shares.push_back(std::max(0.0, 1.0 - std::abs((x - centre + 0.5) / support)));
            total += shares.back();
        }
        for (const double share : shares)
            weights.push_back(static_cast<std::int32_t>(0.5 + share / total * (1 << kBits)));
        begin.push_back(unsignedOf(low));
        offset.push_back(weights.size());
    }
}

Resizer::Resizer(const ImageShape& from, const AxisCut& rows, const AxisCut& columns)
    : m_from(from), m_to{.channels = from.channels, .height = rows.count, .width = columns.count},
      m_rows(from.height, rows), m_columns(from.width, columns) {
    m_firstRow = m_rows.begin.front();
    const auto taps = m_rows.offset.back() - m_rows.offset[m_rows.count() - 1];
    m_rowsNeeded = m_rows.begin.back() + taps - m_firstRow;
}

void Resizer::resizeColumns(const std::uint8_t* row, std::uint8_t* out) const {
    const std::size_t channels = unsignedOf(m_from.channels);
    for (std::size_t x = 0; x < m_columns.count(); ++x)
        for (std::size_t c = 0; c < channels; ++c) {
            std::int32_t sum = kHalf;
            const std::uint8_t* pixel = row + m_columns.begin[x] * channels + c;
            for (std::size_t k = m_columns.offset[x]; k < m_columns.offset[x + 1]; ++k, pixel += channels)
                sum += m_columns.weights[k] * *pixel;
            *out++ = rounded(sum);
        }
}

void Resizer::resize(std::span<const std::uint8_t> from, std::span<std::uint8_t> to,
                     std::vector<std::uint8_t>& scratch) const {
    const std::size_t fromStride = unsignedOf(m_from.width) * unsignedOf(m_from.channels);
    const std::size_t stride = unsignedOf(m_to.width) * unsignedOf(m_to.channels);
    scratch.resize(m_rowsNeeded * stride);
    for (std::size_t y = 0; y < m_rowsNeeded; ++y)
        resizeColumns(from.data() + (m_firstRow + y) * fromStride, scratch.data() + y * stride);

    std::vector<std::int32_t> sums(stride);
    for (std::size_t y = 0; y < m_rows.count(); ++y) {
        std::fill(sums.begin(), sums.end(), kHalf);
        const std::uint8_t* row = scratch.data() + (m_rows.begin[y] - m_firstRow) * stride;
        for (std::size_t k = m_rows.offset[y]; k < m_rows.offset[y + 1]; ++k, row += stride)
            for (std::size_t x = 0; x < stride; ++x)
                sums[x] += m_rows.weights[k] * row[x];
        std::transform(sums.begin(), sums.end(), to.data() + y * stride, rounded);
    }
}

Resizer fittingResizer(const ImageShape& from, const ImageShape& shape) {
    const auto scaled = [](int length, int numerator, int denominator) {
        const auto value = std::int64_t{length} * numerator / denominator;
        return static_cast<int>(std::min<std::int64_t>(value, 1 << 30));
    };
    const bool isWide = std::int64_t{from.width} * shape.height >= std::int64_t{from.height} * shape.width;
    const int height = isWide ? shape.height : std::max(shape.height, scaled(from.height, shape.width, from.width));
    const int width = isWide ? std::max(shape.width, scaled(from.width, shape.height, from.height)) : shape.width;
    // Half a pixel goes to the even side, as Python rounds.
    const auto middle = [](int size, int count) { return static_cast<int>(std::lrint((size - count) / 2.0)); };
    return Resizer(from, {.size = height, .first = middle(height, shape.height), .count = shape.height},
                   {.size = width, .first = middle(width, shape.width), .count = shape.width});
}

void convertChannels(std::span<const std::uint8_t> from, int fromChannels, std::span<std::uint8_t> to, int toChannels) {
    if (fromChannels == toChannels) {
        std::copy(from.begin(), from.end(), to.begin());
    } else if (toChannels == 3) {
        for (std::size_t i = 0; i < from.size(); ++i)
            to[3 * i] = to[3 * i + 1] = to[3 * i + 2] = from[i];
    } else {
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] = static_cast<std::uint8_t>((from[3 * i] + from[3 * i + 1] + from[3 * i + 2] + 1) / 3);
    }
}

} // namespace bubblenet::data
