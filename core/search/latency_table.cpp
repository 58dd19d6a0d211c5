// SPDX-License-Identifier: GPL-3.0-only
#include "core/search/latency_table.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/nn/channel_padding.h"
#include "core/nn/inference.h"

namespace bubblenet::search {

namespace {

constexpr int kRepeats = 5;
constexpr int kWholeRepeats = 10;

std::string shapeOf(const nn::LayerCost& layer) {
    return layer.kind + " " + std::to_string(layer.inputs) + " " + std::to_string(layer.outputs) + " " +
           std::to_string(layer.kernel) + " " + std::to_string(layer.stride) + " " + std::to_string(layer.outputSize);
}

bool isTimed(const nn::LayerCost& layer) {
    return layer.kind == "convolution" || layer.kind == "linear";
}

// Multiples of `multiple`, the last at or just above `width`.
std::vector<double> gridUpTo(int width, int multiple) {
    std::vector<double> points;
    const double steps = std::ceil(static_cast<double>(width) / multiple);
    for (int i = 1; i <= LatencyTable::kGridPoints; ++i) {
        const double point = multiple * std::max(1.0, std::round(steps * i / LatencyTable::kGridPoints));
        if (points.empty() || point > points.back())
            points.push_back(point);
    }
    return points;
}

// Index i and share t so that value lies at points[i] + t · (points[i + 1] − points[i]); the ends are held.
std::pair<std::size_t, double> locate(const std::vector<double>& points, double value) {
    if (points.size() < 2 || value <= points.front())
        return {0, 0.0};
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
        if (value <= points[i + 1])
            return {i, (value - points[i]) / (points[i + 1] - points[i])};
    return {points.size() - 2, 1.0};
}

} // namespace

double LatencyTable::Grid::at(int in, int out) const {
    const auto computed = [&](int channels) { return std::ceil(static_cast<double>(channels) / multiple) * multiple; };
    const auto [i, s] = locate(inputs, computed(in));
    const auto [j, t] = locate(outputs, computed(out));
    const auto value = [&](std::size_t a, std::size_t b) {
        return milliseconds[std::min(a, inputs.size() - 1) * outputs.size() + std::min(b, outputs.size() - 1)];
    };
    return (1 - s) * ((1 - t) * value(i, j) + t * value(i, j + 1)) +
           s * ((1 - t) * value(i + 1, j) + t * value(i + 1, j + 1));
}

LatencyTable LatencyTable::measure(const nn::Network& network, const Options& options) {
    const c10::InferenceMode inference;
    LatencyTable table;
    table.m_imageSize = options.imageSize;
    const auto channelMultiple = static_cast<int>(nn::paddedChannels(network.classifierWeight(), 1));
    double sum = 0;
    for (const auto& layer : nn::layerCosts(network.spec(), options.imageSize)) {
        if (!isTimed(layer))
            continue;
        const auto shape = shapeOf(layer);
        const bool readsImages = table.m_shapes.empty();
        table.m_shapes[layer.name] = shape;
        if (auto& grid = table.m_grids[shape]; grid.milliseconds.empty()) {
            grid.multiple = layer.kind == "convolution" ? channelMultiple : 1;
            grid.inputs = readsImages ? std::vector<double>{static_cast<double>(layer.inputs)}
                                      : gridUpTo(layer.inputs, grid.multiple);
            grid.outputs = gridUpTo(layer.outputs, grid.multiple);
            for (std::size_t i = 0; i < grid.inputs.size(); ++i)
                for (std::size_t j = 0; j < grid.outputs.size(); ++j) {
                    throwIfStopped(options.proceed);
                    auto timed = layer;
                    timed.inputs = static_cast<int>(grid.inputs[i]);
                    timed.outputs = static_cast<int>(grid.outputs[j]);
                    double ms = nn::measureLayerLatencies(
                                    {timed}, readsImages ? nn::LayerInput::images : nn::LayerInput::activations,
                                    options.device, {.batchSize = options.batchSize, .repeats = kRepeats, .warmup = 1})
                                    .front()
                                    .medianMs;
                    // Noise must not make a wider layer look cheaper: the repair bisects on the sum.
                    if (i > 0)
                        ms = std::max(ms, grid.milliseconds[(i - 1) * grid.outputs.size() + j]);
                    if (j > 0)
                        ms = std::max(ms, grid.milliseconds.back());
                    grid.milliseconds.push_back(ms);
                }
        }
        sum += table.m_grids[shape].milliseconds.back();
    }
    const auto whole =
        nn::measureLatency(network, options.device,
                           {.batchSize = options.batchSize, .imageSize = options.imageSize, .repeats = kWholeRepeats});
    table.m_scale = whole.medianMs / sum;
    return table;
}

double LatencyTable::milliseconds(const nn::NetworkSpec& spec) const {
    double sum = 0;
    for (const auto& layer : nn::layerCosts(spec, m_imageSize))
        if (const auto shape = m_shapes.find(layer.name); shape != m_shapes.end())
            sum += m_grids.at(shape->second).at(layer.inputs, layer.outputs);
    return m_scale * sum;
}

std::string LatencyTable::toJson() const {
    nlohmann::json value = {
        {"image_size", m_imageSize}, {"scale", m_scale}, {"shapes", m_shapes}, {"grids", nlohmann::json::object()}};
    for (const auto& [shape, grid] : m_grids)
        value["grids"][shape] = {{"multiple", grid.multiple},
                                 {"inputs", grid.inputs},
                                 {"outputs", grid.outputs},
                                 {"milliseconds", grid.milliseconds}};
    return value.dump();
}

LatencyTable LatencyTable::fromJson(const std::string& text) {
    try {
        const auto value = parseJson(text);
        LatencyTable table;
        table.m_imageSize = value.at("image_size").get<int>();
        table.m_scale = value.at("scale").get<double>();
        table.m_shapes = value.at("shapes").get<std::map<std::string, std::string>>();
        for (const auto& [shape, grid] : value.at("grids").items()) {
            const Grid read{grid.at("multiple"), grid.at("inputs"), grid.at("outputs"), grid.at("milliseconds")};
            if (read.multiple < 1 || read.inputs.empty() || read.outputs.empty() ||
                read.milliseconds.size() != read.inputs.size() * read.outputs.size())
                throw Error("the latency table of layer shape '" + shape + "' is incomplete: start the run anew");
            table.m_grids[shape] = read;
        }
        for (const auto& [name, shape] : table.m_shapes)
            if (!table.m_grids.contains(shape))
                throw Error("the latency table lacks the shape of layer '" + name + "': start the run anew");
        return table;
    } catch (const nlohmann::json::exception& error) {
        throw Error(std::string("not a latency table: ") + error.what());
    }
}

} // namespace bubblenet::search
