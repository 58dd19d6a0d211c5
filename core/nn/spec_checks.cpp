// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>

#include "core/base/error.h"
#include "core/nn/network_spec.h"

namespace bubblenet::nn {

namespace {

// Far above every ResNet, and low enough that no product of sizes overflows 63 bits.
constexpr int kMaxWidth = 65536;
constexpr int kMaxClasses = 1'000'000;
constexpr int kMaxStages = 8;
constexpr std::size_t kMaxBlocks = 1000;
constexpr int kMaxStride = 8;

[[noreturn]] void refuse(const std::string& where, const std::string& what) {
    throw Error("Network spec: " + where + " " + what + ".");
}

void checkRange(const std::string& where, int value, int highest) {
    if (value < 1 || value > highest)
        refuse(where, "is " + std::to_string(value) + "; it must be 1 to " + std::to_string(highest));
}

void checkPadSources(const std::string& name, const BlockSpec& block, int inputs, int width) {
    if (block.shortcut != ShortcutKind::pad) {
        if (!block.padSources.empty())
            refuse(name, "has pad sources, but no padded shortcut");
        return;
    }
    if (block.padSources.size() != static_cast<std::size_t>(width))
        refuse(name, "has " + std::to_string(block.padSources.size()) + " pad sources for " + std::to_string(width) +
                         " channels");
    for (const int source : block.padSources)
        if (source < -1 || source >= inputs)
            refuse(name, "takes channel " + std::to_string(source) + " of an input with " + std::to_string(inputs) +
                             " channels");
}

void checkBlock(const std::string& name, const NetworkSpec& spec, const BlockSpec& block, int inputs, int width) {
    const std::size_t inner = spec.block == BlockKind::basic ? 1 : 2;
    if (block.innerWidths.size() != inner)
        refuse(name, "has " + std::to_string(block.innerWidths.size()) + " inner widths; this kind of block has " +
                         std::to_string(inner));
    for (const int innerWidth : block.innerWidths)
        checkRange("an inner width of " + name, innerWidth, kMaxWidth);
    checkRange("the stride of " + name, block.stride, kMaxStride);
    if (block.shortcut == ShortcutKind::identity && (inputs != width || block.stride != 1))
        refuse(name, "has an identity shortcut, but " + std::to_string(inputs) + " inputs, " + std::to_string(width) +
                         " outputs and stride " + std::to_string(block.stride));
    checkPadSources(name, block, inputs, width);
}

void checkNames(const NetworkSpec& spec) {
    if (spec.architecture.empty() || spec.architecture.size() > 100)
        refuse("the architecture's name", "must have 1 to 100 letters");
    if (spec.classifierName != "fc" && spec.classifierName != "linear")
        refuse("the classifier's name '" + spec.classifierName + "'", "is neither fc nor linear");
    if (spec.shortcutName != "downsample" && spec.shortcutName != "shortcut")
        refuse("the shortcuts' name '" + spec.shortcutName + "'", "is neither downsample nor shortcut");
}

} // namespace

void validate(const NetworkSpec& spec) {
    checkNames(spec);
    checkRange("the number of input channels", spec.inputChannels, kMaxWidth);
    checkRange("the stem's width", spec.stemWidth, kMaxWidth);
    checkRange("the number of classes", spec.classes, kMaxClasses);
    checkRange("the number of stages", static_cast<int>(std::min<std::size_t>(spec.stages.size(), 1000)), kMaxStages);
    std::size_t blocks = 0;
    int inputs = spec.stemWidth;
    for (std::size_t stage = 0; stage < spec.stages.size(); ++stage) {
        const auto& stageSpec = spec.stages[stage];
        const auto stageName = "layer" + std::to_string(stage + 1);
        checkRange("the width of " + stageName, stageSpec.width, kMaxWidth);
        blocks += stageSpec.blocks.size();
        if (blocks > kMaxBlocks)
            refuse(stageName, "makes more than " + std::to_string(kMaxBlocks) + " blocks");
        if (stageSpec.blocks.empty() && stageSpec.width != inputs)
            refuse(stageName, "has no blocks, but another width than what comes before it");
        int previousIndex = -1;
        for (const auto& block : stageSpec.blocks) {
            const auto name = stageName + "." + std::to_string(block.index);
            if (block.index <= previousIndex || block.index >= static_cast<int>(kMaxBlocks))
                refuse(name, "is out of order: block numbers ascend from 0");
            previousIndex = block.index;
            checkBlock(name, spec, block, inputs, stageSpec.width);
            inputs = stageSpec.width;
        }
    }
}

} // namespace bubblenet::nn
