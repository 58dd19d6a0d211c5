// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <thread>

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/support/file_size_limit.h"

namespace fs = std::filesystem;
using bubblenet::Error;
using bubblenet::readFile;
using bubblenet::writeFileAtomically;
using bubblenet::test::FileSizeLimit;

namespace {

bool hasRenameToFreeNames = true;

std::size_t entriesIn(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

} // namespace

/// In the C library's place.
extern "C" int renameat2(int fromFolder, const char* from, int toFolder, const char* to, unsigned flags) noexcept {
    if (hasRenameToFreeNames)
        return static_cast<int>(::syscall(SYS_renameat2, fromFolder, from, toFolder, to, flags));
    errno = EINVAL;
    return -1;
}

class TestFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatIsWrittenIsRead();
    void writingReplacesTheOldFile();
    void aNewFileHasOrdinaryPermissions();
    void writingIntoAMissingFolderThrows();
    void aFullDiskKeepsTheOldFileAndLeavesNothingBehind();
    void aReaderNeverSeesAPartOfAFile();
    void missingFileThrowsNamingIt();
    void aFolderIsNotAFile();
    void aPipeIsNotAFile();
    void aFileOverTheLimitIsRefusedUnread();
    void syncAndRenameReplacesTheOldFile();
    void syncAndRenameOfAMissingFileKeepsTheOldOne();
    void aFileThatAppearedIsNotReplaced_data();
    void aFileThatAppearedIsNotReplaced();
    void digestsAreThePublishedOnes();
    void digestOfAMissingFileThrows();

private:
    fs::path path(const char* name) const { return fs::path(m_folder->path().toStdString()) / name; }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestFiles::whatIsWrittenIsRead() {
    std::string bytes;
    for (int i = 0; i < 100000; ++i)
        bytes += static_cast<char>(i * 7);
    for (const auto& content : {std::string(), std::string("\0\n\r\xff", 4), bytes}) {
        writeFileAtomically(path("a"), content);
        QCOMPARE(readFile(path("a")), content);
    }
}

void TestFiles::writingReplacesTheOldFile() {
    writeFileAtomically(path("a"), "a longer text than the next one");
    writeFileAtomically(path("a"), "short");
    QCOMPARE(readFile(path("a")), std::string("short"));
    QCOMPARE(entriesIn(m_folder->path().toStdString()), std::size_t{1});
}

void TestFiles::aNewFileHasOrdinaryPermissions() {
    const auto before = ::umask(022);
    writeFileAtomically(path("a"), "x");
    ::umask(before);
    QCOMPARE(static_cast<int>(fs::status(path("a")).permissions()), 0644);
}

void TestFiles::writingIntoAMissingFolderThrows() {
    QVERIFY_THROWS_EXCEPTION(Error, writeFileAtomically(path("none") / "a", "x"));
}

void TestFiles::aFullDiskKeepsTheOldFileAndLeavesNothingBehind() {
    writeFileAtomically(path("a"), "old");
    {
        const FileSizeLimit limit(4096);
        QVERIFY_THROWS_EXCEPTION(Error, writeFileAtomically(path("a"), std::string(100000, 'x')));
    }
    QCOMPARE(readFile(path("a")), std::string("old"));
    QCOMPARE(entriesIn(m_folder->path().toStdString()), std::size_t{1});
}

void TestFiles::aReaderNeverSeesAPartOfAFile() {
    const std::string one(50000, '1');
    const std::string two(90000, '2');
    writeFileAtomically(path("a"), one);
    std::atomic<bool> done = false;
    std::thread writer([&] {
        for (int i = 0; i < 50; ++i)
            writeFileAtomically(path("a"), i % 2 == 0 ? two : one);
        done = true;
    });
    bool whole = true;
    while (!done) {
        std::ifstream in(path("a"), std::ios::binary);
        const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
        whole = whole && (text == one || text == two);
    }
    writer.join();
    QVERIFY(whole);
}

void TestFiles::missingFileThrowsNamingIt() {
    try {
        readFile(path("absent.txt"));
        QFAIL("read a file that does not exist");
    } catch (const Error& error) {
        QVERIFY(std::string(error.what()).find("absent.txt") != std::string::npos);
    }
}

void TestFiles::aFolderIsNotAFile() {
    fs::create_directory(path("folder"));
    QVERIFY_THROWS_EXCEPTION(Error, readFile(path("folder")));
    QVERIFY_THROWS_EXCEPTION(Error, writeFileAtomically(path("folder"), "x"));
    QVERIFY(fs::is_directory(path("folder")));
    QCOMPARE(entriesIn(m_folder->path().toStdString()), std::size_t{1});
}

void TestFiles::aPipeIsNotAFile() {
    QCOMPARE(::mkfifo(path("pipe").c_str(), 0600), 0);
    QVERIFY_THROWS_EXCEPTION(Error, readFile(path("pipe"))); // and does not wait for a writer
}

void TestFiles::aFileOverTheLimitIsRefusedUnread() {
    writeFileAtomically(path("a"), "12345");
    QCOMPARE(readFile(path("a"), 5), std::string("12345"));
    QVERIFY_THROWS_EXCEPTION(Error, readFile(path("a"), 4));
    // A sparse file of a terabyte: reading it first would exhaust memory.
    std::ofstream(path("huge")) << "x";
    fs::resize_file(path("huge"), std::uintmax_t{1} << 40);
    QVERIFY_THROWS_EXCEPTION(Error, readFile(path("huge")));
}

void TestFiles::syncAndRenameReplacesTheOldFile() {
    std::ofstream(path("a")) << "old";
    std::ofstream(path("a.part")) << "new";
    bubblenet::syncAndRename(path("a.part"), path("a"));
    QCOMPARE(readFile(path("a")), std::string("new"));
    QVERIFY(!fs::exists(path("a.part")));
}

void TestFiles::syncAndRenameOfAMissingFileKeepsTheOldOne() {
    std::ofstream(path("a")) << "old";
    QVERIFY_THROWS_EXCEPTION(Error, bubblenet::syncAndRename(path("a.part"), path("a")));
    QCOMPARE(readFile(path("a")), std::string("old"));
}

void TestFiles::aFileThatAppearedIsNotReplaced_data() {
    QTest::addColumn<bool>("renamesToFreeNames");
    QTest::newRow("by the file system") << true;
    QTest::newRow("by a file system that has not got it") << false;
}

void TestFiles::aFileThatAppearedIsNotReplaced() {
    QFETCH(bool, renamesToFreeNames);
    hasRenameToFreeNames = renamesToFreeNames;
    const auto restore = qScopeGuard([] { hasRenameToFreeNames = true; });
    using bubblenet::Existing;
    writeFileAtomically(path("new"), "of mine", Existing::refuse);
    QCOMPARE(readFile(path("new")), std::string("of mine"));
    writeFileAtomically(path("a.part"), "of mine");
    bubblenet::syncAndRename(path("a.part"), path("a"), Existing::refuse);
    QCOMPARE(readFile(path("a")), std::string("of mine"));
    writeFileAtomically(path("a.part"), "newer");
    for (const auto& write :
         {std::function<void()>([&] { writeFileAtomically(path("a"), "newer", Existing::refuse); }),
          std::function<void()>([&] { bubblenet::syncAndRename(path("a.part"), path("a"), Existing::refuse); })}) {
        try {
            write();
            QFAIL("a file was replaced");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("a' appeared"), error.what());
        }
        QCOMPARE(readFile(path("a")), std::string("of mine"));
    }
    QCOMPARE(entriesIn(path("")), std::size_t{3}); // nothing else is left
}

