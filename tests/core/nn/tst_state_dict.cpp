// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/nn/state_dict.h"
#include "tests/core/nn/weight_files.h"

using bubblenet::Error;
using bubblenet::readFile;
using namespace bubblenet::nn;
namespace fs = std::filesystem;

namespace {

const std::vector<std::pair<std::string, at::ScalarType>> kTypes{
    {"f64", at::kDouble}, {"f32", at::kFloat}, {"f16", at::kHalf}, {"bf16", at::kBFloat16}, {"i64", at::kLong},
    {"i32", at::kInt},    {"i16", at::kShort}, {"i8", at::kChar},  {"u8", at::kByte},       {"bool", at::kBool}};

/// make_weights.py's ramp(): −3, −2, … in row order; from 0 where the type has no sign, 0 and 1 in turn for booleans.
at::Tensor ramp(at::IntArrayRef sizes, at::ScalarType type = at::kFloat) {
    const std::int64_t count = c10::multiply_integers(sizes);
    const std::int64_t low = type == at::kByte || type == at::kBool ? 0 : -3;
    at::Tensor values = at::arange(low, low + count, at::kLong);
    return (type == at::kBool ? values.remainder(2) : values).to(type).reshape(sizes);
}

bool isSame(const at::Tensor& a, const at::Tensor& b) {
    return a.scalar_type() == b.scalar_type() && a.sizes() == b.sizes() && at::equal(a, b);
}

std::vector<std::string> namesOf(const StateDict& dict) {
    std::vector<std::string> names;
    for (const auto& [name, tensor] : dict.tensors)
        names.push_back(name);
    return names;
}

const at::Tensor& tensorOf(const StateDict& dict, const std::string& name) {
    const at::Tensor* tensor = dict.find(name);
    if (tensor == nullptr)
        throw Error("no tensor " + name);
    return *tensor;
}

fs::path sharedFolder() {
    const char* given = std::getenv("BUBBLENET_SHARED");
    return given != nullptr ? fs::path(given) : fs::path(BUBBLENET_SOURCE_DIR) / "../shared";
}

} // namespace

class TestStateDict : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }

    void everyElementTypeIsRead_data();
    void everyElementTypeIsRead();
    void everyLayoutBecomesContiguousInMemoryOfItsOwn_data();
    void everyLayoutBecomesContiguousInMemoryOfItsOwn();
    void checkpointsGiveTheirWeightsAlone_data();
    void checkpointsGiveTheirWeightsAlone();
    void everyUsualNestIsTakenOff_data();
    void everyUsualNestIsTakenOff();
    void python2OrderedDictsAndOldTensorsAreRead();
    void aPartialModulePrefixIsKept();
    void bothKindsOfTheSharedWeightsAreEqual_data();
    void bothKindsOfTheSharedWeightsAreEqual();
    void metadataOfSafetensorsIsRead();
    void whatIsWrittenFollowsTheFormatByteForByte();
    void whatIsWrittenIsReadBackUnchanged();
    void writtenTensorsAreAlignedAndKeepTheirOrder();
    void booleansAreZeroOrOneWhateverTheFileSays();
    void whatSafetensorsCannotHoldIsRefused();
    void findGivesNullForAnUnknownName();
};

void TestStateDict::everyElementTypeIsRead_data() {
    QTest::addColumn<QString>("file");
    for (const char* file : {"types.safetensors", "types.pth", "types_legacy.pth"})
        QTest::newRow(file) << file;
}

void TestStateDict::everyElementTypeIsRead() {
    QFETCH(QString, file);
    const StateDict dict = readStateDict(weight_files::reference(file.toStdString()));
    QCOMPARE(dict.tensors.size(), kTypes.size());
    for (const auto& [name, type] : kTypes)
        QVERIFY2(isSame(tensorOf(dict, name), ramp({2, 3}, type)), name.c_str());
    if (file.endsWith(".pth"))
        QCOMPARE(dict.tensors.front().first, std::string("f64"));
}

