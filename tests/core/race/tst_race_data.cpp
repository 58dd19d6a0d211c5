// SPDX-License-Identifier: GPL-3.0-only
#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <limits>
#include <string>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/rng.h"
#include "core/race/race_data.h"
#include "sample_laps.h"

using namespace bubblenet::race;
using bubblenet::Error;
using samples::lap;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
const std::vector<std::string> kFigures{"test accuracy, %", "size \"B\""};

std::vector<Lap> awkwardLaps() {
    std::vector<Lap> laps{lap("a, \"quoted\" problem", "whale", 1, 1.0 / 3), lap("p", "随机", 0, 5e-324),
                          lap("p", "whale", ~std::uint64_t{0}, 0.1), lap("p", "nothing", 3, 1)};
    laps[0].figures = {{kFigures[0], 91.2}, {kFigures[1], kInfinity}};
    laps[1].best = {{1, kInfinity}, {2, 1.7976931348623157e308}, {3, -0.1}, {100, -kInfinity}};
    laps[2].figures = {{kFigures[1], -0.0}};
    laps[3].best.clear();
    return laps;
}

std::string csvOf(const std::vector<Lap>& laps) {
    std::string text = csvHeader(kFigures);
    for (const Lap& lap : laps)
        text += csvRows(lap, kFigures);
    return text;
}

std::string errorOf(const std::string& text) {
    try {
        lapsFromCsv(text);
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

const std::string kHeader = "problem,method,seed,evaluation,objective,unique_evaluations,seconds,objective_label\n";

} // namespace

class TestRaceData : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsAreThese();
    void lapsComeBackExactly();
    void everyCutGivesTheLapsBeforeIt();
    void brokenTextIsRefused_data();
    void brokenTextIsRefused();
    void errorsNameTheLine();
    void damagedBytesNeverGiveMoreThanAnError();
    void lapsThatNoRaceGivesAreRefused();
    void twoLapsThatDoNotGoTogetherAreRefused();
    void figuresWithoutAColumnAreRefused();
    void aFileIsResumed();
    void aLapThatWasCutOffIsTakenAway();
    void foreignFilesAreLeftAlone();
    void otherFiguresAreRefused();
    void aRefusedLapIsNotWritten();
};

void TestRaceData::rowsAreThese() {
    const std::string text = csvHeader({"test accuracy"}) + csvRows(lap("p, q", "whale", 7, 9.1), {"test accuracy"});
    QCOMPARE(text, std::string("problem,method,seed,evaluation,objective,unique_evaluations,seconds,objective_label,"
                               "test accuracy\n"
                               "\"p, q\",whale,7,1,10.1,,,,\n"
                               "\"p, q\",whale,7,40,9.1,,,,\n"
                               "\"p, q\",whale,7,100,9.1,90,2.5,\"validation error, %\",\n"));
}

void TestRaceData::lapsComeBackExactly() {
    const std::string text = csvOf(awkwardLaps());
    const LapRecord record = lapsFromCsv(text);
    QVERIFY(record.laps == awkwardLaps());
    QCOMPARE(record.figureNames, kFigures);
    QCOMPARE(record.completeBytes, text.size());
    QVERIFY(lapsFromCsv(csvHeader(kFigures)).laps.empty());
}

void TestRaceData::everyCutGivesTheLapsBeforeIt() {
    const std::vector<Lap> laps = awkwardLaps();
    const std::string text = csvOf(laps);
    std::vector<std::size_t> ends{csvHeader(kFigures).size()};
    for (const Lap& lap : laps)
        ends.push_back(ends.back() + csvRows(lap, kFigures).size());
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        const LapRecord record = lapsFromCsv(std::string_view(text).substr(0, cut));
        std::size_t complete = 0;
        while (complete < laps.size() && ends[complete + 1] <= cut)
            ++complete;
        QVERIFY(record.laps == std::vector<Lap>(laps.begin(), laps.begin() + static_cast<std::ptrdiff_t>(complete)));
        QCOMPARE(record.completeBytes, cut < ends[0] ? 0 : ends[complete]);
    }
}

