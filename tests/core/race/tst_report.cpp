// SPDX-License-Identifier: GPL-3.0-only
#include <QRegularExpression>
#include <QtTest>

#include <cmath>
#include <limits>
#include <set>
#include <string>

#include "core/race/report.h"
#include "core/race/text.h"
#include "sample_laps.h"
#include "tests/support/markup.h"

using namespace bubblenet::race;
using bubblenet::test::Page;
using bubblenet::test::readPage;
using samples::laps;
using samples::together;

namespace {

std::vector<Lap> sampleRace() {
    std::vector<Lap> all;
    for (const std::string problem : {"small", "large"})
        all = together({all, laps(problem, "whale", {1, 2, 3, 4, 5, 6, 7}),
                        laps(problem, "random", {11, 12, 13, 14, 15, 16, 17}),
                        laps(problem, "pso", {4, 4, 4, 4, 4, 4, 4})});
    all[0].figures = {{"test accuracy, %", 91.5}};
    return all;
}

} // namespace

class TestReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theVerdictComesFirst();
    void tablesSettingsAndChartAreThere();
    void namesAndSettingsCannotBecomeMarkup();
    void nothingIsFetched();
    void whoChoseTheFavouriteIsSaid();
    void emptyPartsAreLeftOut();
    void textIsEscaped();
    void numbersAreShort();
};

void TestReport::theVerdictComesFirst() {
    const auto race = judge(sampleRace(), "whale");
    const QString words = readPage(reportHtml(sampleRace(), race, {})).words;
    const auto verdict = words.indexOf(QString::fromStdString(race.verdict));
    QVERIFY(verdict > 0);
    QVERIFY(verdict < words.indexOf("Results|"));
}

void TestReport::tablesSettingsAndChartAreThere() {
    const Page page = readPage(reportHtml(sampleRace(), judge(sampleRace(), "whale"), {{"population", "20"}}));
    QVERIFY2(page.error.isEmpty(), qPrintable(page.error));
    for (const char* words :
         {"small|", "large|", "whale|7|4|2.500 to 5.500|1|4|90|10|2.500|91.50|", "random|7|7|0|0|0.0156|",
          "whale against|", "Ranks over the problems|", "population|20|", "How to read this|"})
        QVERIFY2(page.words.contains(words), words);
    QVERIFY(page.elements.count("svg") == 1);
}

void TestReport::namesAndSettingsCannotBecomeMarkup() {
    const std::string evil = "</td><script>alert(1)</script><img src=\"x\" onerror='y'>&lt;";
    auto all = together(
        {laps("p" + evil, "m" + evil, {1, 2}), laps("p" + evil, "n" + evil, {1, 2}), laps("q", "n" + evil, {1})});
    for (Lap& lap : all) {
        lap.objectiveLabel = "label" + evil;
        lap.figures = {{"figure" + evil, 1}};
    }
    const Page page =
        readPage(reportHtml(all, judge(all), {{"setting" + evil, "value" + evil}, {"bytes", "\xff\x01<"}}));
    QVERIFY2(page.error.isEmpty(), qPrintable(page.error));
    const Page harmless = readPage(reportHtml(sampleRace(), judge(sampleRace()), {{"a", "b"}}));
    for (const QString& element : page.elements)
        QVERIFY2(harmless.elements.count(element) == 1 || element == "wbr", qPrintable(element)); // in long names
    for (const char* what : {"p", "m", "n", "label", "figure", "setting", "value"})
        QVERIFY2(page.words.contains(QString::fromStdString(what + evil)), what);
}

void TestReport::nothingIsFetched() {
    const std::string html = reportHtml(sampleRace(), judge(sampleRace()), {});
    const QRegularExpression reference("\\b(src|href)=|@import|url\\((?!#)");
    const auto match = reference.match(QString::fromStdString(html));
    QVERIFY2(!match.hasMatch(), qPrintable(match.captured()));
    QVERIFY(html.find("default-src 'none'") != std::string::npos);
    QVERIFY(html.find("prefers-color-scheme: dark") != std::string::npos);
}

void TestReport::whoChoseTheFavouriteIsSaid() {
    const QString named = readPage(reportHtml(sampleRace(), judge(sampleRace(), "whale"), {})).words;
    QVERIFY(named.contains("comparisons, 4: whale, named beforehand"));
    const QString chosen = readPage(reportHtml(sampleRace(), judge(sampleRace()), {})).words;
    QVERIFY(chosen.contains(
        "comparisons, 6: all pairs of methods on each problem, because whale was chosen after the race"));
}

void TestReport::emptyPartsAreLeftOut() {
    const auto alone = laps("p", "whale", {1, 2});
    const Page page = readPage(reportHtml(alone, judge(alone), {}));
    QVERIFY2(page.error.isEmpty(), qPrintable(page.error));
    for (const char* words : {"against|", "Settings|", "Ranks over"})
        QVERIFY2(!page.words.contains(words), words);
}

void TestReport::textIsEscaped() {
    QCOMPARE(escaped("a<b>&\"'"), std::string("a&lt;b&gt;&amp;&quot;&#39;"));
    QCOMPARE(escaped("鲸 é"), std::string("鲸 é"));
    const std::string replacement = "\xEF\xBF\xBD";
    QCOMPARE(escaped("\x01"), replacement);
    QCOMPARE(escaped("a\xff\xe9"), "a" + replacement + replacement);
    QCOMPARE(escaped("\xc0\xbc"), replacement + replacement); // '<' in a longer form than needed
    QCOMPARE(escaped(std::string_view("\0<", 2)), replacement + "&lt;");
}

void TestReport::numbersAreShort() {
    QCOMPARE(numberText(8.7664), std::string("8.766"));
    QCOMPARE(numberText(9.53), std::string("9.530"));
    QCOMPARE(numberText(-123.456), std::string("-123.5"));
    QCOMPARE(numberText(0.012344), std::string("0.01234"));
    QCOMPARE(numberText(12345.6), std::string("12346"));
    QCOMPARE(numberText(300), std::string("300"));
    QCOMPARE(numberText(0), std::string("0"));
    QCOMPARE(numberText(1.25e-5), std::string("1.25e-05"));
    QCOMPARE(numberText(1e12), std::string("1e+12"));
    QCOMPARE(numberText(std::numeric_limits<double>::infinity()), std::string("none"));
    QCOMPARE(probabilityText(0.0499), std::string("p = 0.0499"));
    QCOMPARE(probabilityText(0.0009), std::string("p < 0.001"));
    QCOMPARE(listText({"a", "b", "c"}), std::string("a, b and c"));
}

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
