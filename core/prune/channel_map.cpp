// SPDX-License-Identifier: GPL-3.0-only
#include "core/prune/channel_map.h"

#include <algorithm>

namespace bubblenet::prune {

ChannelMap::ChannelMap(const nn::NetworkSpec& spec, const PruningPlan& plan) {
    const auto groups = findGroups(spec);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        if (plan.kept.at(g).size() == static_cast<std::size_t>(groups[g].channels))
            continue;
        for (const auto& producer : groups[g].producers)
            m_outputs.emplace(producer, &plan.kept[g]);
        for (const auto& consumer : groups[g].consumers)
            m_inputs.emplace(consumer, &plan.kept[g]);
    }
}

std::vector<int> removedOf(const std::vector<int>& kept, int count) {
    std::vector<int> removed;
    for (int channel = 0; channel < count; ++channel)
        if (!std::binary_search(kept.begin(), kept.end(), channel))
            removed.push_back(channel);
    return removed;
}

at::Tensor asIndex(const std::vector<int>& channels, at::Device device) {
    const auto index = at::empty({static_cast<std::int64_t>(channels.size())}, at::kLong);
    std::copy(channels.begin(), channels.end(), index.data_ptr<std::int64_t>());
    return index.to(device);
}

} // namespace bubblenet::prune
