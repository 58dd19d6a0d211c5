// SPDX-License-Identifier: GPL-3.0-only
// 3×3 convolutions with stride 1 and padding 1 by Winograd's minimal filtering F(4×4, 3×3): 36 multiplications for 16
// outputs instead of 144 (Lavin & Gray 2016, section 4). Images are N × H × W × C in memory (channels_last), channels
// multiples of 8. Names no torch type. Any thread.
#pragma once

#include <cstdint>

#include "core/nn/clamp.h"

namespace bubblenet::nn::winograd {

constexpr std::int64_t kPoints = 36;     ///< of a transformed tile or filter
constexpr std::int64_t kTileOutputs = 4; ///< a side
constexpr std::int64_t kVector = 8;      ///< channels are multiples of this

/// Whether the functions below may be called: they are compiled for AVX2 and FMA.
bool isSupported();

struct Shape {
    std::int64_t images = 0, height = 0, width = 0;
    std::int64_t inputs = 0, outputs = 0; ///< channels
    std::int64_t tileRows() const { return (height + kTileOutputs - 1) / kTileOutputs; }
    std::int64_t tileColumns() const { return (width + kTileOutputs - 1) / kTileOutputs; }
    std::int64_t tiles() const { return images * tileRows() * tileColumns(); }
};

/// How many tiles are convolved at a time, so that what lies between input and output stays in a core's cache.
std::int64_t tilesOfBlock(const Shape& shape);
std::int64_t scratchFloats(const Shape& shape); ///< that one block needs

/// `filters`: 3 × 3 × count, count = inputs · outputs with the outputs running fastest; gives kPoints × count. `count`
/// is a multiple of kVector.
void transformFilters(float* transformed, const float* filters, std::int64_t count);

/// What becomes of an output: + bias (null: 0), + what `output` holds, ReLU.
enum class Addition { none, output };
struct Epilogue {
    const float* bias = nullptr;
    Addition addition = Addition::none;
    Clamp clamp = Clamp::none;
};

/// The block's tiles of all images' outputs. Blocks write to different places of `output`.
void convolveBlock(float* output, const float* input, const float* transformed, const Epilogue& epilogue,
                   const Shape& shape, std::int64_t block, float* scratch);

} // namespace bubblenet::nn::winograd
