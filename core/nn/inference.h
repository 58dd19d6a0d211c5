// SPDX-License-Identifier: GPL-3.0-only
// A frozen copy of a Network for evaluation: batch norm folded into the convolutions, channels_last, fused additions
// and ReLUs where the device has them. Changes to the network after the copy are not seen. forward() may be called from
// several threads at once. The first images decide how weights are packed: others of another size give the same,
// slower.
#pragma once

#include <functional>

#include "core/base/proceed.h"
#include "core/nn/device.h"
#include "core/nn/network.h"

namespace bubblenet::nn {

class FoldedNetwork {
public:
    explicit FoldedNetwork(const Network& network, Precision precision = Precision::fp32);
    ~FoldedNetwork();
    /// images: N × C × H × W, normalised; gives N × classes in fp32. No gradients.
    at::Tensor forward(const at::Tensor& images) const;

private:
    struct State;
    std::unique_ptr<const State> m_state;
};

struct Latency {
    double medianMs = 0; ///< of one forward pass
    double lowerQuartileMs = 0;
    double upperQuartileMs = 0;
    int batchSize = 0;
    int repeats = 0;
    int threads = 0;
    std::string device;
};
struct LatencyOptions {
    int batchSize = 1;
    int imageSize = 32;
    int repeats = 30;
    int warmup = 5;
    double seconds = 0;   ///< where the passes take longer, fewer, but no fewer than kFewestPasses; 0: no limit
    Proceed proceed = {}; ///< asked between passes; Stopped is thrown
};
inline constexpr int kFewestPasses = 5; ///< of each, warm-up aside
/// The pixels do not matter: the same ones each time, between −1 and 1, as N × C × S × S in fp32.
at::Tensor randomImages(const NetworkSpec& spec, int batchSize, int imageSize, const at::Device& device);
/// Of one pass, waited for where the device works on its own.
double millisecondsOf(const std::function<void()>& pass, const at::Device& device);
/// Forward passes of the folded network on random images after a warm-up.
Latency measureLatency(const Network& network, const at::Device& device, const LatencyOptions& options);
/// Passes in turn (A B A B …), so that a drifting machine does not favour one.
std::vector<Latency> measureInTurn(const std::vector<std::function<void()>>& passes, const at::Device& device,
                                   const LatencyOptions& options);
/// Networks that take the same images, in turn.
std::vector<Latency> measureLatencies(const std::vector<const Network*>& networks, const at::Device& device,
                                      const LatencyOptions& options);
/// Single layers in turn, as an evaluated network computes them: with the norm folded in and a ReLU behind it. The
/// values are constant; the options' image size plays no part.
enum class LayerInput { images, activations };
std::vector<Latency> measureLayerLatencies(const std::vector<LayerCost>& layers, LayerInput input,
                                           const at::Device& device, const LatencyOptions& options);

} // namespace bubblenet::nn
