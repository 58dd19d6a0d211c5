// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <algorithm>
#include <map>

#include "core/base/error.h"
#include "core/nn/layout.h"
#include "core/prune/groups.h"

using namespace bubblenet;
using prune::GroupKind;

namespace {

const prune::Group& group(const std::vector<prune::Group>& groups, const std::string& name) {
    for (const auto& candidate : groups)
        if (candidate.name == name)
            return candidate;
    throw Error("no group " + name);
}

std::vector<std::string> namesOf(const std::vector<prune::RemovableBlock>& blocks) {
    std::vector<std::string> names;
    for (const auto& block : blocks)
        names.push_back(block.name);
    return names;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::size_t indexOf(const std::vector<prune::Group>& groups, const std::string& name) {
    return static_cast<std::size_t>(&group(groups, name) - groups.data());
}

} // namespace

class TestGroups : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyChannelIsInOneGroup_data();
    void everyChannelIsInOneGroup();
    void identityFirstBlockJoinsStemAndStage();
    void convolutionShortcutStartsAStream();
    void paddedShortcutDoesNotJoinStages();
    void onlyIdentityBlocksMayGo();
    void wholePlanChangesNothing();
    void padSourcesFollowBothStreams();
    void removedBlocksLeaveTheOthersNumbers();
    void wholeStageMayLoseItsBlocks();
    void cutNetworkHasGroupsOfItsOwn();
    void halfTheInnerWidthsHalveAllBlocks();
    void highestScoresStay();
    void badPlansThrow_data();
    void badPlansThrow();
};

void TestGroups::everyChannelIsInOneGroup_data() {
    QTest::addColumn<QString>("architecture");
    QTest::addColumn<QString>("shortcut");
    for (const auto& name : nn::architectureNames()) {
        QTest::newRow(name.c_str()) << QString::fromStdString(name) << "auto";
        if (nn::makeSpec(name, {}).stages.size() == 3)
            QTest::newRow((name + " B").c_str()) << QString::fromStdString(name) << "B";
    }
}

void TestGroups::everyChannelIsInOneGroup() {
    QFETCH(QString, architecture);
    QFETCH(QString, shortcut);
    const auto spec = nn::makeSpec(architecture.toStdString(), {.shortcut = shortcut.toStdString()});
    const auto layout = nn::layoutOf(spec);
    std::map<std::string, int> outputs;
    std::map<std::string, int> inputs;
    for (const auto& g : prune::findGroups(spec)) {
        for (const auto& producer : g.producers)
            QVERIFY2(outputs.emplace(producer, g.channels).second, producer.c_str());
        for (const auto& consumer : g.consumers)
            QVERIFY2(inputs.emplace(consumer, g.channels).second, consumer.c_str());
    }
    QCOMPARE(outputs.size(), layout.convs.size());
    QCOMPARE(inputs.size(), layout.convs.size()); // not the stem, but the classifier
    QCOMPARE(inputs.at(spec.classifierName), layout.features);
    for (const auto& conv : layout.convs) {
        QCOMPARE(outputs.at(conv.convName), conv.outputs);
        if (conv.convName != "conv1")
            QCOMPARE(inputs.at(conv.convName), conv.inputs);
    }
}

void TestGroups::identityFirstBlockJoinsStemAndStage() {
    const auto groups = prune::findGroups(nn::makeSpec("resnet18", {}));
    const auto& stem = group(groups, "stem");
    QVERIFY(stem.kind == GroupKind::stream);
    QCOMPARE(stem.producers, (std::vector<std::string>{"conv1", "layer1.0.conv2", "layer1.1.conv2"}));
    QCOMPARE(stem.consumers,
             (std::vector<std::string>{"layer1.0.conv1", "layer1.1.conv1", "layer2.0.conv1", "layer2.0.downsample.0"}));
    QCOMPARE(groups.size(), std::size_t{4 + 8}); // four streams, eight blocks
}

void TestGroups::convolutionShortcutStartsAStream() {
    const auto groups = prune::findGroups(nn::makeSpec("resnet50", {}));
    QCOMPARE(group(groups, "stem").producers, std::vector<std::string>{"conv1"});
    QCOMPARE(group(groups, "stem").consumers, (std::vector<std::string>{"layer1.0.conv1", "layer1.0.downsample.0"}));
    const auto& last = group(groups, "layer4");
    QCOMPARE(last.channels, 2048);
    QCOMPARE(last.producers,
             (std::vector<std::string>{"layer4.0.conv3", "layer4.0.downsample.0", "layer4.1.conv3", "layer4.2.conv3"}));
    QCOMPARE(last.consumers, (std::vector<std::string>{"layer4.1.conv1", "layer4.2.conv1", "fc"}));
    const auto& inner = group(groups, "layer3.5.conv2");
    QVERIFY(inner.kind == GroupKind::inner);
    QCOMPARE(inner.channels, 256);
    QCOMPARE(inner.consumers, std::vector<std::string>{"layer3.5.conv3"});
    QCOMPARE(groups.size(), std::size_t{5 + 2 * 16});
}

