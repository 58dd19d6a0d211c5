// SPDX-License-Identifier: GPL-3.0-only
// As tst_independent_readers.cpp, with networks of full size, and trained ones on all test images of CIFAR-10.
#include "core/data/batch_stream.h"
#include "core/data/library.h"
#include "core/train/evaluate.h"
#include "tests/core/export/independent_readers.h"

using namespace independent_readers;

namespace {

namespace fs = std::filesystem;

fs::path sharedFolder() {
    const char* named = std::getenv("BUBBLENET_SHARED");
    return named != nullptr ? fs::path(named) : fs::path(BUBBLENET_SOURCE_DIR) / ".." / "shared";
}

Images testImages(const data::DatasetPair& pair) {
    data::StreamOptions stream{.dataset = pair.test, .batchSize = 250, .normalization = data::imageNetNormalization()};
    for (std::uint32_t i = 0; i < pair.test->size(); ++i)
        stream.indices.push_back(i);
    data::BatchStream batches(stream);
    data::Batch batch;
    std::vector<at::Tensor> images;
    std::vector<at::Tensor> labels;
    while (batches.next(batch)) {
        images.push_back(train::toTensor(batch, at::kCPU).clone(at::MemoryFormat::Contiguous));
        labels.push_back(train::labelsOf(batch, at::kCPU).clone());
    }
    return {at::cat(images), at::cat(labels)};
}

/// With values between its layers that stay within fp16's range, as a trained network's do.
std::shared_ptr<nn::Network> calm(const std::string& architecture) {
    const at::NoGradGuard noGradient;
    auto network = formula::network(nn::makeSpec(architecture, {}));
    for (auto& conv : network->convNorms())
        if (conv.convName.ends_with(network->spec().block == nn::BlockKind::basic ? ".conv2" : ".conv3"))
            conv.scale.mul_(0.25);
    return network;
}

} // namespace

class TestFullSizeReaders : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFileIsReadByThem_data();
    void everyFileIsReadByThem();
    void trainedNetworksKeepTheirAccuracy_data();
    void trainedNetworksKeepTheirAccuracy();
};

void TestFullSizeReaders::initTestCase() {
    if (!areThere())
        QSKIP(kAbsent);
    at::set_num_threads(1);
}

void TestFullSizeReaders::everyFileIsReadByThem_data() {
    QTest::addColumn<QString>("architecture");
    QTest::addColumn<int>("imageSize");
    QTest::newRow("resnet20") << "resnet20" << 32;
    QTest::newRow("resnet56") << "resnet56" << 32;
    QTest::newRow("resnet50") << "resnet50" << 64;
}

void TestFullSizeReaders::everyFileIsReadByThem() {
    QFETCH(QString, architecture);
    QFETCH(int, imageSize);
    const auto name = architecture.toStdString();
    const auto whole = calm(name);
    Exports exports;
    for (const auto& c : {export_networks::Case{name, whole, imageSize},
                          {name + "_pruned", export_networks::pruned(*whole), imageSize},
                          {name + "_zeros", export_networks::withZeros(*whole), imageSize}})
        exports.add(c, {export_networks::images(c, 8)});
    const auto output = exports.check(600000);
    QVERIFY2(!output.startsWith("FAILED"), output.constData());
    QCOMPARE(exports.firstFileReadOtherwise(), QString());
}

void TestFullSizeReaders::trainedNetworksKeepTheirAccuracy_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("correct");
    QTest::newRow("resnet20") << "resnet20_cifar10" << 9173;
    QTest::newRow("resnet56") << "resnet56_cifar10" << 9339;
}

void TestFullSizeReaders::trainedNetworksKeepTheirAccuracy() {
    QFETCH(QString, file);
    QFETCH(int, correct);
    const auto path = sharedFolder() / "data" / "weights" / (file.toStdString() + ".safetensors");
    if (!fs::exists(path) || !data::findDataset("cifar10", "auto"))
        QSKIP("The published weights or CIFAR-10 are absent: set BUBBLENET_SHARED and BUBBLENET_DATA.");
    Exports exports;
    exports.add({file.toStdString(), nn::loadNetwork(path).network},
                testImages(data::openDataset("cifar10", "auto", 0)));
    const auto output = exports.check(1500000);
    QVERIFY2(!output.startsWith("FAILED"), output.constData());
    const auto said = QString("in memory %1 of 10000").arg(correct).toUtf8();
    QVERIFY2(output.contains(said), output.constData());
    qInfo("%s", output.constData());
}

QTEST_GUILESS_MAIN(TestFullSizeReaders)
#include "tst_full_size_readers.moc"
