// SPDX-License-Identifier: GPL-3.0-only
// What exports do to the folders they write into, and which data sets a network is judged on.
#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/config/recipe_keys.h"
#include "core/engine/tools.h"
#include "core/export/artefact.h"
#include "core/nn/weights.h"
#include "tests/core/data/data_files.h"
#include "tests/support/patterns.h"
#include "tests/support/test_environment.h"

using namespace bubblenet;
using namespace bubblenet::engine;

namespace {

const std::vector<std::string> kFormats = {"safetensors", "pth", "onnx", "torchscript"};

QString messageOf(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return QString(error.what()) + (error.kind() == ErrorKind::usage ? " [usage]" : "");
    }
    return {};
}

} // namespace

class TestToolExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void aStoppedExportLeavesNothing();
    void aStoppedExportLeavesWhatWasThere();
    void filesThatLookLikeLeftOversStay();
    void nothingIsReplaced();
    void whatAppearsMeanwhileIsNotReplaced();
    void theModuleOfACrashIsNoObstacle();
    void onnxSaysWhoElseReadIt();
    void aWrongOnnxRuntimeIsSaidFirst_data();
    void aWrongOnnxRuntimeIsSaidFirst();
    void everyKindOfTheRecipeIsAFormatWithAPrecision();
    void networksAreNotJudgedOnImagesOfAnotherKind_data();
    void networksAreNotJudgedOnImagesOfAnotherKind();
    void aColourNetworkThatKnowsTheClassesMayBeJudgedOnGreyImages();

private:
    std::filesystem::path path(const std::string& name) const {
        return m_folder->filePath(QString::fromStdString(name)).toStdString();
    }
    std::string weights(const std::string& name) const {
        return m_weights.filePath(QString::fromStdString(name)).toStdString();
    }
    /// One thread: more wait for each other where the machine is busy.
    ModelRequest model(const std::string& name) const {
        return {.model = weights(name), .device = "cpu", .threads = 1};
    }
    void writeNetwork(const std::string& name, int channels, const std::vector<std::string>& classNames) const;
    QStringList entries(const std::string& folder) const {
        return QDir(QString::fromStdString(path(folder).string()))
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }
    ExportRequest request(const std::vector<std::string>& formats, const std::string& folder = "out") const {
        return {.formats = formats, .folder = path(folder), .data = {}};
    }

    QTemporaryDir m_weights;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestToolExport::writeNetwork(const std::string& name, int channels,
                                  const std::vector<std::string>& classNames) const {
    nn::Network network(nn::makeSpec("resnet20", {.inputChannels = channels}), Rng(1));
    auto dict = nn::stateDictOf(network);
    nn::describeInput(dict,
                      {.normalization = data::imageNetNormalization(), .imageSize = 16, .classNames = classNames});
    nn::writeSafetensors(weights(name), dict);
}

void TestToolExport::initTestCase() {
    at::set_num_threads(1);
    qunsetenv("BUBBLENET_ONNXRUNTIME");
    writeNetwork("colour.safetensors", 3, {});
    writeNetwork("grey.safetensors", 1, {});
    const std::filesystem::path folder = weights("data");
    Rng rng(1);
    test::writePatterns(folder / "mnist", "train", 40, rng);
    test::writePatterns(folder / "mnist", "t10k", 20, rng);
    data::test::writeCifar10(folder / "cifar-10-batches-bin");
}

/// Stopped at every place where it asks.
void TestToolExport::aStoppedExportLeavesNothing() {
    int places = 0;
    for (int stopAt = 1; places == 0; ++stopAt) {
        int asked = 0;
        Hooks hooks;
        hooks.proceed = [&] { return ++asked < stopAt; };
        try {
            exportModel(model("colour.safetensors"), request(kFormats, "new/out"), hooks);
            places = asked;
        } catch (const Stopped&) {
            QCOMPARE(asked, stopAt);
            QCOMPARE(entries(""), QStringList());
        }
    }
    QVERIFY2(places > 2 * static_cast<int>(kFormats.size()), qPrintable(QString::number(places)));
    QCOMPARE(entries("new/out").size(), 5);
}

