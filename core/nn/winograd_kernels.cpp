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

constexpr int kTileInputs = 6; // a side
constexpr std::int64_t kBlockBytes = 96 << 10;
// Tiles that a product takes at a time: 12 accumulators, in 6 rows of two vectors or 12 of one.
constexpr std::int64_t kTwoVectorRows = 6;
constexpr std::int64_t kOneVectorRows = 12;

constexpr std::int64_t roundedUp(std::int64_t value, std::int64_t multiple) {
    return (value + multiple - 1) / multiple * multiple;
}

struct Tile {
    std::int64_t image, row, column; ///< of its first output
};
Tile tileAt(const Shape& shape, std::int64_t index) {
    const auto perImage = shape.tileRows() * shape.tileColumns();
    const auto place = index % perImage;
    return {index / perImage, place / shape.tileColumns() * kTileOutputs, place % shape.tileColumns() * kTileOutputs};
}

BUBBLENET_AVX2_INLINE void load(Vector& into, const float* from) {
    into = *reinterpret_cast<const Vector*>(from);
}
BUBBLENET_AVX2_INLINE void store(float* into, const Vector& value) {
    *reinterpret_cast<Vector*>(into) = value;
}

// Bᵀ of a line of a tile, in place (Lavin & Gray 2016, the matrices of F(4×4, 3×3)).
BUBBLENET_AVX2_INLINE void transformInputLine(Vector* line, int step) {
    const Vector d0 = line[0], d1 = line[step], d2 = line[2 * step], d3 = line[3 * step], d4 = line[4 * step],
                 d5 = line[5 * step];
    const Vector a = d4 - 4 * d2, b = d3 - 4 * d1, c = d4 - d2, d = 2 * (d3 - d1);
    line[0] = 4 * d0 - 5 * d2 + d4;
    line[step] = a + b;
    line[2 * step] = a - b;
    line[3 * step] = c + d;
    line[4 * step] = c - d;
    line[5 * step] = 4 * d1 - 5 * d3 + d5;
}

// Aᵀ of a line of products.
BUBBLENET_AVX2_INLINE void transformOutputLine(Vector* line, int step, const Vector* products, int productStep) {
    const Vector p0 = products[0], p5 = products[5 * productStep];
    const Vector sum12 = products[productStep] + products[2 * productStep];
    const Vector difference12 = products[productStep] - products[2 * productStep];
    const Vector sum34 = products[3 * productStep] + products[4 * productStep];
    const Vector difference34 = products[3 * productStep] - products[4 * productStep];
    line[0] = p0 + sum12 + sum34;
    line[step] = difference12 + 2 * difference34;
    line[2 * step] = sum12 + 4 * sum34;
    line[3 * step] = difference12 + 8 * difference34 + p5;
}

// G of a line of a filter.
BUBBLENET_AVX2_INLINE void transformFilterLine(Vector* line, int step, const Vector* filter, int filterStep) {
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
    std::int64_t room;         ///< tiles between a point's values and the next's
};

BUBBLENET_AVX2 void transformInput(float* transformed, const float* input, const Shape& shape, const Block& block) {
    for (std::int64_t t = 0; t < block.count; ++t) {
        const auto tile = tileAt(shape, block.first + t);
        const auto row = tile.row - 1, column = tile.column - 1; // the padding
        const bool isInside =
            row >= 0 && column >= 0 && row + kTileInputs <= shape.height && column + kTileInputs <= shape.width;
        const auto origin = ((tile.image * shape.height + row) * shape.width + column) * shape.inputs;
        for (std::int64_t channel = 0; channel < shape.inputs; channel += kVector) {
            Vector values[kPoints];
            for (int i = 0; i < kTileInputs; ++i)
                for (int j = 0; j < kTileInputs; ++j) {
                    auto& value = values[i * kTileInputs + j];
                    const bool exists = isInside || (row + i >= 0 && row + i < shape.height && column + j >= 0 &&
                                                     column + j < shape.width);
                    if (exists)
                        load(value, input + origin + (i * shape.width + j) * shape.inputs + channel);
                    else
                        value = Vector{};
                }
            for (int i = 0; i < kTileInputs; ++i)
                transformInputLine(values + i * kTileInputs, 1);
            for (int j = 0; j < kTileInputs; ++j)
                transformInputLine(values + j, kTileInputs);
            for (std::int64_t point = 0; point < kPoints; ++point)
                store(transformed + (point * block.room + t) * shape.inputs + channel, values[point]);
        }
    }
}

