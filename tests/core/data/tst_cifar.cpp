// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <set>

#include "core/data/library.h"
#include "data_files.h"

using namespace bubblenet;
using namespace bubblenet::data;
using namespace bubblenet::data::test;
namespace fs = std::filesystem;

class TestCifar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->path().toStdString();
    }

    void recordsBecomeImagesWithChannelsLast();
    void batchesAreReadInTheirOrder();
    void cifar100HasTheFineLabels();
    void classNamesAreThePublishedOnes();
    void digestCoversLabelsAndPixels();
    void brokenFilesAreNamed_data();
    void brokenFilesAreNamed();
    void coarseLabelIsNoFineLabel();
    void realImagesHaveThePublishedLabelsAndStatistics();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_path;
};

void TestCifar::recordsBecomeImagesWithChannelsLast() {
    writeCifar10(m_path);
    const auto pair = openDataset("cifar10", m_path);
    QCOMPARE(pair.name, std::string("cifar10"));
    QCOMPARE(pair.train->shape(), (ImageShape{3, 32, 32}));
    std::vector<std::uint8_t> pixels(3072);
    pair.train->read(13, pixels);
    for (int c = 0; c < 3; ++c)
        for (int i = 0; i < 1024; ++i)
            QCOMPARE(pixels[static_cast<std::size_t>(i * 3 + c)], static_cast<std::uint8_t>(pixelOf(13, c * 1024 + i)));
}

void TestCifar::batchesAreReadInTheirOrder() {
    writeCifar10(m_path, 7);
    const auto pair = openDataset("cifar10", m_path);
    QCOMPARE(pair.train->size(), std::size_t{35});
    QCOMPARE(pair.test->size(), std::size_t{7});
    for (int i = 0; i < 35; ++i)
        QCOMPARE(pair.train->label(static_cast<std::size_t>(i)), i % 10);
    QCOMPARE(pair.test->label(3), 1003 % 10);
}

void TestCifar::cifar100HasTheFineLabels() {
    writeBytes(fs::path(m_path) / "cifar-100-binary/train.bin", cifarRecords(0, 120, 100, 2));
    writeBytes(fs::path(m_path) / "cifar-100-binary/test.bin", cifarRecords(50, 20, 100, 2));
    const auto pair = openDataset("cifar100", m_path);
    QCOMPARE(pair.train->size(), std::size_t{120});
    QCOMPARE(pair.train->label(77), 77); // its coarse label is 17
    QCOMPARE(pair.test->label(5), 55);
    std::vector<std::uint8_t> pixels(3072);
    pair.test->read(5, pixels);
    QCOMPARE(pixels[0], static_cast<std::uint8_t>(pixelOf(55, 0)));
    QCOMPARE(pixels[1], static_cast<std::uint8_t>(pixelOf(55, 1024)));
}

void TestCifar::classNamesAreThePublishedOnes() {
    writeCifar10(m_path);
    const auto ten = openDataset("cifar10", m_path).classNames;
    QCOMPARE(ten, (std::vector<std::string>{"airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse",
                                            "ship", "truck"}));
    writeBytes(fs::path(m_path) / "cifar-100-binary/train.bin", cifarRecords(0, 100, 100, 2));
    writeBytes(fs::path(m_path) / "cifar-100-binary/test.bin", cifarRecords(0, 100, 100, 2));
    const auto hundred = openDataset("cifar100", m_path).classNames;
    QCOMPARE((std::set<std::string>(hundred.begin(), hundred.end()).size()), std::size_t{100});
    QVERIFY(std::is_sorted(hundred.begin(), hundred.end()));
    // fine_label_names.txt: lines 20, 54 and 96, counted from one.
    QCOMPARE(hundred[19], std::string("cattle"));
    QCOMPARE(hundred[53], std::string("orange"));
    QCOMPARE(hundred[95], std::string("whale"));
}

