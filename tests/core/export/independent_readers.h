// SPDX-License-Identifier: GPL-3.0-only
// Networks in every format and precision, and tests/reference/export/check_exports.py, which reads the files by
// PyTorch, safetensors, onnx and ONNX Runtime. Needs the environment that packaging/test-environment makes.
#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "core/nn/inference.h"
#include "tests/core/export/export_networks.h"
#include "tests/support/test_environment.h"

namespace independent_readers {

using namespace bubblenet;
using nlohmann::json;

inline bool areThere() {
    return !test::pythonPackage("torch").isEmpty() && !test::pythonPackage("onnxruntime").isEmpty();
}
constexpr const char* kAbsent =
    "there is no Python with PyTorch and ONNX Runtime: packaging/test-environment makes one, "
    "or name one in BUBBLENET_PYTHON";

/// What the files are compared on.
struct Images {
    at::Tensor images;
    at::Tensor labels = {}; ///< undefined: only logits are compared
};

class Exports {
public:
    void add(const export_networks::Case& c, const Images& on) {
        const at::NoGradGuard noGradient;
        const nn::FoldedNetwork folded(*c.network);
        std::vector<at::Tensor> logits;
        for (const auto& batch : on.images.split(250))
            logits.push_back(folded.forward(batch));
        nn::StateDict expected{{{"images", on.images}, {"logits", at::cat(logits)}}, {}};
        if (on.labels.defined())
            expected.tensors.emplace_back("labels", on.labels);
        nn::writeSafetensors(path(c.name + ".expected"), expected);
        for (const auto& format : artefact::formats())
            for (const auto precision : format.precisions)
                write(c, on, {.format = format.name, .precision = precision, .input = {}});
        write(c, on, {.format = "onnx", .norms = artefact::NormFolding::kept, .input = {}});
    }

    /// Runs the script over all of them. Gives what it printed, after "FAILED" where it found something.
    QByteArray check(int milliseconds) const {
        writeFileAtomically(path("files.json"), m_files.dump());
        QProcess python;
        python.setProcessChannelMode(QProcess::MergedChannels);
        python.start(test::pythonPath(), {BUBBLENET_SOURCE_DIR "/tests/reference/export/check_exports.py",
                                          m_folder.filePath("files.json")});
        const bool isDone = python.waitForFinished(milliseconds);
        const auto output = python.readAll();
        const auto all = QString("%1 files read").arg(m_files.size()).toUtf8();
        return isDone && python.exitStatus() == QProcess::NormalExit && python.exitCode() == 0 && output.contains(all)
                   ? output
                   : "FAILED\n" + output;
    }

    /// The script has saved each state dict again, by torch.save and by safetensors: the first file that is not read
    /// here as it was written there.
    QString firstFileReadOtherwise() const {
        for (const auto& file : m_files) {
            if (file["format"] != "safetensors")
                continue;
            const std::filesystem::path written = file["file"].get<std::string>();
            const auto expected = nn::readStateDict(written);
            for (const char* extension : {".again.pth", ".again.safetensors"})
                if (!isSame(nn::readStateDict(written.string() + extension), expected))
                    return QString::fromStdString(written.string() + extension);
            if (nn::loadNetwork(written.string() + ".again.safetensors").network->spec() !=
                nn::loadNetwork(written).network->spec())
                return QString::fromStdString(written.string() + ": other widths");
        }
        return {};
    }

private:
    static bool isSame(const nn::StateDict& found, const nn::StateDict& expected) {
        std::map<std::string, at::Tensor> tensors(found.tensors.begin(), found.tensors.end());
        return tensors.size() == expected.tensors.size() &&
               std::ranges::all_of(expected.tensors, [&](const auto& named) {
                   const auto& tensor = tensors[named.first];
                   return tensor.defined() && tensor.scalar_type() == named.second.scalar_type() &&
                          at::equal(tensor, named.second);
               });
    }
    std::filesystem::path path(const std::string& name) const {
        return m_folder.filePath(QString::fromStdString(name)).toStdString();
    }
    void write(const export_networks::Case& c, const Images& on, artefact::Request request) {
        const auto& format = artefact::formatNamed(request.format);
        request.input = export_networks::description(c);
        const auto name = c.name + "-" + nameOf(request.precision) +
                          (request.norms == artefact::NormFolding::kept ? "-kept" : "") + format.extension;
        const auto some = on.images.narrow(0, 0, std::min<std::int64_t>(on.images.size(0), 64));
        const auto written = artefact::writeVerified(path(name), *c.network, request, export_networks::visiting(some));
        m_files.push_back({{"file", written.path.string()},
                           {"module", written.module.string()},
                           {"format", format.name},
                           {"precision", nameOf(request.precision)},
                           {"expected", path(c.name + ".expected").string()},
                           {"classes", request.input.classNames}});
    }

    QTemporaryDir m_folder;
    json m_files = json::array();
};

} // namespace independent_readers
