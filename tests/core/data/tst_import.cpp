// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include "archive_writer.h"
#include "core/data/archive.h"
#include "core/data/library.h"
#include "data_files.h"
#include "tests/support/file_size_limit.h"

using namespace bubblenet;
using namespace bubblenet::data;
using namespace bubblenet::data::test;
namespace fs = std::filesystem;

Q_DECLARE_METATYPE(bubblenet::data::test::Pack)
Q_DECLARE_METATYPE(bubblenet::data::test::Entry)

namespace {

/// A whole CIFAR-10 of one image a file, under `prefix`.
std::vector<Entry> cifarEntries(const std::string& prefix) {
    std::vector<Entry> entries;
    for (const char* name : {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin",
                             "data_batch_5.bin", "test_batch.bin"})
        entries.push_back({.path = prefix + name, .content = cifarRecords(static_cast<int>(entries.size()), 1)});
    return entries;
}

std::vector<std::string> namesIn(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace

class TestImport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->path().toStdString();
        m_home = m_path / "home";
        fs::create_directory(m_home);
        qputenv("BUBBLENET_DATA", "");
        qputenv("XDG_CACHE_HOME", (m_path / "cache").c_str());
    }

    void archivesOfEveryKindAreImported_data();
    void archivesOfEveryKindAreImported();
    void folderIsCopiedWithoutWhatDoesNotBelong();
    void imageFoldersAreImportedFromBelowTheirWrapper();
    void idxFilesAreImportedFromAnArchive();
    void theUsersCacheIsTheDefault();
    void hostileEntriesAreRefused_data();
    void hostileEntriesAreRefused();
    void duplicateNamesAreRefused();
    void everyCutOfAnArchiveIsRefused_data();
    void everyCutOfAnArchiveIsRefused();
    void whatUnpacksTooFarIsRefused();
    void anExistingDatasetStaysAsItIs();
    void aDamagedDatasetIsNotTakenIn();
    void otherFilesAreRefused();
    void stoppingLeavesNothing();
    void progressReachesTheEnd();
    void aHomeThatCannotBeWrittenIsSaidSo();
    void aFullDiskLeavesNothing();

private:
    void expectRefused(const fs::path& source, const std::string& part);
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_path;
    fs::path m_home;
};

/// An Error that says `part`, with nothing left in the home folder nor beside it.
void TestImport::expectRefused(const fs::path& source, const std::string& part) {
    const auto before = namesIn(m_path);
    const auto message = errorOf([&] { importDataset(source, "cifar10", m_home, {}, {}); });
    QVERIFY2(!message.empty() && contains(message, part), message.c_str());
    QCOMPARE(namesIn(m_home), std::vector<std::string>());
    QCOMPARE(namesIn(m_path), before);
}

void TestImport::archivesOfEveryKindAreImported_data() {
    QTest::addColumn<Pack>("pack");
    QTest::newRow("tar") << Pack::tar;
    QTest::newRow("gz") << Pack::tarGz;
    QTest::newRow("bz2") << Pack::tarBz2;
    QTest::newRow("xz") << Pack::tarXz;
    QTest::newRow("zst") << Pack::tarZst;
    QTest::newRow("zip") << Pack::zip;
}

void TestImport::archivesOfEveryKindAreImported() {
    QFETCH(Pack, pack);
    auto entries = cifarEntries("./some/wrapper/cifar-10-batches-bin/");
    entries.insert(entries.begin(), {.path = "some/", .content = "", .type = AE_IFDIR});
    writeArchive(m_path / "archive", pack, entries); // no extension: the content decides
    const auto folder = importDataset(m_path / "archive", "cifar10", m_home, {}, {});
    QCOMPARE(folder, m_home / "cifar10");
    QCOMPARE(namesIn(m_home), std::vector<std::string>{"cifar10"});
    QCOMPARE(readBytes(folder / "data_batch_4.bin"), cifarRecords(3, 1));
    QCOMPARE(openDataset("cifar10", m_home.string()).train->size(), std::size_t{5});
}

