// SPDX-License-Identifier: GPL-3.0-only
// Folders into summaries: good ones, ones that go on, and whatever else a folder can be.
#include <QtTest>

#include <unistd.h>

#include "core/base/elapsed.h"
#include "core/base/files.h"
#include "core/base/proceed.h"
#include "core/compare/run_reader.h"
#include "core/store/event_reader.h"
#include "core/store/folder_lock.h"
#include "tests/support/made_runs.h"
#include "tests/support/recorded_run.h"

namespace fs = std::filesystem;
using namespace bubblenet;
using namespace bubblenet::compare;

class TestRunReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aRealRunHasItsSummary();
    void aRunThatGoesOnIsReadOn();
    void whatHasNotChangedIsNotReadAgain();
    void anotherRecordInItsPlaceIsReadAnew();
    void whatIsSaidOfItIsSeen();
    void hostileFoldersGiveRowsThatSaySo_data();
    void hostileFoldersGiveRowsThatSaySo();
    void aRecordCutOffInALineIsReadUpToIt();
    void foldersOfRunsAndRacesAreLookedThrough();
    void aThousandRunsAreQuick();
    void aLongRecordIsReadWithoutItsSteps();
    void itStopsWhenAsked();

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    void put(const fs::path& path, const std::string& text) const {
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRunReader::aRealRunHasItsSummary() {
    RunReader reader;
    const auto run = reader.read(test::demoRun());
    QCOMPARE(run->problem, std::string());
    QVERIFY(run->state == RunState::completed);
    QCOMPARE(nameOf(*run), std::string("demo_run"));
    QCOMPARE(*accuracyBefore(*run), 90.94);
    QCOMPARE(*accuracyAfter(*run), 90.86);
    QVERIFY(std::abs(*costShare(*run, Cost::macs) - 49.90894593236458) < 1e-9);
    QCOMPARE(run->manifest.testReads, 2);
    QCOMPARE(run->record.candidates, 40);
    QVERIFY(std::abs(run->record.time.seconds() - 52.4) < 0.4);
    QCOMPARE(goalOf(*run->config), std::optional(std::pair(std::string("macs"), 0.5)));
}

void TestRunReader::aRunThatGoesOnIsReadOn() {
    auto events = test::madeEvents({});
    const std::vector<store::Event> rest(events.begin() + 5, events.end());
    events.resize(5);
    const auto run = test::writeMadeRun(folder(), {.candidates = 0, .isFinished = false});
    fs::remove(run / "events.jsonl");
    RunReader reader;
    QVERIFY(reader.read(run)->state == RunState::interrupted);
    {
        const store::FolderLock lock(run);
        QVERIFY(reader.read(run)->state == RunState::running);
        test::appendEvents(run, events);
        QCOMPARE(reader.read(run)->record.candidates, 3);
        const auto bytes = reader.bytesRead();
        test::appendEvents(run, rest);
        const auto done = reader.read(run);
        QCOMPARE(done->record.candidates, 6);
        QVERIFY(done->state == RunState::completed);
        QCOMPARE(reader.bytesRead() - bytes, static_cast<std::int64_t>(test::linesOf(rest).size()));
    }
    // The same as what is read at once.
    RunReader fresh;
    QCOMPARE(fresh.read(run)->record.bestSoFar, reader.read(run)->record.bestSoFar);
    QCOMPARE(fresh.read(run)->record.time.seconds(), reader.read(run)->record.time.seconds());
}

void TestRunReader::whatHasNotChangedIsNotReadAgain() {
    const auto run = test::writeMadeRun(folder(), {});
    RunReader reader;
    const auto first = reader.read(run);
    const auto bytes = reader.bytesRead();
    QVERIFY(bytes > 0);
    QCOMPARE(reader.read(run), first); // the same object
    QCOMPARE(reader.bytesRead(), bytes);
}

void TestRunReader::anotherRecordInItsPlaceIsReadAnew() {
    const auto run = test::writeMadeRun(folder(), {});
    RunReader reader;
    QCOMPARE(reader.read(run)->record.candidates, 6);
    writeFileAtomically(run / "events.jsonl", test::linesOf(test::madeEvents({.candidates = 100})));
    QCOMPARE(reader.read(run)->record.candidates, 100);
    fs::resize_file(run / "events.jsonl", 0);
    QCOMPARE(reader.read(run)->record.candidates, 0);
    fs::remove_all(run);
    QVERIFY(reader.read(run)->state == RunState::unreadable);
    test::writeMadeRun(folder(), {});
    QVERIFY(reader.read(run)->state == RunState::completed);
}

void TestRunReader::whatIsSaidOfItIsSeen() {
    const auto run = test::writeMadeRun(folder(), {});
    RunReader reader;
    reader.read(run);
    writeAnnotation(run, {.name = "mine", .tags = {"t"}, .other = {}});
    QCOMPARE(nameOf(*reader.read(run)), std::string("mine"));
    put(run / kAnnotationFile, "no JSON");
    const auto broken = reader.read(run);
    QVERIFY(broken->state == RunState::completed); // the run is as good as before
    QVERIFY(broken->problem.find("annotation.json") != std::string::npos);
}

void TestRunReader::hostileFoldersGiveRowsThatSaySo_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("problem");
    QTest::newRow("no manifest") << "manifest.json" << QByteArray("REMOVE") << "manifest.json";
    QTest::newRow("no recipe") << "recipe.yaml" << QByteArray("REMOVE") << "recipe.yaml";
    QTest::newRow("newer") << "manifest.json" << QByteArray("{\"format_version\": 99}") << "newer version";
    QTest::newRow("a manifest that is none") << "manifest.json" << QByteArray("[]") << "manifest.json";
    QTest::newRow("a truncated manifest") << "manifest.json" << QByteArray("{\"format_ver") << "manifest.json";
    QTest::newRow("deep brackets") << "manifest.json" << QByteArray(200000, '[') << "manifest.json";
    QTest::newRow("an unknown key") << "recipe.yaml" << QByteArray("name: x\nfuture: 1\n") << "future";
    QTest::newRow("no YAML") << "recipe.yaml" << QByteArray("a: [") << "recipe.yaml";
    QTest::newRow("a corrupt record") << "events.jsonl" << QByteArray("{\"kind\":\"verdict\",}\n") << "line 1";
    QTest::newRow("a binary record") << "events.jsonl" << QByteArray(5000, '\xff') + '\n' << "line 1";
    QTest::newRow("numbers as words") << "events.jsonl"
                                      << QByteArray("{\"kind\":\"run_finished\",\"seconds\":\"x\",\"time\":1}\n")
                                      << "line 1";
}

