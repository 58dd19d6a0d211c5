// SPDX-License-Identifier: GPL-3.0-only
// What is left of a run after its process was killed, its last line cut, or its disk full.
#include <QtTest>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <thread>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/store/run_folder.h"
#include "tests/support/file_size_limit.h"

namespace fs = std::filesystem;
using namespace bubblenet;
using namespace bubblenet::store;
using bubblenet::test::FileSizeLimit;

namespace {

config::RunConfig named(const std::string& name) {
    config::RunConfig config;
    config.name = name;
    return config;
}

EvaluationDone evaluation(int number) {
    return {"network", "validation", number, 50, 90, 1};
}

/// Checkpoint n is full of n, and event n says that it was written.
Checkpoint checkpoint(int number) {
    return {std::to_string(number), {{"network", std::string(200000, static_cast<char>('a' + number % 26))}}};
}

void writeUntilKilled(const fs::path& folder) {
    auto run = RunFolder::open(folder, OpenMode::write);
    for (int number = 1;; ++number) {
        run.writeCheckpoint("c", checkpoint(number));
        auto manifest = run.manifest();
        manifest.testReads = number;
        run.writeManifest(manifest);
        run.append({1, evaluation(number)});
    }
}

} // namespace

class TestCrash : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void eventsCutAtAnyByteLoseTheLastLineAlone();
    void aLineOfNothingButZerosIsTakenAway();
    void aKilledWriterLosesNothingThatWasAcknowledged();
    void aFullDiskKeepsEventsWhole();
    void aFullDiskKeepsTheCheckpointAndTheManifest();
    void aFullDiskLeavesNoHalfRun();

private:
    fs::path path(const std::string& name = "") const { return fs::path(m_folder->path().toStdString()) / name; }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCrash::eventsCutAtAnyByteLoseTheLastLineAlone() {
    std::string whole;
    const auto folder = [&] {
        auto run = RunFolder::create(path(), named("a"));
        for (int i = 0; i < 3; ++i)
            run.append({1, evaluation(i)});
        whole = readFile(run.path() / "events.jsonl");
        return run.path();
    }();
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const auto cut = whole.substr(0, size);
        const auto lines = static_cast<std::size_t>(std::count(cut.begin(), cut.end(), '\n'));
        std::ofstream(folder / "events.jsonl", std::ios::binary) << cut;
        QCOMPARE(RunFolder::open(folder, OpenMode::read).events().size(), lines);
        QCOMPARE(readFile(folder / "events.jsonl"), cut); // a reader changes nothing
        auto run = RunFolder::open(folder, OpenMode::write);
        run.append({2, evaluation(77)});
        const auto events = run.events();
        QCOMPARE(events.size(), lines + 1);
        QCOMPARE(std::get<EvaluationDone>(events.back().body).images, std::int64_t{77});
    }
}

// A file system may have grown the file and not have written it when the power went.
void TestCrash::aLineOfNothingButZerosIsTakenAway() {
    const auto folder = RunFolder::create(path(), named("a")).path();
    std::ofstream(folder / "events.jsonl", std::ios::binary) << toJsonLine({1, evaluation(1)}) << "\n"
                                                             << std::string(300000, '\0');
    auto run = RunFolder::open(folder, OpenMode::write);
    run.append({2, evaluation(2)});
    QCOMPARE(run.events().size(), std::size_t{2});
}

void TestCrash::aKilledWriterLosesNothingThatWasAcknowledged() {
    const auto folder = RunFolder::create(path(), named("a")).path();
    int last = 0;
    for (int round = 0; round < 12; ++round) {
        fs::remove(folder / "events.jsonl");
        const auto child = ::fork();
        if (child == 0) {
            writeUntilKilled(folder);
            ::_exit(0);
        }
        // Every other time surely in the middle of its work, however slow the machine.
        const auto hasBegun = [log = folder / "events.jsonl"] { return fs::exists(log) && fs::file_size(log) > 200; };
        for (int waits = 0; round % 2 == 1 && !hasBegun() && waits < 6000; ++waits)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        std::this_thread::sleep_for(std::chrono::milliseconds(20 + 7 * round));
        ::kill(child, SIGKILL);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));

        auto run = RunFolder::open(folder, OpenMode::write); // the lock went with the process
        int acknowledged = 0;
        for (const auto& event : run.events())
            QCOMPARE(std::get<EvaluationDone>(event.body).images, ++acknowledged);
        const auto saved = run.readCheckpoint("c");
        if (acknowledged > 0) {
            QVERIFY(saved.has_value());
            const int number = std::stoi(saved->json);
            QVERIFY(number == acknowledged || number == acknowledged + 1);
            QVERIFY(saved->parts == checkpoint(number).parts);
            const auto reads = run.manifest().testReads;
            QVERIFY(reads == acknowledged || reads == acknowledged + 1);
            last = std::max(last, acknowledged);
        }
        for (const auto& entry : fs::recursive_directory_iterator(folder)) // nothing half-written stays
            QVERIFY2(!entry.path().filename().string().ends_with(".writing") &&
                         !entry.path().filename().string().starts_with("manifest.json."),
                     entry.path().c_str());
    }
    QVERIFY(last > 1);
}

void TestCrash::aFullDiskKeepsEventsWhole() {
    auto run = RunFolder::create(path(), named("a"));
    run.append({1, evaluation(1)});
    const auto before = readFile(run.path() / "events.jsonl");
    {
        const FileSizeLimit limit(before.size() + 20);
        QVERIFY_THROWS_EXCEPTION(Error, run.append({2, evaluation(2)}));
    }
    QCOMPARE(readFile(run.path() / "events.jsonl"), before);
    run.append({3, evaluation(3)});
    QCOMPARE(run.events().size(), std::size_t{2});
}

void TestCrash::aFullDiskKeepsTheCheckpointAndTheManifest() {
    auto run = RunFolder::create(path(), named("a"));
    run.writeCheckpoint("c", checkpoint(1));
    auto manifest = run.manifest();
    const auto files = std::distance(fs::recursive_directory_iterator(run.path()), fs::recursive_directory_iterator());
    {
        const FileSizeLimit limit(100000);
        QVERIFY_THROWS_EXCEPTION(Error, run.writeCheckpoint("c", checkpoint(2)));
        manifest.notes.assign(1, std::string(200000, 'n'));
        QVERIFY_THROWS_EXCEPTION(Error, run.writeManifest(manifest));
    }
    QCOMPARE(run.readCheckpoint("c")->json, std::string("1"));
    QVERIFY(run.manifest().notes.empty());
    QCOMPARE(std::distance(fs::recursive_directory_iterator(run.path()), fs::recursive_directory_iterator()), files);
}

void TestCrash::aFullDiskLeavesNoHalfRun() {
    const FileSizeLimit limit(100);
    QVERIFY_THROWS_EXCEPTION(Error, RunFolder::create(path("runs"), named("a")));
    QVERIFY(fs::is_empty(path("runs")));
}

QTEST_GUILESS_MAIN(TestCrash)
#include "tst_crash.moc"
