// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <fstream>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/nn/layout.h"

using namespace bubblenet::nn;
using bubblenet::Error;
using bubblenet::ErrorKind;

class TestNetworkSpec : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void costsAreThoseThatHooksCountInPyTorch();
    void parametersAreThePublishedOnes();
    void layersAreListedInForwardOrder();
    void bytesIncludeRunningStatistics();
    void prunedWidthsCostWhatTheirLayersDo();
    void tensorNamesAreTorchvisions();
    void modelsPrefixIsAccepted();
    void unknownNamesNameTheNearest();
    void shortcutAIsRefusedWhereTheNetworkHasB();
    void cifarShortcutPadsHalfOnEachSide();
    void stemsAreFree();
    void jsonRestoresEverySpec();
    void brokenSpecsAreRefused_data();
    void brokenSpecsAreRefused();
    void brokenJsonIsRefused_data();
    void brokenJsonIsRefused();

private:
    nlohmann::json m_reference = [] {
        std::ifstream file(BUBBLENET_SOURCE_DIR "/tests/reference/nn/networks.json");
        return nlohmann::json::parse(file);
    }();
};

void TestNetworkSpec::costsAreThoseThatHooksCountInPyTorch() {
    QCOMPARE(m_reference["costs"].size(), std::size_t{20});
    for (const auto& entry : m_reference["costs"]) {
        SpecOptions options;
        options.shortcut = entry["shortcut"].get<std::string>();
        options.classes = entry["classes"].get<int>();
        const auto spec = makeSpec(entry["architecture"].get<std::string>(), options);
        const auto costs = totalCosts(spec, entry["imageSize"].get<int>());
        QCOMPARE(costs.macs, entry["macs"].get<double>());
        QCOMPARE(costs.parameters, entry["parameters"].get<double>());
    }
}

void TestNetworkSpec::parametersAreThePublishedOnes() {
    // torchvision's table of weights: num_params and, in units of 1e9 multiply-adds rounded to three digits, _ops.
    const std::vector<std::tuple<const char*, double, double>> published{{"resnet18", 11689512, 1.814},
                                                                         {"resnet34", 21797672, 3.664},
                                                                         {"resnet50", 25557032, 4.089},
                                                                         {"resnet101", 44549160, 7.801},
                                                                         {"resnet152", 60192808, 11.514}};
    for (const auto& [name, parameters, gigaMacs] : published) {
        const auto costs = totalCosts(makeSpec(name, {.classes = 1000}), 224);
        QCOMPARE(costs.parameters, parameters);
        QVERIFY2(std::abs(costs.macs / 1e9 - gigaMacs) < 0.0006, name);
    }
    const auto cifar = totalCosts(makeSpec("resnet56", {}), 32);
    QCOMPARE(cifar.parameters, 853018.0);
    QVERIFY(std::abs(cifar.macs / 1e6 - 125.49) < 0.006);
}

void TestNetworkSpec::layersAreListedInForwardOrder() {
    const auto layers = layerCosts(makeSpec("resnet50", {.classes = 7}), 224);
    const std::vector<std::string> first{"conv1",
                                         "bn1",
                                         "layer1.0.conv1",
                                         "layer1.0.bn1",
                                         "layer1.0.conv2",
                                         "layer1.0.bn2",
                                         "layer1.0.conv3",
                                         "layer1.0.bn3",
                                         "layer1.0.downsample.0",
                                         "layer1.0.downsample.1",
                                         "layer1.1.conv1"};
    for (std::size_t i = 0; i < first.size(); ++i)
        QCOMPARE(layers.at(i).name, first[i]);
    QCOMPARE(layers[0].outputSize, 112);
    QCOMPARE(layers[0].macs, 112.0 * 112 * 64 * 3 * 49);
    QCOMPARE(layers[2].outputSize, 56);
    QCOMPARE(layers[0].kind, std::string("convolution"));
    QCOMPARE(layers[1].kind, std::string("batch_norm"));
    QCOMPARE(layers[1].parameters, 128.0);
    QCOMPARE(layers.back().kind, std::string("linear"));
    QCOMPARE(layers.back().parameters, 2048.0 * 7 + 7);
    for (const auto& layer : layers)
        if (layer.name == "layer2.0.conv2") { // the 3×3 is the one that strides, as in torchvision
            QCOMPARE(layer.stride, 2);
            QCOMPARE(layer.outputSize, 28);
        }
}

