// SPDX-License-Identifier: GPL-3.0-only
#include "core/train/hidden_scale.h"

namespace bubblenet::train {

void scaleHiddenLayers(nn::Network& network, StepOptimizer& optimizer, double s) {
    const at::NoGradGuard noGradient;
    for (auto& conv : network.convNorms()) {
        conv.weight.mul_(s);
        conv.runningMean.mul_(s);
        conv.runningVariance.mul_(s * s);
        optimizer.scaleHistory(conv.convName + ".weight", 1 / s);
    }
}

} // namespace bubblenet::train
