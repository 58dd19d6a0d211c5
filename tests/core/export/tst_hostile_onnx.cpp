// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include "core/base/error.h"
#include "core/export/onnx_evaluator.h"
#include "core/export/onnx_writer.h"
#include "tests/core/export/export_networks.h"

using namespace bubblenet;
using namespace bubblenet::artefact;

namespace {

/// A message of Protocol Buffers, written here independently of the writer under test.
std::string varint(std::uint64_t value) {
    std::string bytes;
    do {
        bytes += static_cast<char>((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
        value >>= 7;
    } while (value > 0);
    return bytes;
}
std::string number(std::uint64_t field, std::uint64_t value) {
    return varint(field << 3) + varint(value);
}
std::string part(std::uint64_t field, const std::string& bytes) {
    return varint(field << 3 | 2) + varint(bytes.size()) + bytes;
}
std::string model(const std::string& graph) {
    return part(7, graph) + part(8, number(2, 13));
}
std::string integers(const std::string& name, const std::vector<std::int64_t>& values) {
    return part(5, number(1, values.size()) + number(2, 7) + part(8, name) +
                       part(9, {reinterpret_cast<const char*>(values.data()), values.size() * 8}));
}
std::string ints(const std::string& name, const std::vector<std::uint64_t>& values) {
    std::string attribute = part(1, name) + number(20, 7);
    for (const auto value : values)
        attribute += number(8, value);
    return part(5, attribute);
}
std::string integer(const std::string& name, std::uint64_t value) {
    return part(5, part(1, name) + number(20, 2) + number(3, value));
}
std::string node(const std::string& op, const std::vector<std::string>& inputs, const std::string& rest = {}) {
    std::string bytes = part(4, op) + part(2, "y") + part(3, "n");
    for (const auto& input : inputs)
        bytes += part(1, input);
    return part(1, bytes + rest);
}
const std::string kInput = part(11, part(1, "x"));
const std::string kOutput = part(12, part(1, "y"));

/// One node from "x" to "y".
std::string single(const std::string& op, const std::vector<std::string>& inputs, const std::string& attributes = {},
                   const std::string& initializers = {}) {
    return model(node(op, inputs, attributes) + initializers + kInput + kOutput);
}

/// The text of the Error that reading or computing ends with; empty when there is none.
QString problemOf(const std::string& bytes) {
    try {
        OnnxEvaluator(readOnnx(bytes)).forward(at::ones({1, 3, 8, 8}));
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

constexpr std::uint64_t kHuge = 0x7fffffffffffffff;

} // namespace

class TestHostileOnnx : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void aSoundModelIsComputed();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
    void everyCutIsRefused();
    void damageIsAnErrorOrAnotherNetwork();
};

/// So that what follows fails for its own reason.
void TestHostileOnnx::aSoundModelIsComputed() {
    const auto relu = OnnxEvaluator(readOnnx(single("Relu", {"x"}))).forward(-at::ones({1, 3, 8, 8}));
    QVERIFY(relu.eq(0).all().item<bool>());
    const auto gather =
        OnnxEvaluator(readOnnx(single("Gather", {"x", "i"}, integer("axis", 1), integers("i", {2, 2}))));
    QCOMPARE(gather.forward(at::ones({1, 3, 8, 8})).size(1), std::int64_t{2});
}

void TestHostileOnnx::whatIsWrongIsSaid_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char* title, const std::string& bytes, const char* problem) {
        QTest::newRow(title) << QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())) << problem;
    };
    row("empty", "", "no ONNX graph");
    row("text", "hello, this is no model", "");
    row("two graphs", single("Relu", {"x"}) + part(7, ""), "two graphs");
    row("endless number", std::string(20, '\xff'), "more than 64 bits");
    row("a length beyond the file", "\x3a\xff\xff\xff\xff\x0f", "");
    row("the greatest length", std::string("\x3a") + varint(~0ULL), "");
    row("unknown operator", single("Loop", {"x"}), "operator 'Loop' is not known");
    row("unknown attribute", single("Relu", {"x"}, integer("alpha", 1)), "attribute 'alpha' is not known");
    row("subgraph", single("Relu", {"x"}, part(5, part(1, "body") + part(6, ""))), "field 6");
    row("other domain", model(node("Relu", {"x"}) + kInput + kOutput) + part(8, part(1, "evil") + number(2, 1)),
        "domain");
    row("other opset", part(7, node("Relu", {"x"}) + kInput + kOutput) + part(8, number(2, 7)), "operator set 7");
    row("value from nowhere", single("Relu", {"z"}), "not there yet");
    row("value of its own", single("Relu", {"y"}), "not there yet");
    row("output from nowhere", model(node("Relu", {"x"}) + kInput + part(12, part(1, "q"))), "no node computes");
    row("one name for two values", model(node("Relu", {"x"}) + node("Relu", {"x"}) + kInput + kOutput),
        "name of its own");
    row("no inputs", single("Relu", {}), "an input");
    row("an input too many", single("Relu", {"x", "x"}), "another number of inputs");
    row("no input at all", single("Cast", {}, integer("to", 1)), "an input");
    row("external tensor", single("Relu", {"x"}, {}, part(5, part(8, "w") + part(13, "") + number(14, 1))), "field 13");
    row("tensor without its bytes", single("Relu", {"x"}, {}, part(5, number(1, 4) + number(2, 1) + part(8, "w"))),
        "0 bytes");
    row("negative size", single("Relu", {"x"}, {}, part(5, number(1, ~0ULL) + number(2, 1) + part(8, "w"))),
        "too many");
    row("sizes that overflow", single("Relu", {"x"}, {}, part(5, number(1, kHuge) + number(1, kHuge) + number(2, 1))),
        "too many");
    row("too many dimensions", single("Relu", {"x"}, {}, part(5, part(1, std::string(100, '\1')))), "more than 64");
    row("unknown type", single("Relu", {"x"}, {}, part(5, number(2, 8))), "element type 8");
    row("gather beyond the channels", single("Gather", {"x", "i"}, integer("axis", 1), integers("i", {3})),
        "channels that there are");
    row("gather before the channels", single("Gather", {"x", "i"}, integer("axis", 1), integers("i", {-1})),
        "channels that there are");
    row("pad beyond memory", single("Pad", {"x", "p"}, {}, integers("p", {0, 0, 0, 0, 0, 1 << 28, 0, 0})), "more than");
    row("pad that overflows",
        single("Pad", {"x", "p"}, {}, integers("p", {0, 0, 0, 0, 0, std::int64_t{1} << 62, 0, 0})), "paddings");
    row("pad that crops", single("Pad", {"x", "p"}, {}, integers("p", {0, -1, 0, 0, 0, 0, 0, 0})), "none negative");
    row("slice that stands",
        single("Slice", {"x", "a", "b", "c", "a"}, {}, integers("a", {0}) + integers("b", {8}) + integers("c", {2})),
        "steps ahead");
    row("slice of no axis",
        single("Slice", {"x", "a", "b", "c", "d"}, {},
               integers("a", {0}) + integers("b", {8}) + integers("c", {9}) + integers("d", {1})),
        "axes that there are");
    row("window without size", single("MaxPool", {"x"}, ints("kernel_shape", {0, 0})), "square kernel");
    row("window of great size", single("MaxPool", {"x"}, ints("kernel_shape", {kHuge, kHuge})), "square kernel");
    row("window beyond the image", single("MaxPool", {"x"}, ints("kernel_shape", {9, 9})), "fits into");
    row("stride of nothing", single("MaxPool", {"x"}, ints("kernel_shape", {2, 2}) + ints("strides", {0, 0})),
        "equal strides");
    row("padding beyond the kernel",
        single("MaxPool", {"x"}, ints("kernel_shape", {2, 2}) + ints("pads", {3, 3, 3, 3})), "equal paddings");
    row("convolution by whole numbers", single("Conv", {"x", "w"}, ints("kernel_shape", {1, 1}), integers("w", {1})),
        "weight of 4 dimensions");
    row("numbers as a list of images", single("Add", {"x", "w"}, {}, integers("w", {1})), "same shape");
    row("cast to text", single("Cast", {"x"}, integer("to", 8)), "fp16");
    row("attribute of another kind", single("Cast", {"x"}, ints("to", {1})), "specified kinds");
}