void TestToolExport::aStoppedExportLeavesWhatWasThere() {
    makeFolders(path("out"));
    writeFileAtomically(path("out/mine.onnx"), "mine");
    int asked = 0;
    Hooks hooks;
    hooks.proceed = [&] { return ++asked < 6; };
    QVERIFY_THROWS_EXCEPTION(Stopped, exportModel(model("colour.safetensors"), request(kFormats), hooks));
    QCOMPARE(entries("out"), QStringList{"mine.onnx"});
}

void TestToolExport::filesThatLookLikeLeftOversStay() {
    makeFolders(path("out"));
    writeFileAtomically(path("out/colour.onnx.unverified"), "mine");
    exportModel(model("colour.safetensors"), request({"onnx"}), {});
    QCOMPARE(readFile(path("out/colour.onnx.unverified")), std::string("mine"));
    QCOMPARE(entries("out"), (QStringList{"colour.onnx", "colour.onnx.unverified"}));
}

void TestToolExport::nothingIsReplaced() {
    makeFolders(path("out"));
    for (const char* name : {"colour.pth", "colour_network.py"}) {
        writeFileAtomically(path("out") / name, "mine");
        const auto message = messageOf([&] {
            exportModel(model("colour.safetensors"), request({"safetensors", "pth"}), {});
        });
        QVERIFY2(message.contains("is there already") && message.endsWith("[usage]"), qPrintable(message));
        QCOMPARE(entries("out"), QStringList{name});
        QCOMPARE(readFile(path("out") / name), std::string("mine"));
        std::filesystem::remove(path("out") / name);
    }
}

void TestToolExport::whatAppearsMeanwhileIsNotReplaced() {
    for (const char* name : {"colour.pth", "colour_network.py"}) {
        Hooks hooks;
        hooks.proceed = [&] { // asked while the file is verified, too
            if (!entries("out").filter(".bubblenet-export-").isEmpty())
                writeFileAtomically(path("out") / name, "mine");
            return true;
        };
        const auto message = messageOf([&] { exportModel(model("colour.safetensors"), request({"pth"}), hooks); });
        QVERIFY2(message.contains(name) && message.contains("appeared"), qPrintable(message));
        QCOMPARE(entries("out"), QStringList{name});
        QCOMPARE(readFile(path("out") / name), std::string("mine"));
        std::filesystem::remove(path("out") / name);
    }
}

void TestToolExport::theModuleOfACrashIsNoObstacle() {
    exportModel(model("colour.safetensors"), request({"pth"}), {});
    std::filesystem::remove(path("out/colour.pth"));
    const auto files = exportModel(model("colour.safetensors"), request({"pth"}), {});
    QCOMPARE(files[0].module, path("out/colour_network.py"));
    QCOMPARE(entries("out"), (QStringList{"colour.pth", "colour_network.py"}));
}

void TestToolExport::everyKindOfTheRecipeIsAFormatWithAPrecision() {
    std::vector<std::string> kinds;
    for (const auto& format : artefact::formats())
        for (const auto precision : format.precisions)
            kinds.push_back(format.name + (precision == artefact::Precision::fp32
                                               ? ""
                                               : std::string("-") + artefact::nameOf(precision)));
    QCOMPARE(config::findKey("export")->names, kinds);
    for (const auto& kind : kinds) {
        const auto [format, precision] = artefact::kindNamed(kind);
        QVERIFY(kind.starts_with(format.name));
        QCOMPARE(kind.ends_with("16"), precision != artefact::Precision::fp32);
    }
}

void TestToolExport::networksAreNotJudgedOnImagesOfAnotherKind_data() {
    QTest::addColumn<QString>("network");
    QTest::addColumn<QString>("dataset");
    QTest::addColumn<QString>("message");
    QTest::newRow("grey on colour") << "grey.safetensors"
                                    << "cifar10"
                                    << "takes grey images, and cifar10 has colour ones: name the data set it was "
                                       "trained for [usage]";
    QTest::newRow("colour on grey") << "colour.safetensors"
                                    << "mnist"
                                    << "takes colour images, and mnist has grey ones: name the data set it was "
                                       "trained for [usage]";
    QTest::newRow("grey on grey") << "grey.safetensors"
                                  << "mnist"
                                  << "";
    QTest::newRow("colour on colour") << "colour.safetensors"
                                      << "cifar10"
                                      << "";
}

