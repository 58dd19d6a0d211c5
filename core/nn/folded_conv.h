// SPDX-License-Identifier: GPL-3.0-only
// One convolution with its batch norm folded in, and what can be fused behind it. Any thread, without gradients.
#pragma once

#include <memory>
#include <mutex>

#include "core/nn/network.h"

namespace bubblenet::nn {

class FoldedConv {
public:
    enum class Input { images, activations }; ///< these are padded (channel_padding.h), like the output
    FoldedConv(const ConvNorm& conv, at::ScalarType type, Input input = Input::activations);

    at::Tensor forward(const at::Tensor& x) const;
    at::Tensor forwardRelu(const at::Tensor& x) const;
    /// ReLU of the convolution plus `shortcut`, which is overwritten where that is faster.
    at::Tensor forwardAddRelu(const at::Tensor& x, at::Tensor shortcut) const;

private:
    struct Weight {
        at::Tensor values;
        std::once_flag packed;
    };
    const at::Tensor& packedFor(const at::Tensor& x) const;
    bool isWinograd(const at::Tensor& x) const;

    std::int64_t m_stride;
    std::int64_t m_padding;
    std::unique_ptr<Weight> m_weight; ///< in oneDNN's own layout from the first forward pass on where m_isFused
    at::Tensor m_winograd;            ///< transformed filters, where they suit the convolution
    at::Tensor m_bias;
    bool m_isFused = false;
};

} // namespace bubblenet::nn
