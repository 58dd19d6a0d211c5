// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <map>
#include <numeric>

#include "core/base/error.h"
#include "core/engine/inspection_state.h"
#include "core/nn/layout.h"

namespace bubblenet::engine {

namespace {

using Sides = std::map<std::string, LayerSide>;

double zeroShare(const at::Tensor& weight) {
    return 1 - weight.count_nonzero().item<double>() / static_cast<double>(weight.numel());
}

/// By the layer's name, each with its norm's parameters.
Sides sidesOf(const nn::NetworkSpec& spec, int imageSize, const std::optional<OpenedModel>& model) {
    Sides sides;
    std::string last;
    for (const auto& cost : nn::layerCosts(spec, imageSize)) {
        if (cost.kind == "batch_norm") {
            sides.at(last).parameters += cost.parameters;
            continue;
        }
        last = cost.name;
        auto& side = sides[cost.name];
        side = {.inputs = cost.inputs, .outputs = cost.outputs, .macs = cost.macs, .parameters = cost.parameters};
        if (model)
            side.sparsity = zeroShare(cost.kind == "linear" ? model->network->classifierWeight()
                                                            : model->network->convNorm(cost.name).weight);
    }
    return sides;
}

std::optional<LayerSide> find(const Sides& sides, const std::string& name) {
    const auto found = sides.find(name);
    return found == sides.end() ? std::nullopt : std::optional(found->second);
}

std::vector<int> allChannels(int count) {
    std::vector<int> channels(static_cast<std::size_t>(count));
    std::iota(channels.begin(), channels.end(), 0);
    return channels;
}

std::vector<LayerGroup> groupsOf(const nn::NetworkSpec& spec, const Sides& after) {
    std::vector<LayerGroup> groups;
    for (const auto& group : prune::findGroups(spec)) {
        LayerGroup described{.name = group.name,
                             .kind = group.kind == prune::GroupKind::stream ? LayerGroupKind::stream
                                                                            : LayerGroupKind::inner,
                             .channelsBefore = group.channels,
                             .channelsAfter = 0,
                             .producers = group.producers,
                             .consumers = group.consumers};
        for (const auto& producer : group.producers) // those of removed blocks are not there
            if (const auto side = find(after, producer))
                described.channelsAfter = side->outputs;
        groups.push_back(std::move(described));
    }
    return groups;
}

struct Place {
    std::string block;
    bool isShortcut = false;
};
std::map<std::string, Place> placesOf(const nn::NetworkSpec& spec) {
    const auto layout = nn::layoutOf(spec);
    std::map<std::string, Place> places;
    for (const auto& block : layout.blocks) {
        for (std::size_t i = block.firstConv; i < block.firstConv + block.convCount; ++i)
            places[layout.convs[i].convName] = {block.name};
        if (block.shortcutConv)
            places[layout.convs[*block.shortcutConv].convName] = {block.name, true};
    }
    return places;
}

int indexOfGroup(const std::vector<LayerGroup>& groups, std::vector<std::string> LayerGroup::*side,
                 const std::string& layer) {
    for (std::size_t g = 0; g < groups.size(); ++g)
        if (const auto& names = groups[g].*side; std::find(names.begin(), names.end(), layer) != names.end())
            return static_cast<int>(g);
    return -1;
}

void findKept(const InspectionState& state, InspectedLayer& layer) {
    if (layer.isRemoved || !layer.after) {
        layer.isKeptKnown = layer.isRemoved;
    } else if (layer.after->outputs == layer.before->outputs) {
        layer.kept = allChannels(layer.before->outputs);
        layer.isKeptKnown = true;
    } else if (state.plan && layer.outputGroup >= 0) {
        layer.kept = state.plan->kept[static_cast<std::size_t>(layer.outputGroup)];
        layer.isKeptKnown = true;
    }
}

constexpr double kLayerSeconds = 0.5;
constexpr double kNetworkSeconds = 10;

nn::LatencyOptions latencyOptions(int batchSize, int imageSize, double seconds, const Hooks& hooks) {
    return {.batchSize = batchSize, .imageSize = imageSize, .warmup = 2, .seconds = seconds, .proceed = hooks.proceed};
}

LatencyFigure figureOf(const nn::Latency& latency) {
    return {latency.batchSize, latency.medianMs, latency.lowerQuartileMs, latency.upperQuartileMs};
}

} // namespace

void describeLayers(InspectionState& state) {
    auto& summary = state.summary;
    const auto& spec = summary.before->spec;
    const auto before = sidesOf(spec, summary.imageSize, state.before);
    const auto after = state.after ? sidesOf(state.after->network->spec(), summary.imageSize, state.after) : Sides();
    state.groups = groupsOf(spec, state.after ? after : before);
    const auto places = placesOf(spec);
    for (const auto& cost : nn::layerCosts(spec, summary.imageSize)) {
        if (cost.kind == "batch_norm")
            continue;
        InspectedLayer layer{.name = cost.name,
                             .kind = cost.kind,
                             .kernel = cost.kernel,
                             .stride = cost.stride,
                             .outputSize = cost.outputSize};
        if (const auto place = places.find(cost.name); place != places.end()) {
            layer.block = place->second.block;
            layer.isShortcut = place->second.isShortcut;
        }
        layer.outputGroup = indexOfGroup(state.groups, &LayerGroup::producers, cost.name);
        layer.inputGroup = indexOfGroup(state.groups, &LayerGroup::consumers, cost.name);
        layer.before = find(before, cost.name);
        layer.after = find(after, cost.name);
        layer.isRemoved = state.after && !layer.after;
        if (layer.isRemoved && (summary.removedBlocks.empty() || summary.removedBlocks.back() != layer.block))
            summary.removedBlocks.push_back(layer.block);
        findKept(state, layer);
        state.layers.push_back(std::move(layer));
    }
}

std::vector<LayerLatency> Inspection::measureLayers(int batchSize, const Hooks& hooks) const {
    const auto turn = waitTurn(m_state->work, hooks);
    std::vector<LayerLatency> latencies;
    for (const auto& layer : m_state->layers) {
        throwIfStopped(hooks.proceed);
        if (hooks.progress)
            hooks.progress("measuring layers", std::ssize(latencies), std::ssize(m_state->layers));
        std::vector<nn::LayerCost> sides;
        for (const auto& side : {layer.before, layer.after})
            if (side)
                sides.push_back({.name = layer.name,
                                 .kind = layer.kind,
                                 .inputs = side->inputs,
                                 .outputs = side->outputs,
                                 .kernel = layer.kernel,
                                 .stride = layer.stride,
                                 .outputSize = layer.outputSize});
        const auto measured = nn::measureLayerLatencies(
            sides, layer.inputGroup < 0 ? nn::LayerInput::images : nn::LayerInput::activations, m_state->device,
            latencyOptions(batchSize, m_state->summary.imageSize, kLayerSeconds, hooks));
        LayerLatency latency{.layer = layer.name, .before = figureOf(measured.front()), .after = {}};
        if (layer.after)
            latency.after = figureOf(measured.back());
        latencies.push_back(std::move(latency));
    }
    return latencies;
}

NetworkTimes Inspection::measureNetworks(const std::vector<int>& batchSizes, const Hooks& hooks) const {
    const auto turn = waitTurn(m_state->work, hooks);
    const int imageSize = m_state->summary.imageSize;
    const auto &before = m_state->before, &after = m_state->after;
    NetworkTimes times;
    if (before && after) {
        times.comparisons = compareLatencies(*before->network, *after->network,
                                             {.imageSize = imageSize, .batchSizes = batchSizes}, hooks);
        for (std::size_t i = 0; i < batchSizes.size(); ++i)
            times.networks.push_back({batchSizes[i], times.comparisons[i].before, times.comparisons[i].after});
        return times;
    }
    for (const int batchSize : batchSizes) {
        if (hooks.progress)
            hooks.progress("measuring networks", std::ssize(times.networks), std::ssize(batchSizes));
        NetworkLatency latency{.batchSize = batchSize, .before = {}, .after = {}};
        (before ? latency.before : latency.after) =
            figureOf(nn::measureLatency(*(before ? before : after)->network, m_state->device,
                                        latencyOptions(batchSize, imageSize, kNetworkSeconds, hooks)));
        times.networks.push_back(latency);
    }
    return times;
}

} // namespace bubblenet::engine
