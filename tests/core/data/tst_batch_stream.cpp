// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <thread>

#include "core/data/batch_stream.h"
#include "core/data/image_file.h"
#include "core/data/memory_dataset.h"
#include "data_files.h"

using namespace bubblenet;
using namespace bubblenet::data;
using namespace bubblenet::data::test;

namespace {

/// Images whose pixels all differ from their neighbours'.
std::shared_ptr<const Dataset> makeDataset(int count, ImageShape shape = {3, 8, 6}) {
    std::vector<std::uint8_t> pixels;
    std::vector<std::uint8_t> labels;
    for (int image = 0; image < count; ++image) {
        labels.push_back(static_cast<std::uint8_t>(image % 10));
        for (std::size_t i = 0; i < shape.size(); ++i)
            pixels.push_back(static_cast<std::uint8_t>(1 + (static_cast<std::size_t>(image) * 37 + i * 11) % 255));
    }
    return std::make_shared<MemoryDataset>(shape, pixels, labels);
}

StreamOptions optionsFor(std::shared_ptr<const Dataset> dataset) {
    StreamOptions options;
    options.indices.resize(dataset->size());
    std::iota(options.indices.begin(), options.indices.end(), 0U);
    options.dataset = std::move(dataset);
    options.batchSize = 16;
    options.seed = 1;
    return options;
}

StreamOptions augmented(int count = 100) {
    auto options = optionsFor(makeDataset(count));
    options.order = Order::shuffled;
    options.cropPadding = 2;
    options.flipChance = 0.5;
    options.normalization = imageNetNormalization();
    return options;
}

/// A whole pass, its batches joined.
Batch drained(const StreamOptions& options) {
    BatchStream stream(options);
    Batch all;
    Batch batch;
    while (stream.next(batch)) {
        all.count += batch.count;
        all.shape = batch.shape;
        all.pixels.insert(all.pixels.end(), batch.pixels.begin(), batch.pixels.end());
        all.labels.insert(all.labels.end(), batch.labels.begin(), batch.labels.end());
        all.indices.insert(all.indices.end(), batch.indices.begin(), batch.indices.end());
    }
    return all;
}

std::vector<int> batchSizes(const StreamOptions& options) {
    BatchStream stream(options);
    std::vector<int> sizes;
    for (Batch batch; stream.next(batch);)
        sizes.push_back(batch.count);
    return sizes;
}

std::vector<std::uint8_t> pixelsOf(const Dataset& dataset, std::uint32_t index) {
    std::vector<std::uint8_t> pixels(dataset.shape().size());
    dataset.read(index, pixels);
    return pixels;
}

float normalized(int byte, const Normalization& normalization, std::size_t channel) {
    return (static_cast<float>(byte) / 255.0F - normalization.mean[channel]) / normalization.standardDeviation[channel];
}

/// Pads, cuts and mirrors one pixel at a time.
std::vector<float> naive(const StreamOptions& options, std::uint32_t index, int row, int column, int flip) {
    const auto shape = options.dataset->shape();
    const auto pixels = pixelsOf(*options.dataset, index);
    std::vector<float> out;
    for (int y = 0; y < shape.height; ++y)
        for (int x = 0; x < shape.width; ++x)
            for (int c = 0; c < shape.channels; ++c) {
                const int fromY = y + row - options.cropPadding;
                const int fromX = (flip != 0 ? shape.width - 1 - x : x) + column - options.cropPadding;
                const bool isInside = fromY >= 0 && fromY < shape.height && fromX >= 0 && fromX < shape.width;
                const auto at = static_cast<std::size_t>((fromY * shape.width + fromX) * shape.channels + c);
                out.push_back(
                    normalized(isInside ? pixels[at] : 0, options.normalization, static_cast<std::size_t>(c)));
            }
    return out;
}

class SlowDataset : public Dataset {
public:
    std::size_t size() const override { return 10000; }
    int label(std::size_t) const override { return 0; }
    ImageShape shape() const override { return {1, 1, 1}; }
    void read(std::size_t, std::span<std::uint8_t> pixels) const override {
        std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
        pixels[0] = 1;
        ++reads;
    }
    int milliseconds = 0;
    mutable std::atomic<int> reads = 0;
};

class BrokenDataset : public Dataset {
public:
    std::size_t size() const override { return 100; }
    int label(std::size_t) const override { return 0; }
    ImageShape shape() const override { return {1, 1, 1}; }
    void read(std::size_t index, std::span<std::uint8_t> pixels) const override {
        if (index >= 37)
            throw Error("cannot decode image " + std::to_string(index));
        pixels[0] = 1;
    }
};

} // namespace

