// SPDX-License-Identifier: GPL-3.0-only
// Bilinear resizing of 8-bit images, antialiased where they shrink: Pillow's way (and so torchvision's), bit for bit,
// for which the integers are those of its Resample.c. A Resizer is made once for a size and is then read-only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/data/dataset.h"

namespace bubblenet::data {

/// A part of one axis of the resized image: pixels `first` … `first` + `count` − 1 of `size`.
struct AxisCut {
    int size = 0;
    int first = 0;
    int count = 0;
};

class Resizer {
public:
    Resizer(const ImageShape& from, const AxisCut& rows, const AxisCut& columns);

    ImageShape shape() const { return m_to; }
    /// `from` and `to` channels last, of the constructor's and shape()'s sizes; `scratch` is reused between calls.
    void resize(std::span<const std::uint8_t> from, std::span<std::uint8_t> to,
                std::vector<std::uint8_t>& scratch) const;

private:
    struct Axis {
        Axis(int from, const AxisCut& cut);
        std::size_t count() const { return begin.size(); }
        std::vector<std::size_t> begin;    ///< of each output pixel, its first input pixel
        std::vector<std::size_t> offset;   ///< of each output pixel, its first weight; one more than there are pixels
        std::vector<std::int32_t> weights; ///< with kBits bits after the point
    };
    void resizeColumns(const std::uint8_t* row, std::uint8_t* out) const;

    ImageShape m_from;
    ImageShape m_to;
    Axis m_rows;
    Axis m_columns;
    std::size_t m_firstRow = 0; ///< of the input rows that are needed
    std::size_t m_rowsNeeded = 0;
};

/// Resizes the shorter side to fit `shape` and cuts the centre out, as torchvision's Resize and CenterCrop do.
Resizer fittingResizer(const ImageShape& from, const ImageShape& shape);

/// Grey is repeated, colour averaged; `to` has `from`'s pixels.
void convertChannels(std::span<const std::uint8_t> from, int fromChannels, std::span<std::uint8_t> to, int toChannels);

} // namespace bubblenet::data
