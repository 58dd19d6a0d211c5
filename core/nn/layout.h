// SPDX-License-Identifier: GPL-3.0-only
// A spec spelled out: every convolution with its names and sizes, a block's shortcut last. What the network, its costs,
// its folded copy and the readers of weights share. Names no torch type. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/nn/network_spec.h"

namespace bubblenet::nn {

struct ConvLayout {
    std::string convName; ///< layer1.0.conv1
    std::string normName; ///< layer1.0.bn1
    int inputs = 0;
    int outputs = 0;
    int kernel = 1;
    int stride = 1;
    int padding = 0;
};

struct BlockLayout {
    std::string name; ///< layer1.0
    int stage = 0;    ///< positions in the spec
    int position = 0;
    int inputs = 0;
    std::size_t firstConv = 0; ///< into Layout::convs
    std::size_t convCount = 0; ///< of the main path
    std::optional<std::size_t> shortcutConv;
};

struct Layout {
    std::vector<ConvLayout> convs; ///< the stem is the first
    std::vector<BlockLayout> blocks;
    int features = 0; ///< inputs of the classifier
};
Layout layoutOf(const NetworkSpec& spec);

/// Every tensor of the state dict (num_batches_tracked aside), in torchvision's order.
std::vector<std::pair<std::string, std::vector<std::int64_t>>> tensorShapes(const NetworkSpec& spec);

/// Option A of He et al. 2016 from `inputs` to `outputs` ≥ inputs channels: zeros half before, half after.
std::vector<int> paddedSources(int inputs, int outputs);

/// The smallest architecture that has so many blocks in each stage, or more (some may have been removed).
std::optional<std::string> architectureOf(BlockKind block, const std::vector<int>& blocksOfStages);

} // namespace bubblenet::nn
