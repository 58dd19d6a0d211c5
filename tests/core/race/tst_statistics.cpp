// SPDX-License-Identifier: GPL-3.0-only
// Against scipy and numpy (tests/reference/race), and by hand.
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/race/statistics.h"

using namespace bubblenet::race;
using Values = std::vector<double>;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// The lines "kind.case.part numbers…" of one kind, by case and part.
std::map<std::string, std::multimap<std::string, Values>> reference(const std::string& kind) {
    std::ifstream file(std::string(BUBBLENET_SOURCE_DIR) + "/tests/reference/race/reference.txt");
    std::map<std::string, std::multimap<std::string, Values>> cases;
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::string name;
        words >> name;
        const auto begin = name.find('.');
        const auto end = name.rfind('.');
        if (name.substr(0, begin) != kind)
            continue;
        Values values;
        for (std::string word; words >> word;)
            values.push_back(std::stod(word));
        cases[end == begin ? "" : name.substr(begin + 1, end - begin - 1)].emplace(name.substr(end + 1), values);
    }
    return cases;
}

bool isClose(double value, double expected) {
    return std::abs(value - expected) <= 1e-10 * std::max(1e-3, std::abs(expected));
}

bool areClose(const Values& values, const Values& expected) {
    return std::equal(values.begin(), values.end(), expected.begin(), expected.end(), isClose);
}

} // namespace

class TestStatistics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wilcoxonAgreesWithScipy_data();
    void wilcoxonAgreesWithScipy();
    void wilcoxonOfFiveCannotBeSignificant();
    void tiesDoNotMakeFiveSignificant();
    void wilcoxonIsSymmetric();
    void infinitePairsAreCompared();
    void equalSamplesDoNotDiffer();
    void unevenSamplesAreRefused();
    void holmByHand();
    void holmKeepsTheOrderOfItsArguments();
    void friedmanAgreesWithScipy_data();
    void friedmanAgreesWithScipy();
    void friedmanOfEqualMethodsIsOne();
    void friedmanRefusesIncompleteBlocks();
    void cliffsDeltaByHand();
    void sizeWordsChangeWhereRomanoSays();
    void quartilesAgreeWithNumpy_data();
    void quartilesAgreeWithNumpy();
    void quantilesWithInfinityAreNoNaN();
    void ranksAgreeWithScipy();
};