void TestNetworkSpec::bytesIncludeRunningStatistics() {
    // ResNet-20 has 19 norms of 7 × 16, 6 × 32 and 6 × 64 channels, with two statistics each.
    const auto costs = totalCosts(makeSpec("resnet20", {}), 32);
    QCOMPARE(costs.bytes, 4 * (costs.parameters + 2 * (7 * 16 + 6 * 32 + 6 * 64)));
}

void TestNetworkSpec::prunedWidthsCostWhatTheirLayersDo() {
    auto spec = makeSpec("resnet56", {});
    const auto whole = totalCosts(spec, 32);
    for (auto& stage : spec.stages)
        for (auto& block : stage.blocks)
            block.innerWidths[0] /= 2;
    const auto half = totalCosts(spec, 32);
    const double outside = 32 * 32 * 3.0 * 16 * 9 + 640; // stem and classifier stay
    QCOMPARE(half.macs - outside, (whole.macs - outside) / 2);
}

void TestNetworkSpec::tensorNamesAreTorchvisions() {
    std::vector<std::string> names;
    for (const auto& [name, shape] : tensorShapes(makeSpec("resnet50", {.classes = 1000})))
        names.push_back(name);
    QCOMPARE(names, m_reference["names"]["resnet50"].get<std::vector<std::string>>());
    QCOMPARE(names.size(), std::size_t{161 + 106}); // 161 parameters; two buffers for each of 53 norms
}

void TestNetworkSpec::modelsPrefixIsAccepted() {
    QCOMPARE(makeSpec("models.resnet50", {}), makeSpec("resnet50", {}));
}

void TestNetworkSpec::unknownNamesNameTheNearest() {
    try {
        makeSpec("resnet65", {});
        QFAIL("no error");
    } catch (const Error& error) {
        QCOMPARE(error.kind(), ErrorKind::usage);
        QVERIFY2(std::string(error.what()).find("Did you mean resnet56?") != std::string::npos, error.what());
    }
    QVERIFY_THROWS_EXCEPTION(Error, makeSpec("vgg16", {}));
    QVERIFY_THROWS_EXCEPTION(Error, makeSpec("", {}));
    QVERIFY_THROWS_EXCEPTION(Error, makeSpec("resnet20", {.stem = "vit"}));
    QVERIFY_THROWS_EXCEPTION(Error, makeSpec("resnet20", {.shortcut = "C"}));
    QVERIFY_THROWS_EXCEPTION(Error, makeSpec("resnet20", {.classes = 0}));
    QVERIFY_THROWS_EXCEPTION(Error, makeSpec("resnet20", {.inputChannels = 0}));
}

void TestNetworkSpec::shortcutAIsRefusedWhereTheNetworkHasB() {
    QVERIFY_THROWS_EXCEPTION(Error, makeSpec("resnet50", {.shortcut = "A"}));
    QCOMPARE(makeSpec("resnet50", {.shortcut = "B"}), makeSpec("resnet50", {}));
}

void TestNetworkSpec::cifarShortcutPadsHalfOnEachSide() {
    const auto spec = makeSpec("resnet20", {});
    const auto& sources = spec.stages[1].blocks[0].padSources; // 16 → 32: 8 zero planes before and 8 after
    QCOMPARE(sources.size(), std::size_t{32});
    for (int i = 0; i < 32; ++i)
        QCOMPARE(sources[static_cast<std::size_t>(i)], i >= 8 && i < 24 ? i - 8 : -1);
    QVERIFY(spec.stages[0].blocks[0].shortcut == ShortcutKind::identity);
    QVERIFY(makeSpec("resnet20", {.shortcut = "B"}).stages[2].blocks[0].shortcut == ShortcutKind::convolution);
}

void TestNetworkSpec::stemsAreFree() {
    QVERIFY(makeSpec("resnet18", {}).stem == StemKind::imagenet);
    QVERIFY(makeSpec("resnet18", {.stem = "cifar"}).stem == StemKind::cifar);
    QVERIFY(makeSpec("resnet56", {}).stem == StemKind::cifar);
    QVERIFY(makeSpec("resnet56", {.stem = "imagenet"}).stem == StemKind::imagenet);
    const auto grey = makeSpec("resnet18", {.stem = "cifar", .inputChannels = 1});
    QCOMPARE(layerCosts(grey, 28).front().macs, 28.0 * 28 * 9 * 64);
}

