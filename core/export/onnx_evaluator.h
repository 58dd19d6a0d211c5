// SPDX-License-Identifier: GPL-3.0-only
// Computes an ONNX model on the CPU: just the operators that we write, each as the specification of opset 13 has it, on
// ATen. Anything else is refused, an unknown attribute too. What a file can make it allocate is bounded. forward() may
// be called from several threads.
#pragma once

#include "core/export/onnx_model.h"

namespace bubblenet::artefact {

class OnnxEvaluator {
public:
    /// Throws Error for a model that it cannot compute.
    explicit OnnxEvaluator(OnnxModel model);
    /// images: N × C × H × W in fp32. Values of fp16 are rounded to fp16 after every operator. Throws Error.
    at::Tensor forward(const at::Tensor& images) const;

private:
    OnnxModel m_model;
    std::vector<std::vector<std::string>> m_lastUses; ///< of each node: values that no later one reads
};

} // namespace bubblenet::artefact
