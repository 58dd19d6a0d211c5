// SPDX-License-Identifier: GPL-3.0-only
#include "core/prune/surgery.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/prune/channel_map.h"

namespace bubblenet::prune {

namespace {

enum class Mode { evaluation, training };

class ModeGuard {
public:
    ModeGuard(nn::Network& network, Mode mode) : m_network(network), m_wasTraining(network.is_training()) {
        network.train(mode == Mode::training);
    }
    ~ModeGuard() { m_network.train(m_wasTraining); }
    ModeGuard(const ModeGuard&) = delete;
    ModeGuard& operator=(const ModeGuard&) = delete;

private:
    nn::Network& m_network;
    bool m_wasTraining;
};

// PyTorch's default, which networks have unless someone is recalibrating them.
constexpr double kUsualMomentum = 0.1;

class CumulativeAverages {
public:
    explicit CumulativeAverages(nn::Network& network) : m_network(network) {
        network.resetRunningStatistics();
        network.setNormMomentum(-1);
    }
    ~CumulativeAverages() { m_network.setNormMomentum(kUsualMomentum); }
    CumulativeAverages(const CumulativeAverages&) = delete;
    CumulativeAverages& operator=(const CumulativeAverages&) = delete;

private:
    nn::Network& m_network;
};

at::Tensor picked(const at::Tensor& tensor, std::int64_t dimension, const std::vector<int>* kept) {
    return kept == nullptr ? tensor : tensor.index_select(dimension, asIndex(*kept, tensor.device()));
}

void zeroOutputs(const nn::ConvNorm& conv, const at::Tensor& channels) {
    for (const auto& tensor : {conv.weight, conv.scale, conv.bias, conv.runningMean}) {
        auto values = tensor;
        values.index_fill_(0, channels, 0);
    }
}

// A padded shortcut brings the channels of the stage before it, so what it adds to a removed channel must go as well.
nn::NetworkSpec maskedSpec(const nn::NetworkSpec& spec, const ChannelMap& map) {
    auto result = spec;
    const auto layout = nn::layoutOf(spec);
    for (const auto& block : layout.blocks) {
        auto& sources = result.stages[static_cast<std::size_t>(block.stage)]
                            .blocks[static_cast<std::size_t>(block.position)]
                            .padSources;
        const auto* kept = map.keptOutputs(layout.convs[block.firstConv + block.convCount - 1].convName);
        if (sources.empty() || kept == nullptr)
            continue;
        for (const int channel : removedOf(*kept, static_cast<int>(sources.size())))
            sources[static_cast<std::size_t>(channel)] = -1;
    }
    return result;
}

void copyAll(nn::Network& into, const nn::Network& from) {
    for (std::size_t i = 0; i < from.convNorms().size(); ++i) {
        const auto& source = from.convNorms()[i];
        auto& target = into.convNorms()[i];
        target.weight.copy_(source.weight);
        target.scale.copy_(source.scale);
        target.bias.copy_(source.bias);
        target.runningMean.copy_(source.runningMean);
        target.runningVariance.copy_(source.runningVariance);
    }
}

} // namespace

std::shared_ptr<nn::Network> cut(const nn::Network& network, const PruningPlan& plan) {
    const at::NoGradGuard noGradient;
    auto smaller = nn::Network::uninitialised(cutSpec(network.spec(), plan));
    const auto& firstWeight = network.convNorms().front().weight;
    smaller->to(firstWeight.device());
    const ChannelMap map(network.spec(), plan);
    // Both are in forward order, and the smaller one only lacks convolutions.
    auto from = network.convNorms().begin();
    for (auto& into : smaller->convNorms()) {
        while (from->convName != into.convName)
            ++from;
        const auto* outputs = map.keptOutputs(into.convName);
        into.weight.copy_(picked(picked(from->weight, 0, outputs), 1, map.keptInputs(into.convName)));
        into.scale.copy_(picked(from->scale, 0, outputs));
        into.bias.copy_(picked(from->bias, 0, outputs));
        into.runningMean.copy_(picked(from->runningMean, 0, outputs));
        into.runningVariance.copy_(picked(from->runningVariance, 0, outputs));
    }
    const auto parameters = network.named_parameters();
    const auto& classifier = network.spec().classifierName;
    smaller->classifierWeight().copy_(picked(parameters[classifier + ".weight"], 1, map.keptInputs(classifier)));
    smaller->classifierBias().copy_(parameters[classifier + ".bias"]);
    smaller->train(network.is_training());
    return smaller;
}

std::shared_ptr<nn::Network> masked(const nn::Network& network, const PruningPlan& plan) {
    const at::NoGradGuard noGradient;
    const auto& spec = network.spec();
    cutSpec(spec, plan); // refuses a plan that does not fit
    const ChannelMap map(spec, plan);
    auto result = nn::Network::uninitialised(maskedSpec(spec, map));
    const auto device = network.convNorms().front().weight.device();
    result->to(device);
    copyAll(*result, network);
    const auto parameters = network.named_parameters();
    result->classifierWeight().copy_(parameters[spec.classifierName + ".weight"]);
    result->classifierBias().copy_(parameters[spec.classifierName + ".bias"]);
    for (const auto& conv : result->convNorms())
        if (const auto* kept = map.keptOutputs(conv.convName))
            zeroOutputs(conv, asIndex(removedOf(*kept, static_cast<int>(conv.weight.size(0))), device));
    const auto layout = nn::layoutOf(spec);
    for (const auto& block : layout.blocks) {
        const auto& removed = plan.removedBlocks;
        if (std::find(removed.begin(), removed.end(), block.name) == removed.end())
            continue;
        const auto& last = result->convNorms().at(block.firstConv + block.convCount - 1);
        zeroOutputs(last, asIndex(removedOf({}, static_cast<int>(last.weight.size(0))), device));
    }
    result->train(network.is_training());
    return result;
}

Agreement compareLogits(nn::Network& masked, nn::Network& smaller, const at::Tensor& images) {
    const at::NoGradGuard noGradient;
    const ModeGuard maskedMode(masked, Mode::evaluation);
    const ModeGuard smallerMode(smaller, Mode::evaluation);
    const auto expected = masked.forward(images);
    const auto found = smaller.forward(images);
    return {(expected - found).abs().max().item<double>(), (expected.max() - expected.min()).item<double>()};
}

void recalibrate(nn::Network& network, const VisitImages& images, const Proceed& proceed) {
    const at::NoGradGuard noGradient;
    const ModeGuard mode(network, Mode::training);
    const CumulativeAverages averages(network);
    bool hasBatch = false;
    images([&](const at::Tensor& batch) {
        throwIfStopped(proceed);
        network.forward(batch);
        hasBatch = true;
        return true;
    });
    if (!hasBatch)
        throw Error("Batch norm cannot be recalibrated without images; set search.recalibrate to at least one batch.");
}

} // namespace bubblenet::prune
