// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <functional>
#include <memory>

#include <torch/cuda.h>

#include "core/base/elapsed.h"
#include "core/base/error.h"
#include "core/nn/channel_padding.h"
#include "core/nn/folded_conv.h"
#include "core/nn/inference.h"

namespace bubblenet::nn {

namespace {

/// Linear between the two nearest of the sorted values.
double quantile(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto lower = static_cast<std::size_t>(place);
    const auto upper = std::min(lower + 1, sorted.size() - 1);
    return sorted[lower] + (place - static_cast<double>(lower)) * (sorted[upper] - sorted[lower]);
}

void check(const LatencyOptions& options) {
    if (options.batchSize < 1 || options.imageSize < 1 || options.repeats < 1 || options.warmup < 0)
        throw Error("Latency needs a batch, an image size and repeats of 1 or more; it was asked for batch " +
                        std::to_string(options.batchSize) + ", " + std::to_string(options.imageSize) + " pixels, " +
                        std::to_string(options.repeats) + " repeats.",
                    ErrorKind::usage);
}

std::function<void()> passOf(const LayerCost& layer, LayerInput input, const at::Device& device, int batchSize) {
    const auto ones = [&](std::vector<std::int64_t> sizes) { return at::ones(sizes, device); };
    if (layer.kind == "linear") {
        const auto x = ones({batchSize, layer.inputs});
        const auto weight = ones({layer.outputs, layer.inputs});
        return [=] { at::linear(x, weight); };
    }
    const auto weight = ones({layer.outputs, layer.inputs, layer.kernel, layer.kernel});
    const bool readsImages = input == LayerInput::images;
    const auto conv = std::make_shared<const FoldedConv>(
        ConvNorm{.stride = layer.stride,
                 .padding = layer.kernel / 2,
                 .weight = weight,
                 .scale = ones({layer.outputs}),
                 .bias = ones({layer.outputs}),
                 .runningMean = ones({layer.outputs}),
                 .runningVariance = ones({layer.outputs})},
        at::kFloat, readsImages ? FoldedConv::Input::images : FoldedConv::Input::activations);
    const std::int64_t side = std::int64_t{layer.outputSize} * layer.stride;
    const auto channels = readsImages ? layer.inputs : paddedChannels(weight, layer.inputs);
    const auto x = ones({batchSize, channels, side, side}).contiguous(at::MemoryFormat::ChannelsLast);
    return [=] { conv->forwardRelu(x); };
}

} // namespace

at::Tensor randomImages(const NetworkSpec& spec, int batchSize, int imageSize, const at::Device& device) {
    Rng rng(1);
    const auto images = at::empty({batchSize, spec.inputChannels, imageSize, imageSize}, at::kFloat);
    std::generate_n(images.data_ptr<float>(), images.numel(), [&] { return static_cast<float>(rng.uniform(-1, 1)); });
    return images.to(device);
}

double millisecondsOf(const std::function<void()>& pass, const at::Device& device) {
    const auto wait = [&] {
        if (device.is_cuda())
            torch::cuda::synchronize(device.index());
    };
    wait();
    const auto start = Clock::now();
    pass();
    wait();
    return 1000 * secondsSince(start);
}

std::vector<Latency> measureInTurn(const std::vector<std::function<void()>>& passes, const at::Device& device,
                                   const LatencyOptions& options) {
    check(options);
    std::vector<std::vector<double>> times(passes.size());
    const auto start = Clock::now();
    for (int round = -options.warmup; round < options.repeats; ++round) {
        if (options.seconds > 0 && round >= kFewestPasses && secondsSince(start) > options.seconds)
            break;
        for (std::size_t i = 0; i < passes.size(); ++i) {
            throwIfStopped(options.proceed);
            const double ms = millisecondsOf(passes[i], device);
            if (round >= 0)
                times[i].push_back(ms);
        }
    }
    std::vector<Latency> latencies;
    for (auto& sorted : times) {
        std::sort(sorted.begin(), sorted.end());
        latencies.push_back({.medianMs = quantile(sorted, 0.5),
                             .lowerQuartileMs = quantile(sorted, 0.25),
                             .upperQuartileMs = quantile(sorted, 0.75),
                             .batchSize = options.batchSize,
                             .repeats = static_cast<int>(sorted.size()),
                             .threads = at::get_num_threads(),
                             .device = device.str()});
    }
    return latencies;
}

std::vector<Latency> measureLatencies(const std::vector<const Network*>& networks, const at::Device& device,
                                      const LatencyOptions& options) {
    check(options);
    const auto images = randomImages(networks.front()->spec(), options.batchSize, options.imageSize, device)
                            .contiguous(at::MemoryFormat::ChannelsLast);
    std::vector<std::function<void()>> passes;
    for (const auto* network : networks)
        passes.emplace_back([=, folded = std::make_shared<const FoldedNetwork>(*network)] { folded->forward(images); });
    return measureInTurn(passes, device, options);
}

Latency measureLatency(const Network& network, const at::Device& device, const LatencyOptions& options) {
    return measureLatencies({&network}, device, options).front();
}

std::vector<Latency> measureLayerLatencies(const std::vector<LayerCost>& layers, LayerInput input,
                                           const at::Device& device, const LatencyOptions& options) {
    check(options);
    const c10::InferenceMode inference;
    std::vector<std::function<void()>> passes;
    for (const auto& layer : layers)
        passes.push_back(passOf(layer, input, device, options.batchSize));
    return measureInTurn(passes, device, options);
}

} // namespace bubblenet::nn
