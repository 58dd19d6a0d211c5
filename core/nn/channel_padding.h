// SPDX-License-Identifier: GPL-3.0-only
// Zero channels that forward passes add to activations on the CPU, up to a multiple of a vector's width: oneDNN's AVX2
// convolutions take longer for 13 channels than for 16. Milliseconds for 64 images on one thread: 13 → 13 channels at
// 32×32 6.0, 16 → 16 3.9; 30 → 30 at 16×16 4.8, 32 → 32 3.8. Zeros stay zeros behind a convolution, norm, ReLU and
// shortcut whose own values are padded, and gradients of what was added are cut off: results are those of the network
// without them. Parameters, records and costs never have them.
#pragma once

#include "core/nn/torch_header.h"

namespace bubblenet::nn {

constexpr std::int64_t kChannelMultiple = 8;

/// On the CPU, in fp32 and without autocast: where channels are added and the arithmetic of our own serves.
bool isPlainFloat(const at::Tensor& tensor);

/// How many channels a layer's output has where it has `channels` of its own and its input or weight is `like`: padded
/// on the CPU in fp32, its own elsewhere.
std::int64_t paddedChannels(const at::Tensor& like, std::int64_t channels);

/// A convolution's weight, out × in × k × k, with zeros up to these sizes; differentiable.
at::Tensor paddedWeight(const at::Tensor& weight, std::int64_t outputs, std::int64_t inputs);
/// A value of each channel, with `value` up to `channels`; differentiable.
at::Tensor paddedValues(const at::Tensor& values, std::int64_t channels, const at::Scalar& value = 0);

} // namespace bubblenet::nn
