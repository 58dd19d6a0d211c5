// SPDX-License-Identifier: GPL-3.0-only
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>

#include "core/base/error.h"
#include "core/race/axis.h"
#include "core/race/chart.h"
#include "core/race/text.h"
#include "sample_laps.h"

using namespace bubblenet::race;
using samples::laps;
using samples::together;

namespace {

struct Picture {
    QString error;
    QStringList texts;
    std::set<QString> elements;
    QStringList strokes; ///< of what is drawn as a line with a title: the curves
    QStringList numbers; ///< of all paths
};

Picture read(const std::string& svg) {
    Picture picture;
    QXmlStreamReader xml(QByteArray::fromStdString(svg));
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        picture.elements.insert(xml.name().toString());
        if (xml.name() == QLatin1String("text"))
            picture.texts.append(xml.readElementText());
        if (xml.name() == QLatin1String("path") && xml.attributes().value("stroke-width") == QLatin1String("2"))
            picture.strokes.append(xml.attributes().value("stroke").toString() + " " +
                                   xml.attributes().value("stroke-dasharray").toString());
        if (xml.name() == QLatin1String("path"))
            picture.numbers.append(xml.attributes().value("d").toString());
    }
    picture.error = xml.errorString();
    return picture;
}

std::vector<std::string> labelsOf(const Axis& axis) {
    std::vector<std::string> labels;
    for (const Tick& tick : axis.ticks)
        labels.push_back(tick.label);
    return labels;
}

} // namespace

class TestChart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isWellFormedAndNamesEverything();
    void namesCannotBecomeMarkup();
    void noMethodLooksLikeAnother();
    void methodKeepsItsColourWhereAnotherIsMissing();
    void numbersOutOfBoundsGiveNoBrokenPath();
    void oneEvaluationIsVisible();
    void nothingFoundIsSaid();
    void linearTicksAreRound_data();
    void linearTicksAreRound();
    void logarithmicTicksArePowersOfTen();
    void ticksLieWithinTheAxisAtAnySize();
    void longNamesAreShortenedByCharacters();
};

void TestChart::isWellFormedAndNamesEverything() {
    const Picture picture =
        read(chartSvg(together({laps("one problem", "whale", {1, 2, 3}), laps("another", "random", {2, 3})})));
    QVERIFY2(picture.error.isEmpty(), qPrintable(picture.error));
    for (const char* text : {"one problem", "another", "whale", "random", "validation error, %", "evaluations",
                             "Targets reached, all problems", "100"})
        QVERIFY2(picture.texts.contains(text), text);
}

void TestChart::namesCannotBecomeMarkup() {
    const std::string evil = "</text><script>alert(\"1\")</script><image href='http://x'/>&amp;";
    auto all = laps("p" + evil, "m" + evil, {1, 2});
    for (Lap& lap : all)
        lap.objectiveLabel = evil;
    const Picture picture = read(chartSvg(all));
    QVERIFY2(picture.error.isEmpty(), qPrintable(picture.error));
    QCOMPARE(picture.elements, (std::set<QString>{"svg", "title", "rect", "clipPath", "g", "text", "path"}));
    QVERIFY(!picture.texts.filter("</text><script>").isEmpty());
}

void TestChart::noMethodLooksLikeAnother() {
    std::vector<Lap> all;
    for (int method = 0; method < 28; ++method)
        all = together({all, laps("p", "m" + std::to_string(method), {1.0 + method})});
    const Picture picture = read(chartSvg(all));
    QCOMPARE(picture.strokes.size(), 3 * 28); // in the legend, the problem's panel and that of the targets
    QCOMPARE(std::set<QString>(picture.strokes.begin(), picture.strokes.end()).size(), std::size_t{28});
}

void TestChart::methodKeepsItsColourWhereAnotherIsMissing() {
    const Picture picture = read(chartSvg(together({laps("p", "a", {1}), laps("p", "b", {2}), laps("q", "b", {1})})));
    // The legend's a and b, p's a and b, q's b, the targets' a and b.
    QCOMPARE(picture.strokes.size(), 7);
    QCOMPARE(picture.strokes[4], picture.strokes[1]);
    QVERIFY(picture.strokes[0] != picture.strokes[1]);
}