void TestGroups::paddedShortcutDoesNotJoinStages() {
    const auto groups = prune::findGroups(nn::makeSpec("resnet20", {}));
    QCOMPARE(group(groups, "stem").channels, 16);
    QCOMPARE(group(groups, "layer2").producers,
             (std::vector<std::string>{"layer2.0.conv2", "layer2.1.conv2", "layer2.2.conv2"}));
    QCOMPARE(group(groups, "layer2").consumers,
             (std::vector<std::string>{"layer2.1.conv1", "layer2.2.conv1", "layer3.0.conv1"}));
}

void TestGroups::onlyIdentityBlocksMayGo() {
    QCOMPARE(
        namesOf(prune::removableBlocks(nn::makeSpec("resnet20", {}))),
        (std::vector<std::string>{"layer1.0", "layer1.1", "layer1.2", "layer2.1", "layer2.2", "layer3.1", "layer3.2"}));
    const auto names = namesOf(prune::removableBlocks(nn::makeSpec("resnet50", {})));
    QCOMPARE(names.size(), std::size_t{12});
    QVERIFY(!has(names, "layer1.0"));
}

void TestGroups::wholePlanChangesNothing() {
    for (const auto& name : nn::architectureNames()) {
        const auto spec = nn::makeSpec(name, {});
        QCOMPARE(prune::cutSpec(spec, prune::wholePlan(spec)), spec);
    }
}

void TestGroups::padSourcesFollowBothStreams() {
    // Unpruned, channel c of layer2 takes channel c − 8 of the stem's stream.
    const auto spec = nn::makeSpec("resnet20", {});
    const auto groups = prune::findGroups(spec);
    auto plan = prune::wholePlan(spec);
    plan.kept[indexOf(groups, "stem")] = {1, 4, 5, 15};
    plan.kept[indexOf(groups, "layer2")] = {0, 8, 9, 10, 13, 23, 24, 31};
    const auto cut = prune::cutSpec(spec, plan);
    nn::validate(cut);
    QCOMPARE(cut.stemWidth, 4);
    QCOMPARE(cut.stages[0].width, 4);
    QCOMPARE(cut.stages[1].width, 8);
    QCOMPARE(cut.stages[1].blocks[0].padSources, (std::vector<int>{-1, -1, 0, -1, 2, 3, -1, -1}));
    // layer3's took channels 0 … 31 of layer2 from 16 on; only 8 of them are left.
    std::vector<int> expected(64, -1);
    for (int place = 0; place < 8; ++place)
        expected[static_cast<std::size_t>(16 + plan.kept[indexOf(groups, "layer2")][static_cast<std::size_t>(place)])] =
            place;
    QCOMPARE(cut.stages[2].blocks[0].padSources, expected);
}

void TestGroups::removedBlocksLeaveTheOthersNumbers() {
    const auto spec = nn::makeSpec("resnet20", {});
    auto plan = prune::wholePlan(spec);
    plan.removedBlocks = {"layer2.1"};
    plan.kept[indexOf(prune::findGroups(spec), "layer2.1.conv1")].clear(); // ignored with its block
    const auto cut = prune::cutSpec(spec, plan);
    QCOMPARE(cut.stages[1].blocks.size(), std::size_t{2});
    QCOMPARE(cut.stages[1].blocks[1].index, 2);
    QCOMPARE(namesOf(prune::removableBlocks(cut)),
             (std::vector<std::string>{"layer1.0", "layer1.1", "layer1.2", "layer2.2", "layer3.1", "layer3.2"}));
}

void TestGroups::wholeStageMayLoseItsBlocks() {
    const auto spec = nn::makeSpec("resnet18", {});
    auto plan = prune::wholePlan(spec);
    plan.removedBlocks = {"layer1.0", "layer1.1"};
    plan.kept[0] = {3, 7};
    const auto cut = prune::cutSpec(spec, plan);
    nn::validate(cut);
    const auto groups = prune::findGroups(cut);
    QCOMPARE(groups[0].consumers, (std::vector<std::string>{"layer2.0.conv1", "layer2.0.downsample.0"}));
    QCOMPARE(groups[0].channels, 2);
    QCOMPARE(prune::cutSpec(cut, prune::wholePlan(cut)), cut);
}

