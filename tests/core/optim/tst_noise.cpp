// SPDX-License-Identifier: GPL-3.0-only
// An objective that is nothing but noise has no good place: where a method is found then is its own prejudice.
#include <QtTest>

#include <cmath>
#include <string>

#include "functions.h"

using bubblenet::Rng;
using namespace bubblenet::optim;
using functions::FunctionProblem;
using functions::Position;

namespace {

struct Whereabouts {
    double bestZ;      ///< standard errors of the best positions' mean coordinate from the centre
    double askedZ;     ///< the same of all positions asked for
    double remoteness; ///< mean |x − 0.5| of the best positions; 0.25 where they are uniform
    double onBounds;   ///< share of the best positions' coordinates
};

double standardErrorsFrom(double expected, const std::vector<double>& values) {
    double mean = 0;
    for (const double value : values)
        mean += value / static_cast<double>(values.size());
    double variance = 0;
    for (const double value : values)
        variance += (value - mean) * (value - mean) / static_cast<double>(values.size() - 1);
    return (mean - expected) / std::sqrt(variance / static_cast<double>(values.size()));
}

// One number a run, so that what is compared is independent.
Whereabouts onNoise(const OptimizerSettings& settings, std::uint64_t runs) {
    std::vector<double> best;
    std::vector<double> asked;
    double remoteness = 0;
    double onBounds = 0;
    for (std::uint64_t run = 0; run < runs; ++run) {
        Rng noise = Rng(11).stream("noise", run);
        double sum = 0;
        double count = 0;
        FunctionProblem problem(16, 0, 1, [&](const Position& x) {
            for (const double value : x)
                sum += value;
            count += static_cast<double>(x.size());
            return noise.uniform();
        });
        const auto optimizer = makeOptimizer(settings, problem.coordinates(), Rng(11).stream("run", run));
        minimise(*optimizer, problem);
        asked.push_back(sum / count);
        double mean = 0;
        for (const double value : optimizer->bestPosition()) {
            mean += value / 16;
            remoteness += std::abs(value - 0.5) / 16 / static_cast<double>(runs);
            onBounds += (value == 0 || value == 1 ? 1.0 : 0.0) / 16 / static_cast<double>(runs);
        }
        best.push_back(mean);
    }
    return {standardErrorsFrom(0.5, best), standardErrorsFrom(0.5, asked), remoteness, onBounds};
}

} // namespace

class TestNoise : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unbiasedMethodsGoNowhere_data();
    void unbiasedMethodsGoNowhere();
    void methodsThatMultiplyPositionsGoToTheOrigin_data();
    void methodsThatMultiplyPositionsGoToTheOrigin();
};

void TestNoise::unbiasedMethodsGoNowhere_data() {
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("mode");
    for (const char* method : {"whale", "random", "pso", "lshade", "de", "cmaes", "annealing"})
        QTest::newRow(method) << method << "robust";
    QTest::newRow("whale, partial") << "whale"
                                    << "partial";
}

void TestNoise::unbiasedMethodsGoNowhere() {
    QFETCH(QString, method);
    QFETCH(QString, mode);
    const auto found =
        onNoise({.method = method.toStdString(), .mode = mode.toStdString(), .population = 20, .iterations = 15}, 1500);
    QVERIFY2(std::abs(found.bestZ) < 3.3, qPrintable(QString::number(found.bestZ)));
    QVERIFY2(std::abs(found.askedZ) < 3.3, qPrintable(QString::number(found.askedZ)));
    QVERIFY2(found.onBounds <= 0.01, qPrintable(QString::number(found.onBounds)));
    // Neither the middle nor the corners; members that move between others come a little nearer to each other.
    QVERIFY2(std::abs(found.remoteness - 0.25) < 0.025, qPrintable(QString::number(found.remoteness)));
}

void TestNoise::methodsThatMultiplyPositionsGoToTheOrigin_data() {
    QTest::addColumn<QString>("method");
    QTest::newRow("matlab") << "whale";
    QTest::newRow("gwo") << "gwo";
}

void TestNoise::methodsThatMultiplyPositionsGoToTheOrigin() {
    QFETCH(QString, method);
    const auto found =
        onNoise({.method = method.toStdString(), .mode = "matlab", .population = 20, .iterations = 15}, 1500);
    QVERIFY2(found.bestZ < -4, qPrintable(QString::number(found.bestZ)));
    QVERIFY2(found.askedZ < -4, qPrintable(QString::number(found.askedZ)));
    QVERIFY2(found.onBounds > 0.01 || found.remoteness > 0.28, qPrintable(QString::number(found.remoteness)));
}

QTEST_GUILESS_MAIN(TestNoise)
#include "tst_noise.moc"
