// SPDX-License-Identifier: GPL-3.0-only
// Masks of a network whose pruned weights are zeros already. Engine thread.
#pragma once

#include <memory>

#include "core/prune/masks.h"

namespace bubblenet::engine {

/// Every weight that is exactly zero stays zero.
std::shared_ptr<prune::WeightMasks> masksOfZeros(const nn::Network& network);

} // namespace bubblenet::engine
