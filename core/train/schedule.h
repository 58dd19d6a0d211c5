// SPDX-License-Identifier: GPL-3.0-only
// The learning rate as a function of the step. Pure functions, no torch.
#pragma once

#include "core/config/run_config.h"

namespace bubblenet::train {

struct SchedulePosition {
    std::int64_t step = 0; ///< from 0, over all epochs
    std::int64_t stepsPerEpoch = 1;
    std::int64_t totalSteps = 1;
};
/// constant; cosine (from the peak to eps over totalSteps, each step); step (× stepFactor at stepEpochs); one_cycle
/// (Smith 2018, as PyTorch's OneCycleLR: pct_start 0.3, div 25, final 1e4, cos); cosine_annealing (PyTorch's
/// CosineAnnealingLR in closed form, once an epoch, rising again past t_max; eps its eta_min). A warm-up rises linearly
/// over warmupSteps first.
double learningRateAt(const config::TrainConfig& config, const SchedulePosition& position);

/// Throws Error(usage) for an unknown schedule name.
void checkSchedule(const config::TrainConfig& config);

} // namespace bubblenet::train
