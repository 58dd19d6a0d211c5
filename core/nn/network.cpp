// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/network.h"

#include <cmath>
#include <map>

#include "core/base/error.h"
#include "core/nn/channel_padding.h"
#include "core/nn/convolution.h"

namespace bubblenet::nn {

namespace {

/// Makes the modules between the root and a tensor, so that named_parameters() gives torchvision's dotted names.
class ModuleTree {
public:
    explicit ModuleTree(torch::nn::Module& root) : m_root(root) {}

    torch::nn::Module& at(const std::string& path) {
        if (path.empty())
            return m_root;
        if (const auto found = m_modules.find(path); found != m_modules.end())
            return *found->second;
        const auto dot = path.rfind('.');
        auto& parent = at(dot == std::string::npos ? std::string() : path.substr(0, dot));
        const auto name = dot == std::string::npos ? path : path.substr(dot + 1);
        return *m_modules.emplace(path, parent.register_module(name, std::make_shared<torch::nn::Module>()))
                    .first->second;
    }

private:
    torch::nn::Module& m_root;
    std::map<std::string, std::shared_ptr<torch::nn::Module>> m_modules;
};

ConvNorm makeConvNorm(ModuleTree& tree, const ConvLayout& layout) {
    ConvNorm conv;
    conv.convName = layout.convName;
    conv.normName = layout.normName;
    conv.stride = layout.stride;
    conv.padding = layout.padding;
    conv.weight =
        tree.at(conv.convName)
            .register_parameter("weight", at::empty({layout.outputs, layout.inputs, layout.kernel, layout.kernel},
                                                    at::kFloat, at::MemoryFormat::ChannelsLast));
    auto& norm = tree.at(conv.normName);
    conv.scale = norm.register_parameter("weight", at::ones({layout.outputs}));
    conv.bias = norm.register_parameter("bias", at::zeros({layout.outputs}));
    conv.runningMean = norm.register_buffer("running_mean", at::zeros({layout.outputs}));
    conv.runningVariance = norm.register_buffer("running_var", at::ones({layout.outputs}));
    return conv;
}

template<class Draw> void fill(at::Tensor& tensor, Draw draw) {
    const auto values = at::empty(tensor.sizes(), at::kFloat);
    auto* data = values.template data_ptr<float>();
    for (std::int64_t i = 0; i < values.numel(); ++i)
        data[i] = static_cast<float>(draw());
    tensor.copy_(values);
}

} // namespace

Network::Network(NetworkSpec spec) : m_spec(std::move(spec)) {
    validate(m_spec);
    m_layout = layoutOf(m_spec);
    ModuleTree tree(*this);
    for (const auto& conv : m_layout.convs)
        m_convNorms.push_back(makeConvNorm(tree, conv));
    for (const auto& block : m_layout.blocks) {
        const auto& blockSpec =
            m_spec.stages[static_cast<std::size_t>(block.stage)].blocks[static_cast<std::size_t>(block.position)];
        m_pads.push_back(blockSpec.shortcut == ShortcutKind::pad ? std::optional(PadShortcut(blockSpec, block.inputs))
                                                                 : std::nullopt);
    }
    auto& classifier = tree.at(m_spec.classifierName);
    m_classifierWeight = classifier.register_parameter("weight", at::empty({m_spec.classes, m_layout.features}));
    m_classifierBias = classifier.register_parameter("bias", at::zeros({m_spec.classes}));
}

Network::Network(NetworkSpec spec, Rng rng) : Network(std::move(spec)) {
    initialise(rng);
}

std::shared_ptr<Network> Network::uninitialised(NetworkSpec spec) {
    return std::shared_ptr<Network>(new Network(std::move(spec)));
}

void Network::initialise(const Rng& rng) {
    const at::NoGradGuard noGradient;
    for (auto& conv : m_convNorms) {
        // He et al. 2015, eq. 14, with the fan out: torchvision's kaiming_normal_(mode="fan_out", nonlinearity="relu").
        const auto fanOut = conv.weight.size(0) * conv.weight.size(2) * conv.weight.size(3);
        const double deviation = std::sqrt(2.0 / static_cast<double>(fanOut));
        auto stream = rng.stream(conv.convName);
        fill(conv.weight, [&] { return deviation * stream.normal(); });
    }
    // PyTorch's Linear: uniform within 1/√inputs, bias too.
    const double bound = 1 / std::sqrt(static_cast<double>(m_layout.features));
    auto stream = rng.stream(m_spec.classifierName);
    fill(m_classifierWeight, [&] { return stream.uniform(-bound, bound); });
    fill(m_classifierBias, [&] { return stream.uniform(-bound, bound); });
}

const ConvNorm& Network::convNorm(const std::string& convName) const {
    for (const auto& conv : m_convNorms)
        if (conv.convName == convName)
            return conv;
    throw Error("The network " + m_spec.architecture + " has no convolution '" + convName + "'.");
}

at::Tensor Network::convNormForward(std::size_t index, const at::Tensor& x, const at::Tensor& shortcut,
                                    Activation activation) {
    auto& conv = m_convNorms[index];
    const auto inputs = conv.weight.size(1);
    const auto outputs = conv.weight.size(0);
    const auto channels = paddedChannels(x, outputs);
    const auto y = convolve(x, paddedWeight(conv.weight, channels, x.size(1)), conv.stride, conv.padding);
    if (m_observer)
        m_observer(conv.convName, x.narrow(1, 0, inputs), y.narrow(1, 0, outputs));
    const double momentum = m_normMomentum >= 0
                                ? m_normMomentum
                                : 1.0 / static_cast<double>(std::max<std::int64_t>(m_cumulativeBatches, 1));
    const auto scale = paddedValues(conv.scale, channels);
    const auto bias = paddedValues(conv.bias, channels);
    if (is_training())
        return trainingNorm(y, {scale, bias, conv.runningMean, conv.runningVariance, momentum}, shortcut, activation);
    auto mean = paddedValues(conv.runningMean, channels);
    auto variance = paddedValues(conv.runningVariance, channels);
    return evaluationNorm(y, {scale, bias, mean, variance, momentum}, shortcut, activation);
}

at::Tensor Network::blockForward(const BlockLayout& block, const std::optional<PadShortcut>& pad, const at::Tensor& x) {
    auto y = x;
    const auto last = block.firstConv + block.convCount - 1;
    for (auto conv = block.firstConv; conv < last; ++conv)
        y = convNormForward(conv, y, {}, Activation::relu);
    const auto shortcut = block.shortcutConv ? convNormForward(*block.shortcutConv, x, {}, Activation::none)
                          : pad              ? (*pad)(x)
                                             : x;
    return convNormForward(last, y, shortcut, Activation::relu);
}

at::Tensor Network::forward(const at::Tensor& images) {
    if (images.dim() != 4 || images.size(1) != m_spec.inputChannels)
        throw Error("The network " + m_spec.architecture + " takes images of " + std::to_string(m_spec.inputChannels) +
                    " channels (N × C × H × W); it was given a tensor of another shape.");
    if (is_training())
        ++m_cumulativeBatches;
    auto x = convNormForward(0, images.contiguous(at::MemoryFormat::ChannelsLast), {}, Activation::relu);
    if (m_spec.stem == StemKind::imagenet)
        x = at::max_pool2d(x, 3, 2, 1);
    for (std::size_t block = 0; block < m_layout.blocks.size(); ++block)
        x = blockForward(m_layout.blocks[block], m_pads[block], x);
    const auto pooled = at::adaptive_avg_pool2d(x, {1, 1}).flatten(1).narrow(1, 0, m_layout.features);
    const auto logits = at::linear(pooled, m_classifierWeight, m_classifierBias);
    if (m_observer)
        m_observer(m_spec.classifierName, pooled, logits);
    return logits.to(at::kFloat);
}

void Network::resetRunningStatistics() {
    const at::NoGradGuard noGradient;
    for (auto& conv : m_convNorms) {
        conv.runningMean.zero_();
        conv.runningVariance.fill_(1);
    }
    m_cumulativeBatches = 0;
}

std::shared_ptr<Network> Network::copy() const {
    const at::NoGradGuard noGradient;
    auto result = uninitialised(m_spec);
    result->to(m_classifierWeight.device());
    for (std::size_t i = 0; i < m_convNorms.size(); ++i) {
        const auto& from = m_convNorms[i];
        auto& into = result->m_convNorms[i];
        into.weight.copy_(from.weight);
        into.scale.copy_(from.scale);
        into.bias.copy_(from.bias);
        into.runningMean.copy_(from.runningMean);
        into.runningVariance.copy_(from.runningVariance);
    }
    result->m_classifierWeight.copy_(m_classifierWeight);
    result->m_classifierBias.copy_(m_classifierBias);
    result->train(is_training());
    result->m_normMomentum = m_normMomentum;
    result->m_cumulativeBatches = m_cumulativeBatches;
    return result;
}

} // namespace bubblenet::nn
