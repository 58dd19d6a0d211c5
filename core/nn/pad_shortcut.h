// SPDX-License-Identifier: GPL-3.0-only
// Option A's shortcut: every stride-th pixel, channels gathered and zero-padded as BlockSpec::padSources says.
// Immutable.
#pragma once

#include "core/nn/network_spec.h"
#include "core/nn/torch_header.h"

namespace bubblenet::nn {

class PadShortcut {
public:
    PadShortcut(const BlockSpec& block, int inputs);
    /// Works with autograd; gives a channels_last tensor that shares no memory with `x`, with the channels that
    /// channel_padding.h adds.
    at::Tensor operator()(const at::Tensor& x) const;

private:
    int m_stride;
    std::int64_t m_inputs;
    std::int64_t m_outputs;
    // Unpruned, the sources are one ascending run, which needs a slice and a pad; otherwise m_gather is defined, and
    // names for each output a channel of the input, or one past its end for zeros.
    std::int64_t m_firstSource = 0;
    std::int64_t m_sourceCount = 0;
    std::int64_t m_before = 0;
    at::Tensor m_gather;
};

} // namespace bubblenet::nn
