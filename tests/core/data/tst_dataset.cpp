// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <algorithm>
#include <map>
#include <numeric>

#include "core/base/error.h"
#include "core/data/memory_dataset.h"
#include "core/data/statistics.h"

using namespace bubblenet;
using namespace bubblenet::data;

namespace {

MemoryDataset withLabels(const std::vector<std::uint8_t>& labels) {
    return MemoryDataset({.channels = 1, .height = 1, .width = 1}, std::vector<std::uint8_t>(labels.size()), labels);
}

std::map<int, int> countByLabel(const Dataset& dataset, const std::vector<std::uint32_t>& indices) {
    std::map<int, int> counts;
    for (const auto index : indices)
        ++counts[dataset.label(index)];
    return counts;
}

std::vector<std::uint8_t> repeated(std::initializer_list<std::pair<int, int>> labelsAndCounts) {
    std::vector<std::uint8_t> labels;
    for (const auto& [label, count] : labelsAndCounts)
        labels.insert(labels.end(), static_cast<std::size_t>(count), static_cast<std::uint8_t>(label));
    return labels;
}

} // namespace

class TestDataset : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void splitTakesEachClassByItsShare();
    void splitGivesWhatIsLeftToTheLargestRemainders();
    void splitKeepsEveryImageOnceAndAscending();
    void splitDependsOnTheRngAlone();
    void splitChoosesEveryImageAlike();
    void splitOfNothingKeepsAll();
    void splitMustLeaveTrainingImages();
    void aLimitTakesEachClassByItsShareAndLeavesTheValidationImages();
    void readingOutsideThrows();
    void pixelsForAnotherNumberOfLabelsThrow();
    void normalizationIsMeanAndDeviationPerChannel();
    void greyNormalizationFillsAllChannels();
    void aSingleColourDoesNotDivideByZero();
    void largeImagesDoNotOverflowTheSums();
};

void TestDataset::splitTakesEachClassByItsShare() {
    const auto dataset = withLabels(repeated({{0, 500}, {1, 300}, {2, 200}}));
    const auto split = stratifiedSplit(dataset, {.validation = 100}, Rng(1));
    QCOMPARE(countByLabel(dataset, split.validation), (std::map<int, int>{{0, 50}, {1, 30}, {2, 20}}));
}

void TestDataset::splitGivesWhatIsLeftToTheLargestRemainders() {
    // Shares of 10: 4.6, 3.7, 1.7 → 4, 3, 1, and two to the remainders .7 and .7.
    const auto dataset = withLabels(repeated({{0, 46}, {1, 37}, {2, 17}}));
    const auto split = stratifiedSplit(dataset, {.validation = 10}, Rng(1));
    QCOMPARE(countByLabel(dataset, split.validation), (std::map<int, int>{{0, 4}, {1, 4}, {2, 2}}));
}

void TestDataset::splitKeepsEveryImageOnceAndAscending() {
    std::vector<std::uint8_t> labels;
    for (int i = 0; i < 1000; ++i)
        labels.push_back(static_cast<std::uint8_t>(i * i % 7));
    const auto dataset = withLabels(labels);
    const auto split = stratifiedSplit(dataset, {.validation = 137}, Rng(2));
    QCOMPARE(split.validation.size(), std::size_t{137});
    QVERIFY(std::is_sorted(split.train.begin(), split.train.end()));
    QVERIFY(std::is_sorted(split.validation.begin(), split.validation.end()));
    auto all = split.train;
    all.insert(all.end(), split.validation.begin(), split.validation.end());
    std::sort(all.begin(), all.end());
    std::vector<std::uint32_t> expected(1000);
    std::iota(expected.begin(), expected.end(), 0U);
    QCOMPARE(all, expected);
}

void TestDataset::splitDependsOnTheRngAlone() {
    const auto dataset = withLabels(repeated({{0, 100}, {1, 100}}));
    const auto one = stratifiedSplit(dataset, {.validation = 50}, Rng(3));
    QCOMPARE(stratifiedSplit(dataset, {.validation = 50}, Rng(3)).validation, one.validation);
    QVERIFY(stratifiedSplit(dataset, {.validation = 50}, Rng(4)).validation != one.validation);
}

void TestDataset::splitChoosesEveryImageAlike() {
    const auto dataset = withLabels(repeated({{0, 20}, {1, 20}}));
    std::vector<int> chosen(40);
    for (std::uint64_t seed = 0; seed < 2000; ++seed)
        for (const auto index : stratifiedSplit(dataset, {.validation = 10}, Rng(seed)).validation)
            ++chosen[index];
    for (const int count : chosen) // binomial(2000, 1/4): 500 ± 5 · 19.4
        QVERIFY2(std::abs(count - 500) < 97, qPrintable(QString::number(count)));
}

void TestDataset::splitOfNothingKeepsAll() {
    const auto dataset = withLabels(repeated({{0, 3}, {1, 2}}));
    const auto split = stratifiedSplit(dataset, {.validation = 0}, Rng(1));
    QVERIFY(split.validation.empty());
    QCOMPARE(split.train, (std::vector<std::uint32_t>{0, 1, 2, 3, 4}));
}

