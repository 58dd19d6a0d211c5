// SPDX-License-Identifier: GPL-3.0-only
// ONNX Runtime, where it is installed: the library is opened at run time, so that nothing needs it to build or to
// start. Computes on the CPU. Any thread; blocks.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/nn/torch_header.h"

namespace bubblenet::artefact {

class OnnxRuntime {
public:
    /// The library that $BUBBLENET_ONNXRUNTIME names (the file, or the folder that holds it), else one of the loader's
    /// path. Null where there is none; throws Error(usage) where the variable names what cannot be used.
    static std::shared_ptr<const OnnxRuntime> find();

    const std::string& version() const { return m_version; }
    /// The network of an ONNX model, from "images" to "logits", both fp32. Has as many threads as LibTorch. Throws
    /// Error, and so does the function.
    std::function<at::Tensor(const at::Tensor&)> open(std::string_view model) const;

private:
    struct Library;
    OnnxRuntime(std::shared_ptr<const Library> library, std::string version);

    std::shared_ptr<const Library> m_library;
    std::string m_version;
};

} // namespace bubblenet::artefact
