// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/search/allocation.h"
#include "core/search/encoding.h"
#include "core/search/repair.h"

using namespace bubblenet;
using search::KeepRatios;
using search::Repair;
using search::RepairOptions;

namespace {

double macsOf(const nn::NetworkSpec& spec) {
    return nn::totalCosts(spec, 32).macs;
}

RepairOptions toShare(const nn::NetworkSpec& spec, double share) {
    return {.cost = macsOf, .goal = share * macsOf(spec), .maxRatio = 0.9};
}

KeepRatios randomRatios(const Repair& repair, Rng& rng) {
    KeepRatios ratios;
    for (std::size_t g = 0; g < repair.groups().size(); ++g)
        ratios.groups.push_back(rng.uniform(0.05, 1));
    for (const auto& block : prune::removableBlocks(repair.spec()))
        if (rng.uniform() < 0.1)
            ratios.removedBlocks.push_back(block.name);
    return ratios;
}

} // namespace

class TestRepair : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void neverCostsMoreThanTheGoal_data();
    void neverCostsMoreThanTheGoal();
    void comesWithinHalfAPercentOfTheGoal();
    void keepsTheCapOfEveryGroup();
    void fixedGroupsStayWhole();
    void widthsOfWideLayersAreMultiples();
    void aGoalThatTheCapsCannotReachIsRefused();
    void uniformRatioIsTheSameShareOfEveryGroup();
    void unknownBlocksAreIgnored();
    void theCentreOfTheEncodingIsTheUniformSolution();
    void encodingAndDecodingWidthsAgree();
    void everyCornerOfTheBoxDecodesWithinTheCaps();
    void aPositionOfAnotherLengthIsRefused();
    void aFrontsCoordinateIsTheCostAllowed();
    void aCostThatTheCapsCannotReachIsRefused();
    void globalAllocationPrefersStrongGroupsAndMeetsTheGoal();
    void comparedWithinForgetsAGroupsScaleAlone();
};

void TestRepair::neverCostsMoreThanTheGoal_data() {
    QTest::addColumn<QString>("architecture");
    QTest::addColumn<double>("share");
    for (const QString name : {"resnet20", "resnet56", "resnet18", "resnet50"})
        for (const double share : {0.2, 0.5, 0.8})
            QTest::newRow(qPrintable(QString("%1 at %2").arg(name).arg(share))) << name << share;
}

void TestRepair::neverCostsMoreThanTheGoal() {
    QFETCH(QString, architecture);
    QFETCH(double, share);
    const auto spec = nn::makeSpec(architecture.toStdString(), {});
    const Repair repair(spec, toShare(spec, share));
    Rng rng(7);
    for (int i = 0; i < 20; ++i) {
        const auto widths = repair.widthsFor(randomRatios(repair, rng));
        QVERIFY(macsOf(prune::specWithWidths(spec, widths)) <= share * macsOf(spec));
    }
}

void TestRepair::comesWithinHalfAPercentOfTheGoal() {
    const auto spec = nn::makeSpec("resnet56", {});
    const Repair repair(spec, toShare(spec, 0.5));
    Rng rng(3);
    for (int i = 0; i < 50; ++i) {
        auto ratios = randomRatios(repair, rng);
        ratios.removedBlocks.clear();
        const double share = repair.cost(repair.widthsFor(ratios)) / macsOf(spec);
        QVERIFY2(share > 0.5 * 0.995 && share <= 0.5, qPrintable(QString::number(share)));
    }
}

void TestRepair::keepsTheCapOfEveryGroup() {
    const auto spec = nn::makeSpec("resnet56", {});
    auto options = toShare(spec, 0.5);
    options.maxRatio = 0.7;
    const Repair repair(spec, options);
    Rng rng(5);
    for (int i = 0; i < 30; ++i) {
        const auto widths = repair.widthsFor(randomRatios(repair, rng));
        for (std::size_t g = 0; g < widths.kept.size(); ++g) {
            QVERIFY(widths.kept[g] >= std::ceil(0.3 * repair.groups()[g].channels - 1e-9));
            QVERIFY(widths.kept[g] <= repair.groups()[g].channels);
        }
    }
}

