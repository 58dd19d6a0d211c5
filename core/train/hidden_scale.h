// SPDX-License-Identifier: GPL-3.0-only
// The article's fixed coefficient on the hidden layers' parameters. Engine thread.
#pragma once

#include "core/nn/network.h"
#include "core/train/step_optimizer.h"

namespace bubblenet::train {

/// Of every convolution that a batch norm follows: weights × s, running mean × s, running variance × s², remembered
/// gradients ÷ s. The function stays, up to the norm's ε; the gradients grow by 1/s and the weights shrink by s, so the
/// effective rate of SGD grows by 1/s² each time.
void scaleHiddenLayers(nn::Network& network, StepOptimizer& optimizer, double s);

} // namespace bubblenet::train