void TestImport::folderIsCopiedWithoutWhatDoesNotBelong() {
    const auto source = m_path / "source/cifar-10-batches-bin";
    writeCifar10(source, 1);
    writeBytes(source / "private.txt", "not to be copied");
    const auto folder = importDataset(m_path / "source", "cifar10", m_home, {}, {});
    QCOMPARE(namesIn(folder).size(), std::size_t{6});
    QVERIFY(fs::exists(source / "data_batch_1.bin"));
    QCOMPARE(openDataset("cifar10", m_home.string()).train->size(), std::size_t{5});
}

void TestImport::imageFoldersAreImportedFromBelowTheirWrapper() {
    const auto png = readBytes(reference("colour.png"));
    std::vector<Entry> entries;
    for (const char* name : {"pets/train/cat/1.png", "pets/train/dog/1.png", "pets/test/cat/2.png", "pets/README",
                             "__MACOSX/pets/._1.png"})
        entries.push_back({.path = name, .content = png});
    writeArchive(m_path / "pets.zip", Pack::zip, entries);
    const auto folder = importDataset(m_path / "pets.zip", "image_folder", m_home, {}, {});
    QVERIFY(fs::exists(folder / "train/cat/1.png"));
    const auto pair = openDataset("image_folder", m_home.string(), 8);
    QCOMPARE(pair.classNames, (std::vector<std::string>{"cat", "dog"}));
    QCOMPARE(findDataset("image_folder", "auto"), std::optional<fs::path>());
    qputenv("BUBBLENET_DATA", m_home.c_str());
    QCOMPARE(findDataset("image_folder", "auto"), std::optional<fs::path>(folder));

    // As a folder, to another home.
    const auto again = importDataset(folder, "image_folder", m_path / "other", {}, {});
    QCOMPARE(openDataset("image_folder", again.string(), 8).sha256, pair.sha256);
}

void TestImport::idxFilesAreImportedFromAnArchive() {
    writeArchive(m_path / "mnist.tar.gz", Pack::tarGz,
                 {{.path = "raw/train-images-idx3-ubyte", .content = idxImages(3)},
                  {.path = "raw/train-labels-idx1-ubyte.gz", .content = gzipped(idxLabels(3))},
                  {.path = "raw/t10k-images-idx3-ubyte", .content = idxImages(2)},
                  {.path = "raw/t10k-labels-idx1-ubyte", .content = idxLabels(2)}});
    for (const char* name : {"mnist", "fashion_mnist"}) {
        QCOMPARE(importDataset(m_path / "mnist.tar.gz", name, m_home, {}, {}), m_home / name);
        QCOMPARE(openDataset(name, m_home.string()).train->size(), std::size_t{3});
    }
}

void TestImport::theUsersCacheIsTheDefault() {
    writeCifar10(m_path / "source", 1);
    QCOMPARE(importDataset(m_path / "source", "cifar10", {}, {}, {}), m_path / "cache/bubblenet/data/cifar10");
    QCOMPARE(findDataset("cifar10", "auto"), std::optional<fs::path>(m_path / "cache/bubblenet/data/cifar10"));
}

void TestImport::hostileEntriesAreRefused_data() {
    QTest::addColumn<Entry>("entry");
    QTest::addColumn<QString>("part");
    const auto row = [](const char* name, Entry entry, const char* part) { QTest::newRow(name) << entry << part; };
    row("parent", {.path = "../escaped", .content = "x"}, "'..'");
    row("parent in the middle", {.path = "a/../../escaped", .content = "x"}, "'..'");
    row("parent at the end", {.path = "a/..", .content = "", .type = AE_IFDIR}, "'..'");
    row("absolute", {.path = "/tmp/bubblenet-escaped", .content = "x"}, "absolute");
    row("link", {.path = "link", .content = "", .type = AE_IFLNK, .link = "/etc/passwd"}, "is a link");
    row("link inside", {.path = "link", .content = "", .type = AE_IFLNK, .link = "data_batch_1.bin"}, "is a link");
    row("hard link", {.path = "link", .content = "", .hardLink = "/etc/passwd"}, "is a link");
    row("pipe", {.path = "pipe", .content = "", .type = AE_IFIFO}, "neither a file nor a folder");
    row("device", {.path = "device", .content = "", .type = AE_IFCHR}, "neither a file nor a folder");
}