// rows × vectors of the product of tiles × inputs and inputs × outputs.
template<int rows, int vectors>
BUBBLENET_AVX2_INLINE void multiply(float* product, const float* tiles, const float* filters, std::int64_t inputs,
                                    std::int64_t outputs) {
    Vector sums[rows][vectors] = {};
    for (std::int64_t k = 0; k < inputs; ++k) {
        Vector filter[vectors];
        for (int v = 0; v < vectors; ++v)
            load(filter[v], filters + k * outputs + kVector * v);
        for (int row = 0; row < rows; ++row) {
            const float value = tiles[row * inputs + k];
            for (int v = 0; v < vectors; ++v)
                sums[row][v] += value * filter[v];
        }
    }
    for (int row = 0; row < rows; ++row)
        for (int v = 0; v < vectors; ++v)
            store(product + row * outputs + kVector * v, sums[row][v]);
}

// Rows up to the next multiple of kOneVectorRows are computed too, of whatever the scratch memory holds; nobody reads
// them.
BUBBLENET_AVX2 void multiplyPoints(float* products, const float* tiles, const float* filters, const Shape& shape,
                                   const Block& block) {
    const auto inputs = shape.inputs, outputs = shape.outputs;
    const auto rows = roundedUp(block.count, kOneVectorRows);
    for (std::int64_t point = 0; point < kPoints; ++point) {
        auto* into = products + point * block.room * outputs;
        const auto* from = tiles + point * block.room * inputs;
        const auto* by = filters + point * inputs * outputs;
        std::int64_t output = 0;
        for (; output + 2 * kVector <= outputs; output += 2 * kVector)
            for (std::int64_t t = 0; t < rows; t += kTwoVectorRows)
                multiply<kTwoVectorRows, 2>(into + t * outputs + output, from + t * inputs, by + output, inputs,
                                            outputs);
        for (; output < outputs; output += kVector)
            for (std::int64_t t = 0; t < rows; t += kOneVectorRows)
                multiply<kOneVectorRows, 1>(into + t * outputs + output, from + t * inputs, by + output, inputs,
                                            outputs);
    }
}

BUBBLENET_AVX2 void transformOutput(float* output, const float* products, const Epilogue& epilogue, const Shape& shape,
                                    const Block& block) {
    for (std::int64_t t = 0; t < block.count; ++t) {
        const auto tile = tileAt(shape, block.first + t);
        const auto rows = shape.height - tile.row < kTileOutputs ? shape.height - tile.row : kTileOutputs;
        const auto columns = shape.width - tile.column < kTileOutputs ? shape.width - tile.column : kTileOutputs;
        auto* origin = output + ((tile.image * shape.height + tile.row) * shape.width + tile.column) * shape.outputs;
        for (std::int64_t channel = 0; channel < shape.outputs; channel += kVector) {
            Vector values[kPoints], half[kTileOutputs * kTileInputs], outputs[kTileOutputs * kTileOutputs];
            for (std::int64_t point = 0; point < kPoints; ++point)
                load(values[point], products + (point * block.room + t) * shape.outputs + channel);
            for (int j = 0; j < kTileInputs; ++j)
                transformOutputLine(half + j, kTileInputs, values + j, kTileInputs);
            for (int i = 0; i < kTileOutputs; ++i)
                transformOutputLine(outputs + i * kTileOutputs, 1, half + i * kTileInputs, 1);
            Vector bias{};
            if (epilogue.bias != nullptr)
                load(bias, epilogue.bias + channel);
            for (std::int64_t i = 0; i < rows; ++i)
                for (std::int64_t j = 0; j < columns; ++j) {
                    auto* place = origin + (i * shape.width + j) * shape.outputs + channel;
                    Vector value = outputs[i * kTileOutputs + j] + bias;
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

BUBBLENET_AVX2 void transformFiltersAvx2(float* transformed, const float* filters, std::int64_t count) {
    constexpr int kKernel = 3;
    for (std::int64_t first = 0; first < count; first += kVector) {
        Vector filter[kKernel * kKernel], half[kTileInputs * kKernel], points[kPoints];
        for (std::int64_t tap = 0; tap < kKernel * kKernel; ++tap)
            load(filter[tap], filters + tap * count + first);
        for (int j = 0; j < kKernel; ++j)
            transformFilterLine(half + j, kKernel, filter + j, kKernel);
        for (int i = 0; i < kTileInputs; ++i)
            transformFilterLine(points + i * kTileInputs, 1, half + i * kKernel, 1);
        for (std::int64_t point = 0; point < kPoints; ++point)
            store(transformed + point * count + first, points[point]);
    }
}

} // namespace

bool isSupported() {
    return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0 &&
           __builtin_cpu_supports("avx512f") == 0;
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
    const Block tiles{block * room, left < room ? left : room, room};
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
