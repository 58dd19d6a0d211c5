// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <filesystem>

#include "core/base/files.h"
#include "tests/core/nn/logit_cases.h"

using namespace bubblenet::nn;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kRecord = 1 + 3 * 32 * 32; // the official binary layout: a label, then three planes
constexpr std::int64_t kImages = 10000;

/// Images [begin, end), normalised as those weights want it.
at::Tensor imagesOf(const std::string& bytes, std::int64_t begin, std::int64_t end) {
    auto records =
        at::from_blob(const_cast<char*>(bytes.data()), {kImages, static_cast<std::int64_t>(kRecord)}, at::kByte);
    const auto pixels = records.slice(0, begin, end).slice(1, 1).reshape({end - begin, 3, 32, 32}).to(at::kFloat) / 255;
    const auto mean = at::tensor({.485F, .456F, .406F}).view({3, 1, 1});
    const auto deviation = at::tensor({.229F, .224F, .225F}).view({3, 1, 1});
    return (pixels - mean) / deviation;
}

template<class Forward> int correctOf(const std::string& bytes, Forward forward) {
    const at::NoGradGuard noGradient;
    int correct = 0;
    for (std::int64_t begin = 0; begin < kImages; begin += 250) {
        const auto predicted = forward(imagesOf(bytes, begin, begin + 250)).argmax(1);
        for (std::int64_t i = 0; i < 250; ++i) {
            const auto label = static_cast<unsigned char>(bytes[static_cast<std::size_t>(begin + i) * kRecord]);
            correct += predicted[i].template item<std::int64_t>() == label ? 1 : 0;
        }
    }
    return correct;
}

fs::path sharedFolder() {
    const char* named = std::getenv("BUBBLENET_SHARED");
    return named != nullptr ? fs::path(named) : fs::path(BUBBLENET_SOURCE_DIR) / ".." / "shared";
}

fs::path testBatch() {
    const char* named = std::getenv("BUBBLENET_DATA");
    return fs::path(named != nullptr ? named : "") / "cifar-10-batches-bin" / "test_batch.bin";
}

} // namespace

class TestNetworkFullSize : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void logitsArePyTorchs_data() {
        logit_cases::addRows([](const auto& entry) { return logit_cases::isSlow(entry); });
    }
    void logitsArePyTorchs() {
        QFETCH(int, index);
        logit_cases::compare(index);
    }
    void publishedWeightsClassifyExactly_data();
    void publishedWeightsClassifyExactly();
};

void TestNetworkFullSize::publishedWeightsClassifyExactly_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("isFolded");
    QTest::addColumn<int>("correct");
    QTest::newRow("resnet20") << "resnet20_cifar10.safetensors" << false << 9173;
    QTest::newRow("resnet20 folded") << "resnet20_cifar10.safetensors" << true << 9173;
    QTest::newRow("resnet56") << "resnet56_cifar10.safetensors" << false << 9339;
    QTest::newRow("resnet56 folded") << "resnet56_cifar10.safetensors" << true << 9339;
}

void TestNetworkFullSize::publishedWeightsClassifyExactly() {
    QFETCH(QString, file);
    QFETCH(bool, isFolded);
    QFETCH(int, correct);
    const auto path = sharedFolder() / "data" / "weights" / file.toStdString();
    if (!fs::exists(path) || !fs::exists(testBatch()))
        QSKIP("The published weights or CIFAR-10 are absent: set BUBBLENET_SHARED, and BUBBLENET_DATA to a folder with "
              "cifar-10-batches-bin.");
    const auto bytes = bubblenet::readFile(testBatch());
    QCOMPARE(bytes.size(), kRecord * kImages);
    const auto loaded = loadNetwork(path);
    const FoldedNetwork folded(*loaded.network);
    const int found = correctOf(bytes, [&](const at::Tensor& images) {
        return isFolded ? folded.forward(images) : loaded.network->forward(images);
    });
    QCOMPARE(found, correct);
}

QTEST_GUILESS_MAIN(TestNetworkFullSize)
#include "tst_network_full_size.moc"