void TestRunReader::hostileFoldersGiveRowsThatSaySo() {
    QFETCH(QString, file);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, problem);
    const auto run = test::writeMadeRun(folder(), {});
    if (bytes == "REMOVE")
        fs::remove(run / file.toStdString());
    else
        put(run / file.toStdString(), bytes.toStdString());
    RunReader reader;
    const auto row = reader.read(run);
    QVERIFY2(QString::fromStdString(row->problem).contains(problem), row->problem.c_str());
    QVERIFY(row->problem.find('\n') == std::string::npos);
    const bool isRecipeAlone = file == "recipe.yaml" && bytes != "REMOVE";
    QCOMPARE(row->state == RunState::unreadable, !isRecipeAlone);
    QVERIFY(isRecipeAlone == row->record.verdict.has_value());
    QCOMPARE(reader.read(run), row);
    // Mended, it is a run again.
    fs::remove_all(run);
    test::writeMadeRun(folder(), {});
    QCOMPARE(reader.read(run)->problem, std::string());
}

void TestRunReader::aRecordCutOffInALineIsReadUpToIt() {
    const auto run = test::writeMadeRun(folder(), {});
    const auto whole = readFile(run / "events.jsonl");
    RunReader reader;
    for (const std::size_t bytes : {std::size_t{0}, std::size_t{1}, whole.size() / 2, whole.size() - 1}) {
        put(run / "events.jsonl", whole.substr(0, bytes));
        const auto row = reader.read(run);
        QCOMPARE(row->problem, std::string());
        QVERIFY(row->state == RunState::interrupted);
    }
    put(run / "events.jsonl", whole);
    QVERIFY(reader.read(run)->state == RunState::completed);
}

