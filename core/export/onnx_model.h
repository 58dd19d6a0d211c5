// SPDX-License-Identifier: GPL-3.0-only
// An ONNX file as values, read with every length checked: nothing in it is trusted, nothing outside it is opened.
// Shares no code with the writer. Any thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "core/nn/torch_header.h"

namespace bubblenet::artefact {

using OnnxAttribute = std::variant<std::int64_t, float, std::vector<std::int64_t>>;

struct OnnxNode {
    std::string op;
    std::string name;
    std::vector<std::string> inputs;
    std::vector<std::string> outputs;
    std::map<std::string, OnnxAttribute> attributes;
};

struct OnnxModel {
    std::int64_t opset = 0;
    std::vector<OnnxNode> nodes; ///< in the order in which they can be computed
    std::unordered_map<std::string, at::Tensor> initializers;
    std::vector<std::string> inputs; ///< without the initializers
    std::vector<std::string> outputs;
    std::map<std::string, std::string> metadata;
};

/// Throws Error that says what was wrong and where. What we do not write (subgraphs, sparse or external tensors, other
/// kinds of attributes) is refused rather than passed over.
OnnxModel readOnnx(std::string_view bytes);

} // namespace bubblenet::artefact
