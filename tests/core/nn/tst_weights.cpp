// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include "core/base/error.h"
#include "core/nn/weights.h"
#include "tests/core/nn/formula.h"

using namespace bubblenet::nn;
using bubblenet::Error;
using bubblenet::Rng;

namespace {

/// Names and shapes only: every tensor is one stretched number.
StateDict shapesOf(const NetworkSpec& spec) {
    StateDict dict;
    for (const auto& [name, shape] : tensorShapes(spec))
        dict.tensors.emplace_back(name, at::ones(std::vector<std::int64_t>(shape.size(), 1)).expand(shape));
    return dict;
}

at::Tensor& tensorOf(StateDict& dict, const std::string& name) {
    for (auto& [entry, tensor] : dict.tensors)
        if (entry == name)
            return tensor;
    throw std::out_of_range(name);
}

void erase(StateDict& dict, const std::string& prefix) {
    std::erase_if(dict.tensors, [&](const auto& entry) { return entry.first.starts_with(prefix); });
}

QString errorOf(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

} // namespace

class TestWeights : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void everyArchitectureIsRecognised();
    void prunedWidthsAreRecognised();
    void removedBlocksAreRecognised();
    void metadataGivesWhatShapesCannot();
    void metadataThatDoesNotFitIsRefused();
    void foreignFilesAreRefused_data();
    void foreignFilesAreRefused();
    void stateDictRestoresTheNetwork();
    void halfPrecisionFilesLoad();
    void failedLoadLeavesTheNetworkUntouched();
    void otherClassesReplaceTheClassifierWhereAllowed();
    void foreignTensorsAreReported();
    void inputDescriptionSurvives();
    void brokenInputDescriptionsAreRefused_data();
    void brokenInputDescriptionsAreRefused();
    void fileBecomesANetwork();
};

void TestWeights::everyArchitectureIsRecognised() {
    for (const auto& name : architectureNames())
        for (const char* stem : {"imagenet", "cifar"})
            for (const char* shortcut : {"auto", "B"}) {
                const auto spec =
                    makeSpec(name, {.stem = stem, .shortcut = shortcut, .classes = 37, .inputChannels = 1});
                QCOMPARE(recogniseSpec(shapesOf(spec), "file"), spec);
            }
    auto other = makeSpec("resnet18", {.stem = "cifar"}); // as the CIFAR zoos name it
    other.classifierName = "linear";
    other.shortcutName = "shortcut";
    QCOMPARE(recogniseSpec(shapesOf(other), "file"), other);
}

void TestWeights::prunedWidthsAreRecognised() {
    for (const char* name : {"resnet18", "resnet50", "resnet56"}) {
        auto spec = makeSpec(name, {.shortcut = "B"});
        spec.stemWidth = 11;
        int width = 3;
        for (auto& stage : spec.stages) {
            stage.width = spec.block == BlockKind::basic && &stage == &spec.stages.front() ? 11 : 7 * width;
            for (auto& block : stage.blocks)
                for (auto& inner : block.innerWidths)
                    inner = width++;
        }
        validate(spec);
        QCOMPARE(recogniseSpec(shapesOf(spec), "file"), spec);
    }
}

void TestWeights::removedBlocksAreRecognised() {
    auto spec = makeSpec("resnet56", {});
    spec.stages[0].blocks.clear();
    spec.stages[1].blocks.erase(spec.stages[1].blocks.begin() + 2, spec.stages[1].blocks.begin() + 5);
    QCOMPARE(recogniseSpec(shapesOf(spec), "file"), spec);
}

void TestWeights::metadataGivesWhatShapesCannot() {
    auto spec = makeSpec("resnet20", {});
    spec.stages[1].width = 12; // narrower than its input: which channels the shortcut takes is nowhere in the shapes
    for (auto& block : spec.stages[1].blocks)
        if (block.shortcut == ShortcutKind::pad)
            block.padSources = {1, 3, 4, 5, 6, -1, 7, 9, 10, -1, 15, 0};
    spec.stages[2].blocks[0].padSources.assign(64, -1);
    validate(spec);
    auto dict = shapesOf(spec);
    QVERIFY(errorOf([&] { recogniseSpec(dict, "narrow.pth"); }).contains("'narrow.pth'"));
    dict.metadata["bubblenet.spec"] = toJson(spec);
    QCOMPARE(recogniseSpec(dict, "file"), spec);
}

