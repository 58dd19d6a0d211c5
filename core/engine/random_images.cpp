// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/random_images.h"

#include <algorithm>

#include "core/data/memory_dataset.h"

namespace bubblenet::engine {

std::shared_ptr<const data::Dataset> randomImages(const data::ImageShape& shape, std::size_t count, int classes) {
    constexpr int kLabels = 256; // a byte's
    Rng rng(1);
    std::vector<std::uint8_t> pixels(shape.size() * count);
    for (auto& pixel : pixels)
        pixel = static_cast<std::uint8_t>(rng());
    std::vector<std::uint8_t> labels(count);
    const auto round = static_cast<std::size_t>(std::min(classes, kLabels));
    for (std::size_t i = 0; i < labels.size(); ++i)
        labels[i] = static_cast<std::uint8_t>(i % round);
    return std::make_shared<data::MemoryDataset>(shape, std::move(pixels), std::move(labels));
}

} // namespace bubblenet::engine
