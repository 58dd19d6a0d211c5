// SPDX-License-Identifier: GPL-3.0-only
// The steps of one epoch, or the rest of them: batches in, gradients, optimizer, masks, and the sums that an epoch
// reports. Engine thread.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/base/elapsed.h"
#include "core/train/gradients.h"
#include "core/train/progress.h"
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

struct TrainingParts {
    nn::Network& network;
    GradientSource& gradients;
    StepOptimizer& optimizer;
    const TrainerOptions& options;
};

class EpochRunner {
public:
    /// Goes on after the steps that `sums` counts, and adds to them.
    EpochRunner(const TrainingParts& parts, const EpochTask& task, EpochSums& sums);
    /// Throws Stopped, and Error for a loss that is not finite.
    void run();
    /// Makes the sums those of all steps so far: what is on the device is read once in a while only.
    void bringUpToDate();

private:
    struct PendingLoss {
        std::int64_t step; ///< in the epoch, from 1
        int images;
        double learningRate;
        at::Tensor loss;
    };

    void waitWhilePaused();
    void step(const data::Batch& batch);
    void readLosses();
    [[noreturn]] void throwDiverged(const PendingLoss& pending) const;
    void mask(bool isLast);

    const TrainingParts& m_parts;
    const EpochTask& m_task;
    EpochSums& m_sums;
    const std::size_t m_checkInterval;
    const double m_secondsBefore; ///< of the epoch, in a run that was interrupted
    const Clock::time_point m_start = Clock::now();
    std::int64_t m_steps = 0;
    at::Tensor m_correct;
    std::vector<PendingLoss> m_pending;
    double m_lastLoss = 0;
    double m_pausedSeconds = 0;
    std::optional<Clock::time_point> m_waitingSince; ///< in a pause, and where that ended in a stop
};

} // namespace bubblenet::train