void TestHostileOnnx::whatIsWrongIsSaid() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, problem);
    const auto found = problemOf(bytes.toStdString());
    QVERIFY2(!found.isEmpty(), "it was taken for a model");
    QVERIFY2(found.contains(problem), qPrintable(found));
}

void TestHostileOnnx::everyCutIsRefused() {
    const auto bytes =
        toOnnx(*formula::network(formula::smallSpec()), {.imageSize = 8, .metadata = {{"key", "value"}}});
    QVERIFY(problemOf(bytes).isEmpty());
    // Behind the graph and the operator set only metadata follow, without which it is a whole model.
    const auto whole = bytes.size() - part(14, part(1, "key") + part(2, "value")).size();
    for (std::size_t length = 0; length < bytes.size(); length += length < 64 || length + 64 > bytes.size() ? 1 : 7) {
        if (length != whole)
            QVERIFY2(!problemOf(bytes.substr(0, length)).isEmpty(), qPrintable(QString("cut at %1").arg(length)));
    }
}

void TestHostileOnnx::damageIsAnErrorOrAnotherNetwork() {
    const auto bytes = toOnnx(*formula::network(formula::smallSpec()), {.imageSize = 8, .metadata = {}});
    Rng rng(1);
    int refused = 0;
    for (int i = 0; i < 2000; ++i) {
        auto damaged = bytes;
        for (auto damages = 1 + rng.below(4); damages > 0; --damages)
            damaged[static_cast<std::size_t>(rng.below(damaged.size()))] = static_cast<char>(rng.below(256));
        refused += problemOf(damaged).isEmpty() ? 0 : 1;
    }
    QVERIFY2(refused > 200, qPrintable(QString::number(refused)));
}

QTEST_GUILESS_MAIN(TestHostileOnnx)
#include "tst_hostile_onnx.moc"
