// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <numeric>

#include "core/base/error.h"
#include "tiny_training.h"

using namespace bubblenet;

namespace {

constexpr int kClasses = 7; // more than five, so that top-5 can miss

/// Labels as given; pixels by the formula.
class Labelled final : public data::Dataset {
public:
    explicit Labelled(std::vector<int> labels) : m_labels(std::move(labels)), m_images(m_labels.size()) {}
    std::size_t size() const override { return m_labels.size(); }
    int label(std::size_t index) const override { return m_labels[index]; }
    data::ImageShape shape() const override { return m_images.shape(); }
    void read(std::size_t index, std::span<std::uint8_t> pixels) const override { m_images.read(index, pixels); }

private:
    std::vector<int> m_labels;
    tiny::Images m_images;
};

std::shared_ptr<Labelled> elevenImages() {
    return std::make_shared<Labelled>(std::vector<int>{0, 1, 2, 3, 4, 5, 6, 0, 2, 4, 6});
}

std::shared_ptr<nn::Network> sevenClasses() {
    auto spec = tiny::spec();
    spec.classes = kClasses;
    auto network = std::make_shared<nn::Network>(spec, Rng(3));
    network->eval();
    return network;
}

/// All images as one batch, straight from the formula.
at::Tensor imagesOf(const data::Dataset& dataset) {
    const auto count = static_cast<std::int64_t>(dataset.size());
    auto bytes = at::empty({count, tiny::kSide, tiny::kSide, 3}, at::kByte);
    for (std::int64_t i = 0; i < count; ++i)
        dataset.read(static_cast<std::size_t>(i),
                     {bytes.data_ptr<std::uint8_t>() + i * dataset.shape().size(), dataset.shape().size()});
    return ((bytes.to(at::kFloat) / 255 - 0.5) / 0.25).permute({0, 3, 1, 2});
}

at::Tensor labelsOf(const data::Dataset& dataset) {
    auto labels = at::empty({static_cast<std::int64_t>(dataset.size())}, at::kLong);
    for (std::size_t i = 0; i < dataset.size(); ++i)
        labels[static_cast<std::int64_t>(i)] = dataset.label(i);
    return labels;
}

} // namespace

class TestEvaluate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void batchIsChannelsLastWithoutACopy();
    void everyImageCountsOnceWithAnIncompleteLastBatch_data();
    void everyImageCountsOnceWithAnIncompleteLastBatch();
    void augmentationIsLeftOut();
    void predictionsNameImageClassAndProbability();
    void equalLogitsAreCountedAsOneAnswer();
    void whatIsNotANumberIsNoRightAnswer();
    void labelOutOfRangeNamesImageAndLabel_data();
    void labelOutOfRangeNamesImageAndLabel();
    void networkWithOtherClassesIsRefused();
    void stopIsObeyedBetweenBatches();
};

void TestEvaluate::batchIsChannelsLastWithoutACopy() {
    data::Batch batch{
        .count = 2, .shape = {3, 2, 4}, .pixels = std::vector<float>(48), .labels = {1, 0}, .indices = {}};
    std::iota(batch.pixels.begin(), batch.pixels.end(), 0.0F);
    const auto images = train::toTensor(batch, at::kCPU);
    QCOMPARE(images.sizes(), at::IntArrayRef({2, 3, 2, 4}));
    QVERIFY(images.is_contiguous(at::MemoryFormat::ChannelsLast));
    QCOMPARE(images.const_data_ptr<float>(), static_cast<const float*>(batch.pixels.data()));
    // Image 1, channel 2, row 1, column 3: ((1 · 2 + 1) · 4 + 3) · 3 + 2.
    QCOMPARE(images[1][2][1][3].item<float>(), 47.0F);
    QCOMPARE(images[0][1][0][2].item<float>(), 7.0F);
    QCOMPARE(train::labelsOf(batch, at::kCPU)[0].item<std::int64_t>(), std::int64_t{1});
}

void TestEvaluate::everyImageCountsOnceWithAnIncompleteLastBatch_data() {
    QTest::addColumn<int>("batchSize");
    for (const int size : {1, 4, 11, 100})
        QTest::addRow("batches of %d", size) << size;
}

void TestEvaluate::everyImageCountsOnceWithAnIncompleteLastBatch() {
    QFETCH(int, batchSize);
    const auto dataset = elevenImages();
    const auto network = sevenClasses();
    const at::NoGradGuard noGradient;
    const auto labels = labelsOf(*dataset);
    const auto logits = network->forward(imagesOf(*dataset)).to(at::kDouble);
    const auto predicted = logits.argmax(1);
    const auto top5 = std::get<1>(logits.topk(5, 1)).eq(labels.unsqueeze(1)).any(1);

    std::vector<std::int64_t> done;
    train::EvaluateOptions options{.classes = kClasses};
    options.progress = [&](std::int64_t now, std::int64_t total) {
        QCOMPARE(total, std::int64_t{11});
        done.push_back(now);
    };
    const auto result = train::evaluate(nn::FoldedNetwork(*network), tiny::stream(dataset, batchSize), options);
    QCOMPARE(result.images, std::int64_t{11});
    QCOMPARE(result.correct, predicted.eq(labels).sum().item<std::int64_t>());
    QCOMPARE(result.correctTop5, top5.sum().item<std::int64_t>());
    QVERIFY(result.correctTop5 < 11 && result.correctTop5 > result.correct); // or the claim would be empty
    QVERIFY(std::abs(result.loss - at::cross_entropy_loss(logits, labels).item<double>()) < 1e-5);
    QVERIFY(std::abs(result.accuracy() - 100.0 * static_cast<double>(result.correct) / 11) < 1e-12);
    QCOMPARE(done.back(), std::int64_t{11});
    QCOMPARE(done.size(), static_cast<std::size_t>((10 + batchSize) / batchSize));
    for (int label = 0; label < kClasses; ++label)
        for (int guess = 0; guess < kClasses; ++guess)
            QCOMPARE(result.confusion[static_cast<std::size_t>(label)][static_cast<std::size_t>(guess)],
                     labels.eq(label).logical_and(predicted.eq(guess)).sum().item<std::int64_t>());
}

