// SPDX-License-Identifier: GPL-3.0-only
#include "core/library/bubblenet/network.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/engine/tool_model.h"
#include "core/nn/inference.h"

namespace bubblenet {

namespace {

namespace fs = std::filesystem;

fs::path weightFile(const fs::path& fileOrRun) {
    std::error_code ignored;
    return fs::is_directory(fileOrRun, ignored) ? engine::resultFile(fileOrRun) : fileOrRun;
}

/// The number of images in so many values.
std::size_t imagesIn(std::size_t values, std::size_t ofOne) {
    if (values == 0 || values % ofOne != 0)
        throw Error(std::to_string(values) + " values are not a number of images of " + std::to_string(ofOne) +
                        " each (channels × pixels)",
                    ErrorKind::usage);
    return values / ofOne;
}

} // namespace

struct Network::State {
    explicit State(nn::LoadedNetwork loaded)
        : model{.network = std::move(loaded.network), .input = std::move(loaded.input)}, folded(*model.network),
          normalization(normalizationOf(model)), imageSize(imageSizeOf(model, 0)) {}

    const nn::NetworkSpec& spec() const { return model.network->spec(); }
    std::size_t valuesOfImage() const {
        return static_cast<std::size_t>(spec().inputChannels) * static_cast<std::size_t>(imageSize) *
               static_cast<std::size_t>(imageSize);
    }

    engine::OpenedModel model;
    nn::FoldedNetwork folded;
    data::Normalization normalization;
    int imageSize;
};

Network::Network(const fs::path& fileOrRun)
    : m_state(std::make_shared<const State>(nn::loadNetwork(weightFile(fileOrRun)))) {}

int Network::channels() const {
    return m_state->spec().inputChannels;
}

int Network::imageSize() const {
    return m_state->imageSize;
}

int Network::classes() const {
    return m_state->spec().classes;
}

const std::vector<std::string>& Network::classNames() const {
    return m_state->model.input.classNames;
}

std::vector<ClassProbability> Network::classify(const fs::path& image, std::size_t best) const {
    const auto values = logits(normalise(data::readImageFile(image, {channels(), imageSize(), imageSize()})));
    const double largest = *std::ranges::max_element(values);
    std::vector<ClassProbability> probabilities;
    double sum = 0;
    for (const float value : values) {
        const auto index = probabilities.size();
        probabilities.push_back({.index = static_cast<int>(index),
                                 .name = index < classNames().size() ? classNames()[index] : std::string(),
                                 .probability = std::exp(static_cast<double>(value) - largest)});
        sum += probabilities.back().probability;
    }
    for (auto& each : probabilities)
        each.probability /= sum;
    std::ranges::stable_sort(probabilities, std::ranges::greater(), &ClassProbability::probability);
    probabilities.resize(std::min(best, probabilities.size()));
    return probabilities;
}

std::vector<float> Network::normalise(std::span<const std::uint8_t> pixels) const {
    const auto channelCount = static_cast<std::size_t>(channels());
    const auto ofOne = m_state->valuesOfImage();
    const auto area = ofOne / channelCount;
    std::vector<float> normalised(imagesIn(pixels.size(), ofOne) * ofOne);
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const auto channel = i % channelCount;
        const auto pixel = i % ofOne / channelCount;
        normalised[i / ofOne * ofOne + channel * area + pixel] =
            (static_cast<float>(pixels[i]) / 255.0F - m_state->normalization.mean[channel]) /
            m_state->normalization.standardDeviation[channel];
    }
    return normalised;
}

std::vector<float> Network::logits(std::span<const float> images) const {
    const c10::InferenceMode inference;
    const auto count = static_cast<std::int64_t>(imagesIn(images.size(), m_state->valuesOfImage()));
    const auto input =
        at::from_blob(const_cast<float*>(images.data()), {count, channels(), imageSize(), imageSize()}, at::kFloat);
    const auto output = m_state->folded.forward(input).contiguous();
    if (!output.isfinite().all().item<bool>())
        throw Error("the network gives no numbers: its weights are damaged");
    const auto* values = output.const_data_ptr<float>();
    return {values, values + output.numel()};
}

} // namespace bubblenet
