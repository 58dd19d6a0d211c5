// SPDX-License-Identifier: GPL-3.0-only
// The greedy spending of measured losses, on losses that are made up.
#include <QtTest>

#include <algorithm>

#include "core/search/sensitivity.h"

using namespace bubblenet;
using search::SensitivityProbe;

namespace {

constexpr double kAnyBlock = 100; // more than any group's
constexpr double kAnyStream = 1000;

double macsOf(const nn::NetworkSpec& spec) {
    return nn::totalCosts(spec, 32).macs;
}

struct Setup {
    explicit Setup(const std::string& architecture = "resnet20", std::vector<bool> fixed = {})
        : spec(nn::makeSpec(architecture, {})),
          repair(spec, {.cost = macsOf, .goal = macsOf(spec) / 2, .maxRatio = 0.9, .fixed = std::move(fixed)}) {
        for (const auto& block : prune::removableBlocks(spec))
            blocks.push_back(block.name);
        probes = search::sensitivityProbes(repair, blocks);
    }
    /// Groups that lose `damage` times the square of the share that went (streams far more); blocks lose `blockDamage`.
    prune::Widths spend(const std::function<double(const std::string&)>& damage, double blockDamage) const {
        std::vector<double> losses;
        for (const auto& probe : probes) {
            const double gone = 1 - probe.keepRatio;
            const auto& group = repair.groups()[probe.group];
            const double scale = group.kind == prune::GroupKind::stream ? kAnyStream : damage(group.name);
            losses.push_back(0.3 + (probe.block.empty() ? scale * gone * gone : blockDamage));
        }
        return search::leastDamagingWidths(repair, 0.9, probes, 0.3, losses);
    }
    std::size_t groupIndex(const std::string& name) const {
        for (std::size_t g = 0; g < repair.groups().size(); ++g)
            if (repair.groups()[g].name == name)
                return g;
        return repair.groups().size();
    }
    double ratio(const prune::Widths& widths, const std::string& name) const {
        const auto g = groupIndex(name);
        return static_cast<double>(widths.kept[g]) / repair.groups()[g].channels;
    }

    nn::NetworkSpec spec;
    search::Repair repair;
    std::vector<std::string> blocks;
    std::vector<SensitivityProbe> probes;
};

} // namespace

class TestSensitivity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPartIsProbedAlone();
    void meetsTheGoalAndNotMuchMore_data();
    void meetsTheGoalAndNotMuchMore();
    void whatLosesMoreKeepsMore();
    void theSquareLawIsSpentAsLagrangeSays();
    void harmlessBlocksGoAndOthersStay();
    void fixedGroupsStayWhole();
    void noiseBelowTheWholeNetworksLossIsHarmless();
};

void TestSensitivity::everyPartIsProbedAlone() {
    const Setup setup;
    // 9 inner groups and 3 streams at two ratios, 7 blocks with an identity shortcut.
    QCOMPARE(setup.probes.size(), std::size_t{2 * 12 + 7});
    const auto whole = search::wholeWidths(setup.repair);
    for (const auto& probe : setup.probes) {
        int changed = 0;
        for (std::size_t g = 0; g < whole.kept.size(); ++g)
            changed += probe.widths.kept[g] != whole.kept[g] ? 1 : 0;
        QCOMPARE(changed, probe.block.empty() ? 1 : 0);
        QCOMPARE(probe.widths.removedBlocks.size(), probe.block.empty() ? std::size_t{0} : std::size_t{1});
        QVERIFY(macsOf(prune::specWithWidths(setup.spec, probe.widths)) < macsOf(setup.spec));
    }
}

void TestSensitivity::meetsTheGoalAndNotMuchMore_data() {
    QTest::addColumn<QString>("architecture");
    for (const char* name : {"resnet20", "resnet56", "resnet18", "resnet50"})
        QTest::newRow(name) << name;
}

void TestSensitivity::meetsTheGoalAndNotMuchMore() {
    QFETCH(QString, architecture);
    const Setup setup(architecture.toStdString());
    const auto widths = setup.spend([](const std::string&) { return 1.0; }, kAnyBlock);
    const double share = macsOf(prune::specWithWidths(setup.spec, widths)) / macsOf(setup.spec);
    QVERIFY2(share <= 0.5 && share > 0.47, qPrintable(QString::number(share)));
}

void TestSensitivity::whatLosesMoreKeepsMore() {
    const Setup setup;
    const auto widths =
        setup.spend([](const std::string& name) { return name == "layer1.1.conv1" ? 1.0 : 0.01; }, kAnyBlock);
    QVERIFY(setup.ratio(widths, "layer1.1.conv1") > 0.9);
    QVERIFY(setup.ratio(widths, "layer1.2.conv1") < 0.6); // of the same shape
}

// Of two groups of one shape, with losses d·gone², the last steps cost the same loss a MAC: gone is inversely as d.
void TestSensitivity::theSquareLawIsSpentAsLagrangeSays() {
    const Setup setup("resnet56");
    const auto widths =
        setup.spend([](const std::string& name) { return name == "layer3.4.conv1" ? 2.0 : 1.0; }, kAnyBlock);
    const double gone = 1 - setup.ratio(widths, "layer3.5.conv1");
    const double goneOfDouble = 1 - setup.ratio(widths, "layer3.4.conv1");
    QVERIFY2(gone > 0.2 && std::abs(gone / goneOfDouble - 2) < 0.25,
             qPrintable(QString("%1 and %2").arg(gone).arg(goneOfDouble)));
}

void TestSensitivity::harmlessBlocksGoAndOthersStay() {
    const Setup setup;
    QVERIFY(setup.spend([](const std::string&) { return 1.0; }, kAnyBlock).removedBlocks.empty());
    const auto widths = setup.spend([](const std::string&) { return 1.0; }, 1e-4);
    QVERIFY(widths.removedBlocks.size() >= 3);
    QVERIFY(std::is_sorted(widths.removedBlocks.begin(), widths.removedBlocks.end()));
    prune::cutSpec(setup.spec, prune::planFor(widths, [&] { // may be cut
                       std::vector<std::vector<double>> scores;
                       for (const auto& group : setup.repair.groups())
                           scores.emplace_back(static_cast<std::size_t>(group.channels), 1.0);
                       return scores;
                   }()));
}

void TestSensitivity::fixedGroupsStayWhole() {
    std::vector<bool> fixed;
    for (const auto& group : prune::findGroups(nn::makeSpec("resnet20", {})))
        fixed.push_back(group.kind == prune::GroupKind::stream);
    const Setup setup("resnet20", fixed);
    const auto widths = setup.spend([](const std::string&) { return 1.0; }, kAnyBlock);
    for (std::size_t g = 0; g < fixed.size(); ++g)
        if (fixed[g])
            QCOMPARE(widths.kept[g], setup.repair.groups()[g].channels);
    QVERIFY(macsOf(prune::specWithWidths(setup.spec, widths)) <= macsOf(setup.spec) / 2);
}

void TestSensitivity::noiseBelowTheWholeNetworksLossIsHarmless() {
    const Setup setup;
    const auto widths =
        setup.spend([](const std::string& name) { return name == "layer2.1.conv1" ? -0.2 : 1.0; }, kAnyBlock);
    QVERIFY(setup.ratio(widths, "layer2.1.conv1") < 0.35);
    QVERIFY(setup.ratio(widths, "layer2.1.conv1") >= 0.25); // no further than was measured
}

QTEST_GUILESS_MAIN(TestSensitivity)
#include "tst_sensitivity.moc"
