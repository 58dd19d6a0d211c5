// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/engine/inspection_state.h"
#include "core/engine/search_setup.h"
#include "core/prune/scores.h"

namespace bubblenet::engine {

namespace {

constexpr int kColours = 3;
constexpr std::uint8_t kZero = 128;

/// Outputs × inputs × k × k, on the CPU, contiguous.
at::Tensor weightOf(const InspectedLayer& layer, const OpenedModel& model) {
    const auto& network = *model.network;
    const auto weight = layer.kind == "linear"
                            ? network.classifierWeight().detach().view({network.classifierWeight().size(0), -1, 1, 1})
                            : network.convNorm(layer.name).weight.detach();
    return weight.to(at::kCPU).contiguous();
}

at::Tensor weightOf(const InspectionState& state, const std::string& name, Side side) {
    const auto& layer = state.layer(name);
    const auto& model = state.model(side);
    if (side == Side::after && layer.isRemoved)
        throw Error(Phrase("the layer '{1}' went with its block '{2}'", name, layer.block), ErrorKind::usage);
    return weightOf(layer, model);
}

double largestMagnitude(const at::Tensor& values) {
    return values.numel() > 0 ? values.abs().max().item<double>() : 0;
}

std::uint8_t shade(float value, double scale) {
    constexpr double kSpan = 127;
    const double share = scale > 0 ? std::clamp(static_cast<double>(value) / scale, -1.0, 1.0) : 0;
    return static_cast<std::uint8_t>(kZero + std::lround(kSpan * share));
}

/// `values`: channels × height × width.
FilterPicture pictureOf(const at::Tensor& values, double scale) {
    const auto rows = values.permute({1, 2, 0}).contiguous();
    FilterPicture picture{.width = static_cast<int>(rows.size(1)),
                          .height = static_cast<int>(rows.size(0)),
                          .channels = static_cast<int>(rows.size(2)),
                          .pixels = {}};
    const auto* value = rows.const_data_ptr<float>();
    for (std::int64_t i = 0; i < rows.numel(); ++i)
        picture.pixels.push_back(shade(value[i], scale));
    return picture;
}

/// Of a 1×1 convolution: what no input fills is zero.
at::Tensor nearSquare(const at::Tensor& inputs) {
    const auto count = inputs.numel();
    const auto width = static_cast<std::int64_t>(std::ceil(std::sqrt(static_cast<double>(count))));
    const auto height = (count + width - 1) / width;
    return at::constant_pad_nd(inputs.flatten(), {0, width * height - count}).view({1, height, width});
}

} // namespace

LayerFilters Inspection::filters(const std::string& layer, Side side) const {
    const OnOneThread looking;
    const auto weight = weightOf(*m_state, layer, side);
    const auto& described = m_state->layer(layer);
    const bool isOfImages = described.inputGroup < 0 && weight.size(1) == kColours;
    const auto shown = weight.size(2) == 1 || isOfImages ? weight : weight.mean(1, /*keepdim=*/true);
    LayerFilters filters{.pictures = {}, .channels = {}, .scale = largestMagnitude(shown)};
    for (std::int64_t channel = 0; channel < shown.size(0); ++channel) {
        const bool isFlat = weight.size(2) == 1 && !isOfImages;
        filters.pictures.push_back(pictureOf(isFlat ? nearSquare(shown[channel]) : shown[channel], filters.scale));
        if (side == Side::before)
            filters.channels.push_back(static_cast<int>(channel));
    }
    if (side == Side::after)
        filters.channels = described.kept;
    return filters;
}

std::vector<FilterPicture> Inspection::filterInputs(const std::string& layer, Side side, int channel) const {
    const OnOneThread looking;
    const auto weight = weightOf(*m_state, layer, side);
    if (channel < 0 || channel >= weight.size(0))
        throw Error(Phrase("the layer '{1}' has output channels 0 to {2}, not {3}", layer, weight.size(0) - 1, channel),
                    ErrorKind::usage);
    const auto filter = weight[channel];
    const double scale = largestMagnitude(filter);
    std::vector<FilterPicture> pictures;
    for (std::int64_t input = 0; input < filter.size(0); ++input)
        pictures.push_back(pictureOf(filter[input].unsqueeze(0), scale));
    return pictures;
}

WeightHistogram Inspection::histogram(const std::string& layer, int bins) const {
    const OnOneThread looking;
    constexpr int kMostBins = 10000;
    if (bins < 1 || bins > kMostBins)
        throw Error(Phrase("a histogram has 1 to {1} bins, not {2}", kMostBins, bins), ErrorKind::usage);
    const auto& described = m_state->layer(layer);
    at::Tensor before;
    at::Tensor after;
    if (m_state->before)
        before = weightOf(described, *m_state->before);
    if (m_state->after && !described.isRemoved)
        after = weightOf(described, *m_state->after);
    WeightHistogram histogram;
    bool isFirst = true;
    for (const auto* weights : {&before, &after})
        if (weights->defined()) {
            const double low = weights->min().item<double>();
            const double high = weights->max().item<double>();
            histogram.low = isFirst ? low : std::min(histogram.low, low);
            histogram.high = isFirst ? high : std::max(histogram.high, high);
            isFirst = false;
        }
    const auto counts = [&](const at::Tensor& weights) {
        std::vector<std::int64_t> counted(weights.defined() ? static_cast<std::size_t>(bins) : 0);
        const double width = (histogram.high - histogram.low) / bins;
        const auto* value = weights.defined() ? weights.const_data_ptr<float>() : nullptr;
        for (std::int64_t i = 0; value != nullptr && i < weights.numel(); ++i) {
            const double place = width > 0 ? (static_cast<double>(value[i]) - histogram.low) / width : 0;
            ++counted[std::min(static_cast<std::size_t>(std::max(place, 0.0)), counted.size() - 1)];
        }
        return counted;
    };
    histogram.before = counts(before);
    histogram.after = counts(after);
    return histogram;
}

std::optional<std::vector<std::vector<double>>> scoresOfWeights(const InspectionState& state) {
    const prune::ScoreOptions options{.score = prune::scoreFromName(state.config.search.score), .nextBatch = {}};
    if (!state.before || options.score == prune::Score::taylor)
        return std::nullopt;
    return prune::scoreChannels(*state.before->network, options, Rng(state.config.seed).stream("scores", 0));
}

const std::vector<std::vector<double>>& scoresOf(InspectionState& state, const Hooks& hooks) {
    state.model(Side::before);
    const auto turn = waitTurn(state.scoresMutex, hooks);
    if (!state.scores.empty())
        return state.scores;
    if (auto scores = scoresOfWeights(state)) {
        state.scores = std::move(*scores);
    } else if (state.run.empty()) {
        throw Error(Phrase("the score taylor is measured on a run's training images"), ErrorKind::usage);
    } else {
        if (hooks.progress)
            hooks.progress("measuring the channels' scores", 0, 1);
        auto folder = store::RunFolder::open(state.run, store::OpenMode::read);
        RunControl none;
        Session session(folder, withThreadsOf(state.request.model, state.config), none, hooks.proceed,
                        [](const store::EventBody&) {});
        state.scores = scoresFor(session, *session.network);
    }
    return state.scores;
}

ChannelScores Inspection::scores(const std::string& layer, const Hooks& hooks) const {
    const auto& described = m_state->layer(layer);
    if (described.outputGroup < 0)
        throw Error(Phrase("'{1}' is the classifier: its outputs are the classes, and none is scored", layer),
                    ErrorKind::usage);
    const auto group = static_cast<std::size_t>(described.outputGroup);
    ChannelScores scores{.score = m_state->summary.score,
                         .group = m_state->groups[group].name,
                         .values = scoresOf(*m_state, hooks).at(group),
                         .kept = described.kept,
                         .isKeptKnown = described.isKeptKnown,
                         .cut = {}};
    double lowestKept = std::numeric_limits<double>::infinity();
    double highestRemoved = -lowestKept;
    for (std::size_t i = 0; i < scores.values.size(); ++i) {
        const bool isKept = std::binary_search(scores.kept.begin(), scores.kept.end(), static_cast<int>(i));
        (isKept ? lowestKept : highestRemoved) =
            isKept ? std::min(lowestKept, scores.values[i]) : std::max(highestRemoved, scores.values[i]);
    }
    if (scores.isKeptKnown && std::isfinite(lowestKept) && std::isfinite(highestRemoved) &&
        lowestKept >= highestRemoved)
        scores.cut = (lowestKept + highestRemoved) / 2;
    return scores;
}

} // namespace bubblenet::engine