void TestWeights::metadataThatDoesNotFitIsRefused() {
    auto dict = shapesOf(makeSpec("resnet20", {}));
    auto wider = makeSpec("resnet20", {});
    wider.stages[0].blocks[0].innerWidths[0] = 60000; // would take gigabytes
    dict.metadata["bubblenet.spec"] = toJson(wider);
    const auto text = errorOf([&] { recogniseSpec(dict, "file.safetensors"); });
    QVERIFY2(text.contains("layer1.0.conv1.weight") && text.contains("60000"), qPrintable(text));
    dict.metadata["bubblenet.spec"] = "{";
    QVERIFY(errorOf([&] { recogniseSpec(dict, "file.safetensors"); }).contains("file.safetensors"));
}

void TestWeights::foreignFilesAreRefused_data() {
    QTest::addColumn<int>("change");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << 0 << "conv1.weight";
    QTest::newRow("no classifier") << 1 << "fc.weight";
    QTest::newRow("stem of kernel 5") << 2 << "conv1.weight";
    QTest::newRow("a block's norm lacks") << 3 << "layer2.1.bn2.running_var";
    QTest::newRow("widths disagree") << 4 << "layer2.1.conv2.weight";
    QTest::newRow("flat convolution") << 5 << "layer3.0.conv1.weight";
    QTest::newRow("no block number") << 6 << "layer1.x.conv1.weight";
    QTest::newRow("huge block number") << 7 << "layer1.99999999999.conv1.weight";
    QTest::newRow("too many blocks") << 8 << "block";
    QTest::newRow("no layers") << 9 << "layer1.0.conv1.weight";
    QTest::newRow("classifier of other features") << 10 << "linear.weight";
}

void TestWeights::foreignFilesAreRefused() {
    QFETCH(int, change);
    QFETCH(QString, says);
    auto dict = shapesOf(makeSpec("resnet20", {}));
    const std::vector<std::function<void()>> changes{
        [&] { dict.tensors.clear(); },
        [&] { erase(dict, "linear"); },
        [&] {
            tensorOf(dict, "conv1.weight") = at::zeros({16, 3, 5, 5});
        },
        [&] { erase(dict, "layer2.1.bn2.running_var"); },
        [&] {
            tensorOf(dict, "layer2.1.conv2.weight") = at::zeros({32, 31, 3, 3});
        },
        [&] { tensorOf(dict, "layer3.0.conv1.weight") = at::zeros({64}); },
        [&] { dict.tensors.emplace_back("layer1.x.conv1.weight", at::zeros({1})); },
        [&] { dict.tensors.emplace_back("layer1.99999999999.conv1.weight", at::zeros({1})); },
        [&] {
            for (int i = 3; i < 900; ++i)
                for (const char* conv : {".conv1.weight", ".conv2.weight"})
                    dict.tensors.emplace_back("layer1." + std::to_string(i) + conv, at::zeros({16, 16, 3, 3}));
        },
        [&] { erase(dict, "layer"); },
        [&] {
            tensorOf(dict, "linear.weight") = at::zeros({10, 63});
        },
    };
    changes.at(static_cast<std::size_t>(change))();
    const auto text = errorOf([&] { recogniseSpec(dict, "some.pth"); });
    QVERIFY2(text.contains("some.pth") && text.contains(says), qPrintable(text));
}

