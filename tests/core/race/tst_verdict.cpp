// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <string>

#include "core/base/error.h"
#include "core/race/verdict.h"
#include "core/race/verdict_text.h"
#include "sample_laps.h"

using namespace bubblenet::race;
using samples::laps;
using samples::together;
using Values = std::vector<double>;

namespace {

const Values kLow{9.0, 9.1, 9.2, 9.3, 9.4, 9.5, 9.6, 9.7};
const Values kHigh{10.05, 10.16, 10.27, 10.38, 10.49, 10.5, 10.61, 10.72};

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// Eight seeds, in the first of which random is the lower by a little, and in the others whale by more and more.
std::vector<Lap> mixedRace() {
    Values b;
    for (std::size_t i = 0; i < kLow.size(); ++i)
        b.push_back(kLow[i] + (i == 0 ? -0.05 : 0.02 + 0.2 * static_cast<double>(i)));
    return together({laps("p", "whale", kLow), laps("p", "random", b)});
}

} // namespace

class TestVerdict : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aClearDifferenceIsStatedWithItsNumbers();
    void aWorseFavouriteIsCalledWorse();
    void noDifferenceIsNotCalledEqual();
    void fiveSeedsAreTooFew();
    void manyComparisonsNeedMoreSeeds();
    void holmTakesAllProblemsTogether();
    void allPairsCountWhereTheDataChose();
    void theBestByMedianRankIsTheFavourite();
    void seedsArePairedByNumber();
    void methodsWithoutACommonSeedAreNotCompared();
    void oneMethodAloneIsNotJudged();
    void tablesHoldTheNumbers();
    void rankingTakesCompleteProblemsOnly();
    void severalProblemsAreCounted();
    void manyRivalsAreNotAllNamed();
    void labelsHaveQuantityAndUnit();
    void unknownFavouritesAndEmptyRacesAreRefused();
};

void TestVerdict::aClearDifferenceIsStatedWithItsNumbers() {
    const RaceResult race = judge(mixedRace(), "whale");
    const Comparison& comparison = race.problems[0].comparisons[0];
    QVERIFY(comparison.outcome == Outcome::lower);
    QCOMPARE(comparison.lowerSeeds, std::size_t{7});
    QCOMPARE(comparison.probability, 2 * 2.0 / 256);    // the sums 0 and 1 of 256
    QCOMPARE(comparison.cliffsDelta, (13 - 51) / 64.0); // of 64 pairs 8 + 4 + 1 have whale's the higher
    QCOMPARE(
        race.verdict,
        std::string("whale found a lower validation error than random in 7 of 8 seeds (median 9.350 against 10.07 %); "
                    "the difference is significant (p = 0.0156, Holm) and large (Cliff's delta -0.59)."));
}

void TestVerdict::aWorseFavouriteIsCalledWorse() {
    const RaceResult race = judge(together({laps("p", "whale", kHigh), laps("p", "random", kLow)}), "whale");
    QVERIFY(race.problems[0].comparisons[0].outcome == Outcome::higher);
    QVERIFY2(contains(race.verdict, "whale found a higher validation error than random in 8 of 8 seeds (median 10.44 "
                                    "against 9.350 %)"),
             race.verdict.c_str());
    QVERIFY(contains(race.verdict, "large (Cliff's delta 1.00)"));
}

void TestVerdict::noDifferenceIsNotCalledEqual() {
    const Values turned(kLow.rbegin(), kLow.rend());
    const RaceResult race = judge(together({laps("p", "whale", kLow), laps("p", "random", turned)}), "whale");
    QVERIFY(race.problems[0].comparisons[0].outcome == Outcome::notShown);
    QCOMPARE(race.verdict, std::string("No difference between whale and random could be shown with 8 seeds (median "
                                       "9.350 against 9.350 %; p = 1, Holm)."));
}

void TestVerdict::fiveSeedsAreTooFew() {
    const RaceResult race =
        judge(together({laps("p", "whale", {1, 2, 3, 4, 5}), laps("p", "random", {11, 12, 13, 14, 15})}), "whale");
    QVERIFY(race.problems[0].comparisons[0].outcome == Outcome::tooFewSeeds);
    QCOMPARE(race.verdict,
             std::string("With 5 seeds no difference between whale and random could be shown, whatever its "
                         "size: p could not have fallen below 0.0625; 6 seeds are needed."));
}

