// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <torch/csrc/autograd/autograd.h>

#include "core/nn/convolution.h"

using namespace bubblenet;

namespace {

struct Case {
    std::int64_t images = 2;
    std::int64_t inputs = 16;
    std::int64_t outputs = 16;
    std::int64_t height = 8;
    std::int64_t width = 8;
};

at::Tensor drawn(at::IntArrayRef sizes, std::uint64_t seed) {
    return at::randn(sizes, at::make_generator<at::CPUGeneratorImpl>(seed), at::kFloat);
}
at::Tensor imagesOf(const Case& row) {
    return drawn({row.images, row.inputs, row.height, row.width}, 1).contiguous(at::MemoryFormat::ChannelsLast);
}
at::Tensor weightOf(const Case& row) {
    return drawn({row.outputs, row.inputs, 3, 3}, 2).contiguous(at::MemoryFormat::ChannelsLast);
}
at::Tensor outputOf(const Case& row, std::uint64_t seed) {
    return drawn({row.images, row.outputs, row.height, row.width}, seed).contiguous(at::MemoryFormat::ChannelsLast);
}

double difference(const at::Tensor& found, const at::Tensor& expected) {
    return (found.to(at::kDouble) - expected).abs().max().item<double>() / expected.abs().max().item<double>();
}

constexpr double kBound = 2e-5; // of the largest value; Winograd's transforms cost about a digit of fp32

} // namespace

Q_DECLARE_METATYPE(Case)

class TestConvolution : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithDoublePrecision_data();
    void agreesWithDoublePrecision();
    void whatFollowsIsApplied();
    void threadsAndNeighboursChangeNothing();
    void notANumberIsNotSwallowed();
    void otherConvolutionsAreLibTorchs_data();
    void otherConvolutionsAreLibTorchs();
};

void TestConvolution::agreesWithDoublePrecision_data() {
    QTest::addColumn<Case>("row");
    for (const std::int64_t side : {4, 5, 7, 8, 14, 32})
        QTest::addRow("%d pixels a side", static_cast<int>(side)) << Case{.height = side, .width = side};
    for (const std::int64_t channels : {8, 24, 40, 64})
        QTest::addRow("%d channels", static_cast<int>(channels)) << Case{.inputs = channels, .outputs = channels};
    QTest::newRow("fewer outputs") << Case{.inputs = 64, .outputs = 8};
    QTest::newRow("more outputs") << Case{.inputs = 8, .outputs = 56};
    QTest::newRow("no square") << Case{.height = 6, .width = 19};
    QTest::newRow("several blocks") << Case{.images = 33, .inputs = 48, .outputs = 16, .height = 9, .width = 9};
}

void TestConvolution::agreesWithDoublePrecision() {
    QFETCH(Case, row);
    const auto x = imagesOf(row).requires_grad_();
    const auto weight = weightOf(row).requires_grad_();
    const auto outer = outputOf(row, 3);
    const auto exactX = x.detach().to(at::kDouble).requires_grad_();
    const auto exactWeight = weight.detach().to(at::kDouble).requires_grad_();
    const auto expected = at::conv2d(exactX, exactWeight, {}, 1, 1);
    const auto expectedGradients = torch::autograd::grad({expected}, {exactX, exactWeight}, {outer.to(at::kDouble)});

    const auto found = nn::convolve(x, weight, 1, 1);
    QVERIFY(found.is_contiguous(at::MemoryFormat::ChannelsLast));
    QVERIFY2(difference(found, expected) < kBound, qPrintable(QString::number(difference(found, expected))));
    const auto gradients = torch::autograd::grad({found}, {x, weight}, {outer});
    for (const std::size_t i : {0, 1})
        QVERIFY2(
            difference(gradients[i], expectedGradients[i]) < kBound,
            qPrintable(QString("gradient %1 is off by %2").arg(i).arg(difference(gradients[i], expectedGradients[i]))));
    const at::NoGradGuard noGradient;
    QVERIFY(at::equal(nn::convolve(x, weight, 1, 1), found));
}

