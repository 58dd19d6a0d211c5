// SPDX-License-Identifier: GPL-3.0-only
// Qt's own tester watches every item model while a recorded run is replayed into it.
#include <QtTest>

#include <QAbstractItemModelTester>

#include "core/store/event_reader.h"
#include "tests/support/recorded_run.h"
#include "ui/models/log_model.h"
#include "ui/models/run_list_model.h"
#include "ui/models/run_model.h"
#include "ui/models/whale_table_model.h"

using namespace bubblenet;
using namespace bubblenet::ui;

class TestItemModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_events = store::readEvents(test::demoRun() / "events.jsonl"); }

    void theLogGrowsAsTheRunDoes();
    void theLogIsBounded();
    void whalesAreRankedByAccuracy();
    void rowsKeepTheirPlaceWhileTheyChange();
    void theListOfRunsFollows();

private:
    using Tester = QAbstractItemModelTester;
    std::vector<store::Event> m_events;
};

void TestItemModels::theLogGrowsAsTheRunDoes() {
    LogModel log;
    const Tester tester(&log, Tester::FailureReportingMode::QtTest);
    int shown = 0;
    for (const auto& event : m_events) {
        log.append(event);
        const auto kind = event.body.index();
        const bool isLine = !std::holds_alternative<store::StepDone>(event.body) &&
                            !std::holds_alternative<store::CandidateDone>(event.body);
        shown += isLine ? 1 : 0;
        if (kind % 3 == 0)
            log.flush();
    }
    log.flush();
    QCOMPARE(log.rowCount(), shown);
    const auto last = log.index(log.rowCount() - 1).data().toString();
    QVERIFY2(last.contains("finished after 52 s"), qPrintable(last));
    for (int row = 0; row < log.rowCount(); ++row)
        QVERIFY(log.index(row).data().toString().size() > 10); // time and text
    log.retranslate();
    log.clear();
    QCOMPARE(log.rowCount(), 0);
}

void TestItemModels::theLogIsBounded() {
    LogModel log;
    const Tester tester(&log, Tester::FailureReportingMode::QtTest);
    for (int i = 0; i < 50000; ++i) {
        log.append({0, store::Message{"warning", std::to_string(i)}});
        if (i % 7000 == 0)
            log.flush();
    }
    log.flush();
    QCOMPARE(log.rowCount(), 20000);
    QVERIFY(log.index(19999).data().toString().endsWith("49999"));
    QCOMPARE(log.index(0).data(LogModel::kLevelRole).toString(), QString("warning"));
}

void TestItemModels::whalesAreRankedByAccuracy() {
    RunModel run;
    run.begin("/runs/demo", {});
    WhaleTableModel table(run.pod());
    const Tester tester(&table, Tester::FailureReportingMode::QtTest);
    for (const auto& event : m_events) {
        run.apply(event);
        if (!run.pod().iterations().empty())
            table.show(static_cast<int>(run.pod().iterations().size()) - 1);
    }
    QCOMPARE(table.rowCount(), 8);
    double before = 101;
    for (int row = 0; row < table.rowCount(); ++row) {
        const auto accuracy = table.index(row, WhaleTableModel::kAccuracy).data(WhaleTableModel::kSortRole).toDouble();
        QVERIFY(accuracy <= before);
        before = accuracy;
        QCOMPARE(table.index(row, WhaleTableModel::kRank).data().toInt(), row + 1);
        const auto ratios =
            table.index(row, WhaleTableModel::kKept).data(WhaleTableModel::kKeepRatiosRole).value<QList<float>>();
        QCOMPARE(ratios.size(), static_cast<qsizetype>(run.pod().plan()->groups.size()));
        for (const float ratio : ratios)
            QVERIFY(ratio >= 0 && ratio <= 1);
        QVERIFY(run.pod().candidate(table.index(row, 0).data(WhaleTableModel::kCandidateRole).toInt()) != nullptr);
    }
    table.show(-1);
    QCOMPARE(table.rowCount(), 0);
}

void TestItemModels::rowsKeepTheirPlaceWhileTheyChange() {
    RunModel run;
    run.begin("/runs/demo", {});
    for (const auto& event : m_events)
        run.apply(event);
    WhaleTableModel table(run.pod());
    table.show(3);
    QSignalSpy resets(&table, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&table, &QAbstractItemModel::dataChanged);
    table.show(4);
    QCOMPARE(resets.size(), 0);
    QCOMPARE(changes.size(), 1);
    table.show(4); // nothing new
    QCOMPARE(changes.size(), 1);
}

void TestItemModels::theListOfRunsFollows() {
    RunListModel list;
    const Tester tester(&list, Tester::FailureReportingMode::QtTest);
    list.setEntries({{.kind = RunEntry::Kind::live, .folder = "/runs/a", .name = "a", .state = RunState::running},
                     {.kind = RunEntry::Kind::queued, .folder = {}, .name = "b"}});
    QCOMPARE(list.rowCount(), 2);
    QCOMPARE(list.rowOfFolder("/runs/a"), 0);
    QCOMPARE(list.rowOfFolder("/runs/none"), -1);
    QCOMPARE(list.index(1).data().toString(), QString("b\nwaiting"));
    QSignalSpy resets(&list, &QAbstractItemModel::modelReset);
    list.setEntries({{.kind = RunEntry::Kind::recorded, .folder = "/runs/a", .name = "a", .state = RunState::stopped},
                     {.kind = RunEntry::Kind::queued, .folder = {}, .name = "b"}});
    QCOMPARE(resets.size(), 0);
    QCOMPARE(list.index(0).data().toString(), QString("a\nstopped"));
}

QTEST_GUILESS_MAIN(TestItemModels)
#include "tst_item_models.moc"
