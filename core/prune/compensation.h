// SPDX-License-Identifier: GPL-3.0-only
// After a cut: each convolution that lost input channels gets the weights that reproduce, in the least-squares sense,
// what it computed with all of them (channel reconstruction: He, Zhang & Sun 2017, eq. 3, in closed form). Engine or
// candidate threads; the statistics are shared and never written.
#pragma once

#include <functional>
#include <memory>

#include "core/base/proceed.h"
#include "core/nn/network.h"
#include "core/prune/groups.h"

namespace bubblenet::prune {

/// Calls its argument with each batch of images in turn until that gives false.
using VisitImages = std::function<void(const std::function<bool(const at::Tensor&)>&)>;

/// Second moments of the inputs of each convolution (and of the classifier) of an unpruned network.
struct ChannelStatistics;
std::shared_ptr<const ChannelStatistics> channelStatistics(const nn::Network& network, const VisitImages& images,
                                                           const Proceed& proceed = {});

/// Changes the weights of `smaller`, which cut(original, plan) made. Batch norm is to be recalibrated afterwards.
void compensate(nn::Network& smaller, const nn::Network& original, const PruningPlan& plan,
                const ChannelStatistics& statistics);

} // namespace bubblenet::prune