void TestImport::hostileEntriesAreRefused() {
    QFETCH(Entry, entry);
    QFETCH(QString, part);
    // Whether it comes before or after good entries, all of it is refused.
    for (const bool isLast : {true, false}) {
        auto entries = cifarEntries("cifar-10-batches-bin/");
        entries.insert(isLast ? entries.end() : entries.begin(), entry);
        writeArchive(m_path / "hostile.tar", Pack::tar, entries);
        expectRefused(m_path / "hostile.tar", part.toStdString());
    }
    QVERIFY(!fs::exists("/tmp/bubblenet-escaped"));
    if (entry.type == AE_IFREG && entry.hardLink.empty()) {
        writeArchive(m_path / "hostile.zip", Pack::zip, {entry});
        expectRefused(m_path / "hostile.zip", part.toStdString());
    }
}

void TestImport::duplicateNamesAreRefused() {
    auto entries = cifarEntries("");
    entries.push_back(entries.front());
    writeArchive(m_path / "twice.tar", Pack::tar, entries);
    expectRefused(m_path / "twice.tar", "twice");
    entries = cifarEntries("");
    entries.push_back({.path = "data_batch_1.bin/inside", .content = "x"}); // a file is no folder
    writeArchive(m_path / "inside.tar", Pack::tar, entries);
    expectRefused(m_path / "inside.tar", "cannot make the folder");
}

void TestImport::everyCutOfAnArchiveIsRefused_data() {
    archivesOfEveryKindAreImported_data();
}

void TestImport::everyCutOfAnArchiveIsRefused() {
    QFETCH(Pack, pack);
    writeArchive(m_path / "whole", pack, cifarEntries(""));
    const auto bytes = readBytes(m_path / "whole");
    // Later cuts may only hit a zip's directory, without which all of its files can still be read and proved.
    for (const double share : {0.0, 0.01, 0.3, 0.6}) {
        writeBytes(m_path / "cut",
                   bytes.substr(0, static_cast<std::size_t>(share * static_cast<double>(bytes.size()))));
        expectRefused(m_path / "cut", "'");
    }
}

