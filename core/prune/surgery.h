// SPDX-License-Identifier: GPL-3.0-only
// From a plan to a physically smaller network, the proof that it computes what the masked one does, and the repairs
// after the cut: least-squares compensation and batch-norm recalibration. Engine or candidate threads, no shared state.
#pragma once

#include <functional>
#include <memory>

#include "core/base/proceed.h"
#include "core/nn/network.h"
#include "core/prune/compensation.h"
#include "core/prune/groups.h"

namespace bubblenet::prune {

/// A new network with the kept channels only. The original is unchanged.
std::shared_ptr<nn::Network> cut(const nn::Network& network, const PruningPlan& plan);

/// A copy of full size in which everything that `plan` removes is zero: filters, norm scales and biases, running means
/// (so that a removed channel is zero after its norm too), and a removed block's contribution.
std::shared_ptr<nn::Network> masked(const nn::Network& network, const PruningPlan& plan);

struct Agreement {
    double largestDifference = 0; ///< of any logit
    double range = 0;             ///< largest − smallest logit of the masked network
    bool holds() const { return largestDifference <= 1e-4 * range; }
};
/// Both networks in evaluation mode on `images`.
Agreement compareLogits(nn::Network& masked, nn::Network& smaller, const at::Tensor& images);

/// Running statistics anew: forward passes in training mode without gradients, cumulative averages over all batches.
/// At least one batch is needed.
void recalibrate(nn::Network& network, const VisitImages& images, const Proceed& proceed = {});

} // namespace bubblenet::prune