class TestBatchStream : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sequentialPassGivesTheImagesAsTheyAre();
    void threadsAndQueueDoNotShow_data();
    void threadsAndQueueDoNotShow();
    void shuffledPassGivesEveryImageOnce();
    void seedAndEpochChangeOrderAndAugmentation();
    void augmentationDoesNotFollowTheImage();
    void resumedPassContinuesIdentically();
    void cropAndFlipAreTheNaiveOnes_data();
    void cropAndFlipAreTheNaiveOnes();
    void everyPlacementIsAsLikely();
    void flipChanceIsKept();
    void greyIsRepeatedAndColourAveraged();
    void resizingIsPillowsOwn();
    void resizingAndCroppingGoTogether();
    void lastBatchIsKeptOrDropped();
    void aReadersErrorComesAtItsBatch();
    void destructionMidwayIsQuick();
    void theQueueIsBounded();
    void largeImagesShortenTheQueue();
    void impossibleOptionsThrow_data();
    void impossibleOptionsThrow();
};

void TestBatchStream::sequentialPassGivesTheImagesAsTheyAre() {
    auto options = optionsFor(makeDataset(20));
    options.indices = {3, 19, 3, 0, 7};
    options.batchSize = 2;
    options.normalization = {.mean = {0.1F, 0.2F, 0.3F}, .standardDeviation = {0.5F, 0.25F, 0.125F}};
    const auto all = drained(options);
    QCOMPARE(all.indices, options.indices);
    QCOMPARE(all.labels, (std::vector<std::int64_t>{3, 9, 3, 0, 7}));
    QCOMPARE(all.shape, (ImageShape{3, 8, 6}));
    std::vector<float> expected;
    for (const auto index : options.indices) {
        const auto pixels = pixelsOf(*options.dataset, index);
        for (std::size_t i = 0; i < pixels.size(); ++i)
            expected.push_back(normalized(pixels[i], options.normalization, i % 3));
    }
    QCOMPARE(all.pixels, expected);
}

void TestBatchStream::threadsAndQueueDoNotShow_data() {
    QTest::addColumn<int>("threads");
    QTest::addColumn<int>("depth");
    for (const int threads : {1, 2, 4})
        for (const int depth : {1, 3, 8})
            QTest::addRow("%d threads, depth %d", threads, depth) << threads << depth;
}

void TestBatchStream::threadsAndQueueDoNotShow() {
    QFETCH(int, threads);
    QFETCH(int, depth);
    auto options = augmented(500);
    options.threads = 1;
    const auto expected = drained(options);
    options.threads = threads;
    options.queueDepth = depth;
    const auto all = drained(options);
    QCOMPARE(all.indices, expected.indices);
    QCOMPARE(all.labels, expected.labels);
    QVERIFY(all.pixels == expected.pixels);
}

void TestBatchStream::shuffledPassGivesEveryImageOnce() {
    const auto options = augmented(101);
    auto all = drained(options);
    for (std::size_t i = 0; i < all.indices.size(); ++i)
        QCOMPARE(all.labels[i], std::int64_t{all.indices[i] % 10});
    QVERIFY(all.indices != options.indices);
    std::sort(all.indices.begin(), all.indices.end());
    QCOMPARE(all.indices, options.indices);
}

void TestBatchStream::seedAndEpochChangeOrderAndAugmentation() {
    auto options = augmented();
    const auto one = drained(options);
    QVERIFY(drained(options).pixels == one.pixels);
    options.epoch = 1;
    const auto nextEpoch = drained(options);
    options.epoch = 0;
    options.seed = 2;
    const auto otherSeed = drained(options);
    QVERIFY(nextEpoch.indices != one.indices);
    QVERIFY(otherSeed.indices != one.indices);
    QVERIFY(otherSeed.indices != nextEpoch.indices);
    // In the same order the augmentation differs, too.
    options = augmented();
    options.order = Order::sequential;
    const auto still = drained(options);
    options.epoch = 1;
    QVERIFY(drained(options).pixels != still.pixels);
}

