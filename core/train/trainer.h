// SPDX-License-Identifier: GPL-3.0-only
// Trains a network for some epochs: steps, schedule, distillation, masks, early stopping, best weights. Resumable after
// any step with an identical continuation on the CPU. Engine thread; the caller stores the checkpoints and counts the
// events.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "core/base/proceed.h"
#include "core/config/run_config.h"
#include "core/data/batch_stream.h"
#include "core/nn/device.h"
#include "core/nn/network.h"
#include "core/nn/state_dict.h"
#include "core/prune/masks.h"
#include "core/train/evaluate.h"

namespace bubblenet::train {

struct StepReport {
    int epoch = 0; ///< from 1
    std::int64_t step = 0;
    std::int64_t stepsPerEpoch = 0;
    double loss = 0;
    double learningRate = 0;
};
struct EpochReport {
    int epoch = 0;
    int epochs = 0;
    double trainLoss = 0;
    double trainAccuracy = 0; ///< % of the augmented training images
    double learningRate = 0;  ///< of the last step
    std::optional<Evaluation> validation;
    double seconds = 0;
    double imagesPerSecond = 0;
    bool best = false; ///< the best validation loss so far
    double sparsity = 0;
};

/// Everything that a continuation needs, as tensors and text: written by store, read back by Trainer::restore.
struct TrainerState {
    nn::StateDict network;
    nn::StateDict optimizer; ///< momentum buffers, second moments
    nn::StateDict best;      ///< weights of the best epoch, where they are kept
    std::string json;        ///< epoch, step, the epoch's sums, early stopping, whale_cosine_best's pod, rng
};

enum class KeepWeights { last, bestByValidationLoss };

struct TrainerOptions {
    config::TrainConfig config;
    at::Device device = at::kCPU;
    nn::Precision precision = nn::Precision::fp32;
    data::StreamOptions train; ///< shuffled and augmented; epoch and seed are set by the trainer
    std::optional<data::StreamOptions> validation;
    Rng rng{0};
    KeepWeights keep = KeepWeights::last;
    std::int64_t stepLimit = 0;           ///< stop after this many steps though the schedule is longer; 0: no limit
    std::shared_ptr<nn::Network> teacher; ///< for config.distill
    std::shared_ptr<prune::WeightMasks> masks; ///< applied after each step
    /// With masks: the sparsity to reach by (1-based) `step` of `totalSteps`; empty: masks stay.
    std::function<double(std::int64_t step, std::int64_t totalSteps)> sparsitySchedule;
    prune::Score maskScore = prune::Score::l1;
    std::function<void(const StepReport&)> onStep;
    std::function<void(std::int64_t done, std::int64_t total)> onJudged; ///< validation images, batch by batch
    /// After each epoch; the state may be taken with state() inside.
    std::function<void(const EpochReport&)> onEpoch;
    Proceed proceed; ///< asked between steps, where the state may be taken with state() too
};

struct TrainResult {
    int epochsDone = 0;
    bool stoppedEarly = false;
    std::optional<Evaluation> validation; ///< of the weights that were kept
};

class Trainer {
public:
    Trainer(std::shared_ptr<nn::Network> network, TrainerOptions options);
    ~Trainer();
    /// Throws Stopped (the network is then mid-epoch), Error for a loss that is not finite, naming epoch and step.
    TrainResult run();
    TrainerState state() const;
    void restore(const TrainerState& state);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace bubblenet::train
