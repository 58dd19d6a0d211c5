// SPDX-License-Identifier: GPL-3.0-only
// What packaging/test-environment has made, or what the environment names in its place.
#pragma once

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace bubblenet::test {

inline QString pythonPath() {
    const auto named = qEnvironmentVariable("BUBBLENET_PYTHON");
    return named.isEmpty() ? QString(BUBBLENET_SOURCE_DIR "/build/export-venv/bin/python") : named;
}

/// Where a package of that Python lies; empty where it is not.
inline QString pythonPackage(const QString& name) {
    const QDir lib(QFileInfo(pythonPath()).path() + "/../lib");
    for (const auto& python : lib.entryList({"python3*"}, QDir::Dirs))
        if (const auto folder = lib.filePath(python + "/site-packages/" + name); QFileInfo(folder).isDir())
            return folder;
    return {};
}

/// The Python with Netron and Playwright, and a Chromium; empty where there is none.
inline QString netronPython() {
    const QString made = BUBBLENET_SOURCE_DIR "/build/netron-venv/bin/python";
    const auto named = qEnvironmentVariable("BUBBLENET_NETRON_PYTHON", made);
    return QFileInfo(named).isExecutable() ? named : QString();
}
inline QString chromium() {
    return QStandardPaths::findExecutable("chromium");
}

/// ONNX Runtime's library; empty where there is none.
inline QString onnxRuntimeLibrary() {
    const QDir capi(pythonPackage("onnxruntime") + "/capi");
    const auto names = capi.entryList({"libonnxruntime.so*"}, QDir::Files);
    return names.isEmpty() ? QString() : capi.filePath(names.first());
}

} // namespace bubblenet::test
