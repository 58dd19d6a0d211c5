// SPDX-License-Identifier: GPL-3.0-only
// One convolution with its batch norm folded in, and what can be fused behind it. Immutable; any thread, without
// gradients.
#pragma once

#include "core/nn/network.h"

namespace bubblenet::nn {

class FoldedConv {
public:
    FoldedConv(const ConvNorm& conv, at::ScalarType type);

    at::Tensor forward(const at::Tensor& x) const;
    at::Tensor forwardRelu(const at::Tensor& x) const;
    /// ReLU of the convolution plus `shortcut`, which is overwritten where that is faster.
    at::Tensor forwardAddRelu(const at::Tensor& x, at::Tensor shortcut) const;

private:
    std::int64_t m_stride;
    std::int64_t m_padding;
    at::Tensor m_weight; ///< prepacked for oneDNN where m_isPacked
    at::Tensor m_bias;
    bool m_isPacked = false;
};

} // namespace bubblenet::nn
