// SPDX-License-Identifier: GPL-3.0-only
#include "core/base/error.h"
#include "core/nn/layout.h"

namespace bubblenet::nn {

namespace {

int outputSizeOf(const ConvLayout& conv, int inputSize) {
    return (inputSize + 2 * conv.padding - conv.kernel) / conv.stride + 1;
}

/// The convolution and the norm after it; gives the output's pixels a side.
int addConvNorm(std::vector<LayerCost>& costs, const ConvLayout& conv, int inputSize) {
    LayerCost cost;
    cost.name = conv.convName;
    cost.kind = "convolution";
    cost.inputs = conv.inputs;
    cost.outputs = conv.outputs;
    cost.kernel = conv.kernel;
    cost.stride = conv.stride;
    cost.outputSize = outputSizeOf(conv, inputSize);
    cost.parameters = static_cast<double>(conv.outputs) * conv.inputs * conv.kernel * conv.kernel;
    cost.macs = cost.parameters * cost.outputSize * cost.outputSize;
    costs.push_back(cost);

    LayerCost norm;
    norm.name = conv.normName;
    norm.kind = "batch_norm";
    norm.inputs = conv.outputs;
    norm.outputs = conv.outputs;
    norm.kernel = 1;
    norm.outputSize = cost.outputSize;
    norm.parameters = 2.0 * conv.outputs;
    costs.push_back(norm);
    return cost.outputSize;
}

} // namespace

std::vector<LayerCost> layerCosts(const NetworkSpec& spec, int imageSize) {
    if (imageSize < 1)
        throw Error("The image size " + std::to_string(imageSize) + " has no costs: give 1 pixel or more.",
                    ErrorKind::usage);
    const auto layout = layoutOf(spec);
    std::vector<LayerCost> costs;
    int size = addConvNorm(costs, layout.convs.front(), imageSize);
    if (spec.stem == StemKind::imagenet)
        size = (size + 2 - 3) / 2 + 1; // the 3×3 max-pool, stride 2, padding 1
    for (const auto& block : layout.blocks) {
        const int inputSize = size;
        for (std::size_t conv = block.firstConv; conv < block.firstConv + block.convCount; ++conv)
            size = addConvNorm(costs, layout.convs[conv], size);
        if (block.shortcutConv)
            addConvNorm(costs, layout.convs[*block.shortcutConv], inputSize);
    }
    LayerCost classifier;
    classifier.name = spec.classifierName;
    classifier.kind = "linear";
    classifier.inputs = layout.features;
    classifier.outputs = spec.classes;
    classifier.kernel = 1;
    classifier.outputSize = 1;
    classifier.macs = static_cast<double>(layout.features) * spec.classes;
    classifier.parameters = classifier.macs + spec.classes;
    costs.push_back(classifier);
    return costs;
}

Costs totalCosts(const NetworkSpec& spec, int imageSize) {
    Costs total;
    double runningStatistics = 0;
    for (const auto& layer : layerCosts(spec, imageSize)) {
        total.macs += layer.macs;
        total.parameters += layer.parameters;
        if (layer.kind == "batch_norm")
            runningStatistics += 2.0 * layer.outputs;
    }
    total.bytes = (total.parameters + runningStatistics) * sizeof(float);
    return total;
}

} // namespace bubblenet::nn
