// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include "core/data/downloads.h"
#include "core/data/library.h"
#include "data_files.h"

using namespace bubblenet;
using namespace bubblenet::data;
using namespace bubblenet::data::test;
namespace fs = std::filesystem;

class TestLibrary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->path().toStdString();
        qputenv("BUBBLENET_DATA", "");
        qputenv("XDG_CACHE_HOME", (m_path / "cache").c_str());
        qputenv("HOME", (m_path / "home").c_str());
    }

    void foldersAreSearchedInOrder();
    void theFirstFolderThatHoldsItWins();
    void emptyAndRelativeVariablesAreIgnored();
    void usualFolderNamesAreFound_data();
    void usualFolderNamesAreFound();
    void unknownNamesAreRefusedWithTheKnown();
    void whatIsNotFoundSaysWhereAndHow();
    void aFolderThatDoesNotExistIsSaidSo();
    void anImageFolderIsNeverFoundByChance();
    void impossibleImageSizesThrow();
    void knownDatasetsAreDescribed();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_path;
};

void TestLibrary::foldersAreSearchedInOrder() {
    qputenv("BUBBLENET_DATA", "/from/environment");
    const fs::path cache = m_path / "cache/bubblenet/data";
    QCOMPARE(searchFolders("/named"),
             (std::vector<fs::path>{"/named", "/from/environment", cache, "/usr/share/datasets"}));
    QCOMPARE(searchFolders("auto"), (std::vector<fs::path>{"/from/environment", cache, "/usr/share/datasets"}));
}

void TestLibrary::theFirstFolderThatHoldsItWins() {
    writeCifar10(m_path / "cache/bubblenet/data/cifar10", 1);
    QCOMPARE(openDataset("cifar10", "auto").train->size(), std::size_t{5});
    writeCifar10(m_path / "data/cifar-10-batches-bin", 2);
    qputenv("BUBBLENET_DATA", (m_path / "data").c_str());
    QCOMPARE(openDataset("cifar10", "auto").train->size(), std::size_t{10});
    writeCifar10(m_path / "named", 3);
    QCOMPARE(openDataset("cifar10", (m_path / "named").string()).train->size(), std::size_t{15});
    // A named folder without it does not hide the others.
    fs::create_directory(m_path / "empty");
    QCOMPARE(openDataset("cifar10", (m_path / "empty").string()).train->size(), std::size_t{10});
}

void TestLibrary::emptyAndRelativeVariablesAreIgnored() {
    qputenv("XDG_CACHE_HOME", "relative");
    QCOMPARE(searchFolders("auto"),
             (std::vector<fs::path>{m_path / "home/.cache/bubblenet/data", "/usr/share/datasets"}));
    qunsetenv("XDG_CACHE_HOME");
    qputenv("HOME", "");
    QCOMPARE(searchFolders("auto"), (std::vector<fs::path>{"/usr/share/datasets"}));
    QVERIFY(userFolder().empty());
}

void TestLibrary::usualFolderNamesAreFound_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("folder");
    for (const char* folder : {"", "cifar10", "cifar-10-batches-bin"})
        QTest::addRow("cifar10 in '%s'", folder) << "cifar10" << folder;
    for (const char* folder : {"", "cifar100", "cifar-100-binary"})
        QTest::addRow("cifar100 in '%s'", folder) << "cifar100" << folder;
    for (const char* folder : {"", "mnist", "mnist/raw", "MNIST/raw"})
        QTest::addRow("mnist in '%s'", folder) << "mnist" << folder;
    for (const char* folder : {"", "fashion-mnist", "fashion_mnist", "FashionMNIST/raw"})
        QTest::addRow("fashion_mnist in '%s'", folder) << "fashion_mnist" << folder;
    for (const char* folder : {"", "image_folder"})
        QTest::addRow("image_folder in '%s'", folder) << "image_folder" << folder;
}

