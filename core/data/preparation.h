// SPDX-License-Identifier: GPL-3.0-only
// One image from a data set to normalised floats: channels, size, crop, mirror. Read-only once made; each thread brings
// its own Buffers.
#pragma once

#include <optional>

#include "core/data/batch_stream.h"
#include "core/data/resize.h"

namespace bubblenet::data {

enum class Mirror { no, yes };

/// Which part of the padded image is cut out: `row` and `column` in 0 … 2 · cropPadding, where cropPadding is the
/// middle.
struct Placement {
    int row = 0;
    int column = 0;
    Mirror mirror = Mirror::no;
};

class Preparation {
public:
    struct Buffers {
        std::vector<std::uint8_t> source, converted, resized, placed, scratch;
    };

    explicit Preparation(const StreamOptions& options);

    ImageShape shape() const { return m_shape; }
    /// Reads image `index` and writes shape().size() floats, channels last.
    void prepare(std::uint32_t index, const Placement& placement, Buffers& buffers, std::span<float> out) const;

private:
    void place(std::span<const std::uint8_t> from, const Placement& placement, std::span<std::uint8_t> to) const;
    void normalize(std::span<const std::uint8_t> from, std::span<float> out) const;

    std::shared_ptr<const Dataset> m_dataset;
    ImageShape m_source;
    ImageShape m_shape;
    int m_padding = 0;
    std::optional<Resizer> m_resizer;
    std::array<std::array<float, 256>, 3> m_table{}; ///< of each channel, each byte's normalised value
};

} // namespace bubblenet::data
