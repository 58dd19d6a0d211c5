// SPDX-License-Identifier: GPL-3.0-only
// Weights and images as a formula of name and index, the same as in tests/reference/nn/make_networks.py, and what
// PyTorch computed with them.
#pragma once

#include <cmath>
#include <fstream>
#include <string>

#include <nlohmann/json.hpp>

#include "core/nn/layout.h"
#include "core/nn/state_dict.h"

namespace formula {

inline std::uint64_t fnv1a(const std::string& text) {
    std::uint64_t value = 0xCBF29CE484222325;
    for (const char byte : text)
        value = (value ^ static_cast<unsigned char>(byte)) * 0x100000001B3;
    return value;
}

/// Calls write(index, number in [-1, 1)) for each index; the numbers are SplitMix64's outputs.
template<class Write> void unit(const std::string& name, std::int64_t count, Write write) {
    std::uint64_t state = fnv1a(name);
    for (std::int64_t i = 0; i < count; ++i) {
        std::uint64_t z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z = z ^ (z >> 31);
        write(i, static_cast<double>(z >> 40) / 8388608.0 - 1);
    }
}

inline at::Tensor tensor(const std::string& name, at::IntArrayRef shape) {
    double offset = 0;
    double factor = 0.25;
    if (shape.size() == 4) {
        factor = std::sqrt(6.0 / static_cast<double>(shape[1] * shape[2] * shape[3]));
    } else if (shape.size() == 2) {
        factor = std::sqrt(3.0 / static_cast<double>(shape[1]));
    } else if (name.ends_with("running_var")) {
        offset = 1;
        factor = 0.5;
    } else if (name.ends_with(".weight")) {
        const bool inBranch = name.starts_with("layer") &&
                              (name.find(".bn2.") != std::string::npos || name.find(".bn3.") != std::string::npos);
        offset = inBranch ? 0.5 : 1;
        factor = inBranch ? 0.25 : 0.5;
    }
    auto values = at::empty(shape, at::kFloat);
    auto* data = values.data_ptr<float>();
    unit(name, values.numel(), [&](std::int64_t i, double u) { data[i] = static_cast<float>(offset + factor * u); });
    return values;
}

inline at::Tensor images(int count, int size) {
    auto values = at::empty({count, 3, size, size}, at::kFloat);
    auto* data = values.data_ptr<float>();
    unit("images", values.numel(), [&](std::int64_t i, double u) { data[i] = static_cast<float>(2 * u); });
    return values;
}

inline bubblenet::nn::StateDict stateDict(const bubblenet::nn::NetworkSpec& spec) {
    bubblenet::nn::StateDict dict;
    for (const auto& [name, shape] : bubblenet::nn::tensorShapes(spec))
        dict.tensors.emplace_back(name, tensor(name, shape));
    return dict;
}

/// Every block's inner channels 1, 3, 5, … go.
inline void halveInnerChannels(bubblenet::nn::StateDict& dict, bubblenet::nn::BlockKind kind) {
    const bool isBottleneck = kind == bubblenet::nn::BlockKind::bottleneck;
    for (auto& [name, values] : dict.tensors) {
        if (!name.starts_with("layer"))
            continue;
        const auto has = [&name = name](const char* part) { return name.find(part) != std::string::npos; };
        if (has(".conv1.") || has(".bn1.") || (isBottleneck && (has(".conv2.") || has(".bn2."))))
            values = values.slice(0, 0, std::nullopt, 2);
        if (has(".conv2.") || has(".conv3."))
            values = values.slice(1, 0, std::nullopt, 2);
        values = values.contiguous();
    }
}

inline nlohmann::json reference() {
    std::ifstream file(BUBBLENET_SOURCE_DIR "/tests/reference/nn/networks.json");
    return nlohmann::json::parse(file);
}

inline at::Tensor toTensor(const nlohmann::json& rows) {
    std::vector<at::Tensor> tensors;
    if (rows.front().is_number())
        return at::tensor(rows.get<std::vector<double>>()).to(at::kFloat);
    for (const auto& row : rows)
        tensors.push_back(toTensor(row));
    return at::stack(tensors);
}

/// The largest difference as a share of the expected values' range.
inline double relativeDifference(const at::Tensor& found, const at::Tensor& expected) {
    const double range = (expected.max() - expected.min()).item<double>();
    return (found.detach() - expected).abs().max().item<double>() / range;
}

} // namespace formula
