// SPDX-License-Identifier: GPL-3.0-only
// What we write, read by those who shall read it: PyTorch, safetensors, onnx and ONNX Runtime from PyPI, by
// tests/reference/export/check_exports.py. Needs the environment that packaging/test-environment makes.
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "core/nn/inference.h"
#include "tests/core/export/export_networks.h"

using namespace bubblenet;
using namespace bubblenet::artefact;
using nlohmann::json;

namespace {

constexpr int kImages = 3;

QString pythonPath() {
    const auto named = qEnvironmentVariable("BUBBLENET_PYTHON");
    return named.isEmpty() ? QString(BUBBLENET_SOURCE_DIR "/build/export-venv/bin/python") : named;
}

} // namespace

class TestIndependentReaders : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readEveryFile();
    void theirFilesAreReadHere();

private:
    std::filesystem::path path(const std::string& name) const {
        return m_folder.filePath(QString::fromStdString(name)).toStdString();
    }
    json write(const export_networks::Case& c, const Format& format, Precision precision, NormFolding norms);

    QTemporaryDir m_folder;
    std::vector<export_networks::Case> m_cases;
};

void TestIndependentReaders::initTestCase() {
    if (!QFileInfo(pythonPath()).isExecutable())
        QSKIP("there is no Python with PyTorch and ONNX Runtime: packaging/test-environment makes one, or name one in "
              "BUBBLENET_PYTHON");
    at::set_num_threads(1);
    m_cases = export_networks::all();
}

json TestIndependentReaders::write(const export_networks::Case& c, const Format& format, Precision precision,
                                   NormFolding norms) {
    const bool isKept = norms == NormFolding::kept;
    const auto name = c.name + "-" + nameOf(precision) + (isKept ? "-kept" : "") + format.extension;
    const auto written = writeVerified(
        path(name), *c.network,
        {.format = format.name, .precision = precision, .norms = norms, .input = export_networks::description(c)},
        export_networks::visiting(export_networks::images(c, kImages)));
    return {{"file", written.path.string()},
            {"module", written.module.string()},
            {"format", format.name},
            {"precision", nameOf(precision)},
            {"expected", path(c.name + ".expected").string()},
            {"classes", export_networks::description(c).classNames}};
}

void TestIndependentReaders::readEveryFile() {
    const at::NoGradGuard noGradient;
    json files = json::array();
    for (const auto& c : m_cases) {
        const auto images = export_networks::images(c, kImages);
        nn::writeSafetensors(path(c.name + ".expected"),
                             {{{"images", images}, {"logits", c.network->forward(images)}}, {}});
        for (const auto& format : formats())
            for (const auto precision : format.precisions)
                files.push_back(write(c, format, precision, NormFolding::folded));
        files.push_back(write(c, formatNamed("onnx"), Precision::fp32, NormFolding::kept));
    }
    writeFileAtomically(path("files.json"), files.dump());
    QProcess python;
    python.setProcessChannelMode(QProcess::MergedChannels);
    python.start(pythonPath(),
                 {BUBBLENET_SOURCE_DIR "/tests/reference/export/check_exports.py", m_folder.filePath("files.json")});
    QVERIFY(python.waitForFinished(280000));
    const auto output = python.readAll();
    QVERIFY2(python.exitStatus() == QProcess::NormalExit && python.exitCode() == 0, output.constData());
    QVERIFY2(output.contains(QString("%1 files read").arg(files.size()).toUtf8()), output.constData());
}

/// The script saved one network again, by torch.save and by safetensors.
void TestIndependentReaders::theirFilesAreReadHere() {
    const at::NoGradGuard noGradient;
    const auto& c = m_cases.front();
    const auto images = export_networks::images(c, kImages);
    for (const char* name : {"again.pth", "again.safetensors"}) {
        const auto loaded = nn::loadNetwork(path(name)).network;
        QVERIFY(at::equal(loaded->forward(images), c.network->forward(images)));
    }
}

QTEST_GUILESS_MAIN(TestIndependentReaders)
#include "tst_independent_readers.moc"
