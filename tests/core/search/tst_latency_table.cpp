// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include "core/base/error.h"
#include "core/nn/inference.h"
#include "core/prune/groups.h"
#include "core/search/latency_table.h"

using namespace bubblenet;
using search::LatencyTable;

class TestLatencyTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        nn::setThreads(1);
        m_network = std::make_shared<nn::Network>(nn::makeSpec("resnet20", {}), Rng(1));
        m_table = std::make_unique<LatencyTable>(LatencyTable::measure(*m_network, {.imageSize = 32, .batchSize = 4}));
    }
    void theWholeNetworkTakesWhatWasMeasured();
    void narrowerIsNeverSlower();
    void widthsThatArePaddedAlikeTakeTheSame();
    void aRemovedBlockTakesNoTime();
    void aTableIsReadBackAsItWas();
    void brokenTablesAreRefused_data();
    void brokenTablesAreRefused();

private:
    nn::NetworkSpec narrowed(double ratio) const {
        prune::Widths widths;
        for (const auto& group : prune::findGroups(m_network->spec()))
            widths.kept.push_back(std::max(1, static_cast<int>(ratio * group.channels)));
        return prune::specWithWidths(m_network->spec(), widths);
    }
    std::shared_ptr<nn::Network> m_network;
    std::unique_ptr<LatencyTable> m_table;
};

void TestLatencyTable::theWholeNetworkTakesWhatWasMeasured() {
    // Measured at two moments of a machine that may be busy in one of them: both are measured until they agree.
    double ratio = 0;
    for (int attempt = 0; attempt < 10 && (ratio < 0.4 || ratio > 2.5); ++attempt) {
        const auto table = LatencyTable::measure(*m_network, {.imageSize = 32, .batchSize = 4});
        const auto measured = nn::measureLatency(*m_network, at::kCPU, {.batchSize = 4, .imageSize = 32});
        ratio = table.milliseconds(m_network->spec()) / measured.medianMs;
    }
    QVERIFY2(ratio > 0.4 && ratio < 2.5, qPrintable(QString::number(ratio)));
}

void TestLatencyTable::narrowerIsNeverSlower() {
    double previous = 0;
    for (const double ratio : {0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 1.0}) {
        const double ms = m_table->milliseconds(narrowed(ratio));
        QVERIFY(ms >= previous);
        previous = ms;
    }
    QVERIFY(m_table->milliseconds(narrowed(0.25)) < m_table->milliseconds(m_network->spec()));
}

// On the CPU: 9 to 16 of 16 channels, 17 to 32 of 32 in steps of 8 …
void TestLatencyTable::widthsThatArePaddedAlikeTakeTheSame() {
    auto narrow = prune::widthsOf(prune::wholePlan(m_network->spec()));
    auto wide = narrow;
    narrow.kept.front() = 9;
    wide.kept.front() = 16;
    const auto milliseconds = [&](const prune::Widths& widths) {
        return m_table->milliseconds(prune::specWithWidths(m_network->spec(), widths));
    };
    QCOMPARE(milliseconds(narrow), milliseconds(wide));
    narrow.kept.front() = 8;
    QVERIFY(milliseconds(narrow) < milliseconds(wide));
}

void TestLatencyTable::aRemovedBlockTakesNoTime() {
    auto widths = prune::widthsOf(prune::wholePlan(m_network->spec()));
    widths.removedBlocks = {"layer1.1"};
    const auto spec = prune::specWithWidths(m_network->spec(), widths);
    QVERIFY(m_table->milliseconds(spec) < 0.97 * m_table->milliseconds(m_network->spec()));
}

void TestLatencyTable::aTableIsReadBackAsItWas() {
    const auto read = LatencyTable::fromJson(m_table->toJson());
    QCOMPARE(read.milliseconds(narrowed(0.37)), m_table->milliseconds(narrowed(0.37)));
}

void TestLatencyTable::brokenTablesAreRefused_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << "";
    QTest::newRow("no object") << "3";
    QTest::newRow("wrong types") << R"({"image_size": "x", "scale": 1, "shapes": {}, "grids": {}})";
    QTest::newRow("missing grid") << R"({"image_size": 32, "scale": 1, "shapes": {"conv1": "a"}, "grids": {}})";
    QTest::newRow("short grid")
        << R"({"image_size": 32, "scale": 1, "shapes": {}, "grids": {"a": {"multiple": 8, "inputs": [1, 2], "outputs": [1], "milliseconds": [1]}}})";
    QTest::newRow("multiples of nothing")
        << R"({"image_size": 32, "scale": 1, "shapes": {}, "grids": {"a": {"multiple": 0, "inputs": [1], "outputs": [1], "milliseconds": [1]}}})";
}

void TestLatencyTable::brokenTablesAreRefused() {
    QFETCH(QString, text);
    QVERIFY_EXCEPTION_THROWN(LatencyTable::fromJson(text.toStdString()), Error);
}

QTEST_GUILESS_MAIN(TestLatencyTable)
#include "tst_latency_table.moc"