// With 6 seeds p is at least 0.03125, and with two rivals, all of Holm's first steps, 0.0625.
void TestVerdict::manyComparisonsNeedMoreSeeds() {
    const Values six(kLow.begin(), kLow.begin() + 6);
    const Values above(kHigh.begin(), kHigh.begin() + 6);
    const auto two = together({laps("p", "whale", six), laps("p", "random", above)});
    QVERIFY(judge(two, "whale").problems[0].comparisons[0].outcome == Outcome::lower);
    const RaceResult three = judge(together({two, laps("p", "pso", above)}), "whale");
    QVERIFY(three.problems[0].comparisons[0].outcome == Outcome::tooFewSeeds);
    QVERIFY2(contains(three.verdict, "any of random and pso could be shown") &&
                 contains(three.verdict, "below 0.0625 (Holm, 2 comparisons); 7 seeds are needed"),
             three.verdict.c_str());
}

void TestVerdict::holmTakesAllProblemsTogether() {
    const auto one = together({laps("p", "whale", kLow), laps("p", "random", kHigh)});
    const auto other = together({laps("q", "whale", kLow), laps("q", "random", kHigh)});
    QCOMPARE(judge(one, "whale").problems[0].comparisons[0].correctedProbability, 0.0078125);
    const RaceResult both = judge(together({one, other}), "whale");
    QCOMPARE(both.correctedTogether, std::size_t{2});
    QCOMPARE(both.problems[1].comparisons[0].correctedProbability, 0.015625);
}

void TestVerdict::allPairsCountWhereTheDataChose() {
    const auto three = together({laps("p", "whale", kLow), laps("p", "random", kHigh), laps("p", "pso", kHigh)});
    QCOMPARE(judge(three, "whale").correctedTogether, std::size_t{2});
    const RaceResult chosen = judge(three);
    QCOMPARE(chosen.favourite, std::string("whale"));
    QVERIFY(chosen.favouriteChoice == FavouriteChoice::fromData);
    QCOMPARE(chosen.correctedTogether, std::size_t{3});
    QCOMPARE(chosen.problems[0].comparisons.size(), std::size_t{2});
    QCOMPARE(chosen.problems[0].comparisons[0].correctedProbability, 3 * 0.0078125);
}

void TestVerdict::theBestByMedianRankIsTheFavourite() {
    const auto race =
        together({laps("p", "random", {1, 2, 3}), laps("p", "whale", {2, 3, 4}), laps("p", "pso", {9, 9, 9}),
                  laps("q", "random", {7, 8, 9}), laps("q", "whale", {2, 3, 4}), laps("q", "pso", {5, 6, 7})});
    // Ranks: random 1 and 3, whale 2 and 1, pso 3 and 2.
    QCOMPARE(judge(race).favourite, std::string("whale"));
}

void TestVerdict::seedsArePairedByNumber() {
    auto whale = laps("p", "whale", {1, 2, 3});
    auto random = laps("p", "random", {10, 20, 30});
    random[0].seed = 3;
    random[2].seed = 9;
    const Comparison comparison = judge(together({whale, random}), "whale").problems[0].comparisons[0];
    QCOMPARE(comparison.seeds, std::size_t{2});
    QCOMPARE(comparison.rivalMedian, 15.0);
    QCOMPARE(comparison.favouriteMedian, 2.5);
}

void TestVerdict::methodsWithoutACommonSeedAreNotCompared() {
    auto random = laps("p", "random", {10});
    random[0].seed = 5;
    const RaceResult race = judge(together({laps("p", "whale", {1}), random}), "whale");
    QCOMPARE(race.verdict, std::string("whale has no seed in common with random, so that they cannot be compared."));
}

void TestVerdict::oneMethodAloneIsNotJudged() {
    QCOMPARE(judge(laps("p", "whale", kLow)).verdict,
             std::string("Only whale ran, so that there is nothing to compare it with."));
    const RaceResult two = judge(together({laps("p", "whale", kLow), laps("q", "random", kLow)}), "whale");
    QVERIFY(contains(two.verdict, "nothing to compare it with"));
    QVERIFY(contains(two.problems[1].verdict, "Only random ran"));
}

