// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/folded_conv.h"

#include <optional>
#include <string_view>

#include <ATen/core/List.h>
#include <ATen/core/dispatch/Dispatcher.h>

#include "core/nn/channel_padding.h"
#include "core/nn/convolution.h"
#include "core/nn/device.h"

namespace bubblenet::nn {

namespace {

// oneDNN convolutions with fused ReLU and addition, as TorchInductor uses them; no C++ header declares them. Prepacked
// and adding in place, medians of 4 interleaved rounds with one thread on an AVX2 EPYC, batch 250, against conv2d with
// in-place add_ and relu_: ResNet-56 858 against 1015 ms, inner widths halved 441 against 485 ms, at widths 7/15/31,
// not padded, 489 against 562 ms (adding out of place: 1039, 494 and 553 ms).
using Attributes = c10::List<std::optional<at::Scalar>>;
using ConvPointwise = at::Tensor(const at::Tensor&, const at::Tensor&, const std::optional<at::Tensor>&,
                                 at::IntArrayRef, at::IntArrayRef, at::IntArrayRef, std::int64_t, std::string_view,
                                 Attributes, std::optional<std::string_view>);
using ConvAddInPlace = at::Tensor&(at::Tensor&, const at::Tensor&, const at::Tensor&, const std::optional<at::Tensor>&,
                                   at::IntArrayRef, at::IntArrayRef, at::IntArrayRef, std::int64_t, std::string_view,
                                   std::optional<at::Scalar>, std::optional<std::string_view>, Attributes,
                                   std::optional<std::string_view>);

struct FusedOps {
    c10::TypedOperatorHandle<ConvPointwise> pointwise;
    c10::TypedOperatorHandle<ConvAddInPlace> addInPlace;
};

const std::optional<FusedOps>& fusedOps() {
    static const std::optional<FusedOps> ops = []() -> std::optional<FusedOps> {
        auto& dispatcher = c10::Dispatcher::singleton();
        const auto pointwise = dispatcher.findSchema({"mkldnn::_convolution_pointwise", ""});
        const auto addInPlace = dispatcher.findSchema({"mkldnn::_convolution_pointwise_", "binary"});
        if (!pointwise || !addInPlace || !at::hasMKLDNN())
            return std::nullopt;
        try {
            return FusedOps{pointwise->typed<ConvPointwise>(), addInPlace->typed<ConvAddInPlace>()};
        } catch (const std::exception&) { // another torch, another signature: the plain operators do it
            return std::nullopt;
        }
    }();
    return ops;
}

constexpr std::int64_t kOnes[] = {1, 1};

} // namespace

FoldedConv::FoldedConv(const ConvNorm& conv, at::ScalarType type, Input input)
    : m_stride(conv.stride), m_padding(conv.padding), m_weight(std::make_unique<Weight>()) {
    const auto factor =
        conv.scale.detach().to(at::kDouble) / (conv.runningVariance.to(at::kDouble) + kNormEpsilon).sqrt();
    const auto weight = (conv.weight.detach().to(at::kDouble) * factor.view({-1, 1, 1, 1})).to(type);
    const auto outputs = paddedChannels(weight, weight.size(0));
    const auto inputs = input == Input::images ? weight.size(1) : paddedChannels(weight, weight.size(1));
    m_weight->values = paddedWeight(weight, outputs, inputs).contiguous(at::MemoryFormat::ChannelsLast);
    m_winograd = winogradFilters(m_weight->values, m_stride, m_padding);
    const auto bias = conv.bias.detach().to(at::kDouble) - conv.runningMean.to(at::kDouble) * factor;
    m_bias = paddedValues(bias.to(type), outputs);
    // Where bf16 is emulated, the fused operators may refuse it.
    const bool isNative = type == at::kFloat || choosePrecision("auto", m_bias.device()) == Precision::bf16;
    m_isFused = m_bias.is_cpu() && isNative && fusedOps();
}

// oneDNN chooses the layout of the weights by the size of the input: packed for another size they would be reordered in
// every forward pass, which takes longer than the convolution where a ResNet-50's last stages see small images.
const at::Tensor& FoldedConv::packedFor(const at::Tensor& x) const {
    std::call_once(m_weight->packed, [&] {
        m_weight->values = at::mkldnn_reorder_conv2d_weight(m_weight->values.to_mkldnn(), {m_padding, m_padding},
                                                            {m_stride, m_stride}, kOnes, 1, x.sizes());
    });
    return m_weight->values;
}

bool FoldedConv::isWinograd(const at::Tensor& x) const {
    return m_winograd.defined() && suitsWinograd(x);
}

at::Tensor FoldedConv::forward(const at::Tensor& x) const {
    if (isWinograd(x))
        return convolveWinograd(x, m_winograd, m_bias, {}, Clamp::none);
    if (m_isFused)
        return fusedOps()->pointwise.call(x, packedFor(x), m_bias, {m_padding, m_padding}, {m_stride, m_stride}, kOnes,
                                          1, "none", Attributes(), "");
    return at::conv2d(x, m_weight->values, m_bias, {m_stride, m_stride}, {m_padding, m_padding});
}

at::Tensor FoldedConv::forwardRelu(const at::Tensor& x) const {
    if (isWinograd(x))
        return convolveWinograd(x, m_winograd, m_bias, {}, Clamp::atZero);
    if (m_isFused)
        return fusedOps()->pointwise.call(x, packedFor(x), m_bias, {m_padding, m_padding}, {m_stride, m_stride}, kOnes,
                                          1, "relu", Attributes(), "");
    return forward(x).relu_();
}

at::Tensor FoldedConv::forwardAddRelu(const at::Tensor& x, at::Tensor shortcut) const {
    if (isWinograd(x))
        return convolveWinograd(x, m_winograd, m_bias, std::move(shortcut), Clamp::atZero);
    if (m_isFused)
        return fusedOps()->addInPlace.call(shortcut, x, packedFor(x), m_bias, {m_padding, m_padding},
                                           {m_stride, m_stride}, kOnes, 1, "add", at::Scalar(1.0), "relu", Attributes(),
                                           "");
    return forward(x).add_(shortcut).relu_();
}

} // namespace bubblenet::nn
