// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include "core/data/library.h"
#include "data_files.h"

using namespace bubblenet;
using namespace bubblenet::data;
using namespace bubblenet::data::test;
namespace fs = std::filesystem;

class TestIdx : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->path().toStdString();
    }

    void plainAndPackedFilesGiveTheSame();
    void dottedNamesAreRead();
    void imagesNeedNotBeSquare();
    void theFolderTellsMnistFromFashionMnist();
    void brokenFilesAreNamed_data();
    void brokenFilesAreNamed();
    void aHeaderIsNotBelievedBeforeMemoryIsTaken();
    void testImagesOfAnotherSizeThrow();
    void everyCutOfAPackedFileThrows();
    void everyChangedByteOfAPackedFileIsNoticed();
    void realImagesHaveThePublishedLabels();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_path;
};

void TestIdx::plainAndPackedFilesGiveTheSame() {
    writeIdx(m_path / "a/mnist");
    writeIdx(m_path / "b/mnist");
    for (const auto& entry : fs::directory_iterator(m_path / "b/mnist")) {
        writeBytes(entry.path().string() + ".gz", gzipped(readBytes(entry.path())));
        fs::remove(entry.path());
    }
    const auto plain = openDataset("mnist", (m_path / "a").string());
    const auto packed = openDataset("mnist", (m_path / "b").string());
    QCOMPARE(packed.sha256, plain.sha256);
    QCOMPARE(packed.normalization, plain.normalization);
    QCOMPARE(packed.train->size(), std::size_t{30});
    QCOMPARE(packed.test->size(), std::size_t{20});
    QCOMPARE(packed.train->shape(), (ImageShape{1, 28, 28}));
    QCOMPARE(packed.train->label(17), 7);
    std::vector<std::uint8_t> pixels(784);
    packed.train->read(29, pixels);
    for (int i = 0; i < 784; ++i)
        QCOMPARE(pixels[static_cast<std::size_t>(i)], static_cast<std::uint8_t>(pixelOf(29, i)));
}

void TestIdx::dottedNamesAreRead() {
    writeIdx(m_path / "mnist");
    fs::rename(m_path / "mnist/train-images-idx3-ubyte", m_path / "mnist/train-images.idx3-ubyte");
    QCOMPARE(openDataset("mnist", m_path.string()).train->size(), std::size_t{30});
}

void TestIdx::imagesNeedNotBeSquare() {
    writeIdx(m_path / "mnist");
    writeBytes(m_path / "mnist/train-images-idx3-ubyte", idxImages(30, 5, 9));
    writeBytes(m_path / "mnist/t10k-images-idx3-ubyte", idxImages(20, 5, 9));
    QCOMPARE(openDataset("mnist", m_path.string()).train->shape(), (ImageShape{1, 5, 9}));
}

void TestIdx::theFolderTellsMnistFromFashionMnist() {
    writeIdx(m_path / "set/mnist/raw", 11, 10);
    writeIdx(m_path / "set/FashionMNIST/raw", 22, 10);
    const auto set = (m_path / "set").string();
    QCOMPARE(openDataset("mnist", set).train->size(), std::size_t{11});
    QCOMPARE(openDataset("fashion_mnist", set).train->size(), std::size_t{22});
    // Named directly, the other one's files are not taken for it.
    qputenv("BUBBLENET_DATA", "");
    QCOMPARE(findDataset("mnist", set + "/mnist/raw"), std::optional<fs::path>(set + "/mnist/raw"));
    QVERIFY(findDataset("fashion_mnist", set + "/mnist/raw") != std::optional<fs::path>(set + "/mnist/raw"));
    QVERIFY(findDataset("mnist", set + "/FashionMNIST/raw") != std::optional<fs::path>(set + "/FashionMNIST/raw"));
    QCOMPARE(openDataset("fashion_mnist", set).classNames[9], std::string("Ankle boot"));
    QCOMPARE(openDataset("mnist", set).classNames[9], std::string("9"));
}

void TestIdx::brokenFilesAreNamed_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    const auto images = QByteArray::fromStdString(idxImages(30));
    const auto labels = QByteArray::fromStdString(idxLabels(30));
    QTest::newRow("missing") << "train-labels-idx1-ubyte" << QByteArray();
    QTest::newRow("empty") << "train-images-idx3-ubyte" << QByteArray("");
    QTest::newRow("header cut off") << "train-images-idx3-ubyte" << images.left(10);
    QTest::newRow("images cut off") << "train-images-idx3-ubyte" << images.chopped(1);
    QTest::newRow("labels cut off") << "train-labels-idx1-ubyte" << labels.chopped(1);
    QTest::newRow("image bytes left over") << "train-images-idx3-ubyte" << images + "x";
    QTest::newRow("label bytes left over") << "train-labels-idx1-ubyte" << labels + "x";
    QTest::newRow("labels as images") << "train-images-idx3-ubyte" << labels;
    QTest::newRow("images as labels") << "train-labels-idx1-ubyte" << images;
    QTest::newRow("more images than labels") << "train-images-idx3-ubyte" << QByteArray::fromStdString(idxImages(31));
    QTest::newRow("no images") << "train-labels-idx1-ubyte" << QByteArray::fromStdString(idxLabels(0));
    QTest::newRow("label beyond the classes") << "train-labels-idx1-ubyte" << labels.chopped(1) + '\x0a';
    QTest::newRow("no pixels") << "train-images-idx3-ubyte" << QByteArray::fromStdString(idxImages(30, 0, 28));
    QTest::newRow("other bytes") << "train-images-idx3-ubyte" << QByteArray("<html>404 Not Found</html>");
}

