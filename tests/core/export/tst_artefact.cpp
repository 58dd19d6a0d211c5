// SPDX-License-Identifier: GPL-3.0-only
#include <QTemporaryDir>
#include <QtTest>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/proceed.h"
#include "core/export/onnx_evaluator.h"
#include "core/export/onnx_writer.h"
#include "core/export/torchscript.h"
#include "core/nn/inference.h"
#include "tests/core/export/export_networks.h"
#include "tests/support/file_size_limit.h"

using namespace bubblenet;
using namespace bubblenet::artefact;
using export_networks::Case;

namespace {

constexpr int kImages = 4;

double share(const at::Tensor& found, const at::Tensor& expected) {
    const auto range = expected.max().item<double>() - expected.min().item<double>();
    return (found - expected).abs().max().item<double>() / range;
}

at::Tensor logitsOfFile(const Written& written, const at::Tensor& images) {
    if (written.path.extension() == ".pt")
        return openTorchScript(written.path)(images);
    if (written.path.extension() == ".onnx")
        return OnnxEvaluator(readOnnx(readFile(written.path))).forward(images);
    return nn::FoldedNetwork(*nn::loadNetwork(written.path).network).forward(images);
}

} // namespace

class TestArtefact : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        at::set_num_threads(1);
        m_cases = export_networks::all();
    }
    void everyFormatComputesTheNetwork_data();
    void everyFormatComputesTheNetwork();
    void latencyIsThatOfOneImageAlone();
    void bothKindsOfNormsAreTheSameNetwork();
    void foldedOnnxHasNoNormNodes();
    void pthKeepsWidthsThatShapesCannotTell();
    void numbersAreOfThePrecisionAskedFor();
    void agreementDemandsWhatItSays();
    void accuracyIsThatOfTheLabels();
    void aFileThatDisagreesIsNotKept();
    void whatStopsTheComparisonLeavesNothing();
    void aFullDiskLeavesNothing();
    void weightsThatFp16CannotHoldAreRefused();
    void unknownFormatsAndPrecisionsAreCorrected();
    void modulesHaveNamesThatPythonImports();

private:
    std::filesystem::path path(const std::string& name) const {
        return m_folder.filePath(QString::fromStdString(name)).toStdString();
    }
    int entries() const { return static_cast<int>(QDir(m_folder.path()).entryList(QDir::Files).size()); }

    QTemporaryDir m_folder;
    std::vector<Case> m_cases;
};

void TestArtefact::everyFormatComputesTheNetwork_data() {
    QTest::addColumn<int>("which");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("precision");
    for (int i = 0; i < static_cast<int>(m_cases.size()); ++i)
        for (const auto& format : formats())
            for (const auto precision : format.precisions) {
                const auto title =
                    m_cases[static_cast<std::size_t>(i)].name + " " + format.name + " " + nameOf(precision);
                QTest::newRow(title.c_str()) << i << QString::fromStdString(format.name) << QString(nameOf(precision));
            }
}

void TestArtefact::everyFormatComputesTheNetwork() {
    QFETCH(int, which);
    QFETCH(QString, format);
    QFETCH(QString, precision);
    const auto& c = m_cases[static_cast<std::size_t>(which)];
    const auto& kind = formatNamed(format.toStdString());
    const auto images = export_networks::images(c, kImages);
    const Request request{.format = kind.name,
                          .precision = precisionNamed(precision.toStdString(), kind),
                          .input = export_networks::description(c)};
    const auto written = writeVerified(path(c.name + precision.toStdString() + kind.extension), *c.network, request,
                                       export_networks::visiting(images));
    QCOMPARE(written.verifications.front().agreement.images, std::int64_t{kImages});
    QCOMPARE(written.bytes, std::filesystem::file_size(written.path));
    QCOMPARE(written.sha256, sha256OfFile(written.path));
    QVERIFY(written.verifications.front().latencyMs > 0);
    // The same once more, against the plain forward pass and without what writeVerified says.
    const at::NoGradGuard noGradient;
    const auto expected = c.network->forward(images);
    const double off = share(logitsOfFile(written, images), expected);
    const double allowed = precision == "fp32" ? 1e-4 : precision == "fp16" ? 5e-3 : 5e-2;
    QVERIFY2(off <= allowed, qPrintable(QString("logits are off by %1 of their range").arg(off)));
    if (precision != "fp32")
        QVERIFY2(off > 1e-6, "logits of rounded weights are those of the others");
}

