// SPDX-License-Identifier: GPL-3.0-only
#include <QFileInfo>
#include <QtTest>

#include "core/base/error.h"
#include "core/engine/latency_comparison.h"
#include "core/nn/network.h"
#include "tests/support/test_environment.h"

using namespace bubblenet;
using namespace bubblenet::engine;

namespace {

std::shared_ptr<nn::Network> networkOf(const std::string& name, int channels = 3) {
    auto network = std::make_shared<nn::Network>(nn::makeSpec(name, {.inputChannels = channels}), Rng(1));
    network->eval();
    return network;
}

QString inWords(const LatencyComparison& result) {
    return QString("%1 times as fast (%2 to %3)")
        .arg(result.speedup)
        .arg(result.lowerQuartileSpeedup)
        .arg(result.upperQuartileSpeedup);
}

} // namespace

class TestLatencyComparison : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        qunsetenv("BUBBLENET_ONNXRUNTIME");
        at::set_num_threads(1);
        m_before = networkOf("resnet110"); // six times the work: faster by far on a busy machine too
        m_after = networkOf("resnet20");
    }
    void aSmallerNetworkIsFaster();
    void aNetworkIsAsFastAsItself();
    void progressCountsPairsOfPasses();
    void longPassesAreFewPairs();
    void stopsBetweenPasses();
    void networksOfOtherImagesAreRefused();
    void onnxRuntimeIsAskedWhereItIs(); // last: what is loaded once stays

private:
    std::shared_ptr<nn::Network> m_before;
    std::shared_ptr<nn::Network> m_after;
};

void TestLatencyComparison::aSmallerNetworkIsFaster() {
    const auto results = compareLatencies(*m_before, *m_after, {.batchSizes = {1, 20}, .pairs = 9}, {});
    QVERIFY(results.size() >= 2);
    for (std::size_t i = 0; i < 2; ++i) {
        const auto& result = results[i];
        QCOMPARE(result.by, std::string("Bubblenet"));
        QCOMPARE(result.device, std::string("cpu"));
        QCOMPARE(result.before.batchSize, i == 0 ? 1 : 20);
        QCOMPARE(result.after.batchSize, i == 0 ? 1 : 20);
        QCOMPARE(result.pairs, 9);
        QVERIFY(result.after.medianMs > 0);
        QVERIFY(result.before.lowerQuartileMs <= result.before.medianMs);
        QVERIFY(result.before.medianMs <= result.before.upperQuartileMs);
        QVERIFY(result.lowerQuartileSpeedup <= result.speedup && result.speedup <= result.upperQuartileSpeedup);
    }
    QVERIFY2(results[1].speedup > 2, qPrintable(inWords(results[1])));
}

void TestLatencyComparison::aNetworkIsAsFastAsItself() {
    const auto results = compareLatencies(*m_after, *m_after, {.batchSizes = {20}, .pairs = 25}, {});
    QVERIFY2(results[0].speedup > 0.7 && results[0].speedup < 1.4, qPrintable(inWords(results[0])));
}

void TestLatencyComparison::progressCountsPairsOfPasses() {
    int asked = 0;
    std::int64_t last = 0;
    Hooks hooks;
    hooks.proceed = [&] { return ++asked > 0; };
    hooks.progress = [&](const std::string& what, std::int64_t done, std::int64_t total) {
        QCOMPARE(2 * done, std::int64_t{asked});
        QVERIFY(done > last && done <= total);
        last = done;
        QCOMPARE(what, std::string("measuring batch 1 by Bubblenet"));
    };
    compareLatencies(*m_before, *m_after, {.batchSizes = {1}, .pairs = 6}, hooks);
    QVERIFY(last >= 6);
}

void TestLatencyComparison::longPassesAreFewPairs() {
    const auto results = compareLatencies(*m_before, *m_after, {.batchSizes = {1}, .pairs = 1000, .seconds = 0}, {});
    QCOMPARE(results[0].pairs, 5);
}

void TestLatencyComparison::stopsBetweenPasses() {
    int asked = 0;
    Hooks hooks;
    hooks.proceed = [&] { return ++asked < 4; };
    QVERIFY_THROWS_EXCEPTION(Stopped, compareLatencies(*m_before, *m_after, {.batchSizes = {1}}, hooks));
    QCOMPARE(asked, 4);
}

void TestLatencyComparison::networksOfOtherImagesAreRefused() {
    const auto grey = networkOf("resnet20", 1);
    QVERIFY_THROWS_EXCEPTION(Error, compareLatencies(*m_before, *grey, {}, {}));
    QVERIFY_THROWS_EXCEPTION(Error, compareLatencies(*m_before, *m_after, {.batchSizes = {0}}, {}));
    QVERIFY_THROWS_EXCEPTION(Error, compareLatencies(*m_before, *m_after, {.pairs = 0}, {}));
}

void TestLatencyComparison::onnxRuntimeIsAskedWhereItIs() {
    const auto library = test::onnxRuntimeLibrary();
    if (library.isEmpty())
        QSKIP("there is no library of ONNX Runtime: packaging/test-environment brings one");
    qputenv("BUBBLENET_ONNXRUNTIME", library.toUtf8());
    const auto results = compareLatencies(*m_before, *m_after, {.batchSizes = {1, 20}, .pairs = 9}, {});
    qunsetenv("BUBBLENET_ONNXRUNTIME");
    QCOMPARE(results.size(), std::size_t{4});
    for (std::size_t i = 2; i < 4; ++i) {
        QVERIFY2(results[i].by.starts_with("ONNX Runtime 1.") && results[i].device == "cpu", results[i].by.c_str());
        QCOMPARE(results[i].before.batchSize, results[i - 2].before.batchSize);
    }
    QVERIFY2(results[3].speedup > 2, qPrintable(inWords(results[3])));
}

QTEST_GUILESS_MAIN(TestLatencyComparison)
#include "tst_latency_comparison.moc"