void TestRaceData::brokenTextIsRefused_data() {
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const std::string& text) {
        QTest::newRow(name) << QString::fromStdString(text);
    };
    row("another file", "time,loss\n1,2\n");
    row("another file without a line end", "something else");
    row("a figure twice", kHeader.substr(0, kHeader.size() - 1) + ",a,a\n");
    row("a figure without a name", kHeader.substr(0, kHeader.size() - 1) + ",\np,m,1,9,inf,9,1,e,5\n");
    const auto after = [&](const char* name, const std::string& rows) { row(name, kHeader + rows); };
    after("too few fields", "p,m,1,9\n");
    after("too many fields", "p,m,1,9,inf,9,1,e,\n");
    after("an empty line", "\n");
    after("no number", "p,m,1,9,x,9,1,e\n");
    after("NaN", "p,m,1,1,nan,,,\np,m,1,9,nan,9,1,e\n");
    after("a number with more after it", "p,m,1,9,1 ,9,1,e\n");
    after("a number too large", "p,m,1,1,1e999,,,\n");
    after("a negative seed", "p,m,-1,9,inf,9,1,e\n");
    after("a seed too large", "p,m,18446744073709551616,9,inf,9,1,e\n");
    after("half a last row", "p,m,1,9,inf,,1,e\n");
    after("a label where none belongs", "p,m,1,1,5,,,e\n");
    after("a lap without a last row", "p,m,1,1,5,,,\np,m,2,9,inf,9,1,e\n");
    after("a last row of another objective", "p,m,1,1,5,,,\np,m,1,9,4,9,1,e\n");
    after("evaluations that fall", "p,m,1,2,5,,,\np,m,1,1,4,,,\np,m,1,9,4,9,1,e\n");
    after("a best that gets worse", "p,m,1,1,4,,,\np,m,1,2,5,,,\np,m,1,9,5,9,1,e\n");
    after("a best after the end", "p,m,1,10,5,,,\np,m,1,9,5,9,1,e\n");
    after("more unique ones than all", "p,m,1,9,inf,10,1,e\n");
    after("no evaluation", "p,m,1,0,inf,0,1,e\n");
    after("absurdly many evaluations", "p,m,1,9223372036854775807,inf,9,1,e\n");
    after("negative seconds", "p,m,1,9,inf,9,-1,e\n");
    after("no problem", ",m,1,9,inf,9,1,e\n");
    after("no label", "p,m,1,9,inf,9,1,\n");
    after("a control character", "p\x1b[31m,m,1,9,inf,9,1,e\n");
    after("a name too long", std::string(201, 'p') + ",m,1,9,inf,9,1,e\n");
    after("a quotation mark in a word", "p\"q,m,1,9,inf,9,1,e\n");
    after("a quotation mark that is not closed", "\"p,m,1,9,inf,9,1,e\n");
    after("words after a quotation", "\"p\"q,m,1,9,inf,9,1,e\n");
    after("the same lap twice", "p,m,1,9,inf,9,1,e\np,m,1,9,inf,9,1,e\n");
    after("two labels", "p,m,1,9,inf,9,1,e\np,m,2,9,inf,9,1,f\n");
    after("two budgets", "p,m,1,9,inf,9,1,e\np,m,2,8,inf,8,1,e\n");
}

void TestRaceData::brokenTextIsRefused() {
    QFETCH(QString, text);
    QVERIFY(!errorOf(text.toStdString()).empty());
    QVERIFY(errorOf(text.toStdString()).size() < 600);
}

void TestRaceData::errorsNameTheLine() {
    const std::string error = errorOf(csvOf({lap("p", "m", 1, 5)}) + "p,m,x,1,5,,,,,\n");
    QVERIFY2(error.find("line 5") != std::string::npos && error.find("'x'") != std::string::npos, error.c_str());
}

void TestRaceData::damagedBytesNeverGiveMoreThanAnError() {
    const std::string text = csvOf(awkwardLaps());
    bubblenet::Rng rng(3);
    int refused = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string damaged = text;
        for (std::uint64_t n = 1 + rng.below(3); n > 0; --n) {
            const auto place = rng.below(damaged.size());
            if (rng.below(2) == 0)
                damaged[place] = static_cast<char>(rng.below(256));
            else
                damaged.erase(place, rng.below(20));
        }
        try {
            checkLaps(lapsFromCsv(damaged).laps);
        } catch (const Error&) {
            ++refused;
        }
    }
    QVERIFY(refused > 10000);
}

void TestRaceData::lapsThatNoRaceGivesAreRefused() {
    const auto refuses = [](auto change) {
        Lap changed = lap("p", "m", 1, 5);
        checkLaps({changed});
        change(changed);
        try {
            checkLaps({changed});
        } catch (const Error&) {
            return true;
        }
        return false;
    };
    QVERIFY(refuses([](Lap& l) { l.method = ""; }));
    QVERIFY(refuses([](Lap& l) { l.method = "two\nlines"; }));
    QVERIFY(refuses([](Lap& l) { l.problem = "\xc0\xaf"; }));     // a longer form than needed
    QVERIFY(refuses([](Lap& l) { l.problem = "\xed\xa0\x80"; })); // half a surrogate
    QVERIFY(refuses([](Lap& l) { l.problem = "cut \xe9\xb2"; }));
    QVERIFY(refuses([](Lap& l) { l.objectiveLabel = "\xff"; }));
    QVERIFY(refuses([](Lap& l) { l.seconds = std::nan(""); }));
    QVERIFY(refuses([](Lap& l) { l.best[0].objective = std::nan(""); }));
    QVERIFY(refuses([](Lap& l) { l.best[1].objective = l.best[0].objective; }));
    QVERIFY(refuses([](Lap& l) { l.best[1].evaluation = 1; }));
    QVERIFY(refuses([](Lap& l) { l.best[0].evaluation = 0; }));
    QVERIFY(refuses([](Lap& l) { l.figures = {{"a", std::nan("")}}; }));
    QVERIFY(refuses([](Lap& l) { l.figures = {{"a", 1}, {"a", 1}}; }));
}