void TestVerdict::tablesHoldTheNumbers() {
    auto whale = laps("p", "whale", {3, 1, 2, 4});
    for (std::size_t i = 0; i < whale.size(); ++i) {
        whale[i].uniqueEvaluations = 60 + static_cast<std::int64_t>(i);
        whale[i].seconds = static_cast<double>(i);
    }
    whale[0].figures = {{"test accuracy", 90}};
    whale[2].figures = {{"test accuracy", 92}};
    const RaceResult race = judge(together({laps("p", "random", {5, 6, 7, 8}), whale}), "random");
    QCOMPARE(race.problems[0].methods[1].method, std::string("random"));
    const MethodSummary& summary = race.problems[0].methods[0]; // the better one comes first
    QCOMPARE(summary.method, std::string("whale"));
    QCOMPARE(summary.seeds, std::size_t{4});
    QCOMPARE(summary.objective.lower, 1.75);
    QCOMPARE(summary.objective.median, 2.5);
    QCOMPARE(summary.objective.upper, 3.25);
    QCOMPARE(summary.bestObjective, 1.0);
    QCOMPARE(summary.meanObjective, 2.5);
    QCOMPARE(summary.uniqueEvaluations, 61.5);
    QCOMPARE(summary.repeatedEvaluations, 38.5);
    QCOMPARE(summary.seconds, 1.5);
    QCOMPARE(summary.figures, (std::vector<Figure>{{"test accuracy", 91}}));
}

void TestVerdict::rankingTakesCompleteProblemsOnly() {
    std::vector<Lap> all;
    for (const std::string problem : {"p", "q", "r"})
        all = together({all, laps(problem, "a", {1}), laps(problem, "b", {2}), laps(problem, "c", {3})});
    all = together({all, laps("s", "a", {2}), laps("s", "b", {1})});
    const RaceResult race = judge(all, "a");
    QCOMPARE(race.friedmanProblems, std::size_t{3});
    QCOMPARE(race.friedman->averageRanks, (Values{1, 2, 3}));
    QCOMPARE(race.friedman->chiSquare, 6.0); // n (k − 1), the largest there is
    QVERIFY2(contains(race.verdict,
                      "average ranks over 3 problems differ significantly (Friedman, p = 0.0498): a 1.00, "
                      "b 2.00 and c 3.00."),
             race.verdict.c_str());
    QVERIFY(!judge(laps("p", "a", {1}), "a").friedman);
}

void TestVerdict::severalProblemsAreCounted() {
    const auto race = together({laps("p", "whale", kLow), laps("p", "random", kHigh), laps("q", "whale", kHigh),
                                laps("q", "random", kLow), laps("r", "whale", {1, 2}), laps("r", "random", {3, 4})});
    const std::string verdict = judge(race, "whale").verdict;
    QCOMPARE(verdict,
             std::string("In 3 comparisons on 3 problems, whale found significantly lower objectives than random "
                         "in 1 and higher ones in 1; in 1 no difference could be shown (because there were too "
                         "few seeds: 7 are needed)."));
}

void TestVerdict::manyRivalsAreNotAllNamed() {
    std::vector<Lap> all = laps("p", "whale", kLow);
    for (const std::string rival : {"a", "b", "c", "d", "e", "f"})
        all = together({all, laps("p", rival, Values(kLow.rbegin(), kLow.rend()))});
    QVERIFY(contains(judge(all, "whale").verdict, "any of 6 other methods could be shown"));
}

void TestVerdict::labelsHaveQuantityAndUnit() {
    QCOMPARE(quantityOf("validation error, %"), std::string("validation error"));
    QCOMPARE(unitOf("validation error, %"), std::string("%"));
    QCOMPARE(quantityOf("loss"), std::string("loss"));
    QCOMPARE(unitOf("loss"), std::string());
    QCOMPARE(unitOf("time on one core, ms"), std::string("ms"));
}

void TestVerdict::unknownFavouritesAndEmptyRacesAreRefused() {
    QVERIFY_EXCEPTION_THROWN(judge({}), bubblenet::Error);
    QVERIFY_EXCEPTION_THROWN(judge(mixedRace(), "fish"), bubblenet::Error);
    QVERIFY_EXCEPTION_THROWN(judge(together({mixedRace(), mixedRace()}), "whale"), bubblenet::Error);
}

QTEST_GUILESS_MAIN(TestVerdict)
#include "tst_verdict.moc"
