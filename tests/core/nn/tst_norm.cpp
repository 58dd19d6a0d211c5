// SPDX-License-Identifier: GPL-3.0-only
#include <mutex>
#include <set>
#include <thread>

#include <QtTest>

#include <ATen/Parallel.h>
#include <torch/csrc/autograd/autograd.h>

#include "core/nn/norm.h"

using namespace bubblenet;

namespace {

struct Case {
    std::int64_t images = 4;
    std::int64_t channels = 7;
    std::int64_t side = 5;
    double mean = 0;
    double deviation = 1;
    bool hasShortcut = false;
    nn::Activation activation = nn::Activation::relu;
};

struct Outcome {
    at::Tensor output, runningMean, runningVariance;
    std::vector<at::Tensor> gradients; ///< of the input, scale, bias and shortcut
};

at::Tensor drawn(at::IntArrayRef sizes, std::uint64_t seed) {
    return at::randn(sizes, at::make_generator<at::CPUGeneratorImpl>(seed), at::kDouble);
}

template<class Forward> Outcome outcomeOf(const Case& row, at::ScalarType type, const Forward& forward) {
    const auto ready = [&](const at::Tensor& tensor) { return tensor.to(type).detach().requires_grad_(true); };
    const std::vector<std::int64_t> sizes{row.images, row.channels, row.side, row.side};
    const auto layout = at::MemoryFormat::ChannelsLast;
    // Rounded to fp32 first, so that both types see the same numbers.
    const auto x = ready((drawn(sizes, 1) * row.deviation + row.mean).to(at::kFloat).contiguous(layout));
    const auto scale = ready((1 + 0.3 * drawn({row.channels}, 2)).to(at::kFloat));
    const auto bias = ready((0.3 * drawn({row.channels}, 3)).to(at::kFloat));
    at::Tensor shortcut;
    if (row.hasShortcut)
        shortcut = ready(drawn(sizes, 4).to(at::kFloat).contiguous(layout));
    Outcome outcome;
    outcome.runningMean = drawn({row.channels}, 5).to(at::kFloat).to(type);
    outcome.runningVariance = drawn({row.channels}, 6).to(at::kFloat).abs().to(type);
    outcome.output =
        forward(x, nn::BatchNorm{scale, bias, outcome.runningMean, outcome.runningVariance, 0.1}, shortcut);
    const auto outer = drawn(sizes, 7).to(at::kFloat).to(type);
    std::vector<at::Tensor> inputs{x, scale, bias};
    if (row.hasShortcut)
        inputs.push_back(shortcut);
    outcome.gradients = torch::autograd::grad({outcome.output}, inputs, {outer});
    return outcome;
}

// LibTorch's own pieces, in fp64.
Outcome expectedOf(const Case& row) {
    return outcomeOf(row, at::kDouble, [&](const at::Tensor& x, const nn::BatchNorm& norm, const at::Tensor& shortcut) {
        auto y = at::batch_norm(x, norm.scale, norm.bias, norm.runningMean, norm.runningVariance, true, norm.momentum,
                                nn::kNormEpsilon, false);
        if (shortcut.defined())
            y = y + shortcut;
        return row.activation == nn::Activation::relu ? y.relu() : y;
    });
}

Outcome foundOf(const Case& row) {
    return outcomeOf(row, at::kFloat, [&](const at::Tensor& x, const nn::BatchNorm& norm, const at::Tensor& shortcut) {
        return nn::trainingNorm(x, norm, shortcut, row.activation);
    });
}

double difference(const at::Tensor& found, const at::Tensor& expected) {
    const auto largest = expected.abs().max().item<double>();
    return (found.to(at::kDouble) - expected).abs().max().item<double>() / std::max(1e-3, largest);
}

} // namespace

Q_DECLARE_METATYPE(Case)

class TestNorm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithLibTorch_data();
    void agreesWithLibTorch();
    void theWorkIsSharedByThreads();
    void threadsChangeNothing();
    void layoutsOtherThanChannelsLastAreServedToo();
    void cumulativeMomentumTakesTheBatchAlone();
    void notANumberIsNotSwallowed();
    void evaluationLeavesTheRunningStatistics();
};

void TestNorm::agreesWithLibTorch_data() {
    QTest::addColumn<Case>("row");
    for (const std::int64_t channels : {1, 2, 3, 7, 8, 12, 16, 33, 64, 100, 300})
        for (const bool hasShortcut : {false, true})
            QTest::addRow("%d channels%s", static_cast<int>(channels), hasShortcut ? " and a shortcut" : "")
                << Case{.channels = channels, .hasShortcut = hasShortcut};
    QTest::newRow("no ReLU") << Case{.activation = nn::Activation::none};
    QTest::newRow("no ReLU, but a shortcut") << Case{.hasShortcut = true, .activation = nn::Activation::none};
    QTest::newRow("many rows") << Case{.images = 16, .channels = 13, .side = 33};
    QTest::newRow("four values a channel") << Case{.images = 4, .channels = 9, .side = 1};
    QTest::newRow("a mean far from 0") << Case{.images = 8, .channels = 11, .side = 16, .mean = 300};
    QTest::newRow("hardly any variance") << Case{.images = 8, .channels = 11, .side = 16, .deviation = 1e-4};
}