void TestEvaluate::augmentationIsLeftOut() {
    const auto dataset = elevenImages();
    const nn::FoldedNetwork network(*sevenClasses());
    auto stream = tiny::stream(dataset, 4);
    const auto plain = train::evaluate(network, stream, {.classes = kClasses});
    stream.order = data::Order::shuffled;
    stream.lastBatch = data::LastBatch::drop;
    stream.cropPadding = 3;
    stream.flipChance = 0.5;
    stream.firstBatch = 1;
    const auto same = train::evaluate(network, stream, {.classes = kClasses});
    QCOMPARE(same.images, plain.images);
    QCOMPARE(same.loss, plain.loss);
}

void TestEvaluate::predictionsNameImageClassAndProbability() {
    const auto dataset = elevenImages();
    const auto network = sevenClasses();
    const at::NoGradGuard noGradient;
    const auto probabilities = at::softmax(network->forward(imagesOf(*dataset)), 1);
    auto stream = tiny::stream(dataset, 3);
    stream.indices = {10, 2, 5, 3};
    std::vector<train::Prediction> predictions;
    train::evaluate(nn::FoldedNetwork(*network), stream, {.classes = kClasses, .predictions = &predictions});
    QCOMPARE(predictions.size(), std::size_t{4});
    for (std::size_t i = 0; i < 4; ++i) {
        QCOMPARE(predictions[i].index, stream.indices[i]);
        QCOMPARE(predictions[i].label, dataset->label(stream.indices[i]));
        const auto row = probabilities[static_cast<std::int64_t>(stream.indices[i])];
        QCOMPARE(predictions[i].predicted, row.argmax().item<int>());
        QVERIFY(std::abs(predictions[i].probability - row.max().item<float>()) < 1e-5F);
    }
}

void TestEvaluate::equalLogitsAreCountedAsOneAnswer() {
    // A classifier of zeros says nothing: it is to have the accuracy of one fixed answer, not of all at once.
    const auto network = sevenClasses();
    {
        const at::NoGradGuard noGradient;
        network->classifierWeight().zero_();
        network->classifierBias().zero_();
    }
    const auto result =
        train::evaluate(nn::FoldedNetwork(*network), tiny::stream(elevenImages(), 4), {.classes = kClasses});
    QCOMPARE(result.correct, std::int64_t{2});     // class 0
    QCOMPARE(result.correctTop5, std::int64_t{8}); // classes 0 to 4
    QVERIFY(std::abs(result.loss - std::log(7.0)) < 1e-6);
}

void TestEvaluate::whatIsNotANumberIsNoRightAnswer() {
    const auto network = sevenClasses();
    {
        const at::NoGradGuard noGradient;
        network->classifierBias()[3] = std::numeric_limits<float>::quiet_NaN();
    }
    const auto result =
        train::evaluate(nn::FoldedNetwork(*network), tiny::stream(elevenImages(), 4), {.classes = kClasses});
    QVERIFY(std::isnan(result.loss));
    QVERIFY(result.correct <= 1); // only the image whose class is the one that is not a number
}

void TestEvaluate::labelOutOfRangeNamesImageAndLabel_data() {
    QTest::addColumn<int>("label");
    QTest::newRow("too high") << kClasses;
    QTest::newRow("far too high") << 1000000;
    QTest::newRow("negative") << -1;
}

void TestEvaluate::labelOutOfRangeNamesImageAndLabel() {
    QFETCH(int, label);
    const auto dataset = std::make_shared<Labelled>(std::vector<int>{0, 1, 2, 3, label, 5});
    try {
        train::evaluate(nn::FoldedNetwork(*sevenClasses()), tiny::stream(dataset, 4), {.classes = kClasses});
        QFAIL("accepted");
    } catch (const Error& error) {
        const QString text = error.what();
        QVERIFY2(text.contains("Image 4") && text.contains("label " + QString::number(label)), error.what());
    }
}

void TestEvaluate::networkWithOtherClassesIsRefused() {
    const nn::FoldedNetwork network(*sevenClasses());
    QVERIFY_THROWS_EXCEPTION(Error, train::evaluate(network, tiny::stream(elevenImages(), 4), {.classes = 10}));
}

void TestEvaluate::stopIsObeyedBetweenBatches() {
    int batches = 0;
    train::EvaluateOptions options{.classes = kClasses};
    options.progress = [&](std::int64_t, std::int64_t) { ++batches; };
    options.proceed = [&] { return batches < 2; };
    const nn::FoldedNetwork network(*sevenClasses());
    QVERIFY_THROWS_EXCEPTION(Stopped, train::evaluate(network, tiny::stream(elevenImages(), 2), options));
    QCOMPARE(batches, 2);
}

QTEST_GUILESS_MAIN(TestEvaluate)
#include "tst_evaluate.moc"