void TestRaceData::twoLapsThatDoNotGoTogetherAreRefused() {
    const Lap first = lap("p", "m", 1, 5);
    Lap second = lap("p", "m", 1, 4);
    QVERIFY_EXCEPTION_THROWN(checkLaps({first, second}), Error);
    second.seed = 2;
    checkLaps({first, second});
    second.evaluations = 101;
    QVERIFY_EXCEPTION_THROWN(checkLaps({first, second}), Error);
    second.problem = "q";
    checkLaps({first, second});
}

void TestRaceData::figuresWithoutAColumnAreRefused() {
    Lap one = lap("p", "m", 1, 5);
    one.figures = {{"a", 1}};
    QVERIFY_EXCEPTION_THROWN(csvRows(one, {"b"}), Error);
    QVERIFY_EXCEPTION_THROWN(csvHeader({"a", "a"}), Error);
    QVERIFY_EXCEPTION_THROWN(csvHeader({"seed"}), Error);
}

void TestRaceData::aFileIsResumed() {
    const QTemporaryDir folder;
    const std::string path = folder.filePath("laps.csv").toStdString();
    const std::vector<Lap> laps = awkwardLaps();
    LapFile(path, kFigures).append(laps[0]);
    {
        LapFile file(path, kFigures);
        QVERIFY(file.hasLap(laps[0].problem, laps[0].method, laps[0].seed));
        QVERIFY(!file.hasLap(laps[1].problem, laps[1].method, laps[1].seed));
        file.append(laps[1]);
        file.append(laps[2]);
        QCOMPARE(file.laps().size(), std::size_t{3});
    }
    QVERIFY(LapFile(path, kFigures).laps() == std::vector<Lap>(laps.begin(), laps.begin() + 3));
    QCOMPARE(bubblenet::readFile(path), csvOf({laps[0], laps[1], laps[2]}));
}

void TestRaceData::aLapThatWasCutOffIsTakenAway() {
    const QTemporaryDir folder;
    const std::string path = folder.filePath("laps.csv").toStdString();
    const std::vector<Lap> laps = awkwardLaps();
    const std::string whole = csvOf({laps[0]});
    for (const std::string& cut : {whole + csvRows(laps[1], kFigures).substr(0, 60), whole + "p", whole}) {
        std::ofstream(path, std::ios::binary) << cut;
        LapFile file(path, kFigures);
        QCOMPARE(bubblenet::readFile(path), whole);
        file.append(laps[1]);
        QVERIFY(LapFile(path, kFigures).laps() == std::vector<Lap>(laps.begin(), laps.begin() + 2));
    }
    std::ofstream(path, std::ios::binary) << "problem,meth";
    QVERIFY(LapFile(path, kFigures).laps().empty());
    QCOMPARE(bubblenet::readFile(path), csvHeader(kFigures));
}

void TestRaceData::foreignFilesAreLeftAlone() {
    const QTemporaryDir folder;
    const std::string path = folder.filePath("notes.txt").toStdString();
    for (const std::string text : {"my notes", "my notes\nmore", "\n"}) {
        std::ofstream(path, std::ios::binary) << text;
        QVERIFY_EXCEPTION_THROWN(LapFile(path, kFigures), Error);
        QCOMPARE(bubblenet::readFile(path), text);
    }
    QVERIFY_EXCEPTION_THROWN(LapFile(folder.path().toStdString(), kFigures), Error);
    QVERIFY_EXCEPTION_THROWN(LapFile(folder.filePath("no/such/laps.csv").toStdString(), kFigures), Error);
}

void TestRaceData::otherFiguresAreRefused() {
    const QTemporaryDir folder;
    const std::string path = folder.filePath("laps.csv").toStdString();
    LapFile(path, kFigures).append(awkwardLaps()[0]);
    QVERIFY_EXCEPTION_THROWN(LapFile(path, {}), Error);
    QCOMPARE(bubblenet::readFile(path), csvOf({awkwardLaps()[0]}));
}

void TestRaceData::aRefusedLapIsNotWritten() {
    const QTemporaryDir folder;
    const std::string path = folder.filePath("laps.csv").toStdString();
    LapFile file(path, {});
    file.append(lap("p", "m", 1, 5));
    QVERIFY_EXCEPTION_THROWN(file.append(lap("p", "m", 1, 4)), Error);
    QCOMPARE(file.laps().size(), std::size_t{1});
    QCOMPARE(LapFile(path, {}).laps().size(), std::size_t{1});
}

QTEST_GUILESS_MAIN(TestRaceData)
#include "tst_race_data.moc"
