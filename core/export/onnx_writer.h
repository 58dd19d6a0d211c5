// SPDX-License-Identifier: GPL-3.0-only
// A network as an ONNX model of opset 13: "images" (batch × channels × size × size, fp32, the batch free) to "logits"
// (batch × classes, fp32). In fp16 what lies between is fp16. Any thread.
#pragma once

#include <map>
#include <string>

#include "core/export/artefact.h"

namespace bubblenet::artefact {

struct OnnxOptions {
    Precision precision = Precision::fp32; ///< fp32 or fp16
    NormFolding norms = NormFolding::folded;
    int imageSize = 32;
    std::map<std::string, std::string> metadata; ///< becomes metadata_props
};
/// Throws Error for a weight that the precision cannot hold.
std::string toOnnx(const nn::Network& network, const OnnxOptions& options);

} // namespace bubblenet::artefact