void TestCifar::digestCoversLabelsAndPixels() {
    writeCifar10(m_path);
    const auto original = openDataset("cifar10", m_path).sha256;
    QCOMPARE(original.size(), std::size_t{64});
    std::set<std::string> digests{original};
    for (const auto* name : {"data_batch_4.bin", "test_batch.bin"})
        for (const std::size_t position : {0U, 3073U + 500U}) {
            const auto path = fs::path(m_path) / name;
            const auto bytes = readBytes(path);
            auto changed = bytes;
            changed[position] = static_cast<char>(changed[position] == 5 ? 4 : 5);
            writeBytes(path, changed);
            digests.insert(openDataset("cifar10", m_path).sha256);
            writeBytes(path, bytes);
        }
    QCOMPARE(digests.size(), std::size_t{5});
    QCOMPARE(openDataset("cifar10", m_path).sha256, original);
}

void TestCifar::brokenFilesAreNamed_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    const auto record = QByteArray::fromStdString(cifarRecords(0, 2));
    QTest::newRow("missing") << "data_batch_3.bin" << QByteArray();
    QTest::newRow("empty") << "data_batch_3.bin" << QByteArray("");
    QTest::newRow("cut off") << "data_batch_2.bin" << record.left(3072 * 2);
    QTest::newRow("a byte too many") << "test_batch.bin" << record + "x";
    QTest::newRow("text") << "test_batch.bin" << QByteArray("<html>404 Not Found</html>");
    QTest::newRow("label beyond the classes") << "data_batch_5.bin" << QByteArray(1, '\x0a') + record.mid(1);
}

void TestCifar::brokenFilesAreNamed() {
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    writeCifar10(m_path);
    const auto path = fs::path(m_path) / file.toStdString();
    fs::remove(path);
    if (!content.isNull())
        writeBytes(path, content.toStdString());
    const auto message = errorOf([&] { openDataset("cifar10", m_path); });
    QVERIFY2(contains(message, file.toStdString()), message.c_str());
}

void TestCifar::coarseLabelIsNoFineLabel() {
    // Records of CIFAR-10 under CIFAR-100's name do not fit its record length.
    writeBytes(fs::path(m_path) / "train.bin", cifarRecords(0, 10));
    writeBytes(fs::path(m_path) / "test.bin", cifarRecords(0, 10));
    QVERIFY(contains(errorOf([&] { openDataset("cifar100", m_path); }), "train.bin"));
}

void TestCifar::realImagesHaveThePublishedLabelsAndStatistics() {
    const auto folder = findDataset("cifar10", "auto");
    if (!folder || fs::file_size(*folder / "test_batch.bin") != 30730000)
        QSKIP("the real CIFAR-10 is not here: set BUBBLENET_DATA to the folder that holds cifar-10-batches-bin");
    const auto pair = openDataset("cifar10", "auto");
    QCOMPARE(pair.train->size(), std::size_t{50000});
    QCOMPARE(pair.test->size(), std::size_t{10000});
    const std::vector<int> train{6, 9, 9, 4, 1, 1, 2, 7, 8, 3}; // frog, truck, truck, deer, automobile …
    const std::vector<int> test{3, 8, 8, 0, 6, 6, 1, 6, 3, 1};
    for (std::size_t i = 0; i < 10; ++i) {
        QCOMPARE(pair.train->label(i), train[i]);
        QCOMPARE(pair.test->label(i), test[i]);
    }
    const std::array<float, 3> mean{0.4914F, 0.4822F, 0.4465F};
    const std::array<float, 3> deviation{0.2470F, 0.2435F, 0.2616F};
    for (std::size_t c = 0; c < 3; ++c) {
        QVERIFY(std::abs(pair.normalization.mean[c] - mean[c]) < 6e-5F);
        QVERIFY(std::abs(pair.normalization.standardDeviation[c] - deviation[c]) < 6e-5F);
    }
    std::vector<std::uint8_t> pixels(3072);
    pair.train->read(0, pixels); // the frog's first pixel in every Python tutorial
    QCOMPARE((std::vector<int>(pixels.begin(), pixels.begin() + 3)), (std::vector<int>{59, 62, 63}));
}

QTEST_GUILESS_MAIN(TestCifar)
#include "tst_cifar.moc"
