// SPDX-License-Identifier: GPL-3.0-only
// Reading a record in parts while somebody appends to it, and telling whether somebody does.
#include <QtTest>

#include <fstream>
#include <sstream>
#include <sys/sysmacros.h>

#include "core/base/error.h"
#include "core/store/event_log.h"
#include "core/store/event_reader.h"
#include "core/store/folder_lock.h"

namespace fs = std::filesystem;
using namespace bubblenet;
using namespace bubblenet::store;

namespace {

Event stepNumber(int number) {
    return {static_cast<double>(number), StepDone{.phase = "train", .step = number}};
}

std::vector<std::int64_t> stepsOf(const std::vector<Event>& events) {
    std::vector<std::int64_t> steps;
    for (const auto& event : events)
        steps.push_back(std::get<StepDone>(event.body).step);
    return steps;
}

} // namespace

class TestEventReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatIsAppendedComesNext();
    void longRecordsKeepTheirOrder();
    void aLineWithoutItsEndIsNotThereYet();
    void aCorruptLineIsNamedByItsNumber();
    void aFileThatBecameShorterIsAnError();
    void anOutlineKeepsWhatASummaryNeeds();
    void aLockIsSeenWhileItIsHeld();
    void aLockOfAnotherDeviceIsAnother();

private:
    fs::path path() const { return fs::path(m_folder->path().toStdString()) / "events.jsonl"; }
    void appendText(const std::string& text) const { std::ofstream(path(), std::ios::app) << text; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestEventReader::whatIsAppendedComesNext() {
    EventLog log(path());
    EventReader reader(path());
    QVERIFY(reader.next().empty());
    QVERIFY(reader.isAtEnd());
    log.append(stepNumber(1));
    log.append(stepNumber(2));
    QCOMPARE(stepsOf(reader.next()), (std::vector<std::int64_t>{1, 2}));
    QVERIFY(!reader.isAtEnd());
    QVERIFY(reader.next().empty());
    log.append(stepNumber(3));
    QCOMPARE(stepsOf(reader.next()), (std::vector<std::int64_t>{3}));
}

void TestEventReader::longRecordsKeepTheirOrder() {
    constexpr int count = 30000; // several megabytes: several blocks, each read by several threads
    std::string text;
    for (int i = 0; i < count; ++i)
        text += toJsonLine(stepNumber(i)) + '\n';
    appendText(text);
    const auto steps = stepsOf(readEvents(path()));
    QCOMPARE(steps.size(), std::size_t{count});
    for (int i = 0; i < count; ++i)
        QCOMPARE(steps[static_cast<std::size_t>(i)], std::int64_t{i});
}

void TestEventReader::aLineWithoutItsEndIsNotThereYet() {
    const auto line = toJsonLine(stepNumber(7));
    appendText(line.substr(0, 10));
    EventReader reader(path());
    QVERIFY(reader.next().empty());
    QVERIFY(reader.isAtEnd());
    appendText(line.substr(10) + '\n');
    QCOMPARE(stepsOf(reader.next()), (std::vector<std::int64_t>{7}));
}

void TestEventReader::aCorruptLineIsNamedByItsNumber() {
    appendText(toJsonLine(stepNumber(1)) + "\n{\"kind\": \n");
    EventReader reader(path());
    for (int i = 0; i < 2; ++i) // whoever asks again hears of the same line
        try {
            reader.next();
            QFAIL("read all the same");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("line 2"), error.what());
        }
}

void TestEventReader::aFileThatBecameShorterIsAnError() {
    appendText(toJsonLine(stepNumber(1)) + '\n');
    EventReader reader(path());
    reader.next();
    fs::resize_file(path(), 0);
    QVERIFY_THROWS_EXCEPTION(Error, reader.next());
}

void TestEventReader::anOutlineKeepsWhatASummaryNeeds() {
    const std::string trap = "says \"kind\":\"step_done\" in its text";
    appendText(toJsonLine(stepNumber(1)) + '\n' + toJsonLine(stepNumber(2)) + '\n' +
               toJsonLine({3, IterationDone{.iteration = 1, .whales = {}}}) + '\n' +
               toJsonLine({4, Message{"info", trap}}) + '\n' + toJsonLine(stepNumber(5)) + '\n' +
               toJsonLine({6, CandidateDone{.position = {0.5}, .widths = {3}, .removedBlocks = {}}}) + '\n');
    EventReader reader(path(), Detail::outline);
    const auto events = reader.next();
    std::vector<double> times;
    for (const auto& event : events)
        times.push_back(event.time);
    QCOMPARE(times, (std::vector<double>{2, 4, 5, 6}));
    QCOMPARE(std::get<Message>(events[1].body).text, trap);
    QCOMPARE(reader.position(), static_cast<std::uint64_t>(fs::file_size(path())));
}

void TestEventReader::aLockIsSeenWhileItIsHeld() {
    const auto folder = path().parent_path();
    QVERIFY(!isLocked(folder));
    {
        const FolderLock lock(folder);
        QVERIFY(isLocked(folder));
    }
    QVERIFY(!isLocked(folder));
}

void TestEventReader::aLockOfAnotherDeviceIsAnother() {
    struct stat file {};
    file.st_ino = 1835;
    file.st_dev = makedev(0xfe, 1);
    const auto isHeldBy = [&](const char* line) {
        std::istringstream locks(line);
        return isHeld(locks, file);
    };
    QVERIFY(isHeldBy("1: POSIX  ADVISORY  WRITE 1 fe:01:1835 0 EOF\n2: FLOCK  ADVISORY  WRITE 708 fe:01:1835 0 EOF\n"));
    QVERIFY(!isHeldBy("1: FLOCK  ADVISORY  WRITE 708 fe:02:1835 0 EOF\n"));
    QVERIFY(!isHeldBy("1: FLOCK  ADVISORY  WRITE 708 fe:01:18350 0 EOF\n"));
    QVERIFY(!isHeldBy("1: POSIX  ADVISORY  WRITE 708 fe:01:1835 0 EOF\n"));
    QVERIFY(!isHeldBy("1: FLOCK\nnonsense\n"));
    file.st_dev = makedev(0, 0x25); // an overlay's files have another device than its locks
    QVERIFY(isHeldBy("1: FLOCK  ADVISORY  WRITE 708 00:24:1835 0 EOF\n"));
}

QTEST_GUILESS_MAIN(TestEventReader)
#include "tst_event_reader.moc"
