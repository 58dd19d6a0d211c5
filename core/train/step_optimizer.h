// SPDX-License-Identifier: GPL-3.0-only
// From gradients to new parameters: SGD with momentum, and AdamW, as PyTorch's with the same settings, by LibTorch's
// fused steps on CPU and CUDA. Weight decay covers every parameter, the batch norms' included. Engine thread.
#pragma once

#include <memory>
#include <string>

#include "core/nn/network.h"
#include "core/nn/state_dict.h"

namespace bubblenet::train {

struct StepSettings {
    double learningRate = 0;
    double momentum = 0; ///< SGD's; AdamW keeps PyTorch's β = (0.9, 0.999), ε = 1e-8
    double weightDecay = 0;
};

class StepOptimizer {
public:
    virtual ~StepOptimizer() = default;
    /// One step along the gradients that the parameters hold.
    virtual void step(const StepSettings& settings) = 0;
    /// What is remembered of a parameter's gradients, as if these had been `factor` times as large.
    virtual void scaleHistory(const std::string& parameter, double factor) = 0;
    /// Copies, CPU, contiguous.
    virtual nn::StateDict state() const = 0;
    /// Throws Error when the state is of another optimizer or network; nothing is changed then.
    virtual void restore(const nn::StateDict& state) = 0;
};

/// "sgd" (which whale_cosine_best steers) or "adamw"; throws Error(usage) for another name.
std::unique_ptr<StepOptimizer> makeStepOptimizer(const std::string& name, const nn::Network& network);

/// Scales the gradients so that their norm over all parameters is at most `maxNorm`, as PyTorch's clip_grad_norm_.
void clipGradients(nn::Network& network, double maxNorm);

} // namespace bubblenet::train
