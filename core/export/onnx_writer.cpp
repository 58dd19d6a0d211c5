// SPDX-License-Identifier: GPL-3.0-only
#include "core/export/onnx_writer.h"

#include <algorithm>
#include <limits>

#include "core/export/protobuf_writer.h"

namespace bubblenet::artefact {

namespace {

// Numbers of fields and types as in onnx/onnx.proto.
constexpr int kIrVersion = 7; // the one that came with opset 13
constexpr int kOpset = 13;
constexpr int kFloat = 1, kInt64 = 7, kFloat16 = 10; // TensorProto.DataType
constexpr int kAttributeFloat = 1, kAttributeInt = 2, kAttributeInts = 7;

using Names = std::vector<std::string>;

ProtobufWriter intAttribute(const char* name, std::int64_t value) {
    return ProtobufWriter().text(1, name).number(3, value).number(20, kAttributeInt);
}

ProtobufWriter intsAttribute(const char* name, std::initializer_list<std::int64_t> values) {
    ProtobufWriter attribute;
    attribute.text(1, name);
    for (const auto value : values)
        attribute.number(8, value);
    return attribute.number(20, kAttributeInts);
}

ProtobufWriter floatAttribute(const char* name, float value) {
    return ProtobufWriter().text(1, name).float32(2, value).number(20, kAttributeFloat);
}

/// ValueInfoProto of an fp32 tensor whose first dimension is the free "batch".
ProtobufWriter valueInfo(const char* name, std::initializer_list<std::int64_t> sizesOfOne) {
    ProtobufWriter shape;
    shape.message(1, ProtobufWriter().text(2, "batch"));
    for (const auto size : sizesOfOne)
        shape.message(1, ProtobufWriter().number(1, size));
    const auto tensor = ProtobufWriter().number(1, kFloat).message(2, shape);
    return ProtobufWriter().text(1, name).message(2, ProtobufWriter().message(1, tensor));
}

/// GraphProto in the making. A node is named after its output.
class Graph {
public:
    explicit Graph(Precision precision) : m_precision(precision) {}

    std::string node(const char* op, const Names& inputs, const std::string& output,
                     const std::vector<ProtobufWriter>& attributes = {}) {
        ProtobufWriter node;
        for (const auto& input : inputs)
            node.text(1, input);
        node.text(2, output).text(3, output).text(4, op);
        for (const auto& attribute : attributes)
            node.message(5, attribute);
        m_nodes.message(1, node);
        return output;
    }

    /// In the graph's precision.
    std::string weight(const std::string& name, const at::Tensor& tensor) {
        return initializer(name, inPrecision(name, tensor, m_precision).contiguous(),
                           m_precision == Precision::fp16 ? kFloat16 : kFloat);
    }
    std::string integers(const std::string& name, const std::vector<std::int64_t>& values) {
        return initializer(name, at::tensor(values, at::kLong), kInt64);
    }

    std::string bytes(const std::string& name, const ProtobufWriter& input, const ProtobufWriter& output) const {
        ProtobufWriter rest;
        rest.text(2, name);
        return m_nodes.bytes() + rest.bytes() + m_initializers.bytes() +
               ProtobufWriter().message(11, input).message(12, output).bytes();
    }

private:
    std::string initializer(const std::string& name, const at::Tensor& values, int type) {
        ProtobufWriter tensor;
        for (const auto size : values.sizes())
            tensor.number(1, size);
        tensor.number(2, type).text(8, name);
        tensor.text(9, {static_cast<const char*>(values.const_data_ptr()), values.nbytes()});
        m_initializers.message(5, tensor);
        return name;
    }

    Precision m_precision;
    ProtobufWriter m_nodes;
    ProtobufWriter m_initializers;
};

/// Adds a network's layers to a graph, each function from the name of a value to the name of the next.
class Layers {
public:
    Layers(Graph& graph, NormFolding norms) : m_graph(graph), m_norms(norms) {}

    std::string convNorm(const nn::ConvNorm& conv, const std::string& x) {
        const auto kernel = conv.weight.size(2);
        const auto padding = static_cast<std::int64_t>(conv.padding);
        const std::vector<ProtobufWriter> attributes = {intsAttribute("kernel_shape", {kernel, kernel}),
                                                        intsAttribute("strides", {conv.stride, conv.stride}),
                                                        intsAttribute("pads", {padding, padding, padding, padding})};
        if (m_norms == NormFolding::kept) {
            const auto y = m_graph.node("Conv", {x, m_graph.weight(conv.convName + ".weight", conv.weight)},
                                        conv.convName, attributes);
            return m_graph.node("BatchNormalization",
                                {y, m_graph.weight(conv.normName + ".weight", conv.scale),
                                 m_graph.weight(conv.normName + ".bias", conv.bias),
                                 m_graph.weight(conv.normName + ".running_mean", conv.runningMean),
                                 m_graph.weight(conv.normName + ".running_var", conv.runningVariance)},
                                conv.normName, {floatAttribute("epsilon", static_cast<float>(nn::kNormEpsilon))});
        }
        const auto factor =
            conv.scale.to(at::kDouble) / (conv.runningVariance.to(at::kDouble) + nn::kNormEpsilon).sqrt();
        const auto weight = conv.weight.to(at::kDouble) * factor.view({-1, 1, 1, 1});
        const auto bias = conv.bias.to(at::kDouble) - conv.runningMean.to(at::kDouble) * factor;
        return m_graph.node(
            "Conv",
            {x, m_graph.weight(conv.convName + ".weight", weight), m_graph.weight(conv.convName + ".bias", bias)},
            conv.convName, attributes);
    }

