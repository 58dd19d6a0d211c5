// SPDX-License-Identifier: GPL-3.0-only
// What the page shows of a search, told event by event: fronts, guides, the replay, and what a small window cuts.
#include <QtTest>

#include <QAbstractAxis>
#include <QChart>
#include <QChartView>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QScrollBar>
#include <QSlider>
#include <QTableView>
#include <QToolButton>
#include <QValueAxis>
#include <QXYSeries>

#include "core/store/event_reader.h"
#include "tests/support/recorded_run.h"
#include "ui/charts/chart_panel.h"
#include "ui/live/live_page.h"
#include "ui/live/pod_view.h"
#include "ui/live/search_charts.h"
#include "ui/live/training_chart.h"
#include "ui/models/whale_table_model.h"
#include "ui/theme/language.h"

using namespace bubblenet;
using namespace bubblenet::ui;

class TestLivePage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_page.reset(); }

    void theFrontIsThatOfTheShownIteration();
    void theSearchsOwnFrontIsTheLast();
    void theTableSaysWhoIsOnTheFront();
    void withoutAFrontNothingIsSaidOfOne();
    void costAndAccuracyAreOfTheSameNetwork();
    void whatOtherMethodsDoNotKnowTakesNoRoom();
    void aRunIsCalledAsItsFolder();
    void theGoalOfARunBeforeIsForgotten();
    void theReplayEndsWhereTheSearchDoes();
    void whatIsOnTheEdgeOfAChartIsWhole();
    void theColumnsFitASmallWindow_data();
    void theColumnsFitASmallWindow();
    void aCutLineOfTheLogIsShownWhole();
    void afterTheLastIterationTheHeaderSaysWhatComes();
    void aSelectedRowsBarsStandOut();

private:
    struct Judged {
        int whale;
        double share, accuracy;
    };
    void say(store::EventBody body) { m_run.apply({1.7e9, std::move(body)}); }
    void begin(bool hasFront);
    void iterate(int number, const std::vector<Judged>& judged, int leader);
    void twoIterations(bool hasFront);
    ChartPanel* chart(const QString& title) const {
        for (auto* panel : m_page->findChildren<ChartPanel*>())
            if (panel->accessibleName() == title)
                return panel;
        return nullptr;
    }
    QList<QPointF> front() const { return m_page->findChild<PodView*>()->chart()->points(kFront); }
    QTableView* table() const { return m_page->findChild<QTableView*>(); }
    int column(const QString& title) const {
        for (int i = 0; i < table()->model()->columnCount(); ++i)
            if (table()->model()->headerData(i, Qt::Horizontal).toString() == title)
                return i;
        return -1;
    }
    template<class T> T* named(const QString& name) const {
        for (auto* widget : m_page->findChildren<T*>())
            if (widget->isVisible() && widget->accessibleName() == name)
                return widget;
        return nullptr;
    }
    bool hasLegend(const QString& text) const {
        for (const auto* button : m_page->findChildren<QToolButton*>())
            if (button->property("role") == "legend" && button->isVisible() && button->text() == text)
                return true;
        return false;
    }

    static constexpr int kFront = 3; ///< of the pod's series

    Language m_language;
    Theme m_theme;
    RunModel m_run;
    std::unique_ptr<LivePage> m_page;
};