void TestImport::whatUnpacksTooFarIsRefused() {
    writeArchive(m_path / "bomb.tar.xz", Pack::tarXz, {{.path = "zeros", .content = std::string(20'000'000, '\0')}});
    QVERIFY(fs::file_size(m_path / "bomb.tar.xz") < 20000);
    const auto unpack = [&](const UnpackLimits& limits) {
        const auto target = m_path / "target";
        fs::remove_all(target);
        fs::create_directory(target);
        return errorOf([&] { unpackArchive(m_path / "bomb.tar.xz", target, limits, {}, {}); });
    };
    QCOMPARE(unpack({}), std::string());
    QVERIFY(contains(unpack({.bytes = 10'000'000}), "unpacks to more than"));
    QVERIFY(fs::file_size(m_path / "target/zeros") <= 10'000'000);
    QVERIFY(contains(unpack({.ratioFrom = 5'000'000}), "unpacks to more than"));
    QCOMPARE(unpack({.ratio = 100'000, .ratioFrom = 5'000'000}), std::string());
    std::vector<Entry> many(30, {.path = "", .content = ""});
    for (std::size_t i = 0; i < many.size(); ++i)
        many[i].path = "f" + std::to_string(i);
    writeArchive(m_path / "bomb.tar.xz", Pack::tarXz, many);
    QCOMPARE(unpack({.entries = 30}), std::string());
    QVERIFY(contains(unpack({.entries = 29}), "more than 29 entries"));
}

void TestImport::anExistingDatasetStaysAsItIs() {
    writeArchive(m_path / "good.tar", Pack::tar, cifarEntries(""));
    writeBytes(m_home / "cifar10/mine.txt", "precious");
    const auto message = errorOf([&] { importDataset(m_path / "good.tar", "cifar10", m_home, {}, {}); });
    QVERIFY2(contains(message, "exists already"), message.c_str());
    QCOMPARE(namesIn(m_home), std::vector<std::string>{"cifar10"});
    QCOMPARE(namesIn(m_home / "cifar10"), std::vector<std::string>{"mine.txt"});
    // A link that leads nowhere is also somebody's.
    fs::remove_all(m_home / "cifar10");
    fs::create_symlink("/nowhere", m_home / "cifar10");
    QVERIFY_THROWS_EXCEPTION(Error, importDataset(m_path / "good.tar", "cifar10", m_home, {}, {}));
    QVERIFY(fs::is_symlink(m_home / "cifar10"));
}

void TestImport::aDamagedDatasetIsNotTakenIn() {
    auto entries = cifarEntries("");
    entries[2].content.pop_back();
    writeArchive(m_path / "damaged.tar", Pack::tar, entries);
    expectRefused(m_path / "damaged.tar", "data_batch_3.bin");
    entries.erase(entries.begin() + 2);
    writeArchive(m_path / "incomplete.tar", Pack::tar, entries);
    expectRefused(m_path / "incomplete.tar", "data_batch_3.bin");
    writeCifar10(m_path / "folder", 1);
    fs::remove(m_path / "folder/test_batch.bin");
    expectRefused(m_path / "folder", "test_batch.bin");
}

void TestImport::otherFilesAreRefused() {
    expectRefused(m_path / "absent.tar", "absent.tar");
    writeBytes(m_path / "text.tar.gz", "<html>404 Not Found</html>");
    expectRefused(m_path / "text.tar.gz", "text.tar.gz");
    writeBytes(m_path / "packed.gz", gzipped("not an archive"));
    expectRefused(m_path / "packed.gz", "packed.gz");
    writeArchive(m_path / "other.tar", Pack::tar, {{.path = "readme", .content = "hello"}});
    expectRefused(m_path / "other.tar", "holds no data set 'cifar10'");
    fs::create_directory(m_path / "nothing");
    expectRefused(m_path / "nothing", "holds no data set 'cifar10'");
    QVERIFY_THROWS_EXCEPTION(Error, importDataset(m_path / "nothing", "resnet50", m_home, {}, {}));
}

void TestImport::stoppingLeavesNothing() {
    writeArchive(m_path / "good.tar", Pack::tar, cifarEntries(""));
    writeCifar10(m_path / "folder", 1);
    for (const char* source : {"good.tar", "folder"})
        for (int allowed = 0; allowed < 4; ++allowed) {
            int calls = 0;
            const Proceed proceed = [&] { return calls++ < allowed; };
            QVERIFY_THROWS_EXCEPTION(Stopped, importDataset(m_path / source, "cifar10", m_home, {}, proceed));
            QCOMPARE(namesIn(m_home), std::vector<std::string>());
        }
}

void TestImport::progressReachesTheEnd() {
    writeArchive(m_path / "good.tar", Pack::tar, cifarEntries(""));
    writeCifar10(m_path / "folder", 1);
    for (const char* source : {"good.tar", "folder"}) {
        TransferProgress last;
        importDataset(m_path / source, "cifar10", m_home / source,
                      [&](const TransferProgress& progress) {
                          QVERIFY(progress.bytesDone >= last.bytesDone);
                          last = progress;
                      },
                      {});
        QVERIFY(last.bytesDone > 6 * 3000);
        QVERIFY(last.bytesDone <= last.bytesTotal);
    }
}

void TestImport::aHomeThatCannotBeWrittenIsSaidSo() {
    writeArchive(m_path / "good.tar", Pack::tar, cifarEntries(""));
    writeBytes(m_path / "file", "x");
    const auto message = errorOf([&] { importDataset(m_path / "good.tar", "cifar10", m_path / "file", {}, {}); });
    QVERIFY2(contains(message, "file"), message.c_str());
    QCOMPARE(readBytes(m_path / "file"), std::string("x"));
}

void TestImport::aFullDiskLeavesNothing() {
    writeArchive(m_path / "good.tar", Pack::tar, cifarEntries(""));
    writeCifar10(m_path / "folder", 1);
    const bubblenet::test::FileSizeLimit limit(2000);
    expectRefused(m_path / "good.tar", "cannot write");
    expectRefused(m_path / "folder", "cannot copy");
}

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
