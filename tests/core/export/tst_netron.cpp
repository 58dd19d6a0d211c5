// SPDX-License-Identifier: GPL-3.0-only
// A pruned network's ONNX file in Netron, which people look at such files with: drawn by a headless Chromium.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/core/export/export_networks.h"
#include "tests/support/test_environment.h"

using namespace bubblenet;

namespace {

/// The rest of its line.
QByteArray afterWord(const QByteArray& text, const QByteArray& word) {
    const auto at = text.indexOf(word);
    return at < 0 ? QByteArray() : text.mid(at + word.size()).split('\n').first();
}

} // namespace

class TestNetron : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPrunedNetworkIsDrawn();
};

void TestNetron::aPrunedNetworkIsDrawn() {
    const auto python = test::netronPython();
    const auto chromium = test::chromium();
    if (python.isEmpty() || chromium.isEmpty())
        QSKIP("there is no Netron with Playwright (packaging/test-environment installs them from PyPI, or name their "
              "Python in BUBBLENET_NETRON_PYTHON), or no program chromium");
    const auto whole = formula::network(nn::makeSpec("resnet56", {}));
    const export_networks::Case c{"resnet56_pruned", export_networks::pruned(*whole)};
    const QTemporaryDir folder;
    const auto file = folder.filePath("resnet56_pruned.onnx");
    artefact::writeVerified(file.toStdString(), *c.network,
                            {.format = "onnx", .input = export_networks::description(c)},
                            export_networks::visiting(export_networks::images(c, 2)));
    const auto picture = QCoreApplication::applicationDirPath() + "/netron-resnet56-pruned.png";
    QFile::remove(picture);

    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(python, {BUBBLENET_SOURCE_DIR "/tests/reference/export/netron_view.py", file, picture, chromium});
    QVERIFY(process.waitForFinished(600000));
    QCOMPARE(process.exitCode(), 0);
    const auto drawn = QJsonDocument::fromJson(afterWord(process.readAllStandardOutput(), "drawn: ")).object();
    const auto operators = drawn.value("operators").toObject();
    // A convolution each, folded with its norm; a sum and its ReLU for each block, of which one is gone.
    const auto blocks = 26;
    QCOMPARE(operators.value("Conv").toInt(), static_cast<int>(c.network->convNorms().size()));
    QCOMPARE(operators.value("Add").toInt(), blocks);
    QCOMPARE(operators.value("Gemm").toInt(), 1);
    const int nodes = drawn.value("nodes").toInt();
    QVERIFY2(nodes >= operators.value("Conv").toInt() + operators.value("Relu").toInt() + blocks + 1,
             qPrintable(QString::number(nodes)));
    QVERIFY(drawn.value("edges").toInt() >= nodes - 1 + blocks); // connected, with a way around each block
    QCOMPARE(drawn.value("errors").toArray(), QJsonArray());
    QVERIFY(QFileInfo(picture).size() > 10000);
    qInfo("%d nodes, %d edges: %s", nodes, drawn.value("edges").toInt(), qPrintable(picture));
}

QTEST_GUILESS_MAIN(TestNetron)
#include "tst_netron.moc"
