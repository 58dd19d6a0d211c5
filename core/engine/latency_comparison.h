// SPDX-License-Identifier: GPL-3.0-only
// How much faster one network is than another, by our own evaluation and by ONNX Runtime, where it is installed.
// Measured in pairs, because a machine's speed drifts: each pair is a pass of the one and a pass of the other, in turn
// first, and what counts is their ratio. Blocks; asks `proceed` between passes (then throws Stopped); throws Error.
#pragma once

#include <string>
#include <vector>

#include "core/engine/tools.h"

namespace bubblenet::nn {
class Network;
}

namespace bubblenet::engine {

struct LatencyComparison {
    std::string by; ///< "Bubblenet", "ONNX Runtime 1.21.0"
    std::string device;
    LatencyFigure before;
    LatencyFigure after;
    int pairs = 0;
    double speedup = 0; ///< before / after, the median over the pairs
    double lowerQuartileSpeedup = 0;
    double upperQuartileSpeedup = 0;
};

inline constexpr int kMostImages = 250;
/// As many as a large batch has: kMostImages up to 64 pixels a side, and of larger ones as many as have as many pixels,
/// or the memory would not do.
int manyImages(int imageSize);

struct LatencyComparisonOptions {
    int imageSize = 32;
    std::vector<int> batchSizes = {1, kMostImages};
    int pairs = 30;     ///< of each batch size, at most
    double seconds = 5; ///< where they take longer, fewer pairs, but no fewer than five
};

/// Networks that take the same images, on the device that they are on; ONNX Runtime computes on the CPU. Our own for
/// each batch size, then ONNX Runtime, without which they stand alone where it fails.
std::vector<LatencyComparison> compareLatencies(const nn::Network& before, const nn::Network& after,
                                                const LatencyComparisonOptions& options, const Hooks& hooks);

} // namespace bubblenet::engine
