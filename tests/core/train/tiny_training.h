// SPDX-License-Identifier: GPL-3.0-only
// A network of a thousand weights and images whose values are a formula, as in tests/reference/train/make_reference.py,
// and the numbers that it wrote.
#pragma once

#include <cmath>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/data/batch_stream.h"
#include "core/nn/network.h"
#include "core/train/trainer.h"

namespace tiny {

constexpr int kClasses = 5;
constexpr int kSide = 8;

inline const std::vector<double>& reference(const std::string& name) {
    static const auto all = [] {
        std::map<std::string, std::vector<double>> values;
        std::ifstream file(BUBBLENET_SOURCE_DIR "/tests/reference/train/reference.txt");
        for (std::string line; std::getline(file, line);) {
            std::istringstream words(line);
            std::string key;
            words >> key;
            for (double value; words >> value;)
                values[key].push_back(value);
        }
        return values;
    }();
    const auto found = all.find(name);
    if (found == all.end())
        throw std::runtime_error("reference.txt has no " + name);
    return found->second;
}

/// In −1 … 1.
inline at::Tensor formula(int seed, at::IntArrayRef sizes) {
    const auto result = at::empty(sizes, at::kDouble);
    for (std::int64_t i = 0; i < result.numel(); ++i)
        result.data_ptr<double>()[i] = static_cast<double>((i * 7919 + seed * std::int64_t{104729}) % 1000) / 500 - 1;
    return result;
}

/// Image i is of class (i + labelShift) mod 5.
class Images final : public bubblenet::data::Dataset {
public:
    explicit Images(std::size_t count, int labelShift = 0) : m_count(count), m_labelShift(labelShift) {}
    std::size_t size() const override { return m_count; }
    int label(std::size_t index) const override { return (static_cast<int>(index) + m_labelShift) % kClasses; }
    bubblenet::data::ImageShape shape() const override { return {3, kSide, kSide}; }
    void read(std::size_t index, std::span<std::uint8_t> pixels) const override {
        for (std::size_t k = 0; k < pixels.size(); ++k) {
            const auto i = static_cast<std::int64_t>(index * pixels.size() + k);
            pixels[k] = static_cast<std::uint8_t>((i * i * 31 + i * 17) % 251);
        }
    }

private:
    std::size_t m_count;
    int m_labelShift;
};

inline bubblenet::data::StreamOptions stream(std::shared_ptr<const bubblenet::data::Dataset> images, int batchSize) {
    bubblenet::data::StreamOptions options;
    for (std::uint32_t i = 0; i < images->size(); ++i)
        options.indices.push_back(i);
    options.dataset = std::move(images);
    options.batchSize = batchSize;
    options.normalization = {{0.5F, 0.5F, 0.5F}, {0.25F, 0.25F, 0.25F}};
    options.threads = 1;
    return options;
}

/// A stem of 4, one block with 3 inner channels, a classifier.
inline bubblenet::nn::NetworkSpec spec() {
    using namespace bubblenet::nn;
    const BlockSpec block{
        .index = 0, .stride = 1, .innerWidths = {3}, .shortcut = ShortcutKind::identity, .padSources = {}};
    return {.architecture = "tiny",
            .stemWidth = 4,
            .stages = {{.width = 4, .blocks = {block}}},
            .classes = kClasses,
            .classifierName = "linear",
            .shortcutName = "shortcut"};
}

inline std::shared_ptr<bubblenet::nn::Network> network(int seed = 1) {
    const at::NoGradGuard noGradient;
    auto result = std::make_shared<bubblenet::nn::Network>(spec(), bubblenet::Rng(1));
    for (std::size_t n = 0; n < result->convNorms().size(); ++n) {
        auto& weight = result->convNorms()[n].weight;
        const auto fanIn = static_cast<double>(weight[0].numel());
        weight.copy_(formula(seed + 5 * static_cast<int>(n), weight.sizes()) * 1.5 / std::sqrt(fanIn));
    }
    auto& weight = result->classifierWeight();
    weight.copy_(formula(seed + 100, weight.sizes()));
    result->classifierBias().copy_(formula(seed + 101, result->classifierBias().sizes()) * 0.1);
    return result;
}

inline std::vector<double> flattened(const std::vector<at::Tensor>& tensors) {
    std::vector<double> values;
    for (const auto& tensor : tensors) {
        const auto flat = tensor.detach().to(at::kDouble).contiguous().flatten();
        values.insert(values.end(), flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel());
    }
    return values;
}

inline double largestDifference(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() != b.size())
        return INFINITY;
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::isfinite(a[i]) ? std::max(largest, std::abs(a[i] - b[i])) : INFINITY;
    return largest;
}

/// 40 images in batches of 8, augmented, with 15 more for validation.
inline bubblenet::train::TrainerOptions options(int epochs) {
    bubblenet::train::TrainerOptions result;
    result.config.epochs = epochs;
    result.config.learningRate = 0.05;
    result.train = stream(std::make_shared<Images>(40), 8);
    result.train.order = bubblenet::data::Order::shuffled;
    result.train.lastBatch = bubblenet::data::LastBatch::drop;
    result.train.cropPadding = 1;
    result.train.flipChance = 0.5;
    result.validation = stream(std::make_shared<Images>(15, 1), 4);
    result.rng = bubblenet::Rng(5);
    return result;
}

} // namespace tiny
