// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include "archive_writer.h"
#include "core/base/files.h"
#include "core/data/downloads.h"
#include "core/data/library.h"
#include "data_files.h"
#include "http_server.h"
#include "tests/support/file_size_limit.h"

using namespace bubblenet;
using namespace bubblenet::data;
using namespace bubblenet::data::test;
namespace fs = std::filesystem;

class TestDownload : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        qputenv("no_proxy", "127.0.0.1");
        qputenv("BUBBLENET_DATA", "");
        for (int i = 0; i < 3'000'000; ++i)
            m_content += static_cast<char>(i * 7 + i / 251);
    }
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->path().toStdString();
    }

    void aFileArrivesWhole();
    void aBrokenTransferGoesOnWhereItStopped();
    void whatALaterCallFindsIsNotFetchedAgain();
    void aServerWithoutRangesStartsAnew();
    void aPartThatIsLongerThanTheFileStartsAnew();
    void aCompletePartIsOnlyChecked();
    void anotherFileIsRefusedAndRemoved();
    void aLongerFileIsRefusedAndRemoved();
    void endlessCutsEndInAnError();
    void serverErrorsAreNamed_data();
    void serverErrorsAreNamed();
    void noServerIsAnError();
    void redirectsStayOnTheWeb();
    void stoppingKeepsWhatHasCome();
    void aThrowingSinkIsHeard();
    void progressRisesToTheWhole();
    void aFullDiskIsAnErrorThatKeepsWhatHasCome();
    void aDatasetOfOneArchiveIsDownloaded();
    void aDatasetOfFilesIsDownloaded();
    void theDefaultSourceIsThePublishedOne();
    void whatCannotBeDownloadedIsRefused();

private:
    RemoteFile file(const std::string& url) const {
        return {.url = url, .name = "file.bin", .bytes = m_content.size(), .md5 = md5()};
    }
    std::string md5() const {
        writeBytes(m_path / "md5", m_content);
        return md5OfFile(m_path / "md5");
    }
    void expectArrived(const HttpServer& server, const std::vector<std::size_t>& starts) {
        QVERIFY(readBytes(m_path / "file.bin") == m_content);
        QVERIFY(!fs::exists(m_path / "file.bin.part"));
        QCOMPARE(server.starts(), starts);
    }
    std::string m_content;
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_path;
};

void TestDownload::aFileArrivesWhole() {
    const HttpServer server(m_content, {});
    fetchFile(file(server.url()), m_path, {}, {});
    expectArrived(server, {0});
    fetchFile(file(server.url()), m_path, {}, {}); // is there already
    expectArrived(server, {0});
}

void TestDownload::aBrokenTransferGoesOnWhereItStopped() {
    const HttpServer server(m_content, {.cutAfter = 1'000'000, .cuts = 2});
    fetchFile(file(server.url()), m_path, {}, {});
    expectArrived(server, {0, 1'000'000, 2'000'000});
}

void TestDownload::whatALaterCallFindsIsNotFetchedAgain() {
    writeBytes(m_path / "file.bin.part", m_content.substr(0, 1'234'567));
    const HttpServer server(m_content, {});
    fetchFile(file(server.url()), m_path, {}, {});
    expectArrived(server, {1'234'567});
}

void TestDownload::aServerWithoutRangesStartsAnew() {
    writeBytes(m_path / "file.bin.part", m_content.substr(0, 1'234'567));
    const HttpServer server(m_content, {.knowsRanges = false});
    fetchFile(file(server.url()), m_path, {}, {});
    expectArrived(server, {1'234'567, 0});
}

void TestDownload::aPartThatIsLongerThanTheFileStartsAnew() {
    writeBytes(m_path / "file.bin.part", m_content + "more");
    const HttpServer server(m_content, {});
    fetchFile(file(server.url()), m_path, {}, {});
    expectArrived(server, {0});
    // Where the size is not known beforehand the server says so.
    fs::remove(m_path / "file.bin");
    writeBytes(m_path / "file.bin.part", m_content + "more");
    auto unknown = file(server.url());
    unknown.bytes = 0;
    fetchFile(unknown, m_path, {}, {});
    expectArrived(server, {0, m_content.size() + 4, 0});
}

void TestDownload::aCompletePartIsOnlyChecked() {
    writeBytes(m_path / "file.bin.part", m_content);
    const HttpServer server(m_content, {});
    fetchFile(file(server.url()), m_path, {}, {});
    expectArrived(server, {});
}