void TestFiles::digestsAreThePublishedOnes() {
    // FIPS 180-4's examples for SHA-256, RFC 1321's for MD5.
    QCOMPARE(bubblenet::sha256("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    QCOMPARE(bubblenet::sha256(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    const std::string million(1000000, 'a');
    const std::string digest = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
    QCOMPARE(bubblenet::sha256(million), digest);
    writeFileAtomically(path("million"), million);
    QCOMPARE(bubblenet::sha256OfFile(path("million")), digest);
    // More than one block of reading, not a multiple of it.
    writeFileAtomically(path("large"), std::string(5000000, 'b'));
    QCOMPARE(bubblenet::sha256OfFile(path("large")), bubblenet::sha256(std::string(5000000, 'b')));
    writeFileAtomically(path("text"), "message digest");
    QCOMPARE(bubblenet::md5OfFile(path("text")), std::string("f96b697d7cb7938d525a2f31aaf161d0"));
}

void TestFiles::digestOfAMissingFileThrows() {
    QVERIFY_THROWS_EXCEPTION(Error, bubblenet::sha256OfFile(path("absent")));
    QVERIFY_THROWS_EXCEPTION(Error, bubblenet::md5OfFile(path("absent")));
}

QTEST_GUILESS_MAIN(TestFiles)
#include "tst_files.moc"