// Weights packed for the images that a file is compared on would take several times as long for one, with two threads.
void TestArtefact::latencyIsThatOfOneImageAlone() {
    const nn::Network network(nn::makeSpec("resnet50", {}), Rng(1));
    const export_networks::Case c{"resnet50", network.copy(), 32};
    at::set_num_threads(2);
    const auto restore = qScopeGuard([] { at::set_num_threads(1); });
    QString measured;
    for (int attempt = 0; attempt < 5; ++attempt) { // others may have the machine for a moment
        const auto written =
            writeVerified(path("resnet50.safetensors"), network, {.input = export_networks::description(c)},
                          export_networks::visiting(export_networks::images(c, 8)));
        const auto alone = nn::measureLatency(network, at::kCPU, {.repeats = 9});
        const double latencyMs = written.verifications.front().latencyMs;
        if (latencyMs < 2 * alone.medianMs)
            return;
        measured += QString("%1 ms, alone %2 ms; ").arg(latencyMs).arg(alone.medianMs);
    }
    QFAIL(qPrintable(measured));
}

void TestArtefact::bothKindsOfNormsAreTheSameNetwork() {
    const auto& c = m_cases[1];
    const auto images = export_networks::images(c, kImages);
    const at::NoGradGuard noGradient;
    const auto expected = c.network->forward(images);
    for (const auto norms : {NormFolding::folded, NormFolding::kept}) {
        const auto model = readOnnx(toOnnx(*c.network, {.norms = norms, .metadata = {}}));
        const auto count = std::ranges::count(model.nodes, std::string("BatchNormalization"), &OnnxNode::op);
        QCOMPARE(count, norms == NormFolding::kept ? std::ssize(c.network->convNorms()) : 0);
        QVERIFY(share(OnnxEvaluator(model).forward(images), expected) < 1e-4);
        QVERIFY(share(OnnxEvaluator(model).forward(images.narrow(0, 0, 1)), expected.narrow(0, 0, 1)) < 1e-4);
    }
}

void TestArtefact::foldedOnnxHasNoNormNodes() {
    const auto model = readOnnx(toOnnx(*m_cases[0].network, {.metadata = {{"key", "value"}}}));
    QCOMPARE(model.metadata.at("key"), std::string("value"));
    QCOMPARE(std::ranges::count(model.nodes, std::string("Conv"), &OnnxNode::op), 19);
    QCOMPARE(std::ranges::count(model.nodes, std::string("Gather"), &OnnxNode::op), 2);
    QCOMPARE(model.opset, std::int64_t{13});
}

void TestArtefact::pthKeepsWidthsThatShapesCannotTell() {
    const auto& c = m_cases[1];
    const auto input = export_networks::description(c);
    const auto written = writeVerified(path("widths.pth"), *c.network, {.format = "pth", .input = input},
                                       export_networks::visiting(export_networks::images(c, 1)));
    const auto loaded = nn::loadNetwork(written.path);
    QCOMPARE(loaded.network->spec(), c.network->spec());
    QCOMPARE(loaded.input.classNames, input.classNames);
    QCOMPARE(loaded.input.normalization, input.normalization);
    QCOMPARE(written.module, path("widths_network.py"));
    QVERIFY(readFile(written.module).find("def load(path") != std::string::npos);
}

void TestArtefact::numbersAreOfThePrecisionAskedFor() {
    const auto& c = m_cases[0];
    for (const auto& [precision, type] :
         {std::pair(Precision::fp16, at::kHalf), std::pair(Precision::bf16, at::kBFloat16)})
        for (const std::string format : {"safetensors", "pth"}) {
            const auto written = writeVerified(path("typed" + formatNamed(format).extension), *c.network,
                                               {.format = format, .precision = precision, .input = {}},
                                               export_networks::visiting(export_networks::images(c, 1)));
            for (const auto& [name, tensor] : nn::readStateDict(written.path).tensors)
                QVERIFY(tensor.scalar_type() == type);
        }
}

void TestArtefact::agreementDemandsWhatItSays() {
    Agreement agreement{.images = 2000, .largestDifference = 1e-3, .range = 10, .sameTop1 = 2000};
    QVERIFY(agreement.holds(Precision::fp32));
    agreement.largestDifference = 1.1e-3;
    QVERIFY(!agreement.holds(Precision::fp32));
    agreement.sameTop1 = 1998;
    QVERIFY(agreement.holds(Precision::fp16));
    agreement.sameTop1 = 1997;
    QVERIFY(!agreement.holds(Precision::fp16));
    QVERIFY(agreement.holds(Precision::bf16));
    agreement.sameTop1 = 1979;
    QVERIFY(!agreement.holds(Precision::bf16));
    agreement.sameTop1 = 2000;
    agreement.largestDifference = 0.21;
    QVERIFY(!agreement.holds(Precision::fp16));
    QVERIFY(agreement.holds(Precision::bf16));
    agreement.largestDifference = 1.1;
    QVERIFY(!agreement.holds(Precision::bf16));
    const Agreement few{.images = 8, .largestDifference = 0, .range = 1, .sameTop1 = 6};
    QVERIFY(!few.holds(Precision::bf16));
}