void TestStateDict::everyLayoutBecomesContiguousInMemoryOfItsOwn_data() {
    QTest::addColumn<QString>("file");
    for (const char* file : {"layouts.pth", "layouts_legacy.pth", "layouts_protocol4.pth",
                             "layouts_legacy_protocol4.pth", "layouts_without_crc.pth"})
        QTest::newRow(file) << file;
}

void TestStateDict::everyLayoutBecomesContiguousInMemoryOfItsOwn() {
    QFETCH(QString, file);
    const StateDict dict = readStateDict(weight_files::reference(file.toStdString()));
    const std::vector<std::pair<std::string, at::Tensor>> expected{
        {"scalar", at::scalar_tensor(7.5, at::kFloat)},
        {"empty", at::zeros({0, 3})},
        {"transposed", ramp({3, 4}).t()},
        {"permuted", ramp({2, 3, 4}).permute({2, 0, 1})},
        {"channels_last", ramp({2, 3, 2, 2})},
        {"slice", at::tensor({2.f, 3.f, 10.f, 11.f}).reshape({2, 2})},
        {"expanded", ramp({3, 1}).expand({3, 4})},
        {"parameter", ramp({2, 2})},
        {"num_batches_tracked", at::scalar_tensor(std::int64_t{1} << 40, at::kLong)},
        {"shared_head", ramp({10}).narrow(0, 0, 4)},
        {"shared_tail", ramp({10}).narrow(0, 4, 6)},
    };
    QCOMPARE(dict.tensors.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto& [name, tensor] = dict.tensors[i];
        QCOMPARE(name, expected[i].first);
        QVERIFY2(isSame(tensor, expected[i].second), name.c_str());
        QVERIFY2(tensor.is_contiguous() && !tensor.requires_grad(), name.c_str());
        QVERIFY2(tensor.storage().nbytes() == tensor.nbytes() && tensor.storage_offset() == 0, name.c_str());
    }
}

void TestStateDict::checkpointsGiveTheirWeightsAlone_data() {
    QTest::addColumn<QString>("file");
    QTest::newRow("zip") << "checkpoint.pth";
    QTest::newRow("legacy") << "checkpoint_legacy.pth";
}

void TestStateDict::checkpointsGiveTheirWeightsAlone() {
    QFETCH(QString, file);
    const StateDict dict = readStateDict(weight_files::reference(file.toStdString()));
    const std::vector<std::string> names{"0.weight",       "1.weight",      "1.bias",
                                         "1.running_mean", "1.running_var", "1.num_batches_tracked"};
    QCOMPARE(namesOf(dict), names);
    QVERIFY(isSame(tensorOf(dict, "0.weight"), ramp({2, 1, 1, 1})));
    QVERIFY(isSame(tensorOf(dict, "1.num_batches_tracked"), at::scalar_tensor(1, at::kLong)));
}

void TestStateDict::everyUsualNestIsTakenOff_data() {
    QTest::addColumn<QString>("nest");
    for (const char* nest : {"model", "net", "model_state_dict"})
        QTest::newRow(nest) << nest;
}

void TestStateDict::everyUsualNestIsTakenOff() {
    QFETCH(QString, nest);
    const StateDict dict = readStateDict(weight_files::reference("nested_" + nest.toStdString() + ".pth"));
    QCOMPARE(dict.tensors.size(), std::size_t{6});
    QVERIFY(isSame(tensorOf(dict, "0.weight"), ramp({2, 1, 1, 1})));
}

void TestStateDict::python2OrderedDictsAndOldTensorsAreRead() {
    // OrderedDict([['w', _rebuild_tensor(storage, 1, (3,), (1,))]]) with Python 2's byte strings.
    const std::string id =
        weight_files::tuple({weight_files::text("storage"), weight_files::global("torch.cuda", "FloatStorage"),
                             "U\x01"
                             "0",
                             weight_files::text("cuda:0"), "K\x04"}) +
        "Q";
    const std::string old = weight_files::global("torch._utils", "_rebuild_tensor") +
                            weight_files::tuple({id, "K\x01", "K\x03\x85", "K\x01\x85"}) + "R";
    const std::string body = weight_files::global("collections", "OrderedDict") + "](](U\x01w" + old + "ee\x85R";
    QTemporaryDir folder;
    const fs::path path = fs::path(folder.path().toStdString()) / "w.pth";
    weight_files::write(path, weight_files::pth(body));
    QVERIFY(isSame(tensorOf(readStateDict(path), "w"), at::tensor({2.f, 3.f, 4.f})));
}