void TestNorm::agreesWithLibTorch() {
    QFETCH(Case, row);
    const auto expected = expectedOf(row);
    const auto found = foundOf(row);
    QVERIFY(found.output.is_contiguous(at::MemoryFormat::ChannelsLast));
    const double bound = row.mean > 0 ? 1e-3 : 2e-5; // of 300 ± 1, fp32 keeps the deviations to 1e-5 only
    QVERIFY2(difference(found.output, expected.output) < bound,
             qPrintable(QString::number(difference(found.output, expected.output))));
    QVERIFY(difference(found.runningMean, expected.runningMean) < 1e-5);
    QVERIFY(difference(found.runningVariance, expected.runningVariance) < 1e-5);
    QCOMPARE(found.gradients.size(), expected.gradients.size());
    // Where the output is 0 within rounding, the two may take different sides of the ReLU.
    const auto isClear = expected.output.abs() > 1e-4;
    for (std::size_t i = 0; i < found.gradients.size(); ++i) {
        const bool isImage = expected.gradients[i].dim() == 4;
        const double d = isImage ? difference(found.gradients[i] * isClear, expected.gradients[i] * isClear)
                                 : difference(found.gradients[i], expected.gradients[i]);
        QVERIFY2(d < (row.mean > 0 ? 5e-3 : 1e-4), qPrintable(QString("gradient %1 is off by %2").arg(i).arg(d)));
    }
}

// at::parallel_for is a template that is serial, without a word, in code compiled without OpenMP.
void TestNorm::theWorkIsSharedByThreads() {
#if defined(__SANITIZE_THREAD__) || defined(__clang__) // and not by _OPENMP, whose absence is what would be found
    QSKIP("OpenMP is off under the thread sanitizer and with Clang.");
#endif
    const int before = at::get_num_threads();
    at::set_num_threads(2);
    std::set<std::thread::id> threads;
    std::mutex mutex;
    at::parallel_for(0, 64, 1, [&](std::int64_t, std::int64_t) {
        const std::lock_guard lock(mutex);
        threads.insert(std::this_thread::get_id());
    });
    at::set_num_threads(before);
    QCOMPARE(threads.size(), std::size_t{2});
}

void TestNorm::threadsChangeNothing() {
    const Case row{.images = 16, .channels = 13, .side = 17, .hasShortcut = true};
    at::set_num_threads(1);
    const auto one = foundOf(row);
    at::set_num_threads(3);
    const auto three = foundOf(row);
    at::set_num_threads(1);
    QVERIFY(at::equal(one.output, three.output));
    QVERIFY(at::equal(one.runningVariance, three.runningVariance));
    for (std::size_t i = 0; i < one.gradients.size(); ++i)
        QVERIFY(at::equal(one.gradients[i], three.gradients[i]));
}

void TestNorm::layoutsOtherThanChannelsLastAreServedToo() {
    const auto x = drawn({4, 6, 5, 5}, 1).to(at::kFloat);
    const auto scale = at::ones({6});
    const auto bias = at::zeros({6});
    const auto output = [&](const at::Tensor& images) {
        auto mean = at::zeros({6});
        auto variance = at::ones({6});
        return nn::trainingNorm(images, {scale, bias, mean, variance, 0.1}, {}, nn::Activation::relu);
    };
    QVERIFY(at::allclose(output(x), output(x.contiguous(at::MemoryFormat::ChannelsLast)), 1e-4, 1e-5));
}

void TestNorm::cumulativeMomentumTakesTheBatchAlone() {
    const auto x = drawn({4, 6, 5, 5}, 1).to(at::kFloat).contiguous(at::MemoryFormat::ChannelsLast);
    const auto scale = at::ones({6});
    const auto bias = at::zeros({6});
    auto mean = at::full({6}, 100.0F);
    auto variance = at::full({6}, 100.0F);
    nn::trainingNorm(x, {scale, bias, mean, variance, 1}, {}, nn::Activation::none);
    QVERIFY(at::allclose(mean, x.mean({0, 2, 3}), 1e-4, 1e-6));
    QVERIFY(at::allclose(variance, x.var(at::IntArrayRef{0, 2, 3}, /*unbiased=*/true), 1e-4, 1e-6));
}

void TestNorm::notANumberIsNotSwallowed() {
    const auto x = drawn({4, 6, 5, 5}, 1).to(at::kFloat).contiguous(at::MemoryFormat::ChannelsLast);
    x[1][2][3][3] = std::nan("");
    const auto scale = at::ones({6});
    const auto bias = at::zeros({6});
    auto mean = at::zeros({6});
    auto variance = at::ones({6});
    const auto y = nn::trainingNorm(x, {scale, bias, mean, variance, 0.1}, {}, nn::Activation::relu);
    QVERIFY(y.select(1, 2).isnan().all().item<bool>());
    QVERIFY(!y.select(1, 1).isnan().any().item<bool>());
}

void TestNorm::evaluationLeavesTheRunningStatistics() {
    const auto x = drawn({4, 6, 5, 5}, 1).to(at::kFloat).contiguous(at::MemoryFormat::ChannelsLast);
    const auto shortcut = at::ones_like(x);
    const auto scale = at::full({6}, 2.0F);
    const auto bias = at::full({6}, 0.5F);
    auto mean = at::full({6}, 0.25F);
    auto variance = at::full({6}, 4.0F);
    const auto y = nn::evaluationNorm(x, {scale, bias, mean, variance, 0.1}, shortcut, nn::Activation::relu);
    QVERIFY(at::allclose(y, ((x - 0.25) / std::sqrt(4 + nn::kNormEpsilon) * 2 + 0.5 + 1).relu(), 1e-5, 1e-6));
    QVERIFY(at::equal(mean, at::full({6}, 0.25F)) && at::equal(variance, at::full({6}, 4.0F)));
}

QTEST_GUILESS_MAIN(TestNorm)
#include "tst_norm.moc"
