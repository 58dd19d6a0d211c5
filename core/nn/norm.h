// SPDX-License-Identifier: GPL-3.0-only
// Batch norm together with what follows it in a ResNet: the addition of the shortcut and the ReLU. One thread at a time
// for each network.
#pragma once

#include "core/nn/torch_header.h"

namespace bubblenet::nn {

constexpr double kNormEpsilon = 1e-5; ///< of every batch norm

struct BatchNorm {
    const at::Tensor& scale; ///< C, like the bias
    const at::Tensor& bias;
    at::Tensor& runningMean; ///< moved by `momentum`, like the variance; of the first channels where x has been padded
    at::Tensor& runningVariance;
    double momentum = 0.1;
};

enum class Activation { none, relu };

/// activation(norm(x) + shortcut) with the batch's own statistics (Ioffe & Szegedy 2015, algorithm 1), differentiable
/// once. x: N × C × H × W. `shortcut` is undefined or of x's shape.
///
/// In fp32 and channels_last on the CPU the pieces are one pass forward and two backward, vectorised over any number of
/// channels. Anything else goes to LibTorch.
at::Tensor trainingNorm(const at::Tensor& x, const BatchNorm& norm, const at::Tensor& shortcut, Activation activation);
/// The same with the running statistics, which stay.
at::Tensor evaluationNorm(const at::Tensor& x, const BatchNorm& norm, const at::Tensor& shortcut,
                          Activation activation);

} // namespace bubblenet::nn