void TestBatchStream::augmentationDoesNotFollowTheImage() {
    auto options = augmented();
    options.indices.assign(64, 5); // one image over and over
    options.order = Order::sequential;
    const auto all = drained(options);
    std::set<std::vector<float>> seen;
    const auto size = static_cast<std::ptrdiff_t>(all.shape.size());
    for (auto from = all.pixels.begin(); from != all.pixels.end(); from += size)
        seen.insert(std::vector<float>(from, from + size));
    QVERIFY(seen.size() > 25); // of 50 that there are
}

void TestBatchStream::resumedPassContinuesIdentically() {
    auto options = augmented();
    const auto whole = drained(options);
    for (const int first : {1, 3, 6, 7}) {
        options.firstBatch = first;
        QCOMPARE(BatchStream(options).batchCount(), 7);
        const auto rest = drained(options);
        const auto skipped = static_cast<std::size_t>(std::min(first * 16, 100));
        QCOMPARE(rest.indices, std::vector<std::uint32_t>(whole.indices.begin() + static_cast<std::ptrdiff_t>(skipped),
                                                          whole.indices.end()));
        const auto pixels = whole.pixels.begin() + static_cast<std::ptrdiff_t>(skipped * whole.shape.size());
        QVERIFY(rest.pixels == std::vector<float>(pixels, whole.pixels.end()));
    }
}

void TestBatchStream::cropAndFlipAreTheNaiveOnes_data() {
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("padding");
    QTest::newRow("colour") << 3 << 2;
    QTest::newRow("grey") << 1 << 3;
    QTest::newRow("flip alone") << 3 << 0;
    QTest::newRow("padding beyond the image") << 3 << 9;
}

void TestBatchStream::cropAndFlipAreTheNaiveOnes() {
    QFETCH(int, channels);
    QFETCH(int, padding);
    auto options = optionsFor(makeDataset(40, {channels, 8, 7}));
    options.cropPadding = padding;
    options.flipChance = 0.5;
    options.normalization = imageNetNormalization();
    const auto all = drained(options);
    std::set<int> rows;
    std::set<int> columns;
    std::set<int> flips;
    for (std::uint32_t i = 0; i < 40; ++i) {
        const auto from = all.pixels.begin() + static_cast<std::ptrdiff_t>(i * all.shape.size());
        const std::vector<float> image(from, from + static_cast<std::ptrdiff_t>(all.shape.size()));
        int matches = 0;
        for (int row = 0; row <= 2 * padding; ++row)
            for (int column = 0; column <= 2 * padding; ++column)
                for (int flip = 0; flip <= 1; ++flip)
                    if (image == naive(options, i, row, column, flip)) {
                        ++matches;
                        rows.insert(row);
                        columns.insert(column);
                        flips.insert(flip);
                    }
        QVERIFY2(matches >= 1, qPrintable(QString("image %1").arg(i)));
    }
    QCOMPARE(flips.size(), std::size_t{2});
    QVERIFY(static_cast<int>(rows.size()) > padding);
    QVERIFY(static_cast<int>(columns.size()) > padding);
}

void TestBatchStream::everyPlacementIsAsLikely() {
    auto options = optionsFor(makeDataset(1, {1, 4, 4}));
    options.indices.assign(9000, 0);
    options.cropPadding = 1;
    options.batchSize = 1000;
    const auto all = drained(options);
    std::map<std::vector<float>, int> counts;
    for (auto from = all.pixels.begin(); from != all.pixels.end(); from += 16)
        ++counts[std::vector<float>(from, from + 16)];
    QCOMPARE(counts.size(), std::size_t{9});
    for (const auto& [image, count] : counts) // binomial(9000, 1/9): 1000 ± 5 · 29.8
        QVERIFY2(std::abs(count - 1000) < 149, qPrintable(QString::number(count)));
}

void TestBatchStream::flipChanceIsKept() {
    for (const auto& [chance, low, high] : {std::tuple{0.0, 0, 0}, {0.2, 1800, 2200}, {1.0, 10000, 10000}}) {
        auto options = optionsFor(makeDataset(1, {1, 1, 2}));
        options.indices.assign(10000, 0);
        options.flipChance = chance;
        options.batchSize = 1000;
        const auto all = drained(options);
        int flipped = 0;
        for (std::size_t i = 0; i < all.pixels.size(); i += 2)
            flipped += all.pixels[i] > all.pixels[i + 1] ? 1 : 0; // the second pixel is the brighter one
        QVERIFY2(flipped >= low && flipped <= high, qPrintable(QString::number(flipped)));
    }
}