void TestStatistics::wilcoxonAgreesWithScipy_data() {
    QTest::addColumn<QString>("name");
    for (const auto& [name, parts] : reference("wilcoxon"))
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void TestStatistics::wilcoxonAgreesWithScipy() {
    QFETCH(QString, name);
    auto parts = reference("wilcoxon")[name.toStdString()];
    const Wilcoxon test = wilcoxon(parts.find("first")->second, parts.find("second")->second);
    const Values expected = parts.find("expected")->second;
    QCOMPARE(std::min(test.sumOfLower, test.sumOfHigher), expected[0]);
    QVERIFY2(isClose(test.probability, expected[1]), std::to_string(test.probability).c_str());
}

void TestStatistics::wilcoxonOfFiveCannotBeSignificant() {
    QCOMPARE(wilcoxon({1, 2, 3, 4, 5}, {2, 4, 6, 8, 10}).probability, 0.0625);
    QCOMPARE(smallestWilcoxonProbability(5), 0.0625);
    QCOMPARE(smallestWilcoxonProbability(6), 0.03125);
    QCOMPARE(smallestWilcoxonProbability(1), 1.0);
    QCOMPARE(smallestWilcoxonProbability(0), 1.0);
}

// The normal approximation would give 0.037.
void TestStatistics::tiesDoNotMakeFiveSignificant() {
    QCOMPARE(wilcoxon({1, 2, 3, 4, 5}, {2, 3, 4, 5, 6}).probability, 0.0625);
    QCOMPARE(wilcoxon({1, 2, 3, 4, 5, 7, 7}, {2, 3, 4, 5, 6, 7, 7}).probability, 0.0625);
}

void TestStatistics::wilcoxonIsSymmetric() {
    const Values a{9.1, 8.7, 9.9, 10.2, 8.8, 9.4};
    const Values b{9.5, 9.0, 9.8, 11.0, 9.9, 9.3};
    const Wilcoxon ab = wilcoxon(a, b);
    const Wilcoxon ba = wilcoxon(b, a);
    QCOMPARE(ab.probability, ba.probability);
    QCOMPARE(ab.sumOfLower, ba.sumOfHigher);
    QCOMPARE(ab.sumOfLower, 18.0); // by hand: all but the two smallest differences
    QCOMPARE(ab.sumOfLower + ab.sumOfHigher, 21.0);
}

void TestStatistics::infinitePairsAreCompared() {
    const Wilcoxon test = wilcoxon({1, 2, kInfinity, 4}, {kInfinity, kInfinity, kInfinity, 5});
    QCOMPARE(test.pairs, std::size_t{3});
    QCOMPARE(test.sumOfLower, 6.0);
    QCOMPARE(test.probability, 0.25);
}

void TestStatistics::equalSamplesDoNotDiffer() {
    const Wilcoxon test = wilcoxon({1, 2, 3}, {1, 2, 3});
    QCOMPARE(test.pairs, std::size_t{0});
    QCOMPARE(test.probability, 1.0);
}

void TestStatistics::unevenSamplesAreRefused() {
    QVERIFY_EXCEPTION_THROWN(wilcoxon({1, 2}, {1}), bubblenet::Error);
}

void TestStatistics::holmByHand() {
    // 0.01·4, 0.02·3, 0.03·2 and 0.04·1, of which the last two must not fall below the second.
    QVERIFY(areClose(holm({0.01, 0.02, 0.03, 0.04}), {0.04, 0.06, 0.06, 0.06}));
    QVERIFY(areClose(holm({0.6, 0.7}), {1, 1}));
    QVERIFY(areClose(holm({0.03}), {0.03}));
    QVERIFY(holm({}).empty());
}

void TestStatistics::holmKeepsTheOrderOfItsArguments() {
    QVERIFY(areClose(holm({0.5, 0.001, 0.02}), {0.5, 0.003, 0.04}));
}

void TestStatistics::friedmanAgreesWithScipy_data() {
    QTest::addColumn<QString>("name");
    for (const auto& [name, parts] : reference("friedman"))
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void TestStatistics::friedmanAgreesWithScipy() {
    QFETCH(QString, name);
    auto parts = reference("friedman")[name.toStdString()];
    std::vector<Values> blocks;
    for (auto [it, end] = parts.equal_range("block"); it != end; ++it)
        blocks.push_back(it->second);
    const Friedman test = friedman(blocks);
    QVERIFY(areClose({test.chiSquare, test.probability}, parts.find("expected")->second));
    QVERIFY(areClose(test.averageRanks, parts.find("ranks")->second));
}

void TestStatistics::friedmanOfEqualMethodsIsOne() {
    const Friedman test = friedman({{1, 1, 1}, {2, 2, 2}});
    QCOMPARE(test.probability, 1.0);
    QCOMPARE(test.averageRanks, (Values{2, 2, 2}));
}

void TestStatistics::friedmanRefusesIncompleteBlocks() {
    QVERIFY_EXCEPTION_THROWN(friedman({{1, 2, 3}, {1, 2}}), bubblenet::Error);
    QVERIFY_EXCEPTION_THROWN(friedman({{1, 2, 3}}), bubblenet::Error);
    QVERIFY_EXCEPTION_THROWN(friedman({{1}, {2}}), bubblenet::Error);
    QVERIFY_EXCEPTION_THROWN(friedman({}), bubblenet::Error);
}

void TestStatistics::cliffsDeltaByHand() {
    QCOMPARE(cliffsDelta({1, 2}, {3, 4}), -1.0);
    QCOMPARE(cliffsDelta({3, 4}, {1, 2}), 1.0);
    // Of six pairs 1<2 1<3 1<4 3>2 3=3 3<4: one is higher, four are lower.
    QCOMPARE(cliffsDelta({1, 3}, {2, 3, 4}), -0.5);
    QCOMPARE(cliffsDelta({kInfinity, 1}, {kInfinity, 1}), 0.0);
    QVERIFY_EXCEPTION_THROWN(cliffsDelta({}, {1}), bubblenet::Error);
}

void TestStatistics::sizeWordsChangeWhereRomanoSays() {
    QCOMPARE(sizeWord(0.146), std::string_view("negligible"));
    QCOMPARE(sizeWord(-0.147), std::string_view("small"));
    QCOMPARE(sizeWord(0.329), std::string_view("small"));
    QCOMPARE(sizeWord(0.33), std::string_view("medium"));
    QCOMPARE(sizeWord(-0.473), std::string_view("medium"));
    QCOMPARE(sizeWord(0.474), std::string_view("large"));
}

void TestStatistics::quartilesAgreeWithNumpy_data() {
    QTest::addColumn<QString>("name");
    for (const auto& [name, parts] : reference("quartiles"))
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void TestStatistics::quartilesAgreeWithNumpy() {
    QFETCH(QString, name);
    auto parts = reference("quartiles")[name.toStdString()];
    const Quartiles found = quartiles(parts.find("values")->second);
    QVERIFY(areClose({found.lower, found.median, found.upper}, parts.find("expected")->second));
}

void TestStatistics::quantilesWithInfinityAreNoNaN() {
    QCOMPARE(quantile({kInfinity, kInfinity}, 0.5), kInfinity);
    QCOMPARE(quantile({1, kInfinity}, 0.5), kInfinity);
    QCOMPARE(quantile({1, kInfinity}, 0), 1.0);
    QCOMPARE(quantile({-kInfinity, 3}, 0.5), 3.0);
    QCOMPARE(quantile({1, 2, kInfinity}, 0.5), 2.0);
    QVERIFY_EXCEPTION_THROWN(quantile({}, 0.5), bubblenet::Error);
}

void TestStatistics::ranksAgreeWithScipy() {
    auto parts = reference("ranks")[""];
    QCOMPARE(averageRanks(parts.find("values")->second), parts.find("expected")->second);
}

QTEST_GUILESS_MAIN(TestStatistics)
#include "tst_statistics.moc"
