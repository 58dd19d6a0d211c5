// SPDX-License-Identifier: GPL-3.0-only
#include "core/prune/compensation.h"

#include <algorithm>
#include <unordered_map>

#include "core/base/error.h"
#include "core/prune/channel_map.h"

namespace bubblenet::prune {

namespace {

// 576 inputs (64 channels under 3×3) are well below, 1,152 (128 channels) still; beyond, a matrix costs more to fill
// and to solve than it gains, and a search's images no longer determine it.
constexpr std::int64_t kLargestPatch = 1200;

// Output pixels a side that one image gives to the statistics. Neighbours tell little that is new: with 2, 3 and 4 a
// side, collecting from 1,280 images for ResNet-56 takes 2.3, 3.4 and 7.5 s of processor time beyond the forward
// passes' 6.9, and at half the inner widths the logits are off by a mean square of 93.4 and 91.7 with 2 and with 4.
constexpr std::int64_t kGridSide = 3;

struct Sampling {
    std::int64_t kernel = 1;
    std::int64_t stride = 1;
    std::int64_t padding = 0;
    std::int64_t batch = 0; ///< its number, so that other batches give other pixels
};

// Samples × (kernel² · channels) of an N × C × H × W input, taps first as in a channels_last weight.
at::Tensor patches(const at::Tensor& input, const Sampling& sampling) {
    const auto pad = sampling.padding;
    const auto x = at::constant_pad_nd(input.permute({0, 2, 3, 1}), {0, 0, pad, pad, pad, pad});
    std::int64_t step[2];
    std::int64_t first[2];
    std::int64_t count[2];
    for (const int side : {0, 1}) {
        const auto outputs = (x.size(1 + side) - sampling.kernel) / sampling.stride + 1;
        step[side] = (outputs + kGridSide - 1) / kGridSide;
        first[side] = (step[side] / 2 + (side == 0 ? 1 : 3) * sampling.batch) % step[side];
        count[side] = (outputs - first[side] + step[side] - 1) / step[side];
    }
    std::vector<at::Tensor> taps;
    for (std::int64_t row = 0; row < sampling.kernel; ++row)
        for (std::int64_t column = 0; column < sampling.kernel; ++column) {
            auto tap = x;
            for (const int side : {0, 1}) {
                const auto start = first[side] * sampling.stride + (side == 0 ? row : column);
                const auto stride = step[side] * sampling.stride;
                tap = tap.slice(1 + side, start, start + (count[side] - 1) * stride + 1, stride);
            }
            taps.push_back(tap);
        }
    return at::cat(taps, 3).flatten(0, 2);
}

struct Moments {
    std::int64_t taps = 1; ///< 1: channels at the same pixel, whatever the kernel
    double samples = 0;
    at::Tensor mean;       ///< fp64, on the CPU once collected
    at::Tensor covariance; ///< fp32 (half the memory), likewise; a sum of products while collecting
};

void add(Moments& moments, const at::Tensor& samples) {
    const auto sum = samples.sum(0, false, at::kDouble);
    const auto products = at::mm(samples.t(), samples);
    moments.samples += static_cast<double>(samples.size(0));
    moments.mean = moments.mean.defined() ? moments.mean + sum : sum;
    if (moments.covariance.defined())
        moments.covariance += products;
    else
        moments.covariance = products;
}

void finish(Moments& moments) {
    moments.mean = (moments.mean / moments.samples).to(at::kCPU);
    const auto secondMoment = moments.covariance.to(at::kCPU, at::kDouble) / moments.samples;
    moments.covariance = (secondMoment - at::outer(moments.mean, moments.mean)).to(at::kFloat);
}

} // namespace

struct ChannelStatistics {
    std::unordered_map<std::string, Moments> layers; ///< by the convolution's or classifier's name
};

std::shared_ptr<const ChannelStatistics> channelStatistics(const nn::Network& network, const VisitImages& images,
                                                           const Proceed& proceed) {
    const at::NoGradGuard noGradient;
    auto result = std::make_shared<ChannelStatistics>();
    const auto observed = network.copy();
    observed->eval();
    std::unordered_map<std::string, Sampling> samplings;
    for (const auto& conv : network.convNorms()) {
        const auto kernel = conv.weight.size(2);
        const bool isWhole = conv.weight.size(1) * kernel * kernel <= kLargestPatch;
        result->layers[conv.convName].taps = isWhole ? kernel * kernel : 1;
        samplings[conv.convName] = isWhole ? Sampling{kernel, conv.stride, conv.padding} : Sampling{1, conv.stride};
    }
    std::int64_t batches = 0;
    observed->setObserver([&](const std::string& name, const at::Tensor& input, const at::Tensor&) {
        auto& moments = result->layers[name];
        if (input.dim() == 2) {
            add(moments, input);
            return;
        }
        auto sampling = samplings.at(name);
        sampling.batch = batches;
        add(moments, patches(input, sampling));
    });
    images([&](const at::Tensor& batch) {
        throwIfStopped(proceed);
        observed->forward(batch);
        ++batches;
        return true;
    });
    if (batches == 0)
        throw Error("Statistics of the channels need images; set search.recalibrate to at least one batch.");
    for (auto& [name, moments] : result->layers)
        finish(moments);
    return result;
}

namespace {

// The ridge, as a share of the kept inputs' mean variance.
constexpr double kRidge = 1e-3;
// And of their mean squared, which is what rounding errors of the covariance are a share of.
constexpr double kMeanRidge = 1e-4;

// Places of channels among a layer's moments, taps first.
at::Tensor places(const std::vector<int>& channels, std::int64_t ofChannels, std::int64_t taps) {
    const auto tap = at::arange(taps, at::kLong).unsqueeze(1) * ofChannels;
    return (tap + asIndex(channels, at::kCPU)).flatten();
}

// A layer's weights, out × k × k × in, from the original: what stays and what goes of its inputs.
struct Weights {
    at::Tensor kept;
    at::Tensor removed;
};

// What to add to the kept weights: removed · cov(R, S) (cov(S, S) + λ)⁻¹. The ridge pulls towards the plain cut, so too
// few samples do no harm. The least squares are about the means, because the norm after a convolution (or the
// classifier's bias) takes up any constant.
at::Tensor correction(const Moments& moments, const Weights& weights, const at::Tensor& kept,
                      const at::Tensor& removed) {
    const auto rows = moments.covariance.index_select(0, kept);
    auto within = rows.index_select(1, kept).to(at::kDouble);
    const auto across = rows.index_select(1, removed).to(at::kDouble);
    const auto squaredMean = moments.mean.index_select(0, kept).square().mean().item<double>();
    const double ridge = kRidge * within.diagonal().mean().item<double>() + kMeanRidge * squaredMean;
    within.diagonal().add_(ridge > 0 ? ridge : 1);
    const auto [factor, failed] = at::linalg_cholesky_ex(within);
    if (failed.item<int>() != 0) // not finite, or no covariance: the plain cut stays
        return at::zeros_like(weights.kept);
    const auto target = at::mm(across, weights.removed.reshape({-1, removed.size(0)}).t());
    return at::cholesky_solve(target, factor).t().reshape(weights.kept.sizes());
}

at::Tensor outputsOf(const at::Tensor& tensor, const std::vector<int>* kept) {
    const auto here = tensor.to(at::kCPU, at::kDouble);
    return kept == nullptr ? here : here.index_select(0, asIndex(*kept, at::kCPU));
}

struct Compensated {
    at::Tensor weight;   ///< out × k × k × in
    at::Tensor constant; ///< of each output, what the least squares leave to a bias
};

Compensated compensated(const Moments& moments, const at::Tensor& original, const std::vector<int>& keptInputs) {
    const auto channels = original.size(3);
    const auto removedInputs = removedOf(keptInputs, static_cast<int>(channels));
    const Weights weights{original.index_select(3, asIndex(keptInputs, at::kCPU)),
                          original.index_select(3, asIndex(removedInputs, at::kCPU))};
    const auto kept = places(keptInputs, channels, moments.taps);
    const auto removed = places(removedInputs, channels, moments.taps);
    const auto added = correction(moments, weights, kept, removed);
    Compensated result{weights.kept + added, {}};
    if (original.size(1) == 1)
        result.constant = at::mv(weights.removed.flatten(1), moments.mean.index_select(0, removed)) -
                          at::mv(added.flatten(1), moments.mean.index_select(0, kept));
    return result;
}

} // namespace

void compensate(nn::Network& smaller, const nn::Network& original, const PruningPlan& plan,
                const ChannelStatistics& statistics) {
    const at::NoGradGuard noGradient;
    const ChannelMap map(original.spec(), plan);
    for (auto& conv : smaller.convNorms()) {
        const auto* keptInputs = map.keptInputs(conv.convName);
        if (keptInputs == nullptr)
            continue;
        const auto weight = outputsOf(original.convNorm(conv.convName).weight, map.keptOutputs(conv.convName));
        const auto found = compensated(statistics.layers.at(conv.convName), weight.permute({0, 2, 3, 1}), *keptInputs);
        conv.weight.copy_(found.weight.permute({0, 3, 1, 2}));
    }
    const auto& classifier = original.spec().classifierName;
    if (const auto* keptInputs = map.keptInputs(classifier)) {
        const auto parameters = original.named_parameters();
        const auto weight = outputsOf(parameters[classifier + ".weight"], nullptr).unsqueeze(1).unsqueeze(1);
        const auto found = compensated(statistics.layers.at(classifier), weight, *keptInputs);
        smaller.classifierWeight().copy_(found.weight.flatten(1));
        smaller.classifierBias().copy_(parameters[classifier + ".bias"].cpu() + found.constant);
    }
}

} // namespace bubblenet::prune