void TestConvolution::whatFollowsIsApplied() {
    const Case row{.inputs = 24, .outputs = 40, .height = 7, .width = 10};
    const auto x = imagesOf(row);
    const auto weight = weightOf(row);
    const auto filters = nn::winogradFilters(weight, 1, 1);
    if (!nn::winograd::isSupported())
        QSKIP("This processor's convolutions are all LibTorch's.");
    QVERIFY(filters.defined());
    QVERIFY(nn::suitsWinograd(x));
    const auto bias = drawn({row.outputs}, 4);
    const auto shortcut = outputOf(row, 5);
    const auto exact =
        at::conv2d(x.to(at::kDouble), weight.to(at::kDouble), bias.to(at::kDouble), 1, 1) + shortcut.to(at::kDouble);
    const auto added = shortcut.clone();
    QVERIFY(nn::convolveWinograd(x, filters, bias, added, nn::Clamp::none).is_same(added));
    QVERIFY(difference(added, exact) < kBound);
    const auto clamped = nn::convolveWinograd(x, filters, bias, shortcut.clone(), nn::Clamp::atZero);
    QVERIFY(difference(clamped, exact.relu()) < kBound);
    QVERIFY((clamped >= 0).all().item<bool>());
}

void TestConvolution::threadsAndNeighboursChangeNothing() {
    if (!nn::winograd::isSupported())
        QSKIP("This processor's convolutions are all LibTorch's, whose sums depend on the batch.");
    const Case row{.images = 20, .inputs = 32, .outputs = 32, .height = 16, .width = 16};
    const auto x = imagesOf(row);
    const auto weight = weightOf(row);
    const int before = at::get_num_threads();
    at::set_num_threads(1);
    const auto alone = nn::convolve(x, weight, 1, 1);
    at::set_num_threads(3);
    const auto together = nn::convolve(x, weight, 1, 1);
    at::set_num_threads(before);
    QVERIFY(at::equal(alone, together));
    QVERIFY(at::equal(alone.slice(0, 7, 8), nn::convolve(x.slice(0, 7, 8), weight, 1, 1)));
}

void TestConvolution::notANumberIsNotSwallowed() {
    const Case row;
    const auto x = imagesOf(row);
    x[1][3][4][4] = std::nan("");
    const auto filters = nn::winogradFilters(weightOf(row), 1, 1);
    if (!nn::winograd::isSupported())
        QSKIP("This processor's convolutions are all LibTorch's.");
    QVERIFY(filters.defined());
    const auto y = nn::convolveWinograd(x, filters, {}, {}, nn::Clamp::atZero);
    QVERIFY(y[1].select(1, 4).select(1, 4).isnan().all().item<bool>());
    QVERIFY(!y[0].isnan().any().item<bool>());
}

void TestConvolution::otherConvolutionsAreLibTorchs_data() {
    QTest::addColumn<QVector<int>>("numbers"); // inputs, outputs, kernel, stride, padding, side
    QTest::newRow("three inputs") << QVector<int>{3, 16, 3, 1, 1, 8};
    QTest::newRow("13 outputs") << QVector<int>{16, 13, 3, 1, 1, 8};
    QTest::newRow("1×1") << QVector<int>{16, 16, 1, 1, 0, 8};
    QTest::newRow("every second pixel") << QVector<int>{16, 16, 3, 2, 1, 8};
    QTest::newRow("no padding") << QVector<int>{16, 16, 3, 1, 0, 8};
    QTest::newRow("small images") << QVector<int>{16, 16, 3, 1, 1, 2};
    QTest::newRow("large filters") << QVector<int>{256, 256, 3, 1, 1, 4};
}

void TestConvolution::otherConvolutionsAreLibTorchs() {
    QFETCH(QVector<int>, numbers);
    const auto x = drawn({2, numbers[0], numbers[5], numbers[5]}, 1).contiguous(at::MemoryFormat::ChannelsLast);
    const auto weight = drawn({numbers[1], numbers[0], numbers[2], numbers[2]}, 2);
    const auto expected = at::conv2d(x, weight, {}, numbers[3], numbers[4]);
    QVERIFY(at::equal(nn::convolve(x, weight, numbers[3], numbers[4]), expected));
}

QTEST_GUILESS_MAIN(TestConvolution)
#include "tst_convolution.moc"
