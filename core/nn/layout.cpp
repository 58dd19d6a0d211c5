// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/layout.h"

namespace bubblenet::nn {

namespace {

void addMainPath(Layout& layout, const BlockLayout& block, const BlockSpec& spec, BlockKind kind, int width) {
    const auto add = [&](int number, int inputs, int outputs, int kernel, int stride) {
        const auto suffix = std::to_string(number);
        layout.convs.push_back({.convName = block.name + ".conv" + suffix,
                                .normName = block.name + ".bn" + suffix,
                                .inputs = inputs,
                                .outputs = outputs,
                                .kernel = kernel,
                                .stride = stride,
                                .padding = kernel / 2});
    };
    if (kind == BlockKind::basic) {
        add(1, block.inputs, spec.innerWidths.at(0), 3, spec.stride);
        add(2, spec.innerWidths.at(0), width, 3, 1);
        return;
    }
    // torchvision strides the 3×3 (ResNet "v1.5"), He et al. the first 1×1.
    add(1, block.inputs, spec.innerWidths.at(0), 1, 1);
    add(2, spec.innerWidths.at(0), spec.innerWidths.at(1), 3, spec.stride);
    add(3, spec.innerWidths.at(1), width, 1, 1);
}

} // namespace

Layout layoutOf(const NetworkSpec& spec) {
    Layout layout;
    const bool isImageNet = spec.stem == StemKind::imagenet;
    layout.convs.push_back({.convName = "conv1",
                            .normName = "bn1",
                            .inputs = spec.inputChannels,
                            .outputs = spec.stemWidth,
                            .kernel = isImageNet ? 7 : 3,
                            .stride = isImageNet ? 2 : 1,
                            .padding = isImageNet ? 3 : 1});
    int inputs = spec.stemWidth;
    for (std::size_t stage = 0; stage < spec.stages.size(); ++stage) {
        const auto& stageSpec = spec.stages[stage];
        for (std::size_t position = 0; position < stageSpec.blocks.size(); ++position) {
            const auto& blockSpec = stageSpec.blocks[position];
            BlockLayout block;
            block.name = "layer" + std::to_string(stage + 1) + "." + std::to_string(blockSpec.index);
            block.stage = static_cast<int>(stage);
            block.position = static_cast<int>(position);
            block.inputs = inputs;
            block.firstConv = layout.convs.size();
            addMainPath(layout, block, blockSpec, spec.block, stageSpec.width);
            block.convCount = layout.convs.size() - block.firstConv;
            if (blockSpec.shortcut == ShortcutKind::convolution) {
                const auto name = block.name + "." + spec.shortcutName;
                block.shortcutConv = layout.convs.size();
                layout.convs.push_back({.convName = name + ".0",
                                        .normName = name + ".1",
                                        .inputs = inputs,
                                        .outputs = stageSpec.width,
                                        .kernel = 1,
                                        .stride = blockSpec.stride,
                                        .padding = 0});
            }
            layout.blocks.push_back(std::move(block));
            inputs = stageSpec.width;
        }
    }
    layout.features = inputs;
    return layout;
}

std::vector<std::pair<std::string, std::vector<std::int64_t>>> tensorShapes(const NetworkSpec& spec) {
    std::vector<std::pair<std::string, std::vector<std::int64_t>>> shapes;
    const auto layout = layoutOf(spec);
    for (const auto& conv : layout.convs) {
        shapes.push_back({conv.convName + ".weight", {conv.outputs, conv.inputs, conv.kernel, conv.kernel}});
        for (const char* part : {".weight", ".bias", ".running_mean", ".running_var"})
            shapes.push_back({conv.normName + part, {conv.outputs}});
    }
    shapes.push_back({spec.classifierName + ".weight", {spec.classes, layout.features}});
    shapes.push_back({spec.classifierName + ".bias", {spec.classes}});
    return shapes;
}

} // namespace bubblenet::nn
