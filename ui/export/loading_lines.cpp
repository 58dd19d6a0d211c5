// SPDX-License-Identifier: GPL-3.0-only
#include "ui/export/loading_lines.h"

#include <QFile>
#include <QStringList>

namespace bubblenet::ui {

namespace {

/// As Python and C++ write a text.
QString quoted(const std::filesystem::path& path) {
    auto text = QString::fromStdString(path.string());
    return '"' + text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n") + '"';
}

QString inShell(const std::filesystem::path& path) {
    return '\'' + QString::fromStdString(path.string()).replace('\'', "'\\''") + '\'';
}

/// Lines of resources/loading, with the file's own path and sizes.
QString lines(const char* name, const engine::ExportedFile& file) {
    QFile source(QStringLiteral(":/loading/") + name);
    source.open(QIODevice::ReadOnly);
    auto text = QString::fromUtf8(source.readAll());
    QStringList shape;
    for (const int size : file.inputShape)
        shape << QString::number(size);
    text.replace("@PATH@", quoted(file.path));
    text.replace("@FOLDER@", quoted(file.path.parent_path()));
    text.replace("@SHELL@", inShell(file.path));
    text.replace("@MODULE@", QString::fromStdString(file.module.stem().string()));
    text.replace("@SHAPE@", shape.join(", "));
    text.replace("@CHANNELS@", shape.value(1));
    return text;
}

} // namespace

std::vector<LoadingLines> loadingLines(const engine::ExportedFile& file) {
    if (file.format == "pth")
        return {{"Python", lines("pth.py", file)}, {"Shell", lines("bubblenet.sh", file)}};
    if (file.format == "onnx")
        return {{"Python", lines("onnx.py", file)}, {"C++", lines("onnx.cpp", file)}};
    if (file.format == "torchscript")
        return {{"Python", lines("torchscript.py", file)}, {"C++", lines("torchscript.cpp", file)}};
    return {{"C++", lines("safetensors.cpp", file)},
            {"Python", lines("safetensors.py", file)},
            {"Shell", lines("bubblenet.sh", file)}};
}

} // namespace bubblenet::ui