void TestWeights::stateDictRestoresTheNetwork() {
    const at::NoGradGuard noGradient;
    auto spec = makeSpec("resnet20", {.classes = 7});
    spec.stages[1].blocks[1].innerWidths[0] = 5;
    Network network(spec, Rng(1));
    network.train();
    network.forward(formula::images(4, 32)); // statistics that are no defaults
    network.eval();
    const auto dict = stateDictOf(network);
    QCOMPARE(dict.tensors.size(), tensorShapes(spec).size());
    for (const auto& [name, tensor] : dict.tensors) {
        QVERIFY(tensor.is_contiguous());
        QVERIFY(!tensor.requires_grad());
        QVERIFY(tensor.scalar_type() == at::kFloat);
    }
    Network other(recogniseSpec(dict, "file"), Rng(2));
    const auto report = loadInto(other, dict, ClassifierPolicy::mustMatch);
    QVERIFY(!report.classifierReplaced);
    QCOMPARE(report.fileClasses, 7);
    QVERIFY(report.ignored.empty());
    other.eval();
    const auto images = formula::images(2, 32);
    QVERIFY(at::equal(other.forward(images), network.forward(images)));
    const auto before = dict.tensors.front().second.clone();
    for (auto& entry : network.named_parameters())
        entry.value().zero_();
    QVERIFY(at::equal(dict.tensors.front().second, before)); // the dict does not share the network's memory
}

void TestWeights::halfPrecisionFilesLoad() {
    const auto spec = makeSpec("resnet20", {});
    auto dict = formula::stateDict(spec);
    Network exact(spec, Rng(1));
    loadInto(exact, dict, ClassifierPolicy::mustMatch);
    for (auto& [name, tensor] : dict.tensors)
        tensor = tensor.to(at::kHalf);
    Network network(spec, Rng(2));
    loadInto(network, dict, ClassifierPolicy::mustMatch);
    const auto& weight = network.convNorm("layer3.1.conv1").weight;
    QVERIFY(weight.scalar_type() == at::kFloat);
    QVERIFY(at::allclose(weight, exact.convNorm("layer3.1.conv1").weight, 1e-3, 1e-4));
}

void TestWeights::failedLoadLeavesTheNetworkUntouched() {
    const auto spec = makeSpec("resnet20", {});
    Network network(spec, Rng(1));
    const auto before = stateDictOf(network);
    const auto fails = [&](const char* says, const std::function<void(StateDict&)>& spoil) {
        auto dict = formula::stateDict(spec);
        spoil(dict);
        const auto text = errorOf([&] { loadInto(network, dict, ClassifierPolicy::mustMatch); });
        QVERIFY2(text.contains(says), qPrintable(text));
        const auto after = stateDictOf(network);
        for (std::size_t i = 0; i < before.tensors.size(); ++i)
            QVERIFY(at::equal(after.tensors[i].second, before.tensors[i].second));
    };
    fails("layer3.2.bn2.bias", [](StateDict& dict) { erase(dict, "layer3.2.bn2.bias"); });
    fails("60×64×3×3", [](StateDict& dict) { tensorOf(dict, "layer3.2.conv2.weight") = at::zeros({60, 64, 3, 3}); });
    fails("linear.bias", [](StateDict& dict) { tensorOf(dict, "linear.bias") = at::zeros({11}); });
    fails("whole numbers", [](StateDict& dict) { tensorOf(dict, "bn1.bias") = at::zeros({16}, at::kInt); });
}

void TestWeights::otherClassesReplaceTheClassifierWhereAllowed() {
    const auto dict = formula::stateDict(makeSpec("resnet20", {.classes = 100}));
    Network network(makeSpec("resnet20", {.classes = 10}), Rng(1));
    const auto classifier = network.classifierWeight().detach().clone();
    QVERIFY(errorOf([&] { loadInto(network, dict, ClassifierPolicy::mustMatch); }).contains("linear.weight"));
    const auto report = loadInto(network, dict, ClassifierPolicy::replaceIfDifferent);
    QVERIFY(report.classifierReplaced);
    QCOMPARE(report.fileClasses, 100);
    QVERIFY(report.ignored.empty());
    QVERIFY(at::equal(network.classifierWeight(), classifier));
    QVERIFY(at::equal(network.convNorm("conv1").weight, *dict.find("conv1.weight")));

    Network same(makeSpec("resnet20", {.classes = 100}), Rng(1));
    QVERIFY(!loadInto(same, dict, ClassifierPolicy::replaceIfDifferent).classifierReplaced);
    QVERIFY(at::equal(same.classifierWeight(), *dict.find("linear.weight")));
}

