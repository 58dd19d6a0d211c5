// SPDX-License-Identifier: GPL-3.0-only
// No rival of the whales is a straw man: on the same functions, small budgets and seeds each is as good as what
// published implementations (mealpy, EvoloPy, scipy, cma, minionpy) reach, or better. tests/reference/optim/peers.py
// made the figures.
#include <QtTest>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "core/optim/optimizer.h"
#include "core/optim/test_functions.h"

using bubblenet::Rng;
using namespace bubblenet::optim;

namespace {

constexpr std::size_t kDimension = 30;
constexpr std::uint64_t kRuns = 21;
constexpr std::int64_t kLargestBudget = 1000; // of searches whose candidates take seconds

// Of a peer's runs.
struct Band {
    std::string peer;
    double median = 0;
    double quartile3 = 0;
};

struct Case {
    std::string function, variation;
    std::int64_t evaluations = 0;
    auto operator<=>(const Case&) const = default;
};

std::vector<std::string> cells(const std::string& line) {
    std::vector<std::string> values;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');)
        values.push_back(cell);
    return values;
}

std::map<Case, std::vector<Band>> bands() {
    std::map<Case, std::vector<Band>> all;
    std::ifstream file(BUBBLENET_SOURCE_DIR "/tests/reference/optim/peers.csv");
    for (std::string line; std::getline(file, line);) {
        const auto values = cells(line);
        if (values.size() == 10 && values[0] != "function" && values[0].front() != '#')
            all[{values[0], values[1], std::stoll(values[2])}].push_back(
                {values[3], std::stod(values[7]), std::stod(values[8])});
    }
    return all;
}

double medianOf(const OptimizerSettings& settings, const Case& problemCase) {
    std::vector<double> results;
    for (std::uint64_t run = 0; run < kRuns; ++run) {
        TestFunctionSettings function{.name = problemCase.function, .dimension = kDimension};
        if (problemCase.variation != "plain") {
            function.variation = Variation::shifted;
            function.largestShift = problemCase.variation == "far" ? 0.4 : 0.1;
        }
        const auto problem = makeTestProblem(function, Rng(run));
        const auto optimizer = makeOptimizer(settings, problem->coordinates(), Rng(run).stream("peers"));
        minimise(*optimizer, *problem);
        results.push_back(optimizer->bestObjective());
    }
    std::nth_element(results.begin(), results.begin() + kRuns / 2, results.end());
    return results[kRuns / 2];
}

} // namespace

class TestPeers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mediansLieInThePeersBandsOrBelow_data();
    void mediansLieInThePeersBandsOrBelow();
};

void TestPeers::mediansLieInThePeersBandsOrBelow_data() {
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QStringList>("peers");
    QTest::newRow("pso") << "pso"
                         << "robust" << QStringList{"mealpy PSO", "evolopy PSO"};
    QTest::newRow("gwo") << "gwo"
                         << "robust" << QStringList{"mealpy GWO", "evolopy GWO"};
    QTest::newRow("whale, matlab") << "whale"
                                   << "matlab" << QStringList{"mealpy WOA", "evolopy WOA"};
    QTest::newRow("de") << "de"
                        << "robust" << QStringList{"scipy DE"};
    QTest::newRow("cmaes") << "cmaes"
                           << "robust" << QStringList{"cma CMA-ES"};
    QTest::newRow("lshade") << "lshade"
                            << "robust" << QStringList{"minionpy LSHADE", "mealpy L_SHADE"};
}

void TestPeers::mediansLieInThePeersBandsOrBelow() {
    QFETCH(QString, method);
    QFETCH(QString, mode);
    QFETCH(QStringList, peers);
    int compared = 0;
    QStringList worse;
    for (const auto& [problemCase, all] : bands()) {
        double least = -1; // the widest band's upper end
        for (const auto& band : all)
            if (peers.contains(QString::fromStdString(band.peer)))
                least = std::max(least, band.quartile3);
        if (least < 0 || problemCase.evaluations > kLargestBudget)
            continue;
        ++compared;
        OptimizerSettings settings{.method = method.toStdString(), .mode = mode.toStdString(), .population = 0};
        settings.evaluations = problemCase.evaluations;
        if (settings.method == "whale" || settings.method == "gwo")
            settings.population = 20;
        const double ours = medianOf(settings, problemCase);
        const auto text =
            QString("%1 %2 %3: %4, the peers' upper quartile %5")
                .arg(QString::fromStdString(problemCase.function), QString::fromStdString(problemCase.variation))
                .arg(problemCase.evaluations)
                .arg(ours)
                .arg(least);
        qInfo().noquote() << text;
        if (ours > least)
            worse.append(text);
    }
    QVERIFY2(compared > 10, "the peers' figures are missing");
    QVERIFY2(worse.isEmpty(), qPrintable(worse.join("\n")));
}

QTEST_GUILESS_MAIN(TestPeers)
#include "tst_peers.moc"