void TestStateDict::aPartialModulePrefixIsKept() {
    QTemporaryDir folder;
    const fs::path path = fs::path(folder.path().toStdString()) / "w.safetensors";
    writeSafetensors(path, {{{"module.a", ramp({2})}, {"b", ramp({2})}}, {}});
    QCOMPARE(namesOf(readStateDict(path)), (std::vector<std::string>{"module.a", "b"}));
    writeSafetensors(path, {{{"module.a", ramp({2})}, {"module.b", ramp({2})}}, {}});
    QCOMPARE(namesOf(readStateDict(path)), (std::vector<std::string>{"a", "b"}));
}

void TestStateDict::bothKindsOfTheSharedWeightsAreEqual_data() {
    QTest::addColumn<QString>("network");
    QTest::addColumn<int>("parameters"); // He et al. 2015, table 6: 0.27 M and 0.85 M
    QTest::newRow("resnet20") << "resnet20" << 269722;
    QTest::newRow("resnet56") << "resnet56" << 853018;
}

void TestStateDict::bothKindsOfTheSharedWeightsAreEqual() {
    QFETCH(QString, network);
    QFETCH(int, parameters);
    const fs::path stem = sharedFolder() / "data/weights" / (network.toStdString() + "_cifar10");
    if (!fs::exists(stem.string() + ".pth"))
        QSKIP("no shared weights: set BUBBLENET_SHARED");
    const StateDict pth = readStateDict(stem.string() + ".pth");
    const StateDict safetensors = readStateDict(stem.string() + ".safetensors");
    QCOMPARE(pth.tensors.size(), safetensors.tensors.size());
    std::int64_t counted = 0;
    for (const auto& [name, tensor] : pth.tensors) {
        QVERIFY2(isSame(tensor, tensorOf(safetensors, name)), name.c_str());
        const bool isStatistic = name.find("running") != std::string::npos || name.ends_with("tracked");
        counted += isStatistic ? 0 : tensor.numel();
    }
    QCOMPARE(counted, std::int64_t{parameters});
}

void TestStateDict::metadataOfSafetensorsIsRead() {
    const StateDict dict = readStateDict(weight_files::reference("types.safetensors"));
    const std::map<std::string, std::string> expected{{"source", "make_weights.py"}, {"mean", "[0.5]"}};
    QCOMPARE(dict.metadata, expected);
}

void TestStateDict::whatIsWrittenFollowsTheFormatByteForByte() {
    const StateDict dict{{{"a", at::tensor({1.f, 2.f})}, {"n", at::scalar_tensor(5, at::kLong)}}, {{"k", "v"}}};
    const std::string header = R"({"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]},)"
                               R"("n":{"dtype":"I64","shape":[],"data_offsets":[0,8]}})";
    const std::string padded = header + std::string((8 - header.size() % 8) % 8, ' ');
    QCOMPARE(padded.size() % 8, std::size_t{0});
    const std::string buffer =
        weight_files::little(5, 8) + weight_files::little(0x3f800000, 4) + weight_files::little(0x40000000, 4);
    QCOMPARE(toSafetensors(dict), weight_files::safetensors(padded, buffer));
    QCOMPARE(toSafetensors({}), weight_files::safetensors("{}      "));
}