void TestGroups::cutNetworkHasGroupsOfItsOwn() {
    const auto spec = nn::makeSpec("resnet20", {});
    auto widths = prune::widthsOf(prune::wholePlan(spec));
    for (auto& kept : widths.kept)
        kept = (kept + 1) / 2;
    const auto once = prune::specWithWidths(spec, widths);
    QCOMPARE(prune::widthsOf(prune::wholePlan(once)), widths);
    for (auto& kept : widths.kept)
        kept = 1;
    const auto least = prune::specWithWidths(once, widths);
    QCOMPARE(least.stages[2].width, 1);
    nn::validate(least);
}

void TestGroups::halfTheInnerWidthsHalveAllBlocks() {
    // He et al.'s 125.49 M multiply–adds; of them the stem has 3 · 16 · 9 · 32² and the classifier 64 · 10, which stay.
    const auto spec = nn::makeSpec("resnet56", {});
    auto widths = prune::widthsOf(prune::wholePlan(spec));
    const auto groups = prune::findGroups(spec);
    for (std::size_t g = 0; g < groups.size(); ++g)
        if (groups[g].kind == GroupKind::inner)
            widths.kept[g] /= 2;
    const double whole = nn::totalCosts(spec, 32).macs;
    QCOMPARE(std::round(whole / 1e4), 12549.0);
    const double fixed = 3 * 16 * 9 * 32 * 32 + 64 * 10;
    QCOMPARE(nn::totalCosts(prune::specWithWidths(spec, widths), 32).macs, fixed + (whole - fixed) / 2);
}

void TestGroups::highestScoresStay() {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto plan = prune::planFor({{2, 3, 2, 1}, {"layer1.1"}}, {{1, 5, 3}, {2, 2, 1, 2, 2}, {nan, 0, -1}, {nan}});
    QCOMPARE(plan.kept, (std::vector<std::vector<int>>{{1, 2}, {0, 1, 3}, {1, 2}, {0}}));
    QCOMPARE(plan.removedBlocks, std::vector<std::string>{"layer1.1"});
    QVERIFY_EXCEPTION_THROWN(prune::planFor({{4}, {}}, {{1, 2, 3}}), Error);
    QVERIFY_EXCEPTION_THROWN(prune::planFor({{-1}, {}}, {{1, 2, 3}}), Error);
    QVERIFY_EXCEPTION_THROWN(prune::planFor({{1, 1}, {}}, {{1, 2, 3}}), Error);
}

void TestGroups::badPlansThrow_data() {
    QTest::addColumn<QString>("group");
    QTest::addColumn<QList<int>>("kept");
    QTest::addColumn<QString>("removed");
    QTest::addColumn<QString>("said");
    QTest::newRow("emptied") << "layer2" << QList<int>{} << ""
                             << "emptied";
    QTest::newRow("twice") << "stem" << QList<int>{1, 1} << ""
                           << "ascend";
    QTest::newRow("descending") << "stem" << QList<int>{2, 1} << ""
                                << "ascend";
    QTest::newRow("beyond") << "stem" << QList<int>{0, 16} << ""
                            << "16";
    QTest::newRow("negative") << "layer3.2.conv1" << QList<int>{-1, 3} << ""
                              << "-1";
    QTest::newRow("padded block") << "stem" << QList<int>{0} << "layer2.0"
                                  << "layer2.0";
    QTest::newRow("unknown block") << "stem" << QList<int>{0} << "layer2.7"
                                   << "layer2.7";
}

void TestGroups::badPlansThrow() {
    QFETCH(QString, group);
    QFETCH(QList<int>, kept);
    QFETCH(QString, removed);
    QFETCH(QString, said);
    const auto spec = nn::makeSpec("resnet20", {});
    auto plan = prune::wholePlan(spec);
    plan.kept[indexOf(prune::findGroups(spec), group.toStdString())].assign(kept.begin(), kept.end());
    if (!removed.isEmpty())
        plan.removedBlocks = {removed.toStdString()};
    try {
        prune::cutSpec(spec, plan);
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains(said), error.what());
    }
    plan = prune::wholePlan(spec);
    plan.kept.pop_back();
    QVERIFY_EXCEPTION_THROWN(prune::cutSpec(spec, plan), Error);
}

QTEST_GUILESS_MAIN(TestGroups)
#include "tst_groups.moc"