void TestNetworkSpec::jsonRestoresEverySpec() {
    for (const auto& name : architectureNames())
        for (const char* stem : {"imagenet", "cifar"})
            for (const char* shortcut : {"auto", "B"}) {
                const auto spec =
                    makeSpec(name, {.stem = stem, .shortcut = shortcut, .classes = 17, .inputChannels = 1});
                QCOMPARE(specFromJson(toJson(spec)), spec);
            }
    auto pruned = makeSpec("resnet20", {});
    pruned.stages[0].blocks.clear();
    pruned.stages[1].blocks.erase(pruned.stages[1].blocks.begin() + 1);
    pruned.stages[2].blocks[0].innerWidths[0] = 1;
    pruned.stages[2].blocks[0].padSources[3] = 31;
    QCOMPARE(specFromJson(toJson(pruned)), pruned);
}

void TestNetworkSpec::brokenSpecsAreRefused_data() {
    QTest::addColumn<int>("change");
    const char* names[] = {"width 0",
                           "inner width −1",
                           "too few inner widths",
                           "wide identity",
                           "strided identity",
                           "pad source too high",
                           "pad source below −1",
                           "too few pad sources",
                           "pad without pads",
                           "blocks out of order",
                           "classes 0",
                           "no stages",
                           "classifier's name",
                           "shortcut's name",
                           "stage lost its opener",
                           "huge width"};
    for (int i = 0; i < static_cast<int>(std::size(names)); ++i)
        QTest::newRow(names[i]) << i;
}

void TestNetworkSpec::brokenSpecsAreRefused() {
    QFETCH(int, change);
    auto spec = makeSpec("resnet20", {});
    validate(spec);
    auto& second = spec.stages[1];
    const std::vector<std::function<void()>> changes{
        [&] { second.width = 0; },
        [&] { second.blocks[1].innerWidths[0] = -1; },
        [&] { second.blocks[1].innerWidths.clear(); },
        [&] { spec.stemWidth = 17; },
        [&] { second.blocks[1].stride = 2; },
        [&] { second.blocks[0].padSources[9] = 16; },
        [&] { second.blocks[0].padSources[9] = -2; },
        [&] { second.blocks[0].padSources.pop_back(); },
        [&] { second.blocks[1].padSources.assign(32, -1); },
        [&] { second.blocks[1].index = 2; },
        [&] { spec.classes = 0; },
        [&] { spec.stages.clear(); },
        [&] { spec.classifierName = "layer1"; },
        [&] { spec.shortcutName = "conv1"; },
        [&] { second.blocks.clear(); },
        [&] { spec.stages[2].blocks[1].innerWidths[0] = 2000000000; },
    };
    changes.at(static_cast<std::size_t>(change))();
    QVERIFY_THROWS_EXCEPTION(Error, validate(spec));
}

void TestNetworkSpec::brokenJsonIsRefused_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::newRow("cut short") << R"("stem_width":16})"
                               << R"("stem_width":16)";
    QTest::newRow("no object") << "{"
                               << "[";
    QTest::newRow("stem unknown") << R"("stem":"cifar")"
                                  << R"("stem":"vit")";
    QTest::newRow("key missing") << R"("stem_width")"
                                 << R"("stem_with")";
    QTest::newRow("fraction") << R"("stem_width":16)"
                              << R"("stem_width":16.5)";
    QTest::newRow("over 32 bits") << R"("stem_width":16)"
                                  << R"("stem_width":4294967312)";
    QTest::newRow("text for a number") << R"("classes":10)"
                                       << R"("classes":"10")";
    QTest::newRow("stage is no object") << R"("stages":[)"
                                        << R"("stages":[1,)";
    QTest::newRow("block is no object") << R"("blocks":[)"
                                        << R"("blocks":[null,)";
    QTest::newRow("does not fit") << R"("stem_width":16)"
                                  << R"("stem_width":15)";
}

void TestNetworkSpec::brokenJsonIsRefused() {
    QFETCH(QString, from);
    QFETCH(QString, to);
    auto text = QString::fromStdString(toJson(makeSpec("resnet20", {})));
    QVERIFY(text.contains(from));
    text.replace(text.indexOf(from), from.size(), to);
    QVERIFY_THROWS_EXCEPTION(Error, specFromJson(text.toStdString()));
}

QTEST_GUILESS_MAIN(TestNetworkSpec)
#include "tst_network_spec.moc"
