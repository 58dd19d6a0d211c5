// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/pad_shortcut.h"

#include <algorithm>

#include "core/nn/channel_padding.h"

namespace bubblenet::nn {

PadShortcut::PadShortcut(const BlockSpec& block, int inputs)
    : m_stride(block.stride), m_inputs(inputs), m_outputs(static_cast<std::int64_t>(block.padSources.size())) {
    const auto& sources = block.padSources;
    const auto isSource = [](int source) { return source >= 0; };
    const auto first = std::find_if(sources.begin(), sources.end(), isSource);
    const auto last = std::find_if_not(first, sources.end(), isSource);
    const bool isOneRun = std::none_of(last, sources.end(), isSource) &&
                          std::adjacent_find(first, last, [](int a, int b) { return b != a + 1; }) == last;
    if (isOneRun) {
        m_firstSource = first == sources.end() ? 0 : *first;
        m_sourceCount = last - first;
        m_before = first - sources.begin();
        return;
    }
    m_gather = at::empty({m_outputs}, at::kLong);
    std::transform(sources.begin(), sources.end(), m_gather.data_ptr<std::int64_t>(),
                   [inputs](int source) { return source < 0 ? inputs : source; });
}

at::Tensor PadShortcut::operator()(const at::Tensor& x) const {
    const auto outputs = paddedChannels(x, m_outputs);
    auto picked = x.slice(2, 0, std::nullopt, m_stride).slice(3, 0, std::nullopt, m_stride);
    if (!m_gather.defined()) {
        picked = picked.narrow(1, m_firstSource, m_sourceCount);
        return at::constant_pad_nd(picked, {0, 0, 0, 0, m_before, outputs - m_before - m_sourceCount})
            .contiguous(at::MemoryFormat::ChannelsLast);
    }
    // Gathering along the last dimension of N × H × W × C keeps the result channels_last.
    return at::constant_pad_nd(picked, {0, 0, 0, 0, 0, 1})
        .permute({0, 2, 3, 1})
        .index_select(3, paddedValues(m_gather, outputs, m_inputs).to(x.device()))
        .permute({0, 3, 1, 2})
        .contiguous(at::MemoryFormat::ChannelsLast);
}

} // namespace bubblenet::nn
