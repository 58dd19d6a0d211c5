// SPDX-License-Identifier: GPL-3.0-only
// How important each channel of each group is: higher stays. Engine thread.
#pragma once

#include <functional>

#include "core/base/rng.h"
#include "core/nn/network.h"
#include "core/prune/groups.h"

namespace bubblenet::prune {

/// l1, l2: norm of the filter, summed over the group's producers (Li et al. 2017). bn_scale: |γ| (Liu et al. 2017).
/// fpgm: distance to the other filters (He et al. 2019). taylor: |Σ gradient × weight| of a loss (Molchanov et al. 2019).
/// lamp: squared magnitude over the sum of those not smaller (Lee et al. 2021). random: uniform.
enum class Score { l1, l2, bnScale, fpgm, taylor, lamp, random };
Score scoreFromName(const std::string& name); ///< throws Error(usage) with the names there are

struct LabelledBatch {
    at::Tensor images;
    at::Tensor labels;
};
struct ScoreOptions {
    Score score = Score::l1;
    std::function<bool(LabelledBatch&)> nextBatch; ///< taylor only: training batches; false at the end
};
/// One vector for each group, in findGroups' order. The network is unchanged (gradients cleared).
std::vector<std::vector<double>> scoreChannels(nn::Network& network, const ScoreOptions& options, Rng rng);

/// Scores of single weights for unstructured pruning, by the names of the convolution weights (l1/l2: |w|; lamp; random).
std::vector<std::pair<std::string, at::Tensor>> scoreWeights(nn::Network& network, Score score, Rng rng);

} // namespace bubblenet::prune
