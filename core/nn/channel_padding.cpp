// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/channel_padding.h"

#include <ATen/autocast_mode.h>

namespace bubblenet::nn {

bool isPlainFloat(const at::Tensor& tensor) {
    return tensor.is_cpu() && tensor.scalar_type() == at::kFloat && !at::autocast::is_autocast_enabled(at::kCPU);
}

std::int64_t paddedChannels(const at::Tensor& like, std::int64_t channels) {
    if (!isPlainFloat(like))
        return channels;
    return (channels + kChannelMultiple - 1) / kChannelMultiple * kChannelMultiple;
}

at::Tensor paddedWeight(const at::Tensor& weight, std::int64_t outputs, std::int64_t inputs) {
    const auto newOutputs = outputs - weight.size(0);
    const auto newInputs = inputs - weight.size(1);
    if (newOutputs == 0 && newInputs == 0)
        return weight;
    return at::constant_pad_nd(weight, {0, 0, 0, 0, 0, newInputs, 0, newOutputs});
}

at::Tensor paddedValues(const at::Tensor& values, std::int64_t channels, const at::Scalar& value) {
    if (values.size(0) == channels)
        return values;
    return at::constant_pad_nd(values, {0, channels - values.size(0)}, value);
}

} // namespace bubblenet::nn