void TestRepair::fixedGroupsStayWhole() {
    const auto spec = nn::makeSpec("resnet56", {});
    auto options = toShare(spec, 0.5);
    for (const auto& group : prune::findGroups(spec))
        options.fixed.push_back(group.kind == prune::GroupKind::stream);
    const Repair repair(spec, options);
    Rng rng(5);
    const auto widths = repair.widthsFor(randomRatios(repair, rng));
    for (std::size_t g = 0; g < widths.kept.size(); ++g)
        if (options.fixed[g])
            QCOMPARE(widths.kept[g], repair.groups()[g].channels);
}

void TestRepair::widthsOfWideLayersAreMultiples() {
    const auto spec = nn::makeSpec("resnet50", {});
    auto options = toShare(spec, 0.5);
    options.roundTo = 8;
    const Repair repair(spec, options);
    Rng rng(9);
    const auto widths = repair.widthsFor(randomRatios(repair, rng));
    for (std::size_t g = 0; g < widths.kept.size(); ++g)
        if (repair.groups()[g].channels >= 64 && widths.kept[g] > std::ceil(0.1 * repair.groups()[g].channels))
            QCOMPARE(widths.kept[g] % 8, 0);
}

void TestRepair::aGoalThatTheCapsCannotReachIsRefused() {
    const auto spec = nn::makeSpec("resnet20", {});
    auto options = toShare(spec, 0.05);
    options.maxRatio = 0.5;
    QVERIFY_EXCEPTION_THROWN(Repair(spec, options), Error);
}

void TestRepair::uniformRatioIsTheSameShareOfEveryGroup() {
    const auto spec = nn::makeSpec("resnet50", {});
    const Repair repair(spec, toShare(spec, 0.5));
    // MACs of inner layers fall with the square of the ratio.
    QVERIFY(repair.uniformRatio() > 0.65 && repair.uniformRatio() < 0.75);
}

void TestRepair::unknownBlocksAreIgnored() {
    const auto spec = nn::makeSpec("resnet20", {});
    const Repair repair(spec, toShare(spec, 0.5));
    const auto widths = repair.widthsFor({std::vector<double>(repair.groups().size(), 1.0), {"layer9.9"}});
    QVERIFY(widths.removedBlocks.empty());
}

void TestRepair::theCentreOfTheEncodingIsTheUniformSolution() {
    const auto spec = nn::makeSpec("resnet56", {});
    const Repair repair(spec, toShare(spec, 0.5));
    const search::Encoding encoding(repair, 0.9, {.removableBlocks = {"layer1.1", "layer2.1"}});
    const auto decoded = encoding.decode(encoding.centre());
    QVERIFY(decoded.ratios.removedBlocks.empty());
    for (const double ratio : decoded.ratios.groups)
        QCOMPARE(ratio, repair.uniformRatio());
}

void TestRepair::encodingAndDecodingWidthsAgree() {
    const auto spec = nn::makeSpec("resnet56", {});
    const Repair repair(spec, toShare(spec, 0.5));
    std::vector<std::string> blocks;
    for (const auto& block : prune::removableBlocks(spec))
        blocks.push_back(block.name);
    const search::Encoding encoding(repair, 0.9, {.removableBlocks = blocks});
    Rng rng(11);
    const auto widths = repair.widthsFor(randomRatios(repair, rng));
    const auto decoded = encoding.decode(encoding.encode(widths));
    QCOMPARE(decoded.ratios.removedBlocks, widths.removedBlocks);
    for (std::size_t g = 0; g < widths.kept.size(); ++g)
        QVERIFY(std::abs(decoded.ratios.groups[g] - static_cast<double>(widths.kept[g]) / repair.groups()[g].channels) <
                1e-9);
}