void TestBatchStream::greyIsRepeatedAndColourAveraged() {
    auto options = optionsFor(makeDataset(4, {1, 5, 5}));
    options.channels = 3;
    options.normalization = imageNetNormalization();
    auto all = drained(options);
    QCOMPARE(all.shape, (ImageShape{3, 5, 5}));
    auto pixels = pixelsOf(*options.dataset, 2);
    for (std::size_t i = 0; i < 25; ++i)
        for (std::size_t c = 0; c < 3; ++c)
            QCOMPARE(all.pixels[2 * 75 + 3 * i + c], normalized(pixels[i], options.normalization, c));

    options = optionsFor(makeDataset(4, {3, 5, 5}));
    options.channels = 1;
    all = drained(options);
    QCOMPARE(all.shape, (ImageShape{1, 5, 5}));
    pixels = pixelsOf(*options.dataset, 3);
    for (std::size_t i = 0; i < 25; ++i) {
        const auto mean = static_cast<float>(pixels[3 * i] + pixels[3 * i + 1] + pixels[3 * i + 2]) / 3.0F / 255.0F;
        QVERIFY(std::abs(all.pixels[3 * 25 + i] - mean) <= 0.5F / 255.0F + 1e-6F);
    }
}

void TestBatchStream::resizingIsPillowsOwn() {
    const auto image = decodePng(readBytes(reference("colour.png")));
    const std::vector<std::uint8_t> labels{0};
    auto options = optionsFor(std::make_shared<MemoryDataset>(image.shape, image.pixels, labels));
    for (const int side : {24, 50}) {
        options.imageSize = side;
        const auto all = drained(options);
        QCOMPARE(all.shape, (ImageShape{3, side, side}));
        const auto expected = readBytes(reference("colour.png.squeezed." + std::to_string(side) + ".rgb"));
        for (std::size_t i = 0; i < expected.size(); ++i)
            QCOMPARE(all.pixels[i], static_cast<float>(static_cast<std::uint8_t>(expected[i])) / 255.0F);
    }
}

void TestBatchStream::resizingAndCroppingGoTogether() {
    // A white image, enlarged and then padded: what is black is a frame of whole rows and columns, at most 4 wide.
    const std::vector<std::uint8_t> labels{0};
    auto options =
        optionsFor(std::make_shared<MemoryDataset>(ImageShape{1, 8, 8}, std::vector<std::uint8_t>(64, 255), labels));
    options.indices.assign(200, 0);
    options.imageSize = 20;
    options.cropPadding = 4;
    const auto all = drained(options);
    int fewest = 400;
    for (auto from = all.pixels.begin(); from != all.pixels.end(); from += 400) {
        const auto white = static_cast<int>(std::count(from, from + 400, 1.0F));
        QCOMPARE(white + static_cast<int>(std::count(from, from + 400, 0.0F)), 400);
        fewest = std::min(fewest, white);
    }
    QCOMPARE(fewest, 16 * 16);
}

void TestBatchStream::lastBatchIsKeptOrDropped() {
    auto options = optionsFor(makeDataset(40));
    QCOMPARE(BatchStream(options).batchCount(), 3);
    QCOMPARE(batchSizes(options), (std::vector<int>{16, 16, 8}));
    options.lastBatch = LastBatch::drop;
    QCOMPARE(BatchStream(options).batchCount(), 2);
    QCOMPARE(batchSizes(options), (std::vector<int>{16, 16}));
    options.batchSize = 20;
    QCOMPARE(batchSizes(options), (std::vector<int>{20, 20}));
    options.lastBatch = LastBatch::keep;
    QCOMPARE(batchSizes(options), (std::vector<int>{20, 20}));
    options.batchSize = 1000;
    QCOMPARE(batchSizes(options), (std::vector<int>{40}));
}

void TestBatchStream::aReadersErrorComesAtItsBatch() {
    auto options = optionsFor(std::make_shared<BrokenDataset>());
    options.batchSize = 10;
    options.threads = 4;
    BatchStream stream(options);
    Batch batch;
    for (int i = 0; i < 3; ++i)
        QVERIFY(stream.next(batch));
    for (int i = 0; i < 2; ++i)
        QCOMPARE(errorOf([&] { stream.next(batch); }), std::string("cannot decode image 37"));
}

