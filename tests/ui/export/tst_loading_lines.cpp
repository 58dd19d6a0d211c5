// SPDX-License-Identifier: GPL-3.0-only
// The lines that the page shows are run as they are. Needs the Python of packaging/test-environment.
#include <QProcess>

#include "tests/support/small_network.h"
#include "tests/support/test_environment.h"
#include "tests/ui/offscreen.h"
#include "ui/export/loading_lines.h"

namespace engine = bubblenet::engine;
using namespace bubblenet::ui;

class TestLoadingLines : public QObject {
    Q_OBJECT

public:
    static void initMain() { test::useOffscreen(); }

private Q_SLOTS:
    void everyFormatHasLinesWithItsPathAndSizes();
    void pythonRunsThem_data();
    void pythonRunsThem();

private:
    static engine::ExportedFile exported(const QString& folder, const char* format, const char* precision) {
        const engine::ExportRequest request{
            .formats = {format}, .precision = precision, .folder = folder.toStdString(), .name = "my net \"1\""};
        return engine::exportModel({.model = bubblenet::test::smallNetwork().string(), .device = "cpu"}, request, {})
            .at(0);
    }
};

void TestLoadingLines::everyFormatHasLinesWithItsPathAndSizes() {
    for (const auto& format : engine::exportFormats()) {
        engine::ExportedFile file;
        file.path = "/a/b c.x";
        file.module = "/a/b_c.py";
        file.format = format.name;
        file.inputShape = {1, 3, 32, 32};
        const auto lines = loadingLines(file);
        QVERIFY(!lines.empty());
        for (const auto& [language, code] : lines) {
            QVERIFY(!language.isEmpty());
            QVERIFY2(code.contains("/a/b c.x"), qPrintable(code));
            QVERIFY2(!code.contains('@'), qPrintable(code));
        }
    }
}

void TestLoadingLines::pythonRunsThem_data() {
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("precision");
    for (const auto& format : engine::exportFormats())
        for (const auto& precision : format.precisions)
            QTest::addRow("%s %s", format.name.c_str(), precision.c_str())
                << QString::fromStdString(format.name) << QString::fromStdString(precision);
}

void TestLoadingLines::pythonRunsThem() {
    QFETCH(QString, format);
    QFETCH(QString, precision);
    if (bubblenet::test::pythonPackage(format == "onnx" ? "onnxruntime" : "torch").isEmpty())
        QSKIP("there is no Python with what these lines import: packaging/test-environment makes one, or name one in "
              "BUBBLENET_PYTHON");
    const QTemporaryDir folder;
    const auto file = exported(folder.path(), qPrintable(format), qPrintable(precision));
    for (const auto& [language, code] : loadingLines(file)) {
        if (language != "Python")
            continue;
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(bubblenet::test::pythonPath(), {"-W", "ignore", "-c", code});
        QVERIFY(process.waitForFinished(120000));
        const auto said = QString::fromUtf8(process.readAll());
        QVERIFY2(process.exitCode() == 0, qPrintable(code + said));
        // The class of a black image; of safetensors, which hold weights alone, the architecture.
        static const QRegularExpression expected("^(resnet20 |\\d )");
        QVERIFY2(expected.match(said).hasMatch(), qPrintable(said));
    }
}

QTEST_MAIN(TestLoadingLines)
#include "tst_loading_lines.moc"