void TestLibrary::usualFolderNamesAreFound() {
    QFETCH(QString, name);
    QFETCH(QString, folder);
    const auto root = m_path / "root";
    const auto inside = folder.isEmpty() ? root : root / folder.toStdString();
    if (name == "cifar10") {
        writeCifar10(inside, 1);
    } else if (name == "cifar100") {
        writeBytes(inside / "train.bin", cifarRecords(0, 2, 100, 2));
        writeBytes(inside / "test.bin", cifarRecords(0, 2, 100, 2));
    } else if (name == "image_folder") {
        writeImageClass(inside / "train/a", 1);
        writeImageClass(inside / "train/b", 1);
        writeImageClass(inside / "test/b", 1);
    } else {
        writeIdx(inside, 3, 2);
    }
    QCOMPARE(findDataset(name.toStdString(), root.string()), std::optional<fs::path>(inside));
    QCOMPARE(openDataset(name.toStdString(), root.string(), 8).name, name.toStdString());
}

void TestLibrary::unknownNamesAreRefusedWithTheKnown() {
    // The article's slip: a network's name where a data set's belongs.
    const auto message = errorOf([] { openDataset("resnet50", "auto"); });
    for (const char* name : {"'resnet50'", "cifar10", "cifar100", "mnist", "fashion_mnist", "image_folder"})
        QVERIFY2(contains(message, name), message.c_str());
    QVERIFY_THROWS_EXCEPTION(Error, findDataset("CIFAR10", "auto"));
}

void TestLibrary::whatIsNotFoundSaysWhereAndHow() {
    const auto message = errorOf([&] { openDataset("cifar10", m_path.string()); });
    for (const auto& part : {m_path.string(), (m_path / "cache/bubblenet/data").string(),
                             std::string("/usr/share/datasets"), std::string("bubblenet data get cifar10")})
        QVERIFY2(contains(message, part), message.c_str());
    try {
        openDataset("cifar10", "auto");
        QFAIL("opened what is not there");
    } catch (const Error& error) {
        QCOMPARE(error.kind(), ErrorKind::usage);
    }
    QVERIFY(contains(errorOf([] { openDataset("image_folder", "auto"); }), "train/CLASS"));
}

void TestLibrary::aFolderThatDoesNotExistIsSaidSo() {
    writeCifar10(m_path / "cache/bubblenet/data/cifar10", 1);
    const auto message = errorOf([&] { openDataset("cifar10", (m_path / "mistyped").string()); });
    QVERIFY2(contains(message, "mistyped"), message.c_str());
}

void TestLibrary::anImageFolderIsNeverFoundByChance() {
    writeImageClass(m_path / "data/holiday/a", 2);
    writeImageClass(m_path / "data/holiday/b", 2);
    writeImageClass(m_path / "data/work/b", 2);
    qputenv("BUBBLENET_DATA", (m_path / "data").c_str());
    QCOMPARE(findDataset("image_folder", "auto"), std::optional<fs::path>());
    // Nor elsewhere when the folder that was named holds none.
    writeImageClass(m_path / "data/image_folder/a", 2);
    writeImageClass(m_path / "data/image_folder/b", 2);
    QVERIFY(findDataset("image_folder", "auto").has_value());
    fs::create_directory(m_path / "empty");
    QCOMPARE(findDataset("image_folder", (m_path / "empty").string()), std::optional<fs::path>());
}

void TestLibrary::impossibleImageSizesThrow() {
    writeImageClass(m_path / "data/a", 2);
    writeImageClass(m_path / "data/b", 2);
    for (const int size : {-1, 1000000})
        QVERIFY_THROWS_EXCEPTION(Error, openDataset("image_folder", (m_path / "data").string(), size));
}

void TestLibrary::knownDatasetsAreDescribed() {
    std::map<std::string, DatasetInfo> infos;
    for (const auto& info : knownDatasets())
        infos[info.name] = info;
    QCOMPARE(infos.size(), std::size_t{5});
    QCOMPARE(infos["cifar100"].classes, 100);
    QCOMPARE(infos["cifar10"].shape, (ImageShape{3, 32, 32}));
    QCOMPARE(infos["cifar10"].downloadBytes, std::uint64_t{170052171});
    QCOMPARE(infos["mnist"].trainSize, std::size_t{60000});
    QVERIFY(infos["fashion_mnist"].downloadBytes > 30'000'000);
    QCOMPARE(infos["image_folder"].downloadBytes, std::uint64_t{0});
    for (const auto& [name, info] : infos)
        QVERIFY(!info.title.empty() && !info.licence.empty());
}

QTEST_GUILESS_MAIN(TestLibrary)
#include "tst_library.moc"
