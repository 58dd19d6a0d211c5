// SPDX-License-Identifier: GPL-3.0-only
// A ResNet of any widths, built from a NetworkSpec, with torchvision's parameter names. Its tensors are its own;
// forward() is for training (autograd) and plain evaluation, inference.h is for speed. One thread at a time.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "core/base/rng.h"
#include "core/nn/layout.h"
#include "core/nn/norm.h"
#include "core/nn/pad_shortcut.h"

namespace bubblenet::nn {

/// The tensors are the network's own: change what they hold (copy_), never replace them.
struct ConvNorm { ///< a convolution without bias and the batch norm after it
    std::string convName;
    std::string normName;
    int stride = 1;
    int padding = 0;
    at::Tensor weight; ///< out × in × k × k, channels_last
    at::Tensor scale, bias, runningMean, runningVariance;
};

/// Where in the network forward() reports an activation to an observer.
using Observer = std::function<void(const std::string& layerName, const at::Tensor& input, const at::Tensor& output)>;

class Network : public torch::nn::Module {
public:
    /// Parameters are allocated (channels_last), and initialised as torchvision does (Kaiming normal, fan out; scales
    /// 1).
    Network(NetworkSpec spec, Rng rng);
    /// Values are left undefined: for a caller who fills every tensor.
    static std::shared_ptr<Network> uninitialised(NetworkSpec spec);

    const NetworkSpec& spec() const { return m_spec; }
    /// images: N × C × H × W, normalised; gives N × classes. Batch norm follows is_training().
    at::Tensor forward(const at::Tensor& images);

    /// Every convolution with its norm, a block's shortcut after its others; the tensors are the network's own.
    const std::vector<ConvNorm>& convNorms() const { return m_convNorms; }
    std::vector<ConvNorm>& convNorms() { return m_convNorms; }
    const ConvNorm& convNorm(const std::string& convName) const;
    const at::Tensor& classifierWeight() const { return m_classifierWeight; }
    const at::Tensor& classifierBias() const { return m_classifierBias; }
    at::Tensor& classifierWeight() { return m_classifierWeight; }
    at::Tensor& classifierBias() { return m_classifierBias; }

    /// Called in forward() with each convolution's input and raw output (before its norm), and last with the
    /// classifier's pooled input and its logits, under spec().classifierName; empty: off.
    void setObserver(Observer observer) { m_observer = std::move(observer); }
    /// Momentum of the running statistics; negative: cumulative average (as PyTorch's momentum=None).
    void setNormMomentum(double momentum) { m_normMomentum = momentum; }
    void resetRunningStatistics();

    /// A deep copy on the same device.
    std::shared_ptr<Network> copy() const;

private:
    explicit Network(NetworkSpec spec);
    void initialise(const Rng& rng);
    /// activation(norm(convolution(x)) + shortcut), the shortcut undefined where there is none.
    at::Tensor convNormForward(std::size_t index, const at::Tensor& x, const at::Tensor& shortcut,
                               Activation activation);
    at::Tensor blockForward(const BlockLayout& block, const std::optional<PadShortcut>& pad, const at::Tensor& x);

    NetworkSpec m_spec;
    Layout m_layout;
    std::vector<ConvNorm> m_convNorms;
    std::vector<std::optional<PadShortcut>> m_pads; ///< one for each block
    at::Tensor m_classifierWeight, m_classifierBias;
    Observer m_observer;
    double m_normMomentum = 0.1;
    std::int64_t m_cumulativeBatches = 0;
};

} // namespace bubblenet::nn
