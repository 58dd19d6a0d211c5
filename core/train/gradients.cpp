// SPDX-License-Identifier: GPL-3.0-only
#include "core/train/gradients.h"

#include "core/train/evaluate.h"
#include "core/train/replicas.h"

namespace bubblenet::train {

namespace {

class PlainGradients final : public GradientSource {
public:
    PlainGradients(std::shared_ptr<nn::Network> network, GradientSettings settings)
        : m_network(std::move(network)), m_settings(std::move(settings)) {}

    StepOutcome compute(const data::Batch& batch) override {
        return computeShare(*m_network, {toTensor(batch, m_settings.device), labelsOf(batch, m_settings.device)},
                            m_settings);
    }

private:
    std::shared_ptr<nn::Network> m_network;
    GradientSettings m_settings;
};

at::Tensor studentLogits(nn::Network& network, const at::Tensor& images, const GradientSettings& settings) {
    const nn::AutocastGuard autocast(settings.precision, settings.device);
    return network.forward(images).to(at::kFloat);
}

} // namespace

StepOutcome computeShare(nn::Network& network, const Share& share, const GradientSettings& settings) {
    for (auto& parameter : network.parameters())
        parameter.mutable_grad().reset();
    const auto logits = studentLogits(network, share.images, settings);
    const auto teacherLogits = settings.teacher ? settings.teacher->forward(share.images) : at::Tensor();
    auto loss = trainingLoss(logits, share.labels, teacherLogits, settings.loss);
    if (share.weight != 1)
        loss = loss * share.weight;
    loss.backward();
    return {loss.detach(), logits.detach().argmax(1).eq(share.labels).sum()};
}

std::unique_ptr<GradientSource> makeGradients(const std::shared_ptr<nn::Network>& network,
                                              const GradientSettings& settings, int workers) {
    if (workers > 1 && settings.device.is_cpu())
        return std::make_unique<Replicas>(network, settings, workers);
    return std::make_unique<PlainGradients>(network, settings);
}

} // namespace bubblenet::train
