// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <chrono>
#include <memory>

#include <torch/cuda.h>

#include "core/base/error.h"
#include "core/nn/inference.h"

namespace bubblenet::nn {

namespace {

at::Tensor randomImages(const NetworkSpec& spec, const at::Device& device, const LatencyOptions& options) {
    Rng rng(1); // what the pixels are does not matter
    const auto images =
        at::empty({options.batchSize, spec.inputChannels, options.imageSize, options.imageSize}, at::kFloat);
    auto* pixels = images.data_ptr<float>();
    for (std::int64_t i = 0; i < images.numel(); ++i)
        pixels[i] = static_cast<float>(rng.uniform(-1, 1));
    return images.to(device).contiguous(at::MemoryFormat::ChannelsLast);
}

double forwardMs(const FoldedNetwork& network, const at::Tensor& images) {
    const auto wait = [&] {
        if (images.is_cuda())
            torch::cuda::synchronize(images.get_device());
    };
    wait();
    const auto start = std::chrono::steady_clock::now();
    network.forward(images);
    wait();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

/// Linear between the two nearest of the sorted values.
double quantile(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto lower = static_cast<std::size_t>(place);
    const auto upper = std::min(lower + 1, sorted.size() - 1);
    return sorted[lower] + (place - static_cast<double>(lower)) * (sorted[upper] - sorted[lower]);
}

} // namespace

std::vector<Latency> measureLatencies(const std::vector<const Network*>& networks, const at::Device& device,
                                      const LatencyOptions& options) {
    if (options.batchSize < 1 || options.imageSize < 1 || options.repeats < 1 || options.warmup < 0)
        throw Error("Latency needs a batch, an image size and repeats of 1 or more; it was asked for batch " +
                        std::to_string(options.batchSize) + ", " + std::to_string(options.imageSize) + " pixels, " +
                        std::to_string(options.repeats) + " repeats.",
                    ErrorKind::usage);
    const auto images = randomImages(networks.front()->spec(), device, options);
    std::vector<std::unique_ptr<FoldedNetwork>> folded;
    for (const auto* network : networks)
        folded.push_back(std::make_unique<FoldedNetwork>(*network));
    std::vector<std::vector<double>> times(networks.size());
    for (int round = -options.warmup; round < options.repeats; ++round)
        for (std::size_t i = 0; i < networks.size(); ++i) {
            const double ms = forwardMs(*folded[i], images);
            if (round >= 0)
                times[i].push_back(ms);
        }
    std::vector<Latency> latencies;
    for (auto& sorted : times) {
        std::sort(sorted.begin(), sorted.end());
        latencies.push_back({.medianMs = quantile(sorted, 0.5),
                             .lowerQuartileMs = quantile(sorted, 0.25),
                             .upperQuartileMs = quantile(sorted, 0.75),
                             .batchSize = options.batchSize,
                             .repeats = options.repeats,
                             .threads = at::get_num_threads(),
                             .device = device.str()});
    }
    return latencies;
}

Latency measureLatency(const Network& network, const at::Device& device, const LatencyOptions& options) {
    return measureLatencies({&network}, device, options).front();
}

} // namespace bubblenet::nn
