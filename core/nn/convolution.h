// SPDX-License-Identifier: GPL-3.0-only
// A network's convolutions: LibTorch's, and on the CPU in fp32 Winograd's for the 3×3 ones that keep the image's size,
// which are nearly all of a CIFAR ResNet. Against oneDNN on one thread of an AVX2 EPYC, 64 images: 16 → 16 channels at
// 32×32 4.5 and 3.1 ms, 32 → 32 at 16×16 4.2 and 2.0, 64 → 64 at 8×8 4.1 and 1.7; beside oneDNN's AVX-512 on a Zen 4,
// ResNet-56 evaluates twice as fast too. Off by 5e-6 of the largest value, where oneDNN is by 5e-7. Any thread.
#pragma once

#include "core/nn/torch_header.h"
#include "core/nn/winograd_kernels.h"

namespace bubblenet::nn {

/// x: N × in × H × W; weight: out × in × k × k; no bias, no dilation, one group. Differentiable once.
at::Tensor convolve(const at::Tensor& x, const at::Tensor& weight, std::int64_t stride, std::int64_t padding);

/// A convolution's filters transformed, or undefined where Winograd's way does not suit the convolution.
at::Tensor winogradFilters(const at::Tensor& weight, std::int64_t stride, std::int64_t padding);
/// Whether transformed filters serve this input; where not, convolve() does.
bool suitsWinograd(const at::Tensor& x);
/// The convolution and what follows it; `output` is undefined, or what is added and overwritten. Without gradients.
at::Tensor convolveWinograd(const at::Tensor& x, const at::Tensor& filters, const at::Tensor& bias, at::Tensor output,
                            Clamp clamp);

} // namespace bubblenet::nn
