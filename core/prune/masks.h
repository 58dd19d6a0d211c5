// SPDX-License-Identifier: GPL-3.0-only
// Unstructured pruning: single weights held at zero while training goes on. It promises no speed. Engine thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/nn/network.h"
#include "core/prune/scores.h"

namespace bubblenet::prune {

/// Zhu & Gupta 2017, eq. 1: from `initial` to `final` along 1 − (1 − progress)³; progress is clamped to [0, 1].
double sparsityAt(double initial, double final, double progress);

class WeightMasks {
public:
    /// All ones, for every convolution weight of the network (the classifier stays whole).
    explicit WeightMasks(const nn::Network& network);
    /// For a network that was pruned before: what is exactly zero is masked.
    static WeightMasks ofZeros(const nn::Network& network);
    /// Masks so that `sparsity` of all covered weights is zero, lowest scores first; weights masked before stay masked.
    void raiseTo(double sparsity, const std::vector<std::pair<std::string, at::Tensor>>& scores);
    /// Zeroes what is masked; call it after each optimiser step.
    void apply(nn::Network& network) const;
    double sparsity() const;
    const std::vector<std::pair<std::string, at::Tensor>>& masks() const { return m_masks; }
    void setMasks(std::vector<std::pair<std::string, at::Tensor>> masks); ///< from a checkpoint

private:
    std::vector<std::pair<std::string, at::Tensor>> m_masks; ///< bool, by weight name
};

/// Share of exact zeros among the convolution weights.
double measuredSparsity(const nn::Network& network);

} // namespace bubblenet::prune