void TestLivePage::init() {
    m_language.choose("en");
    m_page = std::make_unique<LivePage>(m_run, m_theme);
    m_page->resize(1280 - 184, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestLivePage::begin(bool hasFront) {
    config::RunConfig config;
    config.search.goal.macs = 0.5;
    if (hasFront)
        config.search.front = {.least = 0.2, .most = 0.8};
    m_run.begin("/runs/front", config);
    say(store::RunStarted{.name = "front", .method = "whale", .device = "cpu", .precision = "fp32", .threads = 1});
    say(store::PhaseStarted{"search", 2, 4});
    say(store::SearchPlanned{.groups = {"layer1"},
                             .widths = {100},
                             .coordinates = {"layer1", "cost"},
                             .macs = 1000,
                             .parameters = 1000,
                             .accuracy = 95,
                             .costKind = "macs",
                             .costGoal = 0.5});
}

void TestLivePage::iterate(int number, const std::vector<Judged>& judged, int leader) {
    store::IterationDone done{.iteration = number, .iterations = 2, .leader = leader, .whales = {}};
    for (const auto& [whale, share, accuracy] : judged) {
        say(store::CandidateDone{.iteration = number,
                                 .whale = whale,
                                 .origin = "pod",
                                 .position = {share, share},
                                 .widths = {static_cast<int>(100 * share)},
                                 .accuracy = accuracy,
                                 .macs = 1000 * share,
                                 .parameters = 1000 * share});
        done.whales.push_back({"encircle", 0.5, {share, share}, 100 - accuracy});
        done.bestAccuracy = std::max(done.bestAccuracy, share <= 0.5 ? accuracy : 0);
    }
    say(done);
}

void TestLivePage::twoIterations(bool hasFront) {
    begin(hasFront);
    iterate(1, {{0, 0.3, 70}, {1, 0.5, 80}, {2, 0.6, 75}}, 1);    // 0.6 costs more and is worse
    iterate(2, {{0, 0.25, 72}, {1, 0.5, 79}, {2, 0.75, 90}}, -1); // 0.25 beats 0.3; 80 at 0.5 stays
    m_run.setCaughtUp();
    QCoreApplication::processEvents(); // what was hidden before takes its place
}

void TestLivePage::theFrontIsThatOfTheShownIteration() {
    twoIterations(true);
    QCOMPARE(front(), (QList<QPointF>{{25, 72}, {50, 80}, {75, 90}}));
    auto* slider = m_page->findChild<QSlider*>();
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(front(), (QList<QPointF>{{30, 70}, {50, 80}}));
    QTest::keyClick(slider, Qt::Key_End);
    QCOMPARE(front().size(), 3);
    QVERIFY(hasLegend("front"));
    QVERIFY(hasLegend("within goal"));
    // It is drawn as steps: the line has the corners between the points.
    auto* view = m_page->findChild<PodView*>()->chart()->findChild<QChartView*>();
    bool hasCorner = false;
    for (auto* series : view->chart()->series())
        if (auto* line = qobject_cast<QXYSeries*>(series);
            line != nullptr && line->type() == QAbstractSeries::SeriesTypeLine)
            hasCorner = hasCorner || line->points().contains(QPointF(50, 72));
    QVERIFY(hasCorner);
    m_page->findChild<PodView*>()->setAxes(PodView::Axes::principal); // where there is no cost
    QVERIFY(front().isEmpty());
    // In the table of values it is its points alone.
    m_page->findChild<PodView*>()->setAxes(PodView::Axes::costAccuracy);
    QVERIFY(m_page->findChild<PodView*>()->chart()->csv().contains("front,75,90\n"));
    QCOMPARE(m_page->findChild<PodView*>()->chart()->csv().count("front,"), 3);
}

void TestLivePage::theSearchsOwnFrontIsTheLast() {
    twoIterations(true);
    say(store::FrontDone{.costKind = "macs",
                         .points = {{.widths = {25}, .accuracy = 72, .costShare = 0.25},
                                    {.widths = {75}, .accuracy = 90, .costShare = 0.75},
                                    {.widths = {33}, .accuracy = 99, .costShare = 0.33}}}); // of no known candidate
    m_run.setCaughtUp();
    QTest::keyClick(m_page->findChild<QSlider*>(), Qt::Key_Home);
    QCOMPARE(front(), (QList<QPointF>{{30, 70}, {50, 80}}));
    QTest::keyClick(m_page->findChild<QSlider*>(), Qt::Key_End);
    QCOMPARE(front(), (QList<QPointF>{{25, 72}, {75, 90}}));
}

void TestLivePage::costAndAccuracyAreOfTheSameNetwork() {
    begin(true);
    iterate(1, {{0, 0.75, 90}, {1, 0.5, 80}}, 1); // the best of all is beyond the goal
    iterate(2, {{0, 0.4, 85}, {1, 0.8, 91}}, 0);
    QTRY_COMPARE(m_run.best.points().size(), 2);
    QCOMPARE(m_run.best.points(), (QList<QPointF>{{1, 80}, {2, 85}}));
    QCOMPARE(m_run.bestCost.points(), (QList<QPointF>{{1, 50}, {2, 40}}));
}

void TestLivePage::whatOtherMethodsDoNotKnowTakesNoRoom() {
    twoIterations(true);
    const auto* training = m_page->findChild<TrainingChart*>();
    const auto* cost = m_page->findChild<CostChart*>();
    QTRY_VERIFY(training->geometry().bottom() < cost->geometry().top());
    config::RunConfig config;
    config.search.goal.macs = 0.5;
    config.search.method = "nsga2";
    config.search.front = {.least = 0.2, .most = 0.8};
    m_run.begin("/runs/front", config);
    QTRY_VERIFY(training->geometry().bottom() == cost->geometry().bottom()); // no a and |A| below it
    for (auto* table : m_page->findChildren<QTableView*>())
        if (table->accessibleName() == "Whales of the shown iteration")
            QVERIFY(table->isColumnHidden(WhaleTableModel::kDoing));
}

void TestLivePage::aRunIsCalledAsItsFolder() {
    config::RunConfig config;
    config.name = "recipe";
    m_run.begin("/runs/folder-2", config);
    QLabel* title = nullptr;
    for (auto* label : m_page->findChildren<QLabel*>())
        if (label->text() == "folder-2")
            title = label;
    QVERIFY(title != nullptr);
    QVERIFY2(title->toolTip().contains("recipe: recipe"), qPrintable(title->toolTip()));
}

void TestLivePage::theTableSaysWhoIsOnTheFront() {
    twoIterations(true);
    const int at = column("On front");
    QVERIFY(!table()->isColumnHidden(at));
    QStringList said;
    for (int row = 0; row < 3; ++row) // by rank: 90, 79, 72
        said.append(table()->model()->index(row, at).data().toString());
    QCOMPARE(said, (QStringList{"yes", "", "yes"}));
}

void TestLivePage::withoutAFrontNothingIsSaidOfOne() {
    twoIterations(false);
    QVERIFY(front().isEmpty());
    QVERIFY(table()->isColumnHidden(column("On front")));
    QVERIFY(hasLegend("leader") && !hasLegend("front"));
}

void TestLivePage::theGoalOfARunBeforeIsForgotten() {
    twoIterations(false);
    QCOMPARE(chart("Cost left, %")->points(0), (QList<QPointF>{{0, 50}}));
    config::RunConfig other;
    other.search.prune = "none";
    m_run.begin("/runs/other", other);
    m_run.setCaughtUp();
    QVERIFY(chart("Cost left, %")->points(0).isEmpty());
}

void TestLivePage::theReplayEndsWhereTheSearchDoes() {
    twoIterations(false);
    auto* play = named<QToolButton>("Replay the search");
    QVERIFY(play != nullptr);
    QList<int> values;
    connect(m_page->findChild<QSlider*>(), &QSlider::valueChanged, this, [&](int value) { values.append(value); });
    QTest::mouseClick(play, Qt::LeftButton);
    QTRY_COMPARE(values, (QList<int>{0, 1}));
    QCOMPARE(play->accessibleName(), QString("Replay the search")); // at once, not a step later
    play->click();
    QCOMPARE(play->accessibleName(), QString("Stop replaying"));
    begin(false); // another run takes the page
    QCOMPARE(play->accessibleName(), QString("Replay the search"));
}

void TestLivePage::whatIsOnTheEdgeOfAChartIsWhole() {
    twoIterations(false); // marks at the first and the last iteration; the pod's goal line at 50 %
    for (auto* panel : {m_page->findChild<PodView*>()->chart(), chart("Accuracy, %")}) {
        const auto* view = panel->findChild<QChartView*>();
        QVERIFY(view->isVisible());
        const auto* x = qobject_cast<QValueAxis*>(view->chart()->axes(Qt::Horizontal).first());
        for (auto* series : view->chart()->series())
            if (auto* marks = qobject_cast<QXYSeries*>(series); marks->type() == QAbstractSeries::SeriesTypeScatter)
                for (const auto& point : marks->points())
                    QVERIFY(point.x() > x->min() && point.x() < x->max());
    }
    const auto* y =
        m_page->findChild<PodView*>()->chart()->findChild<QChartView*>()->chart()->axes(Qt::Vertical).first();
    QVERIFY(y->isTitleVisible());
    QVERIFY(y->titleText().contains("accuracy"));
    // One epoch alone is one point, on an axis that begins with the training.
    say(store::EpochDone{.phase = "train", .subject = "network", .epoch = 1, .epochs = 1, .trainLoss = 0.5});
    m_run.setCaughtUp();
    const auto* view = chart("Training")->findChild<QChartView*>();
    QTRY_VERIFY(view->isVisible());
    const auto* epochs = qobject_cast<QValueAxis*>(view->chart()->axes(Qt::Horizontal).first());
    QVERIFY(epochs->min() <= 0 && epochs->max() > 1);
}

void TestLivePage::theColumnsFitASmallWindow_data() {
    QTest::addColumn<bool>("hasFront");
    QTest::newRow("one goal") << false;
    QTest::newRow("a front") << true;
}

void TestLivePage::theColumnsFitASmallWindow() {
    QFETCH(bool, hasFront);
    const auto events = store::readEvents(test::demoRun() / "events.jsonl");
    auto config = config::loadRecipe((test::demoRun() / "recipe.yaml").string());
    if (hasFront)
        config.search.front = {.least = 0.2, .most = 0.8};
    m_run.begin("/runs/demo", config);
    for (const auto& event : events)
        m_run.apply(event);
    m_run.setCaughtUp();
    QCoreApplication::processEvents();
    for (const char* language : {"en", "zh_CN"}) {
        m_language.choose(language);
        QCoreApplication::processEvents();
        QCOMPARE(table()->horizontalScrollBar()->maximum(), 0);
        for (int i = 0; i < table()->model()->columnCount(); ++i)
            if (!table()->isColumnHidden(i)) {
                const auto title = table()->model()->headerData(i, Qt::Horizontal).toString();
                QFont bold = table()->font();
                bold.setWeight(QFont::DemiBold);
                bold.setPixelSize(12);
                QVERIFY2(table()->columnWidth(i) >= QFontMetrics(bold).horizontalAdvance(title) + 16,
                         qPrintable(title + QString(": %1").arg(table()->columnWidth(i))));
                for (int row = 0; row < table()->model()->rowCount(); ++row) {
                    const auto text = table()->model()->index(row, i).data().toString();
                    QVERIFY2(table()->columnWidth(i) >= table()->fontMetrics().horizontalAdvance(text) + 6,
                             qPrintable(text));
                }
            }
    }
    m_language.choose("en");
}

void TestLivePage::aCutLineOfTheLogIsShownWhole() {
    begin(false);
    const std::string line = "a line that is longer than the log is wide, " + std::string(300, 'x');
    say(store::Message{"info", line});
    say(store::Message{"info", "short"});
    m_run.setCaughtUp();
    auto* log = named<QListView>("Log of the run");
    const auto rowOf = [log](const QString& text) {
        for (int row = 0; row < log->model()->rowCount(); ++row)
            if (log->model()->index(row, 0).data().toString().contains(text))
                return log->model()->index(row, 0);
        return QModelIndex();
    };
    QVERIFY(rowOf("xxx").data(Qt::ToolTipRole).toString().contains(QString::fromStdString(line)));
    QTest::mouseClick(log->viewport(), Qt::LeftButton, {}, log->visualRect(rowOf("xxx")).center());
    auto* whole = named<QLabel>("The chosen line of the log");
    QVERIFY(whole != nullptr && whole->text().contains(QString::fromStdString(line)));
    log->setFocus();
    QTest::keyClick(log, Qt::Key_Down);
    QVERIFY(log->currentIndex().data().toString().contains("short"));
    QVERIFY(named<QLabel>("The chosen line of the log") == nullptr);
}

void TestLivePage::afterTheLastIterationTheHeaderSaysWhatComes() {
    begin(false);
    iterate(1, {{0, 0.3, 70}}, 0);
    say(store::Progress{"judging candidates", 1, 2, 60});
    m_run.setCaughtUp();
    const auto says = [this](const QString& text) {
        for (const auto* label : m_page->header()->findChildren<QLabel*>())
            if (label->text().contains(text))
                return true;
        return false;
    };
    QVERIFY(says("iteration 1 of 2") && says("judging candidates"));
    iterate(2, {{0, 0.4, 71}}, 0);
    m_run.setCaughtUp();
    QVERIFY(!says("iteration 2 of 2") && !says("judging candidates"));
    QVERIFY(says("the best candidates are compared"));
}

void TestLivePage::aSelectedRowsBarsStandOut() {
    twoIterations(false);
    const auto row = table()->model()->index(0, column("Kept"));
    table()->selectRow(0);
    table()->setFocus();
    const auto picture = table()->viewport()->grab(table()->visualRect(row)).toImage();
    bool hasBar = false;
    for (int x = 0; x < picture.width(); ++x)
        for (int y = 0; y < picture.height(); ++y)
            hasBar = hasBar || picture.pixelColor(x, y) == m_theme.colours().onAccent;
    QVERIFY(hasBar);
}

QTEST_MAIN(TestLivePage)
#include "tst_live_page.moc"
