// SPDX-License-Identifier: GPL-3.0-only
// The loss of a training step: cross-entropy, with smoothed labels and a teacher where asked for. Any thread.
#pragma once

#include "core/nn/torch_header.h"

namespace bubblenet::train {

struct LossSettings {
    double labelSmoothing = 0; ///< share of the target spread over all classes (Szegedy et al. 2016)
    double distillWeight = 0;  ///< w
    double temperature = 1;    ///< T
};

/// (1 − w) · cross-entropy + w · T² · KL(teacher ‖ student), both softened by T (Hinton et al. 2015), mean over images.
/// `teacherLogits` undefined: cross-entropy alone. Logits N × classes in fp32; labels N, int64. Gives a scalar.
at::Tensor trainingLoss(const at::Tensor& logits, const at::Tensor& labels, const at::Tensor& teacherLogits,
                        const LossSettings& settings);

} // namespace bubblenet::train