void TestIdx::brokenFilesAreNamed() {
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    writeIdx(m_path / "mnist");
    const auto path = m_path / "mnist" / file.toStdString();
    fs::remove(path);
    if (!content.isNull())
        writeBytes(path, content.toStdString());
    const auto message = errorOf([&] { openDataset("mnist", m_path.string()); });
    QVERIFY2(contains(message, file.toStdString()), message.c_str());
}

void TestIdx::aHeaderIsNotBelievedBeforeMemoryIsTaken() {
    writeIdx(m_path / "mnist");
    const auto huge = bigEndian(0xffffffff);
    for (const auto& header :
         {bigEndian(0x803) + huge + bigEndian(28) + bigEndian(28), bigEndian(0x803) + bigEndian(30) + huge + huge,
          bigEndian(0x803) + bigEndian(30) + bigEndian(1 << 30) + bigEndian(1)}) {
        writeBytes(m_path / "mnist/train-images-idx3-ubyte", header);
        QVERIFY(contains(errorOf([&] { openDataset("mnist", m_path.string()); }), "claims"));
    }
    writeBytes(m_path / "mnist/train-labels-idx1-ubyte", bigEndian(0x801) + huge);
    QVERIFY(contains(errorOf([&] { openDataset("mnist", m_path.string()); }), "claims 4294967295 labels"));
}

void TestIdx::testImagesOfAnotherSizeThrow() {
    writeIdx(m_path / "mnist");
    writeBytes(m_path / "mnist/t10k-images-idx3-ubyte", idxImages(20, 27, 28));
    QVERIFY(contains(errorOf([&] { openDataset("mnist", m_path.string()); }), "different sizes"));
}

void TestIdx::everyCutOfAPackedFileThrows() {
    writeIdx(m_path / "mnist", 3, 2);
    const auto packed = gzipped(readBytes(m_path / "mnist/train-labels-idx1-ubyte"));
    fs::remove(m_path / "mnist/train-labels-idx1-ubyte");
    for (std::size_t length = 0; length < packed.size(); ++length) {
        writeBytes(m_path / "mnist/train-labels-idx1-ubyte.gz", packed.substr(0, length));
        const auto message = errorOf([&] { openDataset("mnist", m_path.string()); });
        QVERIFY2(contains(message, "train-labels"),
                 qPrintable(QString("cut after %1: ").arg(length) + message.c_str()));
    }
}

void TestIdx::everyChangedByteOfAPackedFileIsNoticed() {
    writeIdx(m_path / "mnist", 3, 2);
    const auto packed = gzipped(readBytes(m_path / "mnist/train-images-idx3-ubyte"));
    fs::remove(m_path / "mnist/train-images-idx3-ubyte");
    for (std::size_t i = 10; i < packed.size(); i += 7) { // after gzip's header, whose time stamp means nothing
        auto changed = packed;
        changed[i] = static_cast<char>(changed[i] ^ 0x10);
        writeBytes(m_path / "mnist/train-images-idx3-ubyte.gz", changed);
        const auto message = errorOf([&] { openDataset("mnist", m_path.string()); });
        QVERIFY2(!message.empty(), qPrintable(QString("byte %1 changed").arg(i)));
    }
}

void TestIdx::realImagesHaveThePublishedLabels() {
    const auto folder = findDataset("fashion_mnist", "auto");
    if (!folder)
        QSKIP("Fashion-MNIST is not here: install dataset-fashion-mnist");
    const auto pair = openDataset("fashion_mnist", "auto");
    QCOMPARE(pair.train->size(), std::size_t{60000});
    QCOMPARE(pair.test->size(), std::size_t{10000});
    const std::vector<int> train{9, 0, 0, 3, 0, 2, 7, 2, 5, 5};
    const std::vector<int> test{9, 2, 1, 1, 6, 1, 4, 6, 5, 7};
    for (std::size_t i = 0; i < 10; ++i) {
        QCOMPARE(pair.train->label(i), train[i]);
        QCOMPARE(pair.test->label(i), test[i]);
    }
    QVERIFY(std::abs(pair.normalization.mean[0] - 0.2860F) < 6e-5F);
    QVERIFY(std::abs(pair.normalization.standardDeviation[0] - 0.3530F) < 6e-5F);
}

QTEST_GUILESS_MAIN(TestIdx)
#include "tst_idx.moc"
