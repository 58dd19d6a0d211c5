// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <map>
#include <set>

#include "core/data/library.h"
#include "data_files.h"

using namespace bubblenet;
using namespace bubblenet::data;
using namespace bubblenet::data::test;
namespace fs = std::filesystem;

namespace {

std::map<int, int> countByLabel(const Dataset& dataset) {
    std::map<int, int> counts;
    for (std::size_t i = 0; i < dataset.size(); ++i)
        ++counts[dataset.label(i)];
    return counts;
}

} // namespace

class TestImageFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->path().toStdString();
    }

    void trainAndTestFoldersAreRead_data();
    void trainAndTestFoldersAreRead();
    void imagesAreFittedToTheSize();
    void statisticsAreThoseOfTheTrainingImages();
    void classesAloneGiveATenthToTheTest();
    void theTestTenthIsAlwaysTheSame();
    void aClassMayBeCalledTrain();
    void filesOfAnyCaseAndDepthAreTakenAndOthersLeft();
    void linksToFoldersAreNotFollowed();
    void wrongFoldersAreExplained();
    void aBrokenImageIsNamedWhenItIsRead();
    void digestChangesWithNamesAndSizes();

private:
    DatasetPair open(int size = 16) const { return openDataset("image_folder", m_path.string(), size); }
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_path;
};

void TestImageFolder::trainAndTestFoldersAreRead_data() {
    QTest::addColumn<QString>("test");
    for (const char* name : {"test", "val", "validation", "valid"})
        QTest::newRow(name) << name;
}

void TestImageFolder::trainAndTestFoldersAreRead() {
    QFETCH(QString, test);
    writeImageClass(m_path / "train/cat", 3);
    writeImageClass(m_path / "train/ant", 2, "colour.jpg");
    writeImageClass(m_path / "train/bee", 4);
    writeImageClass(m_path / test.toStdString() / "cat", 2);
    const auto pair = open();
    QCOMPARE(pair.classNames, (std::vector<std::string>{"ant", "bee", "cat"}));
    QCOMPARE(countByLabel(*pair.train), (std::map<int, int>{{0, 2}, {1, 4}, {2, 3}}));
    QCOMPARE(countByLabel(*pair.test), (std::map<int, int>{{2, 2}}));
    QVERIFY(pair.note.empty());
}

void TestImageFolder::imagesAreFittedToTheSize() {
    writeImageClass(m_path / "train/a", 1);
    writeImageClass(m_path / "train/b", 1, "tall.png");
    const auto pair = open(24);
    QCOMPARE(pair.train->shape(), (ImageShape{3, 24, 24}));
    QCOMPARE(open(0).train->shape(), (ImageShape{3, 224, 224}));
    writeImageClass(m_path / "test/a", 1);
    const auto whole = open(24);
    std::vector<std::uint8_t> pixels(24 * 24 * 3);
    whole.train->read(1, pixels);
    const auto expected = readBytes(reference("tall.png.24.rgb"));
    QVERIFY(std::equal(pixels.begin(), pixels.end(), expected.begin(),
                       [](std::uint8_t a, char b) { return a == static_cast<std::uint8_t>(b); }));
}

void TestImageFolder::statisticsAreThoseOfTheTrainingImages() {
    writeImageClass(m_path / "train/a", 70);
    writeImageClass(m_path / "train/b", 70);
    writeImageClass(m_path / "test/a", 1, "two_levels.png");
    const auto pair = open(24);
    const auto expected = readBytes(reference("colour.png.24.rgb"));
    for (std::size_t c = 0; c < 3; ++c) {
        double sum = 0;
        double squares = 0;
        for (std::size_t i = c; i < expected.size(); i += 3) {
            const double value = static_cast<std::uint8_t>(expected[i]) / 255.0;
            sum += value / 576;
            squares += value * value / 576;
        }
        QVERIFY(std::abs(pair.normalization.mean[c] - sum) < 1e-6);
        QVERIFY(std::abs(pair.normalization.standardDeviation[c] - std::sqrt(squares - sum * sum)) < 1e-6);
    }
}

