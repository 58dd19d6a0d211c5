// SPDX-License-Identifier: GPL-3.0-only
#include "core/train/step_optimizer.h"

#include <algorithm>

#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/_fused_sgd.h>

#include "core/base/error.h"

namespace bubblenet::train {

namespace {

/// One tensor for each parameter, in its memory format: the fused kernels walk all of them as flat memory.
class Buffers {
public:
    Buffers(std::string prefix, const std::vector<at::Tensor>& parameters, const std::vector<std::string>& names)
        : m_prefix(std::move(prefix)), m_names(names) {
        for (const auto& parameter : parameters)
            m_tensors.push_back(at::zeros_like(parameter.detach()));
    }

    const std::vector<at::Tensor>& tensors() const { return m_tensors; }

    void scale(const std::string& parameter, double factor) {
        for (std::size_t i = 0; i < m_names.size(); ++i)
            if (m_names[i] == parameter)
                m_tensors[i].mul_(factor);
    }

    void save(nn::StateDict& state) const {
        for (std::size_t i = 0; i < m_names.size(); ++i)
            state.tensors.emplace_back(
                m_prefix + m_names[i],
                at::empty(m_tensors[i].sizes(), m_tensors[i].options().device(at::kCPU)).copy_(m_tensors[i]));
    }

    void check(const nn::StateDict& state) const {
        for (std::size_t i = 0; i < m_names.size(); ++i) {
            const auto* saved = state.find(m_prefix + m_names[i]);
            if (saved == nullptr || saved->sizes() != m_tensors[i].sizes())
                throw Error("The checkpoint cannot be continued: its optimizer state has no '" + m_prefix + m_names[i] +
                            "' of the network's shape. It was written by another recipe; start a new run.");
        }
    }

    void restore(const nn::StateDict& state) {
        for (std::size_t i = 0; i < m_names.size(); ++i)
            m_tensors[i].copy_(*state.find(m_prefix + m_names[i]));
    }

private:
    std::string m_prefix;
    std::vector<std::string> m_names;
    std::vector<at::Tensor> m_tensors;
};

class ParameterList {
public:
    explicit ParameterList(const nn::Network& network) {
        for (const auto& parameter : network.named_parameters()) {
            names.push_back(parameter.key());
            tensors.push_back(parameter.value());
        }
    }
    std::vector<at::Tensor> gradients() const {
        std::vector<at::Tensor> result;
        for (std::size_t i = 0; i < tensors.size(); ++i) {
            if (!tensors[i].grad().defined())
                throw Error("The parameter '" + names[i] + "' got no gradient.");
            result.push_back(tensors[i].grad());
        }
        return result;
    }

    std::vector<std::string> names;
    std::vector<at::Tensor> tensors;
};

class Sgd final : public StepOptimizer {
public:
    explicit Sgd(const nn::Network& network)
        : m_parameters(network), m_momentum("momentum.", m_parameters.tensors, m_parameters.names) {}

    void step(const StepSettings& settings) override {
        const at::NoGradGuard noGradient;
        // Buffers of zeros make the first step what PyTorch's is_first_step makes it. Without momentum it passes none.
        const std::vector<at::Tensor> none;
        at::_fused_sgd_(m_parameters.tensors, m_parameters.gradients(),
                        settings.momentum == 0 ? none : m_momentum.tensors(), settings.weightDecay, settings.momentum,
                        settings.learningRate, /*dampening=*/0, /*nesterov=*/false, /*maximize=*/false,
                        /*is_first_step=*/false);
    }

    void scaleHistory(const std::string& parameter, double factor) override { m_momentum.scale(parameter, factor); }

    nn::StateDict state() const override {
        nn::StateDict state;
        m_momentum.save(state);
        return state;
    }

    void restore(const nn::StateDict& state) override {
        m_momentum.check(state);
        m_momentum.restore(state);
    }

private:
    ParameterList m_parameters;
    Buffers m_momentum;
};

class AdamW final : public StepOptimizer {
public:
    explicit AdamW(const nn::Network& network)
        : m_parameters(network), m_first("first_moment.", m_parameters.tensors, m_parameters.names),
          m_second("second_moment.", m_parameters.tensors, m_parameters.names),
          m_step(at::zeros({}, m_parameters.tensors.front().options().requires_grad(false))) {}

    void step(const StepSettings& settings) override {
        constexpr double kBeta1 = 0.9;
        constexpr double kBeta2 = 0.999;
        constexpr double kEpsilon = 1e-8;
        const at::NoGradGuard noGradient;
        m_step.add_(1);
        const std::vector<at::Tensor> steps(m_parameters.tensors.size(), m_step);
        at::_fused_adamw_(m_parameters.tensors, m_parameters.gradients(), m_first.tensors(), m_second.tensors(), {},
                          steps, settings.learningRate, kBeta1, kBeta2, settings.weightDecay, kEpsilon,
                          /*amsgrad=*/false, /*maximize=*/false);
    }

    void scaleHistory(const std::string& parameter, double factor) override {
        m_first.scale(parameter, factor);
        m_second.scale(parameter, factor * factor);
    }

    nn::StateDict state() const override {
        nn::StateDict state;
        m_first.save(state);
        m_second.save(state);
        state.tensors.emplace_back(kStepName, m_step.cpu().clone());
        return state;
    }

    void restore(const nn::StateDict& state) override {
        m_first.check(state);
        m_second.check(state);
        const auto* step = state.find(kStepName);
        if (step == nullptr || step->numel() != 1)
            throw Error("The checkpoint cannot be continued: its optimizer state counts no steps.");
        m_first.restore(state);
        m_second.restore(state);
        m_step.copy_(step->reshape({}));
    }

private:
    static constexpr const char* kStepName = "step";

    ParameterList m_parameters;
    Buffers m_first;
    Buffers m_second;
    at::Tensor m_step; ///< one for all parameters: they take their steps together
};

} // namespace

std::unique_ptr<StepOptimizer> makeStepOptimizer(const std::string& name, const nn::Network& network) {
    if (name == "sgd" || name == "whale_cosine_best")
        return std::make_unique<Sgd>(network);
    if (name == "adamw")
        return std::make_unique<AdamW>(network);
    throw Error("Unknown optimizer '" + name + "': use sgd, adamw or whale_cosine_best.", ErrorKind::usage);
}

void clipGradients(nn::Network& network, double maxNorm) {
    constexpr double kPyTorchEpsilon = 1e-6;
    const at::NoGradGuard noGradient;
    const auto gradients = ParameterList(network).gradients();
    const auto norm = at::linalg_vector_norm(at::stack(at::_foreach_norm(gradients, 2)), 2);
    at::_foreach_mul_(gradients, (maxNorm / (norm + kPyTorchEpsilon)).clamp_max(1));
}

} // namespace bubblenet::train
