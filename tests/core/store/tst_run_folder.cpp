// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/store/run_folder.h"
#include "tests/core/store/sample_events.h"

namespace fs = std::filesystem;
using namespace bubblenet;
using namespace bubblenet::store;

namespace {

template<class F> std::string errorOf(F&& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

config::RunConfig named(const std::string& name) {
    config::RunConfig config;
    config.name = name;
    config.seed = 42;
    config.search.whale.pod = 9;
    config.search.goal.macs = 0.5;
    return config;
}

} // namespace

class TestRunFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aNewRunHoldsItsRecipe();
    void runsOfOneNameAreNumbered();
    void aNameCannotLeaveTheParent();
    void aParentThatCannotBeMadeThrows();
    void whatIsAppendedIsRead();
    void unknownKindsArePassedOver();
    void aCorruptLineInTheMiddleIsNamed();
    void aFolderThatIsNoRunIsRefused();
    void aNewerFormatIsRefused();
    void aManifestThatIsNoJsonIsRefused();
    void theManifestKeepsWhatNewerVersionsAdded();
    void aSecondWriterIsRefusedAndReadersAreNot();
    void aWriterInAnotherProcessIsRefused();
    void aReaderCannotWrite();
    void theRunMovesWithItsFolder();
    void checkpointsAreReadBack();
    void aMissingCheckpointIsNone();
    void checkpointNamesCannotLeaveTheFolder();
    void aTornCheckpointFallsBackToTheOneBefore();
    void aTornCheckpointDoesNotPushOutTheSoundOne();
    void everyChangedByteOfACheckpointIsNoticed();

private:
    fs::path path(const std::string& name = "") const { return fs::path(m_folder->path().toStdString()) / name; }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRunFolder::aNewRunHoldsItsRecipe() {
    const auto config = named("first");
    const auto run = RunFolder::create(path("deep/er"), config);
    QCOMPARE(run.path(), path("deep/er/first"));
    QVERIFY(run.config() == config);
    for (const char* name : {"recipe.yaml", "manifest.json", "events.jsonl"})
        QVERIFY(fs::is_regular_file(run.path() / name));
    for (const char* name : {"checkpoints", "artefacts"})
        QVERIFY(fs::is_directory(run.path() / name));
    const auto manifest = run.manifest();
    QCOMPARE(manifest.formatVersion, 1);
    QCOMPARE(manifest.seed, std::uint64_t{42});
    QCOMPARE(manifest.testReads, std::int64_t{0});
    QVERIFY(QDateTime::fromString(QString::fromStdString(manifest.created), Qt::ISODate).isValid());
}

void TestRunFolder::runsOfOneNameAreNumbered() {
    QCOMPARE(RunFolder::create(path(), named("a")).path().filename(), fs::path("a"));
    QCOMPARE(RunFolder::create(path(), named("a")).path().filename(), fs::path("a-2"));
    std::ofstream(path("a-3")) << "a file in the way";
    QCOMPARE(RunFolder::create(path(), named("a")).path().filename(), fs::path("a-4"));
    QCOMPARE(readFile(path("a-3")), std::string("a file in the way"));
}

void TestRunFolder::aNameCannotLeaveTheParent() {
    for (const auto& name : {std::string("../../evil"), std::string("/tmp/evil"), std::string(".."), std::string("."),
                             std::string(), std::string("a\nb"), std::string(5000, 'x')}) {
        const auto run = RunFolder::create(path("runs"), named(name.empty() ? "x" : name));
        QCOMPARE(fs::canonical(run.path()).parent_path(), fs::canonical(path("runs")));
        QVERIFY(fs::exists(run.path() / "manifest.json"));
    }
    const std::string accents = std::string(99, 'x') + "éé"; // the limit falls into a character
    const auto file = RunFolder::create(path("runs"), named(accents)).path().filename().string();
    QVERIFY(!QString::fromStdString(file).contains(QChar::ReplacementCharacter));
}

void TestRunFolder::aParentThatCannotBeMadeThrows() {
    std::ofstream(path("file")) << "x";
    const auto error = errorOf([&] { RunFolder::create(path("file/runs"), named("a")); });
    QVERIFY2(contains(error, "file/runs"), error.c_str());
}

void TestRunFolder::whatIsAppendedIsRead() {
    auto run = RunFolder::create(path(), named("a"));
    std::vector<std::string> lines;
    for (const auto& body : sampleBodies()) {
        run.append({static_cast<double>(lines.size()), body});
        lines.push_back(toJsonLine({static_cast<double>(lines.size()), body}));
    }
    const auto check = [&](const RunFolder& folder) {
        const auto events = folder.events();
        QCOMPARE(events.size(), lines.size());
        for (std::size_t i = 0; i < lines.size(); ++i)
            QCOMPARE(toJsonLine(events[i]), lines[i]);
    };
    check(run);
    check(RunFolder::open(run.path(), OpenMode::read));
}

void TestRunFolder::unknownKindsArePassedOver() {
    auto run = RunFolder::create(path(), named("a"));
    run.append({1, Message{"info", "one"}});
    std::ofstream(run.path() / "events.jsonl", std::ios::app) << R"({"kind":"of_the_future","time":2})"
                                                              << "\n";
    const auto file = run.path();
    { const auto closed = std::move(run); }
    auto again = RunFolder::open(file, OpenMode::write);
    again.append({3, Message{"info", "two"}});
    QCOMPARE(again.events().size(), std::size_t{2});
    QVERIFY(contains(readFile(file / "events.jsonl"), "of_the_future")); // and kept
}

void TestRunFolder::aCorruptLineInTheMiddleIsNamed() {
    auto run = RunFolder::create(path(), named("a"));
    run.append({1, Message{"info", "one"}});
    std::ofstream(run.path() / "events.jsonl", std::ios::app) << "{\"kind\":\n{\"kind\":\"message\"}\n";
    const auto error = errorOf([&] { run.events(); });
    QVERIFY2(contains(error, "events.jsonl") && contains(error, "line 2"), error.c_str());
}

void TestRunFolder::aFolderThatIsNoRunIsRefused() {
    fs::create_directory(path("plain"));
    for (const auto mode : {OpenMode::read, OpenMode::write}) {
        auto error = errorOf([&] { RunFolder::open(path("plain"), mode); });
        QVERIFY2(contains(error, "plain") && contains(error, "not the folder of a run"), error.c_str());
        error = errorOf([&] { RunFolder::open(path("none"), mode); });
        QVERIFY2(contains(error, "none"), error.c_str());
    }
    QVERIFY(fs::is_empty(path("plain")));
}

void TestRunFolder::aNewerFormatIsRefused() {
    const auto folder = RunFolder::create(path(), named("a")).path();
    const std::string manifest = R"({"format_version": 2, "seed": {"now": "an object"}})";
    writeFileAtomically(folder / "manifest.json", manifest);
    for (const auto mode : {OpenMode::read, OpenMode::write}) {
        const auto error = errorOf([&] { RunFolder::open(folder, mode); });
        QVERIFY2(contains(error, "newer version") && contains(error, "format 2"), error.c_str());
    }
    QCOMPARE(readFile(folder / "manifest.json"), manifest);
}

void TestRunFolder::aManifestThatIsNoJsonIsRefused() {
    const auto folder = RunFolder::create(path(), named("a")).path();
    for (const char* text : {"", "{", "[]", "{}", R"({"format_version":"1"})", R"({"format_version":1,"seed":"x"})"}) {
        writeFileAtomically(folder / "manifest.json", text);
        const auto error = errorOf([&] { RunFolder::open(folder, OpenMode::read); });
        QVERIFY2(contains(error, "manifest.json"), text);
    }
}

void TestRunFolder::theManifestKeepsWhatNewerVersionsAdded() {
    auto run = RunFolder::create(path(), named("a"));
    writeFileAtomically(run.path() / "manifest.json",
                        R"({"format_version":1,"seed":5,"notes":["n"],"colour":{"r":[1,2.5,null]},"mood":"calm"})");
    auto manifest = run.manifest();
    QCOMPARE(manifest.seed, std::uint64_t{5});
    QCOMPARE(manifest.other.size(), std::size_t{2});
    ++manifest.testReads;
    run.writeManifest(manifest);
    const auto again = run.manifest();
    QCOMPARE(again.testReads, std::int64_t{1});
    QCOMPARE(again.notes, std::vector<std::string>{"n"});
    QCOMPARE(again.other.at("colour"), std::string(R"({"r":[1,2.5,null]})"));
    QCOMPARE(again.other.at("mood"), std::string(R"("calm")"));
}

void TestRunFolder::aSecondWriterIsRefusedAndReadersAreNot() {
    auto run = std::make_unique<RunFolder>(RunFolder::create(path(), named("a")));
    const auto folder = run->path();
    const auto error = errorOf([&] { RunFolder::open(folder, OpenMode::write); });
    QVERIFY2(contains(error, "in use"), error.c_str());
    RunFolder::open(folder, OpenMode::read);
    run.reset();
    RunFolder::open(folder, OpenMode::write);
}

void TestRunFolder::aWriterInAnotherProcessIsRefused() {
    const auto run = RunFolder::create(path(), named("a"));
    const auto child = ::fork();
    if (child == 0) {
        const bool refused = contains(errorOf([&] { RunFolder::open(run.path(), OpenMode::write); }), "in use");
        ::_exit(refused ? 0 : 1);
    }
    int status = -1;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QCOMPARE(status, 0);
}

void TestRunFolder::aReaderCannotWrite() {
    const auto folder = RunFolder::create(path(), named("a")).path();
    auto run = RunFolder::open(folder, OpenMode::read);
    QVERIFY_THROWS_EXCEPTION(Error, run.append({1, Message{"info", "x"}}));
    QVERIFY_THROWS_EXCEPTION(Error, run.writeManifest({}));
    QVERIFY_THROWS_EXCEPTION(Error, run.writeCheckpoint("a", {"{}", {}}));
    QCOMPARE(readFile(folder / "events.jsonl"), std::string());
}

void TestRunFolder::theRunMovesWithItsFolder() {
    {
        auto run = RunFolder::create(path(), named("a"));
        run.append({1, Message{"info", "x"}});
        run.writeCheckpoint("c", {"{}", {{"p", "bytes"}}});
    }
    fs::rename(path("a"), path("elsewhere"));
    auto run = RunFolder::open(path("elsewhere"), OpenMode::write);
    QCOMPARE(run.events().size(), std::size_t{1});
    QCOMPARE(run.readCheckpoint("c")->parts.at("p"), std::string("bytes"));
}

void TestRunFolder::checkpointsAreReadBack() {
    auto run = RunFolder::create(path(), named("a"));
    const Checkpoint checkpoint{
        R"({"a": 1})", {{"network", std::string("\0\n\xff", 3)}, {"empty", ""}, {"large", std::string(3000000, 'z')}}};
    run.writeCheckpoint("search", checkpoint);
    run.writeCheckpoint("round-1", {"", {}});
    const auto back = run.readCheckpoint("search");
    QVERIFY(back.has_value());
    QCOMPARE(back->json, checkpoint.json);
    QVERIFY(back->parts == checkpoint.parts);
    QVERIFY(run.readCheckpoint("round-1")->parts.empty());
    run.writeCheckpoint("search", {"2", {}});
    QCOMPARE(run.readCheckpoint("search")->json, std::string("2"));
    QVERIFY(run.readCheckpoint("search")->parts.empty());
}

void TestRunFolder::aMissingCheckpointIsNone() {
    const auto run = RunFolder::create(path(), named("a"));
    QVERIFY(!run.readCheckpoint("search").has_value());
}

void TestRunFolder::checkpointNamesCannotLeaveTheFolder() {
    auto run = RunFolder::create(path(), named("a"));
    for (const char* name : {"", "../x", "a/b", ".", "..", ".hidden"}) {
        QVERIFY_THROWS_EXCEPTION(Error, run.writeCheckpoint(name, {"", {}}));
        QVERIFY_THROWS_EXCEPTION(Error, run.readCheckpoint(name));
        QVERIFY_THROWS_EXCEPTION(Error, run.artefactPath(name));
    }
    QCOMPARE(run.artefactPath("pruned.safetensors"), run.path() / "artefacts" / "pruned.safetensors");
}

void TestRunFolder::aTornCheckpointFallsBackToTheOneBefore() {
    auto run = RunFolder::create(path(), named("a"));
    run.writeCheckpoint("c", {"1", {{"p", "first"}}});
    run.writeCheckpoint("c", {"2", {{"p", "second"}}});
    const auto file = run.path() / "checkpoints" / "c.checkpoint";
    const auto whole = readFile(file);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        std::ofstream(file, std::ios::binary) << whole.substr(0, size);
        const auto back = run.readCheckpoint("c");
        QVERIFY(back.has_value());
        QCOMPARE(back->parts.at("p"), std::string("first"));
    }
    std::ofstream(file, std::ios::binary) << whole << "x";
    QCOMPARE(run.readCheckpoint("c")->json, std::string("1"));
    fs::remove(file); // a crash between the two renames
    QCOMPARE(run.readCheckpoint("c")->json, std::string("1"));
    std::ofstream(file, std::ios::binary) << whole;
    QCOMPARE(run.readCheckpoint("c")->json, std::string("2"));
}