void TestRunReader::foldersOfRunsAndRacesAreLookedThrough() {
    const auto one = test::writeMadeRun(folder() / "runs", {.name = "one"});
    const auto two = test::writeMadeRun(folder() / "runs", {.name = "two"});
    const auto lap = test::writeMadeRun(folder() / "races/race/laps/whale-1", {.name = "lap"});
    put(folder() / "runs/.hidden/manifest.json", "{}");
    put(folder() / "runs/notes/readme.txt", "no run");
    fs::create_directory_symlink(folder(), folder() / "runs/loop");
    const auto broken = folder() / "runs/broken";
    put(broken / "events.jsonl", "");
    QCOMPARE(runFolders({folder() / "runs"}), (std::vector<fs::path>{broken, one, two}));
    QCOMPARE(runFolders({folder() / "races/", one, one / ".", folder() / "runs/../runs/one"}),
             (std::vector<fs::path>{lap, one}));
    QCOMPARE(nameOf(*RunReader().read(lap)), std::string("whale-1"));
    // What was asked for by name has its row, whatever it is.
    for (const fs::path& path : {folder() / "nowhere", folder() / "runs/notes", folder() / "runs/notes/readme.txt"}) {
        QCOMPARE(runFolders({path}), std::vector<fs::path>{path});
        const auto row = RunReader().read(path);
        QVERIFY(row->state == RunState::unreadable);
        QVERIFY(!row->problem.empty());
    }
}

void TestRunReader::aThousandRunsAreQuick() {
    const auto first = test::writeMadeRun(folder(), {.name = "run", .candidates = 160});
    for (int i = 2; i <= 1000; ++i) {
        const auto copy = folder() / ("run-" + std::to_string(i));
        fs::create_directory(copy);
        for (const char* file : {"manifest.json", "recipe.yaml", "events.jsonl"})
            fs::create_hard_link(first / file, copy / file);
    }
    RunReader reader;
    const auto folders = runFolders({folder()});
    QCOMPARE(folders.size(), std::size_t{1000});
    auto start = Clock::now();
    const auto runs = reader.readAll(folders);
    const double cold = secondsSince(start);
    start = Clock::now();
    const auto again = reader.readAll(runFolders({folder()}));
    const double warm = secondsSince(start);
    qInfo("1,000 runs: %.3f s, again %.3f s", cold, warm);
    QCOMPARE(again, runs);
    for (std::size_t i = 0; i < runs.size(); ++i)
        QCOMPARE(runs[i]->folder, folders[i]);
    QVERIFY(cold < 10); // a second on two cores of their own
    QVERIFY(warm < cold / 3);
}

void TestRunReader::aLongRecordIsReadWithoutItsSteps() {
    const auto run = test::writeLongRun(folder(), {.iterations = 200, .whales = 10, .stepsAnIteration = 400});
    RunReader reader;
    const auto start = Clock::now();
    const auto row = reader.read(run);
    const double outline = secondsSince(start);
    QCOMPARE(row->record.candidates, 2000);
    QVERIFY(row->state == RunState::completed);
    const auto again = Clock::now();
    const auto all = store::readEvents(run / "events.jsonl");
    const double everything = secondsSince(again);
    qInfo("%d events: %.3f s, all of them %.3f s", static_cast<int>(all.size()), outline, everything);
    QCOMPARE(row->record.lastTime, all.back().time);
    QVERIFY(outline < everything);
}

void TestRunReader::itStopsWhenAsked() {
    std::vector<fs::path> folders;
    for (int i = 0; i < 30; ++i)
        folders.push_back(test::writeMadeRun(folder(), {}));
    std::atomic<int> asked{0};
    RunReader reader;
    QVERIFY_THROWS_EXCEPTION(Stopped, reader.readAll(folders, [&] { return ++asked < 5; }));
    QVERIFY_THROWS_EXCEPTION(Stopped, runFolders({folder()}, [] { return false; }));
}

QTEST_GUILESS_MAIN(TestRunReader)
#include "tst_run_reader.moc"
