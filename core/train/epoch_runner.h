// SPDX-License-Identifier: GPL-3.0-only
// The steps of one epoch: batches in, gradients, optimizer, masks, and the sums that an epoch reports. Engine thread.
#pragma once

#include <functional>

#include "core/train/gradients.h"
#include "core/train/step_optimizer.h"
#include "core/train/trainer.h"

namespace bubblenet::train {

struct EpochTask {
    int epoch = 1;              ///< from 1
    std::int64_t firstStep = 0; ///< steps done before this epoch
    std::int64_t totalSteps = 1;
    std::int64_t steps = 1; ///< of this epoch, at most
    data::StreamOptions stream;
    std::function<StepSettings(std::int64_t step)> settings; ///< step from 0, over all epochs
};

struct EpochTotals {
    std::int64_t steps = 0;
    std::int64_t images = 0;
    double loss = 0;         ///< mean over the images
    double accuracy = 0;     ///< %
    double learningRate = 0; ///< of the last step
    double seconds = 0;      ///< without the pauses
};

struct TrainingParts {
    nn::Network& network;
    GradientSource& gradients;
    StepOptimizer& optimizer;
    const TrainerOptions& options;
};

/// Throws Stopped, and Error for a loss that is not finite.
EpochTotals runEpoch(const TrainingParts& parts, const EpochTask& task);

} // namespace bubblenet::train