void TestRunFolder::aTornCheckpointDoesNotPushOutTheSoundOne() {
    const auto folder = [&] {
        auto run = RunFolder::create(path(), named("a"));
        run.writeCheckpoint("c", {"1", {}});
        run.writeCheckpoint("c", {"2", {}});
        return run.path();
    }();
    const auto file = folder / "checkpoints" / "c.checkpoint";
    fs::resize_file(file, fs::file_size(file) - 1);
    auto run = RunFolder::open(folder, OpenMode::write);
    run.writeCheckpoint("c", {"3", {}});
    QCOMPARE(run.readCheckpoint("c")->json, std::string("3"));
    fs::resize_file(file, fs::file_size(file) - 1);
    QCOMPARE(run.readCheckpoint("c")->json, std::string("1"));
}

void TestRunFolder::everyChangedByteOfACheckpointIsNoticed() {
    auto run = RunFolder::create(path(), named("a"));
    run.writeCheckpoint("c", {"json", {{"p", "the bytes of a part"}, {"q", "more"}}});
    const auto file = run.path() / "checkpoints" / "c.checkpoint";
    const auto whole = readFile(file);
    for (std::size_t i = 0; i < whole.size(); ++i) {
        auto changed = whole;
        changed[i] = static_cast<char>(changed[i] ^ 0x20);
        std::ofstream(file, std::ios::binary) << changed;
        QVERIFY2(!run.readCheckpoint("c").has_value(), std::to_string(i).c_str());
    }
}

QTEST_GUILESS_MAIN(TestRunFolder)
#include "tst_run_folder.moc"
