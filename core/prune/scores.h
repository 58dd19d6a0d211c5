// SPDX-License-Identifier: GPL-3.0-only
// How important each channel of each group is: higher stays. Engine thread.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/rng.h"
#include "core/nn/network.h"
#include "core/prune/groups.h"

namespace bubblenet::prune {

/// l1, l2: norm of the filter (Li et al. 2017). bn_scale: |γ| (Liu et al. 2017). fpgm: sum of the distances to the
/// other filters (He et al. 2019). taylor: |Σ gradient × weight| of a loss over the norm's γ and β, the mean of the
/// batches (Molchanov et al. 2019, the variant for networks with batch norm). lamp: squared l2 norm over the sum of
/// those not smaller (Lee et al. 2021): how a budget spreads over the groups; within a group it orders as l2 does.
/// random: uniform.
///
/// A stream's channels have several producers. taylor adds up their signed sums, since all go at once. The others add
/// up the producers' scores, each divided by that producer's mean: the scale of a filter that a batch norm follows
/// means nothing, so no layer is to dominate for it. A group with one producer has the raw score.
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
/// One vector for each group, in findGroups' order. The network is unchanged (its gradients are cleared). taylor runs
/// it in evaluation mode and throws Error without a batch.
std::vector<std::vector<double>> scoreChannels(nn::Network& network, const ScoreOptions& options, Rng rng);

/// Scores of single weights for unstructured pruning, by the names of the convolution weights
/// ("layer1.0.conv1.weight"). l1 and l2: |w|; lamp: over each layer; random. Throws Error(usage) for the scores that
/// rank whole channels only.
std::vector<std::pair<std::string, at::Tensor>> scoreWeights(nn::Network& network, Score score, Rng rng);

} // namespace bubblenet::prune
