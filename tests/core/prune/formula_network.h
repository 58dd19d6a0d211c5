// SPDX-License-Identifier: GPL-3.0-only
// Networks and images whose values are a formula of their place, as in tests/reference/prune/make_reference.py, and the
// numbers that it wrote.
#pragma once

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/nn/network.h"
#include "core/prune/groups.h"

namespace formula {

/// MurmurHash3's finaliser of place and seed, in −1 … 1.
inline at::Tensor values(int seed, at::IntArrayRef sizes) {
    const auto result = at::empty(sizes, at::kDouble);
    auto* data = result.data_ptr<double>();
    for (std::int64_t i = 0; i < result.numel(); ++i) {
        auto h = static_cast<std::uint32_t>(static_cast<std::uint64_t>(i) * 2654435761u +
                                            static_cast<std::uint64_t>(seed) * 40503u + 12345u);
        h ^= h >> 16;
        h *= 0x85ebca6bu;
        h ^= h >> 13;
        h *= 0xc2b2ae35u;
        h ^= h >> 16;
        data[i] = h / 2147483648.0 - 1;
    }
    return result;
}

inline at::Tensor images(int count, int side, int seed = 2000) {
    return values(seed, {count, 3, side, side}).to(at::kFloat);
}

inline std::shared_ptr<bubblenet::nn::Network> network(const bubblenet::nn::NetworkSpec& spec) {
    const at::NoGradGuard noGradient;
    auto result = std::make_shared<bubblenet::nn::Network>(spec, bubblenet::Rng(1));
    for (std::size_t n = 0; n < result->convNorms().size(); ++n) {
        auto& conv = result->convNorms()[n];
        const auto seed = static_cast<int>(5 * n);
        const auto fanIn = static_cast<double>(conv.weight.size(1) * conv.weight.size(2) * conv.weight.size(3));
        conv.weight.copy_(values(seed, conv.weight.sizes()) * 2.4 / std::sqrt(fanIn));
        conv.scale.copy_(1 + 0.3 * values(seed + 1, conv.scale.sizes()));
        conv.bias.copy_(0.2 * values(seed + 2, conv.bias.sizes()));
        conv.runningMean.copy_(0.2 * values(seed + 3, conv.runningMean.sizes()));
        conv.runningVariance.copy_(1 + 0.5 * values(seed + 4, conv.runningVariance.sizes()));
    }
    auto& weight = result->classifierWeight();
    weight.copy_(values(1000, weight.sizes()) / std::sqrt(static_cast<double>(weight.size(1))));
    result->classifierBias().copy_(0.1 * values(1001, result->classifierBias().sizes()));
    result->eval();
    return result;
}

/// Option A's shortcut; stem 4, stages 4 and 8 wide of two blocks, inner widths 3 and 5, five classes.
inline bubblenet::nn::NetworkSpec smallSpec() {
    using namespace bubblenet::nn;
    const BlockSpec plain{
        .index = 0, .stride = 1, .innerWidths = {3}, .shortcut = ShortcutKind::identity, .padSources = {}};
    auto second = plain;
    second.index = 1;
    const BlockSpec widening{.index = 0,
                             .stride = 2,
                             .innerWidths = {5},
                             .shortcut = ShortcutKind::pad,
                             .padSources = {-1, -1, 0, 1, 2, 3, -1, -1}};
    auto last = second;
    last.innerWidths = {5};
    return {.architecture = "small",
            .stemWidth = 4,
            .stages = {{.width = 4, .blocks = {plain, second}}, {.width = 8, .blocks = {widening, last}}},
            .classes = 5,
            .classifierName = "linear",
            .shortcutName = "shortcut"};
}

inline std::map<std::string, std::vector<double>> reference(const std::string& file) {
    const std::string path = std::string(BUBBLENET_SOURCE_DIR) + "/tests/reference/prune/" + file;
    std::ifstream stream(path);
    if (!stream)
        throw std::runtime_error("cannot open " + path);
    std::map<std::string, std::vector<double>> result;
    for (std::string line; std::getline(stream, line);) {
        std::istringstream words(line);
        std::string key;
        words >> key;
        auto& numbers = result[key];
        for (double number = 0; words >> number;)
            numbers.push_back(number);
    }
    return result;
}

/// The largest difference over the largest magnitude; infinite where the counts differ.
inline double relativeDifference(const std::vector<double>& found, const std::vector<double>& expected) {
    if (found.size() != expected.size() || expected.empty())
        return HUGE_VAL;
    double difference = 0;
    double magnitude = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        difference = std::max(difference, std::isnan(found[i]) ? HUGE_VAL : std::abs(found[i] - expected[i]));
        magnitude = std::max(magnitude, std::abs(expected[i]));
    }
    return difference / magnitude;
}

inline std::vector<double> toVector(const at::Tensor& tensor) {
    const auto flat = tensor.detach().to(at::kDouble).contiguous();
    return {flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel()};
}

} // namespace formula
