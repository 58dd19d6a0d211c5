// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/winograd_kernels.h"

namespace bubblenet::nn::winograd {

#if defined(__x86_64__) && defined(__GNUC__)

namespace {

// Everything that handles vectors is compiled for AVX2; nothing of the standard library may be, because the linker
// could take that copy for other sources.
#define BUBBLENET_AVX2 __attribute__((target("avx2,fma")))
#define BUBBLENET_AVX2_INLINE [[gnu::always_inline]] BUBBLENET_AVX2 inline

using Vector [[gnu::vector_size(32), gnu::aligned(4), gnu::may_alias]] = float;

constexpr std::int64_t kTileInputs = 6; // a side
// What a block of tiles takes before and after the products, of a core's 512 KB; 48 to 256 KB take the same time.
constexpr std::int64_t kBlockBytes = 96 << 10;
// Tiles that a product takes at a time: 12 accumulators, in 6 rows of two vectors or 12 of one.
constexpr std::int64_t kTwoVectorRows = 6;
constexpr std::int64_t kOneVectorRows = 12;

BUBBLENET_AVX2_INLINE void load(Vector& into, const float* from) {
    into = *reinterpret_cast<const Vector*>(from);
}
BUBBLENET_AVX2_INLINE void store(float* into, const Vector& value) {
    *reinterpret_cast<Vector*>(into) = value;
}

// The matrices of F(4×4, 3×3), Lavin & Gray 2016. Bᵀ of a line of a tile, in place:
BUBBLENET_AVX2_INLINE void transformInputLine(Vector (&line)[kTileInputs]) {
    const Vector a = line[4] - 4 * line[2], b = line[3] - 4 * line[1];
    const Vector c = line[4] - line[2], d = 2 * (line[3] - line[1]);
    line[0] = 4 * line[0] - 5 * line[2] + line[4];
    line[5] = 4 * line[1] - 5 * line[3] + line[5];
    line[1] = a + b;
    line[2] = a - b;
    line[3] = c + d;
    line[4] = c - d;
}

// Aᵀ of a line of products; what is left are the first four.
BUBBLENET_AVX2_INLINE void transformOutputLine(Vector (&line)[kTileInputs]) {
    const Vector sum12 = line[1] + line[2], difference12 = line[1] - line[2];
    const Vector sum34 = line[3] + line[4], difference34 = line[3] - line[4];
    line[0] += sum12 + sum34;
    line[1] = difference12 + 2 * difference34;
    line[2] = sum12 + 4 * sum34;
    line[3] = difference12 + 8 * difference34 + line[5];
}

// G of a line of a filter.
BUBBLENET_AVX2_INLINE void transformFilterLine(Vector* line, std::int64_t step, const Vector* filter,
                                               std::int64_t filterStep) {
    const Vector g0 = filter[0], g1 = filter[filterStep], g2 = filter[2 * filterStep];
    const Vector outer = (g0 + g2) * (-1.0F / 6), inner = g1 * (1.0F / 6);
    const Vector far = g0 * (1.0F / 24) + g2 * (1.0F / 6), middle = g1 * (1.0F / 12);
    line[0] = g0 * 0.25F;
    line[step] = outer - inner;
    line[2 * step] = outer + inner;
    line[3 * step] = far + middle;
    line[4 * step] = far - middle;
    line[5 * step] = g2;
}

struct Block {
    std::int64_t first, count; ///< tiles
};

// Steps through the tiles without dividing for each.
struct TileWalk {
    TileWalk(const Shape& of, std::int64_t tile) : shape(of) {
        const auto perImage = shape.tileRows() * shape.tileColumns();
        image = tile / perImage;
        row = tile % perImage / shape.tileColumns() * kTileOutputs;
        column = tile % shape.tileColumns() * kTileOutputs;
    }
    void next() {
        column += kTileOutputs;
        if (column < shape.width)
            return;
        column = 0;
        row += kTileOutputs;
        if (row < shape.height)
            return;
        row = 0;
        ++image;
    }
    const Shape& shape;
    std::int64_t image, row, column; ///< of the tile's first output
};

// `places`: where the tile's pixels lie, or null outside of the image.
template<bool isInside>
BUBBLENET_AVX2_INLINE void transformInputTile(float* transformed, const float* const (&places)[kPoints],
                                              std::int64_t inputs) {
    for (std::int64_t channel = 0; channel < inputs; channel += kVector) {
        Vector half[kPoints];
#pragma GCC unroll 6
        for (std::int64_t j = 0; j < kTileInputs; ++j) {
            Vector line[kTileInputs];
#pragma GCC unroll 6
            for (std::int64_t i = 0; i < kTileInputs; ++i) {
                const auto* place = places[i * kTileInputs + j];
                line[i] = Vector{};
                if (isInside || place != nullptr)
                    load(line[i], place + channel);
            }
            transformInputLine(line);
#pragma GCC unroll 6
            for (std::int64_t i = 0; i < kTileInputs; ++i)
                half[i * kTileInputs + j] = line[i];
        }
#pragma GCC unroll 6
        for (std::int64_t i = 0; i < kTileInputs; ++i) {
            Vector line[kTileInputs];
#pragma GCC unroll 6
            for (std::int64_t j = 0; j < kTileInputs; ++j)
                line[j] = half[i * kTileInputs + j];
            transformInputLine(line);
#pragma GCC unroll 6
            for (std::int64_t j = 0; j < kTileInputs; ++j)
                store(transformed + (i * kTileInputs + j) * inputs + channel, line[j]);
        }
    }
}

// Gives tiles × points × inputs.
BUBBLENET_AVX2 void transformInput(float* transformed, const float* input, const Shape& shape, const Block& block) {
    TileWalk tile(shape, block.first);
    for (std::int64_t t = 0; t < block.count; ++t, tile.next()) {
        const auto row = tile.row - 1, column = tile.column - 1; // the padding
        const bool isInside =
            row >= 0 && column >= 0 && row + kTileInputs <= shape.height && column + kTileInputs <= shape.width;
        const float* places[kPoints];
        for (std::int64_t i = 0; i < kTileInputs; ++i)
            for (std::int64_t j = 0; j < kTileInputs; ++j) {
                const bool exists =
                    row + i >= 0 && row + i < shape.height && column + j >= 0 && column + j < shape.width;
                const auto pixel = (tile.image * shape.height + row + i) * shape.width + column + j;
                places[i * kTileInputs + j] = exists ? input + pixel * shape.inputs : nullptr;
            }
        auto* into = transformed + t * kPoints * shape.inputs;
        if (isInside)
            transformInputTile<true>(into, places, shape.inputs);
        else
            transformInputTile<false>(into, places, shape.inputs);
    }
}

// rows × vectors of the product of tiles × inputs and inputs × outputs, for one point of the tiles.
template<int rows, int vectors>
BUBBLENET_AVX2_INLINE void multiply(float* product, const float* tiles, const float* filters, std::int64_t inputs,
                                    std::int64_t outputs) {
    Vector sums[rows][vectors] = {};
    for (std::int64_t k = 0; k < inputs; ++k) {
        Vector filter[vectors];
        for (int v = 0; v < vectors; ++v)
            load(filter[v], filters + k * outputs + kVector * v);
        for (int row = 0; row < rows; ++row) {
            const float value = tiles[row * kPoints * inputs + k];
            for (int v = 0; v < vectors; ++v)
                sums[row][v] += value * filter[v];
        }
    }
    for (int row = 0; row < rows; ++row)
        for (int v = 0; v < vectors; ++v)
            store(product + row * kPoints * outputs + kVector * v, sums[row][v]);
}

// Rows up to the next multiple of those taken at a time are computed too, of whatever the scratch memory holds; nobody
// reads them.
BUBBLENET_AVX2 void multiplyPoints(float* products, const float* tiles, const float* filters, const Shape& shape,
                                   const Block& block) {
    const auto inputs = shape.inputs, outputs = shape.outputs;
    for (std::int64_t point = 0; point < kPoints; ++point) {
        auto* into = products + point * outputs;
        const auto* from = tiles + point * inputs;
        const auto* by = filters + point * inputs * outputs;
        std::int64_t output = 0;
        for (; output + 2 * kVector <= outputs; output += 2 * kVector)
            for (std::int64_t t = 0; t < block.count; t += kTwoVectorRows)
                multiply<kTwoVectorRows, 2>(into + t * kPoints * outputs + output, from + t * kPoints * inputs,
                                            by + output, inputs, outputs);
        for (; output < outputs; output += kVector)
            for (std::int64_t t = 0; t < block.count; t += kOneVectorRows)
                multiply<kOneVectorRows, 1>(into + t * kPoints * outputs + output, from + t * kPoints * inputs,
                                            by + output, inputs, outputs);
    }
}

BUBBLENET_AVX2 void transformOutput(float* output, const float* products, const Epilogue& epilogue, const Shape& shape,
                                    const Block& block) {
    const auto outputs = shape.outputs;
    TileWalk tile(shape, block.first);
    for (std::int64_t t = 0; t < block.count; ++t, tile.next()) {
        const auto rows = shape.height - tile.row < kTileOutputs ? shape.height - tile.row : kTileOutputs;
        const auto columns = shape.width - tile.column < kTileOutputs ? shape.width - tile.column : kTileOutputs;
        auto* origin = output + ((tile.image * shape.height + tile.row) * shape.width + tile.column) * outputs;
        for (std::int64_t channel = 0; channel < outputs; channel += kVector) {
            const auto* from = products + t * kPoints * outputs + channel;
            Vector half[kTileOutputs * kTileInputs];
#pragma GCC unroll 6
            for (std::int64_t j = 0; j < kTileInputs; ++j) {
                Vector line[kTileInputs];
#pragma GCC unroll 6
                for (std::int64_t i = 0; i < kTileInputs; ++i)
                    load(line[i], from + (i * kTileInputs + j) * outputs);
                transformOutputLine(line);
#pragma GCC unroll 4
                for (std::int64_t i = 0; i < kTileOutputs; ++i)
                    half[i * kTileInputs + j] = line[i];
            }
            Vector bias{};
            if (epilogue.bias != nullptr)
                load(bias, epilogue.bias + channel);
#pragma GCC unroll 4
            for (std::int64_t i = 0; i < kTileOutputs; ++i) {
                Vector line[kTileInputs];
#pragma GCC unroll 6
                for (std::int64_t j = 0; j < kTileInputs; ++j)
                    line[j] = half[i * kTileInputs + j];
                transformOutputLine(line);
#pragma GCC unroll 4
                for (std::int64_t j = 0; j < kTileOutputs; ++j) {
                    if (i >= rows || j >= columns)
                        continue;
                    auto* place = origin + (i * shape.width + j) * outputs + channel;
                    Vector value = line[j] + bias;
                    if (epilogue.addition == Addition::output) {
                        Vector before;
                        load(before, place);
                        value += before;
                    }
                    if (epilogue.clamp == Clamp::atZero)
                        value = value < 0 ? Vector{} : value; // keeps NaN, as LibTorch's ReLU does
                    store(place, value);
                }
            }
        }
    }
}

BUBBLENET_AVX2 void transformFiltersAvx2(float* transformed, const float* filters, std::int64_t count) {
    constexpr std::int64_t kKernel = 3;
    for (std::int64_t first = 0; first < count; first += kVector) {
        Vector filter[kKernel * kKernel], half[kTileInputs * kKernel], points[kPoints];
        for (std::int64_t tap = 0; tap < kKernel * kKernel; ++tap)
            load(filter[tap], filters + tap * count + first);
        for (std::int64_t j = 0; j < kKernel; ++j)
            transformFilterLine(half + j, kKernel, filter + j, kKernel);
        for (std::int64_t i = 0; i < kTileInputs; ++i)
            transformFilterLine(points + i * kTileInputs, 1, half + i * kKernel, 1);
        for (std::int64_t point = 0; point < kPoints; ++point)
            store(transformed + point * count + first, points[point]);
    }
}

} // namespace

bool isSupported() {
    return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
}

std::int64_t tilesOfBlock(const Shape& shape) {
    const auto bytesOfTile = kPoints * static_cast<std::int64_t>(sizeof(float)) * (shape.inputs + shape.outputs);
    const auto fitting = kBlockBytes / bytesOfTile / kOneVectorRows * kOneVectorRows;
    return fitting < kOneVectorRows ? kOneVectorRows : fitting;
}

std::int64_t scratchFloats(const Shape& shape) {
    return kPoints * tilesOfBlock(shape) * (shape.inputs + shape.outputs);
}

void transformFilters(float* transformed, const float* filters, std::int64_t count) {
    transformFiltersAvx2(transformed, filters, count);
}

void convolveBlock(float* output, const float* input, const float* transformed, const Epilogue& epilogue,
                   const Shape& shape, std::int64_t block, float* scratch) {
    const auto room = tilesOfBlock(shape);
    const auto left = shape.tiles() - block * room;
    const Block tiles{block * room, left < room ? left : room};
    auto* products = scratch + kPoints * room * shape.inputs;
    transformInput(scratch, input, shape, tiles);
    multiplyPoints(products, scratch, transformed, shape, tiles);
    transformOutput(output, products, epilogue, shape, tiles);
}

#else

bool isSupported() {
    return false;
}
std::int64_t tilesOfBlock(const Shape&) {
    return 1;
}
std::int64_t scratchFloats(const Shape&) {
    return 0;
}
void transformFilters(float*, const float*, std::int64_t) {}
void convolveBlock(float*, const float*, const float*, const Epilogue&, const Shape&, std::int64_t, float*) {}

#endif

} // namespace bubblenet::nn::winograd
