// SPDX-License-Identifier: GPL-3.0-only
// The shape of a ResNet as plain values: which blocks there are and how wide each layer is. Names no torch type.
// Every width is free, so that a pruned network is just another spec. Any thread.
#pragma once

#include <string>
#include <vector>

#include "core/data/dataset.h"

namespace bubblenet::nn {

enum class StemKind { imagenet, cifar };                ///< 7×7 stride 2 and max-pool, or 3×3
enum class BlockKind { basic, bottleneck };             ///< two 3×3, or 1×1 3×3 1×1
enum class ShortcutKind { identity, pad, convolution }; ///< pad: He et al. 2016's option A; convolution: 1×1 + norm

struct BlockSpec {
    int index = 0;  ///< j of layerK.j; stays when blocks before it are removed
    int stride = 1; ///< of the 3×3 convolution that torchvision strides (conv1 of basic, conv2 of bottleneck)
    std::vector<int> innerWidths; ///< outputs of conv1 (basic), of conv1 and conv2 (bottleneck)
    ShortcutKind shortcut = ShortcutKind::identity;
    /// For pad, one entry for each channel of the stage's stream: the channel of the block's input that it takes
    /// (every `stride`-th pixel), or −1 for zeros. After pruning any gather of channels may stand here.
    std::vector<int> padSources;
    bool operator==(const BlockSpec&) const = default;
};

struct StageSpec {
    int width = 0; ///< channels of the residual stream
    std::vector<BlockSpec> blocks;
    bool operator==(const StageSpec&) const = default;
};

struct NetworkSpec {
    std::string architecture; ///< resnet50, resnet56, …
    StemKind stem = StemKind::cifar;
    BlockKind block = BlockKind::basic;
    int inputChannels = 3;
    int stemWidth = 16;
    std::vector<StageSpec> stages;
    int classes = 10;
    std::string classifierName = "fc"; ///< fc (torchvision) or linear (the CIFAR resnets)
    std::string shortcutName =
        "downsample"; ///< of convolution shortcuts: "downsample" or "shortcut" (layer2.0.NAME.0 / .1)
    bool operator==(const NetworkSpec&) const = default;
};

struct SpecOptions {
    std::string stem = "auto";     ///< auto (torchvision's: imagenet; the CIFAR resnets: cifar) | imagenet | cifar
    std::string shortcut = "auto"; ///< auto (A) | A | B, for the CIFAR resnets
    int classes = 10;
    int inputChannels = 3;
};

/// resnet18 34 50 101 152 and resnet20 32 44 56 110. "models." before the name is accepted.
const std::vector<std::string>& architectureNames();
/// Throws Error(usage) for an unknown name, with the nearest ones.
NetworkSpec makeSpec(const std::string& architecture, const SpecOptions& options);

/// Throws Error unless every width is ≥ 1, identity shortcuts keep their width, padSources fit, …: what a reader calls
/// before it trusts a spec from outside.
void validate(const NetworkSpec& spec);

/// JSON, as the `bubblenet.spec` entry of a weight file's metadata. fromJson validates; throws Error.
std::string toJson(const NetworkSpec& spec);
NetworkSpec specFromJson(const std::string& text);

/// Cost of one layer on one image.
struct LayerCost {
    std::string name; ///< as in the state dict: layer1.0.conv1
    std::string kind; ///< convolution | batch_norm | linear
    int inputs = 0;
    int outputs = 0;
    int kernel = 0;
    int stride = 1;
    int outputSize = 0; ///< pixels a side of the output
    double macs = 0;    ///< multiply–adds of convolutions and linear layers, as torchvision counts them
    double parameters = 0;
};
struct Costs {
    double macs = 0;
    double parameters = 0; ///< running statistics not counted
    double bytes = 0;      ///< parameters and running statistics in fp32
};
/// In the order of the forward pass. `imageSize`: pixels a side.
std::vector<LayerCost> layerCosts(const NetworkSpec& spec, int imageSize);
Costs totalCosts(const NetworkSpec& spec, int imageSize);

} // namespace bubblenet::nn