void TestStateDict::whatIsWrittenIsReadBackUnchanged() {
    StateDict dict;
    dict.metadata = {{"bubblenet.spec", R"({"widths": [1, 2]})"}, {"empty", ""}, {"größe", "\"\\\n\x01"}};
    for (const auto& [name, type] : kTypes)
        dict.tensors.emplace_back(name, ramp({3, 5}, type));
    dict.tensors.emplace_back("scalar", at::scalar_tensor(0.1, at::kDouble));
    dict.tensors.emplace_back("empty", at::zeros({2, 0}));
    dict.tensors.emplace_back("transposed", ramp({3, 4}).t());
    dict.tensors.emplace_back("a \"name\"\twith größe", at::full({1}, std::nan("")).requires_grad_());
    QTemporaryDir folder;
    const fs::path path = fs::path(folder.path().toStdString()) / "w.safetensors";
    writeSafetensors(path, dict);
    for (const StateDict& read : {readStateDict(path), fromSafetensors(toSafetensors(dict), "memory")}) {
        QCOMPARE(read.metadata, dict.metadata);
        QCOMPARE(namesOf(read), namesOf(dict));
        for (std::size_t i = 0; i + 1 < dict.tensors.size(); ++i)
            QVERIFY2(isSame(read.tensors[i].second, dict.tensors[i].second), dict.tensors[i].first.c_str());
        QVERIFY(read.tensors.back().second.isnan().all().item<bool>());
    }
}

void TestStateDict::writtenTensorsAreAlignedAndKeepTheirOrder() {
    const StateDict dict{{{"u8", ramp({3}, at::kByte)}, {"f32", ramp({3})}, {"i64", ramp({1}, at::kLong)}}, {}};
    const std::string bytes = toSafetensors(dict);
    QVERIFY(bytes.find(R"("i64":{"dtype":"I64","shape":[1],"data_offsets":[0,8]})") != std::string::npos);
    QVERIFY(bytes.find(R"("f32":{"dtype":"F32","shape":[3],"data_offsets":[8,20]})") != std::string::npos);
    QVERIFY(bytes.find(R"("u8":{"dtype":"U8","shape":[3],"data_offsets":[20,23]})") != std::string::npos);
    QCOMPARE(namesOf(fromSafetensors(bytes, "memory")), namesOf(dict));
}

void TestStateDict::booleansAreZeroOrOneWhateverTheFileSays() {
    const std::string bytes = weight_files::safetensors(R"({"b":{"dtype":"BOOL","shape":[3],"data_offsets":[0,3]}})",
                                                        std::string("\x00\xff\x02", 3));
    const at::Tensor tensor = fromSafetensors(bytes, "memory").tensors.front().second;
    QVERIFY(isSame(tensor.view(at::kByte), at::tensor({0, 1, 1}, at::kByte)));
}

void TestStateDict::whatSafetensorsCannotHoldIsRefused() {
    const auto refuses = [](const std::string& name, const at::Tensor& tensor) {
        try {
            toSafetensors({{{"first", at::zeros({1})}, {name, tensor}}, {}});
            return false;
        } catch (const Error&) {
            return true;
        }
    };
    QVERIFY(!refuses("second", at::zeros({1})));
    QVERIFY(refuses("first", at::zeros({1})));
    QVERIFY(refuses("__metadata__", at::zeros({1})));
    QVERIFY(refuses("\xff\xfe", at::zeros({1})));
    QVERIFY(refuses("complex", at::zeros({1}, at::kComplexFloat)));
    QVERIFY(refuses("undefined", at::Tensor()));
    QTemporaryDir folder;
    const fs::path path = fs::path(folder.path().toStdString()) / "w.safetensors";
    writeSafetensors(path, {{{"old", at::zeros({1})}}, {}});
    const std::string before = readFile(path);
    QVERIFY_EXCEPTION_THROWN(writeSafetensors(path, {{{"__metadata__", at::zeros({1})}}, {}}), Error);
    QCOMPARE(readFile(path), before);
}

void TestStateDict::findGivesNullForAnUnknownName() {
    const StateDict dict{{{"a", at::zeros({1})}, {"b", at::ones({1})}}, {}};
    QCOMPARE(dict.find("c"), nullptr);
    QCOMPARE(dict.find("b"), &dict.tensors[1].second);
}

QTEST_GUILESS_MAIN(TestStateDict)
#include "tst_state_dict.moc"