void TestToolExport::networksAreNotJudgedOnImagesOfAnotherKind() {
    QFETCH(QString, network);
    QFETCH(QString, dataset);
    QFETCH(QString, message);
    const auto judged = model(network.toStdString());
    const DataRequest dataRequest{.dataset = dataset.toStdString(), .path = weights("data")};
    auto wanted = request({"safetensors"});
    wanted.data = dataRequest;
    for (const auto& found : {messageOf([&] { evaluateModel(judged, dataRequest, {}); }),
                              messageOf([&] { exportModel(judged, wanted, {}); })})
        QVERIFY2(message.isEmpty() ? found.isEmpty() : found.endsWith(message), qPrintable(found));
}

/// A run that starts from colour weights on grey images leaves such a one.
void TestToolExport::aColourNetworkThatKnowsTheClassesMayBeJudgedOnGreyImages() {
    writeNetwork("digits.safetensors", 3, {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"});
    const auto result = evaluateModel(model("digits.safetensors"), {.dataset = "mnist", .path = weights("data")}, {});
    QCOMPARE(result.images, std::int64_t{20});
}

void TestToolExport::aWrongOnnxRuntimeIsSaidFirst_data() {
    QTest::addColumn<QString>("library");
    QTest::addColumn<QString>("message");
    QTest::newRow("absent") << "/nowhere/libonnxruntime.so"
                            << "/nowhere/libonnxruntime.so";
    QTest::newRow("a folder without") << QDir::tempPath() + "/nothing-here"
                                      << "nothing-here";
    QTest::newRow("no library") << BUBBLENET_SOURCE_DIR "/README.md"
                                << "README.md";
    QTest::newRow("another library") << "libz.so.1"
                                     << "is older than 1.5, or none";
    QTest::newRow("Debian's") << "libonnxruntime.so.1.21"
                              << "cannot be in one program with LibTorch";
}

void TestToolExport::aWrongOnnxRuntimeIsSaidFirst() {
    QFETCH(QString, library);
    QFETCH(QString, message);
    if (library == "libonnxruntime.so.1.21") { // what tells it is what it refers to
        library = m_weights.filePath(library);
        writeFileAtomically(library.toStdString(), "… libonnx.so.1 libprotobuf.so.32 …");
    }
    qputenv("BUBBLENET_ONNXRUNTIME", library.toUtf8());
    const auto found = messageOf([&] { exportModel(model("colour.safetensors"), request(kFormats), {}); });
    qunsetenv("BUBBLENET_ONNXRUNTIME");
    QVERIFY2(found.contains("BUBBLENET_ONNXRUNTIME") && found.contains(message) && found.endsWith("[usage]"),
             qPrintable(found));
    QCOMPARE(entries(""), QStringList());
}

void TestToolExport::onnxSaysWhoElseReadIt() {
    const auto library = test::onnxRuntimeLibrary();
    if (library.isEmpty())
        QSKIP("there is no library of ONNX Runtime: packaging/test-environment brings one");
    qputenv("BUBBLENET_ONNXRUNTIME", library.toUtf8());
    const auto files = exportModel(model("colour.safetensors"), request({"onnx", "pth"}), {});
    qunsetenv("BUBBLENET_ONNXRUNTIME");
    QCOMPARE(files[0].by, std::string("Bubblenet"));
    QCOMPARE(files[0].others.size(), std::size_t{1});
    const auto& other = files[0].others[0];
    QVERIFY2(other.by.starts_with("ONNX Runtime 1."), other.by.c_str());
    QVERIFY(other.largestDifference > 0 && other.largestDifference < 1e-4 * other.range);
    QCOMPARE(other.images, files[0].images);
    QCOMPARE(other.sameTop1, other.images);
    QVERIFY(other.latencyMs > 0);
    QVERIFY(files[1].others.empty());
}

QTEST_GUILESS_MAIN(TestToolExport)
#include "tst_tool_export.moc"