void TestDownload::anotherFileIsRefusedAndRemoved() {
    auto other = m_content;
    other[2'000'000] = static_cast<char>(other[2'000'000] ^ 1);
    const HttpServer server(other, {});
    const auto message = errorOf([&] { fetchFile(file(server.url()), m_path, {}, {}); });
    QVERIFY2(contains(message, md5()), message.c_str());
    QVERIFY(!fs::exists(m_path / "file.bin"));
    QVERIFY(!fs::exists(m_path / "file.bin.part"));
}

void TestDownload::aLongerFileIsRefusedAndRemoved() {
    const HttpServer server(m_content + m_content, {});
    const auto message = errorOf([&] { fetchFile(file(server.url()), m_path, {}, {}); });
    QVERIFY2(contains(message, "more than the 3000000 bytes"), message.c_str());
    QVERIFY(!fs::exists(m_path / "file.bin"));
    QCOMPARE(fs::file_size(m_path / "file.bin.part"), std::uintmax_t{0});
}

void TestDownload::endlessCutsEndInAnError() {
    const HttpServer server(m_content, {.cutAfter = 1000, .cuts = 1000});
    const auto message = errorOf([&] { fetchFile(file(server.url()), m_path, {}, {}); });
    QVERIFY2(contains(message, server.url()) && contains(message, "what has come is kept"), message.c_str());
    QCOMPARE(server.starts(), (std::vector<std::size_t>{0, 1000, 2000, 3000, 4000}));
    QCOMPARE(fs::file_size(m_path / "file.bin.part"), std::uintmax_t{5000});
}

void TestDownload::serverErrorsAreNamed_data() {
    QTest::addColumn<int>("status");
    for (const int status : {404, 403, 500, 503})
        QTest::addRow("%d", status) << status;
}

void TestDownload::serverErrorsAreNamed() {
    QFETCH(int, status);
    const HttpServer server(m_content, {.status = status});
    const auto message = errorOf([&] { fetchFile(file(server.url()), m_path, {}, {}); });
    QVERIFY2(contains(message, std::to_string(status)) && contains(message, server.url()), message.c_str());
    QVERIFY(!fs::exists(m_path / "file.bin"));
}

void TestDownload::noServerIsAnError() {
    std::string url;
    {
        const HttpServer server(m_content, {});
        url = server.url();
    }
    QVERIFY(contains(errorOf([&] { fetchFile(file(url), m_path, {}, {}); }), url));
    QVERIFY(contains(errorOf([&] { fetchFile(file("gopher://127.0.0.1/x"), m_path, {}, {}); }), "gopher"));
    QVERIFY(!errorOf([&] { fetchFile(file("file://" + (m_path / "absent").string()), m_path, {}, {}); }).empty());
}

void TestDownload::redirectsStayOnTheWeb() {
    const HttpServer target(m_content, {});
    const HttpServer server("", {.redirect = target.url()});
    fetchFile(file(server.url()), m_path, {}, {});
    expectArrived(target, {0});
    fs::remove(m_path / "file.bin");
    const HttpServer hostile("", {.redirect = "file:///etc/passwd"});
    QVERIFY(!errorOf([&] { fetchFile(file(hostile.url()), m_path, {}, {}); }).empty());
    const HttpServer endless("", {.redirect = "/again"});
    QVERIFY(!errorOf([&] { fetchFile(file(endless.url()), m_path, {}, {}); }).empty());
}

void TestDownload::stoppingKeepsWhatHasCome() {
    writeBytes(m_path / "file.bin.part", m_content.substr(0, 500));
    const HttpServer server(m_content, {});
    int calls = 0;
    QVERIFY_THROWS_EXCEPTION(Stopped, fetchFile(file(server.url()), m_path, {}, [&] { return ++calls < 3; }));
    QVERIFY(fs::file_size(m_path / "file.bin.part") >= 500);
    QVERIFY(!fs::exists(m_path / "file.bin"));
    fetchFile(file(server.url()), m_path, {}, {});
    QVERIFY(readBytes(m_path / "file.bin") == m_content);
}

void TestDownload::aThrowingSinkIsHeard() {
    const HttpServer server(m_content, {});
    const TransferSink sink = [](const TransferProgress&) { throw std::logic_error("the window is gone"); };
    QVERIFY_THROWS_EXCEPTION(std::logic_error, fetchFile(file(server.url()), m_path, sink, {}));
}

