// SPDX-License-Identifier: GPL-3.0-only
// What packaging/test-environment has made, or what the environment names in its place.
#pragma once

#include <QDir>
#include <QFileInfo>

namespace bubblenet::test {

/// The Python that has PyTorch, onnx and ONNX Runtime.
inline QString pythonPath() {
    const auto named = qEnvironmentVariable("BUBBLENET_PYTHON");
    return named.isEmpty() ? QString(BUBBLENET_SOURCE_DIR "/build/export-venv/bin/python") : named;
}

/// The library within that Python's packages; empty where there is none.
inline QString onnxRuntimeLibrary() {
    const QDir packages(QFileInfo(pythonPath()).path() + "/../lib");
    for (const auto& python : packages.entryList({"python3*"}, QDir::Dirs)) {
        const QDir capi(packages.filePath(python + "/site-packages/onnxruntime/capi"));
        for (const auto& name : capi.entryList({"libonnxruntime.so*"}, QDir::Files))
            return capi.filePath(name);
    }
    return {};
}

} // namespace bubblenet::test
