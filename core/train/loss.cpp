// SPDX-License-Identifier: GPL-3.0-only
#include "core/train/loss.h"

namespace bubblenet::train {

at::Tensor trainingLoss(const at::Tensor& logits, const at::Tensor& labels, const at::Tensor& teacherLogits,
                        const LossSettings& settings) {
    constexpr std::int64_t kNoIgnoredLabel = -100; // PyTorch's default
    const auto crossEntropy =
        at::cross_entropy_loss(logits, labels, {}, at::Reduction::Mean, kNoIgnoredLabel, settings.labelSmoothing);
    if (!teacherLogits.defined())
        return crossEntropy;
    const double temperature = settings.temperature;
    const auto student = at::log_softmax(logits / temperature, 1);
    const auto teacher = at::log_softmax(teacherLogits / temperature, 1);
    const auto divergence =
        at::kl_div(student, teacher, at::Reduction::Sum, /*log_target=*/true) / static_cast<double>(logits.size(0));
    return (1 - settings.distillWeight) * crossEntropy +
           settings.distillWeight * temperature * temperature * divergence;
}

} // namespace bubblenet::train