void TestRepair::everyCornerOfTheBoxDecodesWithinTheCaps() {
    const auto spec = nn::makeSpec("resnet20", {});
    const Repair repair(spec, toShare(spec, 0.5));
    const search::Encoding encoding(repair, 0.9, {});
    for (const double corner : {-1.0, 1.0})
        for (const double ratio : encoding.decode(std::vector<double>(encoding.dimension(), corner)).ratios.groups)
            QVERIFY(ratio >= 0.1 - 1e-12 && ratio <= 1.0);
}

void TestRepair::aPositionOfAnotherLengthIsRefused() {
    const auto spec = nn::makeSpec("resnet20", {});
    const Repair repair(spec, toShare(spec, 0.5));
    const search::Encoding encoding(repair, 0.9, {});
    QVERIFY_EXCEPTION_THROWN(encoding.decode({0.5}), Error);
}

void TestRepair::globalAllocationPrefersStrongGroupsAndMeetsTheGoal() {
    const auto spec = nn::makeSpec("resnet20", {});
    const Repair repair(spec, toShare(spec, 0.5));
    // Group 1's channels are equally strong; every other group has half of its channels weak.
    std::vector<std::vector<double>> scores;
    for (const auto& group : repair.groups()) {
        scores.emplace_back();
        for (int c = 0; c < group.channels; ++c)
            scores.back().push_back(scores.size() == 2 || c % 2 == 0 ? 1.0 + 0.001 * c : 0.01);
    }
    const auto ratios = search::globalRatios(repair, search::comparedWithin(scores), 0.9);
    for (std::size_t g = 0; g < ratios.groups.size(); ++g)
        if (g != 1)
            QVERIFY(ratios.groups[1] >= ratios.groups[g]);
    QVERIFY(repair.cost(repair.widthsFor(ratios)) <= repair.goal());
}

void TestRepair::comparedWithinForgetsAGroupsScaleAlone() {
    const auto scores = search::comparedWithin({{3, 4}, {300, 400}, {0, 0}});
    for (const std::size_t g : {0U, 1U}) {
        QVERIFY(std::abs(scores[g][0] - 3 / std::sqrt(12.5)) < 1e-12);
        QVERIFY(std::abs(scores[g][1] - 4 / std::sqrt(12.5)) < 1e-12);
    }
    QCOMPARE(scores[2], (std::vector<double>{1, 1}));
}

void TestRepair::aFrontsCoordinateIsTheCostAllowed() {
    const auto spec = nn::makeSpec("resnet56", {});
    const double whole = macsOf(spec);
    const Repair repair(spec, toShare(spec, 0.5));
    const search::Encoding encoding(repair, 0.9, {.front = search::CostRange{0.2 * whole, 0.8 * whole}});
    QCOMPARE(encoding.dimension(), search::Encoding(repair, 0.9, {}).dimension() + 1);
    QCOMPARE(encoding.coordinateNames().at(encoding.costCoordinate()), std::string("cost"));
    const std::pair<double, double> expected[] = {{-1, 0.2}, {-0.5, std::sqrt(0.2 * 0.5)}, {0, 0.5}, {1, 0.8}};
    for (const auto& [x, share] : expected) {
        auto position = encoding.centre();
        position[encoding.costCoordinate()] = x;
        const auto decoded = encoding.decode(position);
        QVERIFY(std::abs(decoded.largestCost / whole - share) < 1e-12);
        const double got = repair.cost(repair.widthsFor(decoded.ratios, decoded.largestCost)) / whole;
        QVERIFY2(got <= share && got > 0.99 * share, qPrintable(QString::number(got)));
    }
    QCOMPARE(encoding.encode(repair.widthsFor(encoding.decode(encoding.centre()).ratios))[encoding.costCoordinate()],
             0.0);
}

void TestRepair::aCostThatTheCapsCannotReachIsRefused() {
    const auto spec = nn::makeSpec("resnet20", {});
    auto options = toShare(spec, 0.5);
    options.maxRatio = 0.5;
    const Repair repair(spec, options);
    QVERIFY_EXCEPTION_THROWN(repair.checkReachable(0.05 * macsOf(spec)), Error);
    repair.checkReachable(0.4 * macsOf(spec));
}

QTEST_GUILESS_MAIN(TestRepair)
#include "tst_repair.moc"
