// SPDX-License-Identifier: GPL-3.0-only
// From a batch to the gradients in the network's parameters: forward pass, loss, backward pass. Engine thread.
#pragma once

#include <memory>

#include "core/data/batch_stream.h"
#include "core/nn/inference.h"
#include "core/nn/network.h"
#include "core/nn/state_dict.h"
#include "core/train/loss.h"

namespace bubblenet::train {

struct GradientSettings {
    at::Device device = at::kCPU;
    nn::Precision precision = nn::Precision::fp32;
    LossSettings loss;
    std::shared_ptr<const nn::FoldedNetwork> teacher; ///< none: no distillation
};

/// Scalars on the device, read only when somebody needs them: reading waits for the device.
struct StepOutcome {
    at::Tensor loss;    ///< mean over the images, fp32
    at::Tensor correct; ///< images, int64
};

class GradientSource {
public:
    virtual ~GradientSource() = default;
    /// Before the first step of an epoch, and after its last: where statistics are kept apart they are joined.
    virtual void beginEpoch() {}
    virtual void endEpoch() {}
    /// Within an epoch: the statistics that are kept apart, added to the state, and taken back from it.
    virtual void saveStatistics(nn::StateDict& /*state*/) const {}
    virtual void restoreStatistics(const nn::StateDict& /*state*/) {}
    /// Replaces the parameters' gradients by those of this batch. Blocks.
    virtual StepOutcome compute(const data::Batch& batch) = 0;
};

/// More than one worker: see replicas.h; only the CPU has a use for them.
std::unique_ptr<GradientSource> makeGradients(const std::shared_ptr<nn::Network>& network,
                                              const GradientSettings& settings, int workers);

struct Share {
    at::Tensor images;
    at::Tensor labels;
    double weight = 1; ///< of this share in the batch's mean
};
/// Drops the network's gradients, then leaves weight × the gradients of the share's mean loss; the outcome's loss is
/// weighted too.
StepOutcome computeShare(nn::Network& network, const Share& share, const GradientSettings& settings);

} // namespace bubblenet::train
