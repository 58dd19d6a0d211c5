// SPDX-License-Identifier: GPL-3.0-only
// A plan seen from the layers: which channels each convolution keeps, of its outputs and of its inputs. Private to
// prune/. Immutable; refers to the plan, which must outlive it.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/nn/torch_header.h"
#include "core/prune/groups.h"

namespace bubblenet::prune {

class ChannelMap {
public:
    ChannelMap(const nn::NetworkSpec& spec, const PruningPlan& plan);

    /// The channels that stay, or null where all do (the stem's inputs, the classifier's outputs, groups left whole).
    const std::vector<int>* keptOutputs(const std::string& layer) const { return find(m_outputs, layer); }
    const std::vector<int>* keptInputs(const std::string& layer) const { return find(m_inputs, layer); }

private:
    using Kept = std::unordered_map<std::string, const std::vector<int>*>;
    static const std::vector<int>* find(const Kept& kept, const std::string& layer) {
        const auto found = kept.find(layer);
        return found == kept.end() ? nullptr : found->second;
    }
    Kept m_outputs;
    Kept m_inputs;
};

/// The channels of 0 … count − 1 that are not in `kept`, which ascends.
std::vector<int> removedOf(const std::vector<int>& kept, int count);

/// As an index for index_select, on the device.
at::Tensor asIndex(const std::vector<int>& channels, at::Device device);

} // namespace bubblenet::prune