void TestBatchStream::destructionMidwayIsQuick() {
    auto dataset = std::make_shared<SlowDataset>();
    dataset->milliseconds = 5;
    auto options = optionsFor(dataset);
    options.batchSize = 1000; // one alone takes five seconds
    options.threads = 2;
    QElapsedTimer timer;
    timer.start();
    {
        BatchStream stream(options);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    // Full queues are left as quickly.
    dataset->milliseconds = 0;
    options.batchSize = 10;
    timer.restart();
    {
        BatchStream stream(options);
        Batch batch;
        QVERIFY(stream.next(batch));
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    QVERIFY(timer.elapsed() < 2000);
}

void TestBatchStream::theQueueIsBounded() {
    const auto dataset = std::make_shared<SlowDataset>();
    auto options = optionsFor(dataset);
    options.batchSize = 10;
    options.queueDepth = 4;
    options.threads = 3;
    BatchStream stream(options);
    QTRY_COMPARE_WITH_TIMEOUT(dataset->reads.load(), 40, 60000);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    QCOMPARE(dataset->reads.load(), 40);
    Batch batch;
    QVERIFY(stream.next(batch));
    QTRY_COMPARE_WITH_TIMEOUT(dataset->reads.load(), 50, 60000);
    QCOMPARE(dataset->reads.load(), 50);
}

void TestBatchStream::largeImagesShortenTheQueue() {
    // An image of 3 × 1024 × 1024 floats takes 12.6 MB, and 256 MB are prepared ahead, however many were allowed.
    const auto dataset = std::make_shared<SlowDataset>();
    auto options = optionsFor(dataset);
    options.batchSize = 1;
    options.channels = 3;
    options.imageSize = 1024;
    options.queueDepth = 100;
    const BatchStream stream(options);
    QTRY_COMPARE_WITH_TIMEOUT(dataset->reads.load(), 21, 60000);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    QCOMPARE(dataset->reads.load(), 21);
}

void TestBatchStream::impossibleOptionsThrow_data() {
    QTest::addColumn<std::function<void(StreamOptions&)>>("spoil");
    const auto row = [](const char* name, std::function<void(StreamOptions&)> spoil) {
        QTest::newRow(name) << std::move(spoil);
    };
    row("no data set", [](StreamOptions& options) { options.dataset.reset(); });
    row("no images", [](StreamOptions& options) { options.indices.clear(); });
    row("image that is not there", [](StreamOptions& options) { options.indices = {0, 40}; });
    row("batch of none", [](StreamOptions& options) { options.batchSize = 0; });
    row("negative batch", [](StreamOptions& options) { options.batchSize = -1; });
    row("no threads", [](StreamOptions& options) { options.threads = 0; });
    row("a million threads", [](StreamOptions& options) { options.threads = 1000000; });
    row("no queue", [](StreamOptions& options) { options.queueDepth = 0; });
    row("negative padding", [](StreamOptions& options) { options.cropPadding = -1; });
    row("huge padding", [](StreamOptions& options) { options.cropPadding = std::numeric_limits<int>::max(); });
    row("two channels", [](StreamOptions& options) { options.channels = 2; });
    row("negative size", [](StreamOptions& options) { options.imageSize = -1; });
    row("huge size", [](StreamOptions& options) { options.imageSize = 1000000; });
    row("chance over one", [](StreamOptions& options) { options.flipChance = 1.1; });
    row("chance not a number", [](StreamOptions& options) { options.flipChance = std::nan(""); });
    row("division by zero", [](StreamOptions& options) { options.normalization.standardDeviation[1] = 0; });
    row("mean not a number", [](StreamOptions& options) { options.normalization.mean[2] = std::nanf(""); });
    row("only a part of a batch, dropped", [](StreamOptions& options) {
        options.batchSize = 41;
        options.lastBatch = LastBatch::drop;
    });
    row("first batch behind the last", [](StreamOptions& options) { options.firstBatch = 4; });
    row("negative first batch", [](StreamOptions& options) { options.firstBatch = -1; });
}

void TestBatchStream::impossibleOptionsThrow() {
    QFETCH(std::function<void(StreamOptions&)>, spoil);
    auto options = optionsFor(makeDataset(40));
    BatchStream{options};
    spoil(options);
    QVERIFY_THROWS_EXCEPTION(Error, BatchStream{options});
}

QTEST_GUILESS_MAIN(TestBatchStream)
#include "tst_batch_stream.moc"
