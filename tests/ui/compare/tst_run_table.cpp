// SPDX-License-Identifier: GPL-3.0-only
// The table of runs without a page: model, order, filter, and how long they take with a thousand.
#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QtTest>

#include "tests/support/made_runs.h"
#include "ui/compare/chosen_runs.h"
#include "ui/compare/run_filter.h"

using namespace bubblenet;
using namespace bubblenet::ui;
using compare::Column;

namespace {

compare::Run made(const std::string& name, double accuracy, const std::string& tag = {}) {
    auto run = std::make_shared<compare::RunSummary>();
    run->folder = "/runs/" + name;
    run->state = compare::RunState::completed;
    run->config.emplace();
    if (accuracy > 0)
        run->record.testBefore = test::madeEvaluation("unpruned network", accuracy);
    if (!tag.empty())
        run->annotation.tags = {tag};
    return run;
}

QStringList namesOf(const QAbstractItemModel& model) {
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.index(row, 0).data().toString());
    return names;
}

} // namespace

class TestRunTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsKeepTheirPlacesWhenRunsComeAndGo();
    void nothingNewChangesNothing();
    void emptyCellsComeLastInEitherOrder();
    void filtersAddUp();
    void editsAreAskedFor();
    void chosenRunsKeepTheirColours();
    void aThousandRunsSortInAMoment();
};

void TestRunTable::rowsKeepTheirPlacesWhenRunsComeAndGo() {
    RunTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    RunFilter filter(model);
    const QAbstractItemModelTester filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(model.setRuns({made("a", 1), made("b", 2), made("c", 3)}));
    filter.sort(static_cast<int>(Column::accuracy), Qt::DescendingOrder);
    const QPersistentModelIndex b(filter.index(1, 0));
    QVERIFY(model.setRuns({made("0", 9), made("b", 50), made("c", 3)}));
    QCOMPARE(namesOf(filter), (QStringList{"b", "0", "c"}));
    QCOMPARE(b.data().toString(), QString("b"));
    QCOMPARE(b.row(), 0);
    QVERIFY(model.setRuns({}));
    QVERIFY(!b.isValid());
}

void TestRunTable::nothingNewChangesNothing() {
    RunTableModel model;
    const std::vector<compare::Run> runs{made("a", 1), made("b", 2)};
    QVERIFY(model.setRuns(runs));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QVERIFY(!model.setRuns(runs));
    QVERIFY(changed.isEmpty());
}

void TestRunTable::emptyCellsComeLastInEitherOrder() {
    RunTableModel model;
    RunFilter filter(model);
    model.setRuns({made("none", 0), made("low", 10), made("high", 90)});
    filter.sort(static_cast<int>(Column::accuracy), Qt::AscendingOrder);
    QCOMPARE(namesOf(filter), (QStringList{"low", "high", "none"}));
    filter.sort(static_cast<int>(Column::accuracy), Qt::DescendingOrder);
    QCOMPARE(namesOf(filter), (QStringList{"high", "low", "none"}));
}

void TestRunTable::filtersAddUp() {
    RunTableModel model;
    RunFilter filter(model);
    auto archived = std::make_shared<compare::RunSummary>(*made("old", 1, "paper"));
    archived->annotation.archived = true;
    auto failed = std::make_shared<compare::RunSummary>(*made("bad", 2, "paper"));
    failed->state = compare::RunState::failed;
    model.setRuns({made("one", 1, "paper"), made("two", 2, "draft"), archived, failed});
    QCOMPARE(filter.rowCount(), 3);
    filter.setWords("PAPER");
    QCOMPARE(filter.rowCount(), 2);
    filter.setState(compare::RunState::failed);
    QCOMPARE(namesOf(filter), QStringList{"bad"});
    filter.setState({});
    filter.setArchived(RunFilter::Archived::shown);
    QCOMPARE(filter.rowCount(), 3);
    filter.setCondition([](const auto& run) { return *compare::resultingAccuracy(run) > 1.5; });
    QCOMPARE(namesOf(filter), QStringList{"bad"});
    QCOMPARE(filter.runsBeforeCondition().size(), std::size_t{3});
}

void TestRunTable::editsAreAskedFor() {
    RunTableModel model;
    model.setRuns({made("one", 1)});
    std::vector<compare::Annotation> asked;
    connect(&model, &RunTableModel::editRequested, &model,
            [&](const auto&, const auto& annotation) { asked.push_back(annotation); });
    const auto cell = [&](Column column) { return model.index(0, static_cast<int>(column)); };
    QVERIFY(model.setData(cell(Column::tags), "a, b"));
    QCOMPARE(asked.back().tags, (std::vector<std::string>{"a", "b"}));
    QVERIFY(model.setData(cell(Column::name), " <b>new</b> "));
    QCOMPARE(asked.back().name, std::string("<b>new</b>"));
    QVERIFY(!model.setData(cell(Column::name), "one")); // its own
    QVERIFY(!model.setData(cell(Column::accuracy), "100"));
    QVERIFY((model.flags(cell(Column::accuracy)) & Qt::ItemIsEditable) == 0);
    QCOMPARE(asked.size(), std::size_t{2});
}

void TestRunTable::chosenRunsKeepTheirColours() {
    ChosenRuns chosen;
    const auto a = made("a", 1), b = made("b", 1), c = made("c", 1);
    chosen.set({a, b, c});
    chosen.set({c, b});
    QCOMPARE(chosen.drawn()[0].slot, 2);
    QCOMPARE(chosen.drawn()[1].slot, 1);
    chosen.set({made("b", 2), a, c}); // read anew it is the same run
    QCOMPARE(chosen.drawn()[0].slot, 1);
    QCOMPARE(chosen.drawn()[2].slot, 0);
    std::vector<compare::Run> many;
    for (int i = 0; i < 30; ++i)
        many.push_back(made(std::to_string(i), 1));
    chosen.set(many);
    QCOMPARE(chosen.all().size(), std::size_t{30});
    std::set<int> slots_;
    for (const auto& drawn : chosen.drawn())
        slots_.insert(drawn.slot);
    QCOMPARE(slots_.size(), static_cast<std::size_t>(kMostDrawn));
    QVERIFY(*slots_.rbegin() < kMostDrawn);
}

void TestRunTable::aThousandRunsSortInAMoment() {
    RunTableModel model;
    RunFilter filter(model);
    std::vector<compare::Run> runs;
    for (int i = 0; i < 1000; ++i)
        runs.push_back(made("run-" + std::to_string(i), 1 + (i * 7919) % 1000));
    model.setRuns(runs);
    for (const auto column : {Column::accuracy, Column::name, Column::method, Column::started}) {
        QElapsedTimer timer;
        timer.start();
        filter.sort(static_cast<int>(column), Qt::DescendingOrder);
        const auto spent = timer.nsecsElapsed() / 1000;
        qInfo("sorted by %s in %lld µs", std::string(compare::keyOf(column)).c_str(), static_cast<long long>(spent));
        QVERIFY(spent < 500000); // 50 ms on a core of its own
    }
    filter.sort(static_cast<int>(Column::accuracy), Qt::DescendingOrder);
    QCOMPARE(filter.index(0, static_cast<int>(Column::accuracy)).data().toString(), QString("1000.00"));
    QElapsedTimer timer;
    timer.start();
    filter.setWords("run-99");
    QCOMPARE(filter.rowCount(), 11);
    qInfo("filtered in %lld µs", static_cast<long long>(timer.nsecsElapsed() / 1000));
}

QTEST_MAIN(TestRunTable)
#include "tst_run_table.moc"