void TestDownload::progressRisesToTheWhole() {
    const HttpServer server(m_content, {});
    TransferProgress last;
    bool rises = true;
    fetchFile(file(server.url()), m_path,
              [&](const TransferProgress& progress) {
                  rises = rises && progress.bytesDone >= last.bytesDone && progress.bytesTotal == m_content.size();
                  last = progress;
              },
              {});
    QVERIFY(rises);
    QCOMPARE(last.bytesDone, std::uint64_t{m_content.size()});
    QCOMPARE(last.file, std::string("file.bin"));
}

void TestDownload::aFullDiskIsAnErrorThatKeepsWhatHasCome() {
    const HttpServer server(m_content, {});
    const auto wanted = file(server.url());
    {
        const bubblenet::test::FileSizeLimit limit(1'000'000);
        const auto message = errorOf([&] { fetchFile(wanted, m_path, {}, {}); });
        QVERIFY2(contains(message, "cannot write"), message.c_str());
    }
    QVERIFY(!fs::exists(m_path / "file.bin"));
    fetchFile(wanted, m_path, {}, {});
    expectArrived(server, {0, 1'000'000});
}

void TestDownload::aDatasetOfOneArchiveIsDownloaded() {
    std::vector<Entry> entries;
    for (const char* name : {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin",
                             "data_batch_5.bin", "test_batch.bin"})
        entries.push_back({.path = std::string("cifar-10-batches-bin/") + name, .content = cifarRecords(0, 2)});
    writeArchive(m_path / "cifar-10-binary.tar.gz", Pack::tarGz, entries);
    const auto source = m_path / "cifar-10-binary.tar.gz";
    const RemoteFile remote{.url = "file://" + source.string(),
                            .name = "cifar-10-binary.tar.gz",
                            .bytes = fs::file_size(source),
                            .md5 = md5OfFile(source)};
    const auto home = m_path / "home";
    QCOMPARE(downloadFiles("cifar10", {remote}, home, {}, {}), home / "cifar10");
    QCOMPARE(openDataset("cifar10", home.string()).train->size(), std::size_t{10});
    QCOMPARE(std::distance(fs::directory_iterator(home), fs::directory_iterator()), std::ptrdiff_t{1});
    // What is there is not fetched again.
    QCOMPARE(downloadFiles("cifar10", {{.url = "file:///absent"}}, home, {}, {}), home / "cifar10");
}

void TestDownload::aDatasetOfFilesIsDownloaded() {
    writeIdx(m_path / "site", 5, 4);
    std::vector<RemoteFile> files;
    for (const auto& entry : fs::directory_iterator(m_path / "site"))
        files.push_back({.url = "file://" + entry.path().string(),
                         .name = entry.path().filename().string(),
                         .bytes = entry.file_size(),
                         .md5 = md5OfFile(entry.path())});
    const auto home = m_path / "home";
    // The last file is another one than was published: nothing appears, and what was right stays for the next attempt.
    auto wrong = files;
    wrong.back().md5 = std::string(32, '0');
    QVERIFY(!errorOf([&] { downloadFiles("fashion_mnist", wrong, home, {}, {}); }).empty());
    QCOMPARE(findDataset("fashion_mnist", home.string()).value_or("").parent_path() == home, false);
    fs::remove(m_path / "site" / files.front().name);
    QCOMPARE(downloadFiles("fashion_mnist", files, home, {}, {}), home / "fashion_mnist");
    QCOMPARE(openDataset("fashion_mnist", home.string()).train->size(), std::size_t{5});
}

void TestDownload::theDefaultSourceIsThePublishedOne() {
    const auto cifar = publishedFiles("cifar10");
    QCOMPARE(cifar.size(), std::size_t{1});
    QCOMPARE(cifar[0].url, std::string("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"));
    QCOMPARE(cifar[0].md5, std::string("c32a1d4ab5d03f1284b67883e8d87530"));
    QCOMPARE(publishedFiles("cifar100").at(0).md5, std::string("03b5dce01913d631647c71ecec9e9cb8"));
    QCOMPARE(publishedFiles("mnist").size(), std::size_t{4});
    QCOMPARE(publishedFiles("fashion_mnist").size(), std::size_t{4});
}

void TestDownload::whatCannotBeDownloadedIsRefused() {
    QVERIFY(contains(errorOf([&] { downloadDataset("image_folder", m_path, {}, {}); }), "cannot be downloaded"));
    QVERIFY(contains(errorOf([&] { downloadDataset("resnet50", m_path, {}, {}); }), "known are"));
}

QTEST_GUILESS_MAIN(TestDownload)
#include "tst_download.moc"