void TestWeights::foreignTensorsAreReported() {
    const auto spec = makeSpec("resnet20", {});
    auto dict = formula::stateDict(spec);
    dict.tensors.emplace_back("bn1.num_batches_tracked", at::zeros({}, at::kLong)); // known, and not needed
    dict.tensors.emplace_back("ema.conv1.weight", at::zeros({1}));
    Network network(spec, Rng(1));
    const auto report = loadInto(network, dict, ClassifierPolicy::mustMatch);
    QCOMPARE(report.ignored, std::vector<std::string>{"ema.conv1.weight"});
}

void TestWeights::inputDescriptionSurvives() {
    StateDict dict;
    QVERIFY(!inputDescription(dict).normalization);
    QVERIFY(!inputDescription(dict).imageSize);
    QVERIFY(inputDescription(dict).classNames.empty());
    InputDescription description;
    description.normalization = bubblenet::data::Normalization{{.485F, .456F, .406F}, {.229F, .224F, .225F}};
    description.imageSize = 224;
    description.classNames = {"plane", "\"quoted\", name", "Käfer"};
    describeInput(dict, description);
    const auto found = inputDescription(dict);
    QVERIFY(found.normalization == description.normalization);
    QCOMPARE(found.imageSize, description.imageSize);
    QCOMPARE(found.classNames, description.classNames);
    description.classNames = {"not UTF-8: \xff"};
    describeInput(dict, description);
    QCOMPARE(inputDescription(dict).classNames.size(), std::size_t{1});
}

void TestWeights::brokenInputDescriptionsAreRefused_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::newRow("no JSON") << "bubblenet.mean"
                             << "[0.5,";
    QTest::newRow("two numbers") << "bubblenet.mean"
                                 << "[0.5,0.5]";
    QTest::newRow("texts") << "bubblenet.mean"
                           << "[\"a\",\"b\",\"c\"]";
    QTest::newRow("not finite") << "bubblenet.mean"
                                << "[1e300,0,0]";
    QTest::newRow("deviation 0") << "bubblenet.std"
                                 << "[1,0,1]";
    QTest::newRow("classes no list") << "bubblenet.classes"
                                     << "{\"a\":1}";
    QTest::newRow("class no text") << "bubblenet.classes"
                                   << "[\"a\",1]";
    QTest::newRow("image size 0") << "bubblenet.image_size"
                                  << "0";
    QTest::newRow("image size huge") << "bubblenet.image_size"
                                     << "4294967328";
}

void TestWeights::brokenInputDescriptionsAreRefused() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    StateDict dict;
    dict.metadata = {{"bubblenet.mean", "[0,0,0]"}, {"bubblenet.std", "[1,1,1]"}};
    dict.metadata[key.toStdString()] = value.toStdString();
    QVERIFY_THROWS_EXCEPTION(Error, inputDescription(dict));
}

void TestWeights::fileBecomesANetwork() {
    const QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "pruned.safetensors";
    auto spec = makeSpec("resnet20", {.classes = 4});
    spec.stages[2].blocks[2].innerWidths[0] = 3;
    Network network(spec, Rng(1));
    auto dict = stateDictOf(network);
    InputDescription description;
    description.classNames = {"a", "b", "c", "d"};
    describeInput(dict, description);
    writeSafetensors(path, dict);
    const auto loaded = loadNetwork(path);
    QCOMPARE(loaded.network->spec(), spec);
    QVERIFY(!loaded.network->is_training());
    QCOMPARE(loaded.input.classNames, description.classNames);
    network.eval();
    const auto images = formula::images(2, 32);
    QVERIFY(at::equal(loaded.network->forward(images), network.forward(images)));
}

QTEST_GUILESS_MAIN(TestWeights)
#include "tst_weights.moc"