void TestArtefact::accuracyIsThatOfTheLabels() {
    const auto& c = m_cases[0];
    const auto images = export_networks::images(c, kImages);
    const at::NoGradGuard noGradient;
    auto labels = c.network->forward(images).argmax(1);
    labels[0] = (labels[0] + 1) % 10;
    const auto written =
        writeVerified(path("labelled.onnx"), *c.network, {.format = "onnx", .input = export_networks::description(c)},
                      export_networks::visiting(images, labels));
    QCOMPARE(written.verifications.front().agreement.labelled, std::int64_t{kImages});
    QCOMPARE(written.verifications.front().agreement.correctInMemory, std::int64_t{kImages - 1});
    QCOMPARE(written.verifications.front().agreement.correctInFile, std::int64_t{kImages - 1});
}

/// bf16 cannot hold two logits this near each other at this distance from zero.
void TestArtefact::aFileThatDisagreesIsNotKept() {
    const at::NoGradGuard noGradient;
    Case c{"near", m_cases[0].network->copy()};
    c.network->eval();
    c.network->classifierWeight().mul_(1e-4);
    c.network->classifierBias().add_(1000);
    const auto before = entries();
    for (const std::string format : {"safetensors", "pth"})
        QVERIFY_THROWS_EXCEPTION(Error, writeVerified(path("disagrees" + formatNamed(format).extension), *c.network,
                                                      {.format = format, .precision = Precision::bf16, .input = {}},
                                                      export_networks::visiting(export_networks::images(c, 4))));
    QVERIFY_THROWS_EXCEPTION(
        Error, writeVerified(path("disagrees.onnx"), *c.network,
                             {.format = "onnx", .precision = Precision::fp16, .input = export_networks::description(c)},
                             export_networks::visiting(export_networks::images(c, 4))));
    QCOMPARE(entries(), before);
}

void TestArtefact::whatStopsTheComparisonLeavesNothing() {
    const auto& c = m_cases[0];
    const auto before = entries();
    const auto stopping = [](const VisitBatch& /*never called*/) { throw Stopped(); };
    const auto none = [](const VisitBatch& /*never called*/) {};
    for (const auto& format : formats()) {
        const Request request{.format = format.name, .input = export_networks::description(c)};
        QVERIFY_THROWS_EXCEPTION(Stopped,
                                 writeVerified(path("stopped" + format.extension), *c.network, request, stopping));
        QVERIFY_THROWS_EXCEPTION(Error, writeVerified(path("none" + format.extension), *c.network, request, none));
    }
    QCOMPARE(entries(), before);
}

void TestArtefact::aFullDiskLeavesNothing() {
    const auto& c = m_cases[0];
    const auto before = entries();
    for (const auto& format : formats()) {
        const test::FileSizeLimit limit(100000);
        QVERIFY_THROWS_EXCEPTION(Error, writeVerified(path("full" + format.extension), *c.network,
                                                      {.format = format.name, .input = export_networks::description(c)},
                                                      export_networks::visiting(export_networks::images(c, 1))));
    }
    QCOMPARE(entries(), before);
}

void TestArtefact::weightsThatFp16CannotHoldAreRefused() {
    const at::NoGradGuard noGradient;
    const Case c{"large", m_cases[0].network->copy()};
    c.network->classifierWeight().fill_(70000);
    for (const auto& format : formats()) {
        try {
            writeVerified(
                path("large" + format.extension), *c.network,
                {.format = format.name, .precision = Precision::fp16, .input = export_networks::description(c)},
                export_networks::visiting(export_networks::images(c, 1)));
            QFAIL("weights beyond 65504 were written");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("'linear.weight' has values that fp16 cannot hold"), error.what());
        }
    }
}

void TestArtefact::unknownFormatsAndPrecisionsAreCorrected() {
    const auto messageOf = [](const auto& call) {
        try {
            call();
        } catch (const Error& error) {
            return error.kind() == ErrorKind::usage ? QString(error.what()) : QString();
        }
        return QString();
    };
    QVERIFY(messageOf([] { formatNamed("onxx"); }).contains("did you mean 'onnx'?"));
    QVERIFY(messageOf([] { precisionNamed("bf16", formatNamed("onnx")); }).contains("onnx has no precision 'bf16'"));
    QVERIFY(messageOf([] { precisionNamed("int8", formatNamed("pth")); }).contains("there are fp32, fp16, bf16"));
}

void TestArtefact::modulesHaveNamesThatPythonImports() {
    QCOMPARE(modulePathOf("a/pruned-fp16.pth"), std::filesystem::path("a/pruned_fp16_network.py"));
    QCOMPARE(modulePathOf("56 half.pth"), std::filesystem::path("_56_half_network.py"));
}

QTEST_GUILESS_MAIN(TestArtefact)
#include "tst_artefact.moc"