void TestChart::numbersOutOfBoundsGiveNoBrokenPath() {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    for (const double value : {kInfinity, -kInfinity, 1.7e308, -1.7e308, 1e300, 5e-324, 0.0}) {
        auto all = laps("p", "a", {1, 2, 3});
        all[0].best = {{1, kInfinity}, {2, 1.7e308}, {50, value}};
        if (value >= 1.7e308)
            all[0].best = {{50, value}};
        const Picture picture = read(chartSvg(all));
        QVERIFY2(picture.error.isEmpty(), qPrintable(picture.error));
        for (const QString& path : picture.numbers)
            QVERIFY2(QRegularExpression("^[MLHVZh0-9. -]+$").match(path).hasMatch(), qPrintable(path));
    }
}

void TestChart::oneEvaluationIsVisible() {
    auto all = laps("p", "a", {1});
    all[0].evaluations = 1;
    all[0].uniqueEvaluations = 1;
    all[0].best = {{1, 5}};
    const Picture picture = read(chartSvg(all));
    QVERIFY(picture.elements.contains("circle"));
}

void TestChart::nothingFoundIsSaid() {
    auto all = laps("p", "a", {1});
    all[0].best.clear();
    QVERIFY(read(chartSvg(all)).texts.contains("no evaluation found anything"));
    QVERIFY_EXCEPTION_THROWN(chartSvg({}), bubblenet::Error);
}

void TestChart::linearTicksAreRound_data() {
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<QString>("labels");
    QTest::newRow("percent") << 0.0 << 100.0 << "0 20 40 60 80 100";
    QTest::newRow("errors") << 8.43 << 12.1 << "8.5 9.0 9.5 10.0 10.5 11.0 11.5 12.0";
    QTest::newRow("below and above 0") << -1.2 << 1.1 << "-1.0 -0.5 0.0 0.5 1.0";
    QTest::newRow("small") << 0.00101 << 0.00109
                           << "0.00101 0.00102 0.00103 0.00104 0.00105 0.00106 0.00107 0.00108 0.00109";
    QTest::newRow("large") << 0.0 << 3e8 << "0 5e+07 1e+08 1.5e+08 2e+08 2.5e+08 3e+08";
}

void TestChart::linearTicksAreRound() {
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(QString, labels);
    QStringList found;
    for (const std::string& label : labelsOf(linearAxis(low, high)))
        found.append(QString::fromStdString(label));
    QCOMPARE(found.join(' '), labels);
}

void TestChart::logarithmicTicksArePowersOfTen() {
    const Axis axis = logarithmicAxis(0.002, 300);
    QCOMPARE(labelsOf(axis), (std::vector<std::string>{"0.01", "0.1", "1", "10", "100"}));
    QVERIFY(std::abs(axis.share(0.002)) < 1e-12);
    QVERIFY(std::abs(axis.share(300) - 1) < 1e-12);
    QVERIFY(std::abs(axis.share(std::sqrt(0.002 * 300)) - 0.5) < 1e-12);
}

void TestChart::ticksLieWithinTheAxisAtAnySize() {
    for (int exponent = -300; exponent <= 290; exponent += 10) {
        const double size = std::pow(10, exponent);
        for (const Axis& axis : {linearAxis(-size, 2.7 * size), linearAxis(size, size),
                                 paddedLinearAxis(size, 1.5 * size), logarithmicAxis(size, 1e9 * size)}) {
            QVERIFY(axis.ticks.size() >= 2 && axis.ticks.size() <= 10);
            for (const Tick& tick : axis.ticks)
                QVERIFY(axis.share(tick.value) > -1e-6 && axis.share(tick.value) < 1 + 1e-6);
            const auto labels = labelsOf(axis);
            QCOMPARE(std::set<std::string>(labels.begin(), labels.end()).size(), labels.size());
        }
    }
}

void TestChart::longNamesAreShortenedByCharacters() {
    QCOMPARE(shortened("鲸鱼优化算法", 4), std::string("鲸鱼优…"));
    QCOMPARE(shortened("whale", 5), std::string("whale"));
    std::string name;
    for (int i = 0; i < 60; ++i)
        name += "鲸";
    const Picture picture = read(chartSvg(laps(name, name, {1, 2})));
    QVERIFY2(picture.error.isEmpty(), qPrintable(picture.error));
    QVERIFY(!picture.texts.contains(QString::fromStdString(name)));
    QCOMPARE(picture.texts.filter(QString::fromUtf8("鲸…")).size(), 2);
}

QTEST_GUILESS_MAIN(TestChart)
#include "tst_chart.moc"