void TestDataset::aLimitTakesEachClassByItsShareAndLeavesTheValidationImages() {
    const auto dataset = withLabels(repeated({{0, 500}, {1, 300}, {2, 200}}));
    const auto whole = stratifiedSplit(dataset, {.validation = 100}, Rng(1));
    const auto limited = stratifiedSplit(dataset, {.validation = 100, .trainLimit = 90}, Rng(1));
    QCOMPARE(limited.validation, whole.validation);
    QCOMPARE(countByLabel(dataset, limited.train), (std::map<int, int>{{0, 45}, {1, 27}, {2, 18}}));
    QVERIFY(std::is_sorted(limited.train.begin(), limited.train.end()));
    QVERIFY(std::includes(whole.train.begin(), whole.train.end(), limited.train.begin(), limited.train.end()));
    QCOMPARE(stratifiedSplit(dataset, {.validation = 100, .trainLimit = 5000}, Rng(1)).train, whole.train);
}

void TestDataset::splitMustLeaveTrainingImages() {
    const auto dataset = withLabels(repeated({{0, 3}, {1, 2}}));
    QCOMPARE(stratifiedSplit(dataset, {.validation = 4}, Rng(1)).train.size(), std::size_t{1});
    QVERIFY_THROWS_EXCEPTION(Error, stratifiedSplit(dataset, {.validation = 5}, Rng(1)));
    QVERIFY_THROWS_EXCEPTION(Error, stratifiedSplit(withLabels({}), {.validation = 0}, Rng(1)));
}

void TestDataset::readingOutsideThrows() {
    const MemoryDataset dataset({.channels = 1, .height = 2, .width = 1}, {1, 2, 3, 4}, {0, 1});
    std::vector<std::uint8_t> pixels(2);
    dataset.read(1, pixels);
    QCOMPARE(pixels, (std::vector<std::uint8_t>{3, 4}));
    QVERIFY_THROWS_EXCEPTION(Error, dataset.read(2, pixels));
    std::vector<std::uint8_t> tooSmall(1);
    QVERIFY_THROWS_EXCEPTION(Error, dataset.read(0, tooSmall));
}

void TestDataset::pixelsForAnotherNumberOfLabelsThrow() {
    QVERIFY_THROWS_EXCEPTION(Error, MemoryDataset({.channels = 3, .height = 2, .width = 2}, {1, 2, 3}, {0}));
}

void TestDataset::normalizationIsMeanAndDeviationPerChannel() {
    // Two images of one pixel: red 0 and 255, green 51 and 51 + 102, blue 255 twice but for one step.
    const MemoryDataset dataset({.channels = 3, .height = 1, .width = 1}, {0, 51, 255, 255, 153, 251}, {0, 1});
    const auto result = measureNormalization(dataset, 2);
    const std::array<float, 3> mean{0.5F, 0.4F, 253.0F / 255};
    const std::array<float, 3> deviation{0.5F, 0.2F, 2.0F / 255};
    for (std::size_t c = 0; c < 3; ++c) {
        QVERIFY(std::abs(result.mean[c] - mean[c]) < 1e-6F);
        QVERIFY(std::abs(result.standardDeviation[c] - deviation[c]) < 1e-6F);
    }
    // Of one image only, the first.
    QCOMPARE(measureNormalization(dataset, 1).mean[1], 0.2F);
}

void TestDataset::greyNormalizationFillsAllChannels() {
    const MemoryDataset dataset({.channels = 1, .height = 1, .width = 2}, {0, 255, 0, 255}, {0, 1});
    const auto result = measureNormalization(dataset, 100);
    QCOMPARE(result.mean, (std::array<float, 3>{0.5F, 0.5F, 0.5F}));
    QCOMPARE(result.standardDeviation, (std::array<float, 3>{0.5F, 0.5F, 0.5F}));
}

void TestDataset::aSingleColourDoesNotDivideByZero() {
    const MemoryDataset dataset({.channels = 1, .height = 3, .width = 1}, {77, 77, 77}, {0});
    QCOMPARE(measureNormalization(dataset, 1).standardDeviation[0], 1.0F);
}

void TestDataset::largeImagesDoNotOverflowTheSums() {
    // 300 × 300 white pixels: the sum of squares passes 2³².
    std::vector<std::uint8_t> pixels(2 * 90000, 255);
    std::fill(pixels.begin() + 90000, pixels.end(), std::uint8_t{0});
    const MemoryDataset dataset({.channels = 1, .height = 300, .width = 300}, pixels, {0, 1});
    const auto result = measureNormalization(dataset, 2);
    QCOMPARE(result.mean[0], 0.5F);
    QCOMPARE(result.standardDeviation[0], 0.5F);
}

QTEST_GUILESS_MAIN(TestDataset)
#include "tst_dataset.moc"