void TestImageFolder::classesAloneGiveATenthToTheTest() {
    for (const auto& root : {m_path / "flat", m_path / "nested/train"}) {
        writeImageClass(root / "a", 40);
        writeImageClass(root / "b", 20);
    }
    for (const char* name : {"flat", "nested"}) {
        const auto pair = openDataset("image_folder", (m_path / name).string(), 8);
        QCOMPARE(pair.classNames, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(countByLabel(*pair.train), (std::map<int, int>{{0, 36}, {1, 18}}));
        QCOMPARE(countByLabel(*pair.test), (std::map<int, int>{{0, 4}, {1, 2}}));
        QVERIFY2(contains(pair.note, "6 images"), pair.note.c_str());
    }
}

void TestImageFolder::theTestTenthIsAlwaysTheSame() {
    writeImageClass(m_path / "a", 20);
    writeImageClass(m_path / "b", 20);
    const auto digest = open().sha256; // over the names on both sides
    QCOMPARE(open().sha256, digest);
    QCOMPARE(open(32).sha256, digest);
}

void TestImageFolder::aClassMayBeCalledTrain() {
    writeImageClass(m_path / "bus", 10);
    writeImageClass(m_path / "train", 10);
    QCOMPARE(open().classNames, (std::vector<std::string>{"bus", "train"}));
}

void TestImageFolder::filesOfAnyCaseAndDepthAreTakenAndOthersLeft() {
    const auto png = readBytes(reference("colour.png"));
    for (const char* name : {"1.PNG", "2.jpeg", "deep/er/3.JpG", "4.jpg"})
        writeBytes(m_path / "train/a" / name, png);
    for (const char* name : {"notes.txt", ".hidden.png", "._5.jpg", "6.gif", "png"})
        writeBytes(m_path / "train/a" / name, png);
    writeImageClass(m_path / "train/b", 1);
    writeImageClass(m_path / "train/.cache", 1);
    writeBytes(m_path / "train/empty/readme", "no image");
    writeImageClass(m_path / "test/a", 1);
    const auto pair = open();
    QCOMPARE(pair.classNames, (std::vector<std::string>{"a", "b"}));
    QCOMPARE(countByLabel(*pair.train), (std::map<int, int>{{0, 4}, {1, 1}}));
}

void TestImageFolder::linksToFoldersAreNotFollowed() {
    writeImageClass(m_path / "train/a", 2);
    writeImageClass(m_path / "train/b", 2);
    writeImageClass(m_path / "test/a", 1);
    fs::create_directory_symlink(m_path, m_path / "train/a/loop");
    fs::create_symlink(m_path / "train/b/0.png", m_path / "train/a/linked.png");
    QCOMPARE(countByLabel(*open().train), (std::map<int, int>{{0, 3}, {1, 2}}));
}

void TestImageFolder::wrongFoldersAreExplained() {
    const auto message = [&] { return errorOf([&] { open(); }); };
    QVERIFY(contains(message(), "0 folders with JPEG or PNG files"));
    writeImageClass(m_path, 3);
    QVERIFY(contains(message(), "0 folders"));
    writeImageClass(m_path / "only", 3);
    QVERIFY(contains(message(), "1 folders"));
    writeImageClass(m_path / "train/a", 1);
    writeImageClass(m_path / "train/b", 1);
    fs::create_directory(m_path / "test");
    QVERIFY(contains(message(), "holds no images"));
    writeImageClass(m_path / "test/c", 1);
    QVERIFY(contains(message(), "no training images"));
    fs::remove_all(m_path / "train");
    QVERIFY(contains(message(), "but no 'train'"));
    QVERIFY(contains(errorOf([&] { openDataset("image_folder", (m_path / "absent").string()); }), "absent"));
}

void TestImageFolder::aBrokenImageIsNamedWhenItIsRead() {
    writeImageClass(m_path / "train/a", 1);
    writeImageClass(m_path / "train/b", 1);
    writeBytes(m_path / "test/a/broken.jpg", readBytes(reference("colour.jpg")).substr(0, 700));
    const auto pair = open();
    std::vector<std::uint8_t> pixels(pair.test->shape().size());
    QVERIFY(contains(errorOf([&] { pair.test->read(0, pixels); }), "test/a/broken.jpg"));
    std::vector<std::uint8_t> tooSmall(7);
    QVERIFY_THROWS_EXCEPTION(Error, pair.train->read(0, tooSmall));
}

void TestImageFolder::digestChangesWithNamesAndSizes() {
    writeImageClass(m_path / "train/a", 2);
    writeImageClass(m_path / "train/b", 2);
    writeImageClass(m_path / "test/a", 1);
    std::set<std::string> digests{open().sha256};
    fs::rename(m_path / "train/a/0.png", m_path / "train/a/x.png");
    digests.insert(open().sha256);
    fs::rename(m_path / "train/a/x.png", m_path / "train/b/x.png");
    digests.insert(open().sha256);
    writeBytes(m_path / "test/a/0.png", readBytes(reference("grey.png")));
    digests.insert(open().sha256);
    QCOMPARE(digests.size(), std::size_t{4});
}

QTEST_GUILESS_MAIN(TestImageFolder)
#include "tst_image_folder.moc"