    std::string relu(const std::string& x) { return m_graph.node("Relu", {x}, x + ".relu"); }

    /// Option A's: every stride-th pixel, a channel of zeros put behind the others, and the channels gathered.
    std::string padShortcut(const nn::BlockSpec& block, int inputs, const std::string& name, const std::string& x) {
        auto y = x;
        if (block.stride > 1) {
            constexpr auto kEnd = std::numeric_limits<std::int64_t>::max();
            y = m_graph.node("Slice",
                             {y, m_graph.integers(name + ".starts", {0, 0}),
                              m_graph.integers(name + ".ends", {kEnd, kEnd}), m_graph.integers(name + ".axes", {2, 3}),
                              m_graph.integers(name + ".steps", {block.stride, block.stride})},
                             name + ".pixels");
        }
        y = m_graph.node("Pad", {y, m_graph.integers(name + ".pads", {0, 0, 0, 0, 0, 1, 0, 0})}, name + ".padded");
        std::vector<std::int64_t> sources(block.padSources.begin(), block.padSources.end());
        std::ranges::replace(sources, -1, inputs);
        return m_graph.node("Gather", {y, m_graph.integers(name + ".sources", sources)}, name,
                            {intAttribute("axis", 1)});
    }

private:
    Graph& m_graph;
    NormFolding m_norms;
};

std::string addBlock(Graph& graph, Layers& layers, const nn::Network& network, const nn::BlockLayout& block,
                     const std::string& shortcutName, const std::string& x) {
    const auto& convs = network.convNorms();
    const auto& spec =
        network.spec().stages[static_cast<std::size_t>(block.stage)].blocks[static_cast<std::size_t>(block.position)];
    auto y = x;
    for (std::size_t i = 0; i < block.convCount; ++i) {
        y = layers.convNorm(convs[block.firstConv + i], y);
        if (i + 1 < block.convCount)
            y = layers.relu(y);
    }
    auto shortcut = x;
    if (block.shortcutConv)
        shortcut = layers.convNorm(convs[*block.shortcutConv], x);
    else if (spec.shortcut == nn::ShortcutKind::pad)
        shortcut = layers.padShortcut(spec, block.inputs, block.name + "." + shortcutName, x);
    return layers.relu(graph.node("Add", {y, shortcut}, block.name));
}

std::string graphOf(const nn::Network& network, const OnnxOptions& options) {
    const auto& spec = network.spec();
    const bool isHalf = options.precision == Precision::fp16;
    const auto layout = nn::layoutOf(spec);
    Graph graph(options.precision);
    Layers layers(graph, options.norms);
    std::string x = "images";
    if (isHalf)
        x = graph.node("Cast", {x}, "images.fp16", {intAttribute("to", kFloat16)});
    x = layers.relu(layers.convNorm(network.convNorms().front(), x));
    if (spec.stem == nn::StemKind::imagenet)
        x = graph.node("MaxPool", {x}, "maxpool",
                       {intsAttribute("kernel_shape", {3, 3}), intsAttribute("strides", {2, 2}),
                        intsAttribute("pads", {1, 1, 1, 1})});
    for (const auto& block : layout.blocks)
        x = addBlock(graph, layers, network, block, spec.shortcutName, x);
    x = graph.node("GlobalAveragePool", {x}, "avgpool");
    x = graph.node("Flatten", {x}, "features", {intAttribute("axis", 1)});
    const Names inputs = {x, graph.weight(spec.classifierName + ".weight", network.classifierWeight()),
                          graph.weight(spec.classifierName + ".bias", network.classifierBias())};
    x = graph.node("Gemm", inputs, isHalf ? "logits.fp16" : "logits", {intAttribute("transB", 1)});
    if (isHalf)
        graph.node("Cast", {x}, "logits", {intAttribute("to", kFloat)});
    return graph.bytes(spec.architecture,
                       valueInfo("images", {spec.inputChannels, options.imageSize, options.imageSize}),
                       valueInfo("logits", {spec.classes}));
}

} // namespace

std::string toOnnx(const nn::Network& network, const OnnxOptions& options) {
    const at::NoGradGuard noGradient;
    ProtobufWriter model;
    model.number(1, kIrVersion).text(2, "bubblenet").text(7, graphOf(network, options));
    model.message(8, ProtobufWriter().text(1, "").number(2, kOpset));
    for (const auto& [key, value] : options.metadata)
        model.message(14, ProtobufWriter().text(1, key).text(2, value));
    return model.bytes();
}

} // namespace bubblenet::artefact
