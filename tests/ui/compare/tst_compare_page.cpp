// SPDX-License-Identifier: GPL-3.0-only
// The page of runs as users work with it: choosing, filtering, charts, what is said of runs, reports, the bin.
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QtTest>

#include "core/base/files.h"
#include "core/race/race_data.h"
#include "core/store/folder_lock.h"
#include "tests/support/made_runs.h"
#include "tests/support/recorded_run.h"
#include "tests/ui/pages.h"
#include "ui/compare/annotation_dialog.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/cost_accuracy_chart.h"
#include "ui/compare/curve_charts.h"
#include "ui/compare/parallel_coordinates.h"
#include "ui/compare/race_panel.h"
#include "ui/compare/run_panel.h"
#include "ui/theme/language.h"

namespace fs = std::filesystem;
using namespace bubblenet;
using namespace bubblenet::ui;
using compare::Column;

class TestComparePage : public QObject {
    Q_OBJECT

public:
    static void initMain() {
        static QTemporaryDir home;
        qputenv("QT_QPA_PLATFORM", "offscreen");
        for (const char* variable : {"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"})
            qputenv(variable, home.path().toUtf8());
    }

private Q_SLOTS:
    void initTestCase() { QCoreApplication::setOrganizationName("bubblenet-test"); }
    void init();
    void cleanup();

    void runsAreThereAndDoubleClickOpensOne();
    void typingFilters();
    void chosenRunsHaveTheirCurvesInTheirColours();
    void theFrontAndAClickOnAPoint();
    void eachDataSetHasItsFront();
    void drawingOnAnAxisFilters();
    void parallelAxesObeyTheKeyboard();
    void differencesOfTheChosenAreListed();
    void lapsShowTheirRace();
    void aRaceIsReadAgainWhereItChanges();
    void aCellIsEditedInItsPlace();
    void severalRunsGetATag();
    void archivedRunsAreHidden();
    void deletingAsksFirst();
    void aRunThatGoesOnIsNotDeleted();
    void aReportIsSaved();
    void aProblemIsShown();
    void columnsAreChosenAndKept();
    void copyTakesTheShownColumns();
    void runsThatComeLaterAppear();
    void aThousandRunsOpenQuickly();
    void thePageFollowsTheLanguage();
    void pictures_data();
    void pictures();

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    void open();
    QTableView* table() const { return m_page->runPanel()->table(); }
    QString cell(int row, Column column) const {
        return table()->model()->index(row, static_cast<int>(column)).data().toString();
    }
    QStringList names() const {
        QStringList all;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            all.append(cell(row, Column::name));
        return all;
    }
    void click(const QString& name, Qt::KeyboardModifiers modifiers = {}) const;
    /// Of two methods, in the runs' folder; the other one always finds 2 %.
    void writeRace(std::uint64_t seeds, double ofWhale) const;
    QString raceTexts() const {
        QString all;
        for (const auto* label : m_page->findChild<RacePanel*>()->findChildren<QLabel*>())
            all += label->text();
        return all;
    }
    /// A dialog that was closed may have taken the keyboard with it.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const {
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        table()->setFocus();
        QTest::keyClick(table(), key, modifiers);
    }
    void showTab(int index) const { m_page->findChild<QTabWidget*>()->setCurrentIndex(index); }
    /// Once a dialog waits for an answer.
    template<class T, class Answer> void whenAsked(Answer answer) {
        auto* poll = new QTimer(m_page.get());
        connect(poll, &QTimer::timeout, poll, [=] {
            auto* dialog = qobject_cast<T*>(QApplication::activeModalWidget());
            if (dialog == nullptr)
                return;
            poll->deleteLater();
            poll->stop();
            answer(dialog);
        });
        poll->start(20);
    }
    template<class T> T* find() const { return m_page->findChild<T*>(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    Theme m_theme;
    std::unique_ptr<ComparePage> m_page;
};

void TestComparePage::init() {
    QSettings().clear();
    m_folder = std::make_unique<QTemporaryDir>();
    test::writeMadeRun(folder(), {.name = "cheap", .started = 1.8e9, .accuracy = 90, .macsLeft = 0.25});
    test::writeMadeRun(folder(),
                       {.name = "good", .method = "random", .seed = 2, .started = 1.8e9 + 100, .accuracy = 92});
    test::writeMadeRun(folder(),
                       {.name = "beaten", .seed = 3, .started = 1.8e9 + 200, .accuracy = 89, .macsLeft = 0.6});
    m_page = std::make_unique<ComparePage>(m_theme);
    m_page->resize(1100, 740);
}

void TestComparePage::cleanup() {
    m_page.reset();
}

void TestComparePage::open() {
    QSignalSpy scanned(m_page.get(), &ComparePage::scanned);
    m_page->show();
    m_page->setRuns(QString::fromStdString(folder().string()), {});
    QVERIFY(scanned.wait(20000));
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestComparePage::click(const QString& name, Qt::KeyboardModifiers modifiers) const {
    const auto row = static_cast<int>(names().indexOf(name));
    QVERIFY(row >= 0);
    const auto at = table()->visualRect(table()->model()->index(row, 0)).center();
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, modifiers, at);
    QCoreApplication::processEvents(); // charts follow when all is selected
}

void TestComparePage::runsAreThereAndDoubleClickOpensOne() {
    open();
    QCOMPARE(names(), (QStringList{"beaten", "good", "cheap"})); // the newest first
    QCOMPARE(cell(2, Column::accuracy), QString("90.00"));
    QSignalSpy opened(m_page.get(), &ComparePage::runOpened);
    const auto at = table()->visualRect(table()->model()->index(1, 0)).center();
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(table()->viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(opened.value(0).value(0).toString(), QString::fromStdString((folder() / "good").string()));
    QTest::keyClick(table(), Qt::Key_Down);
    QTest::keyClick(table(), Qt::Key_Return);
    QTRY_COMPARE(opened.size(), 2);
    QVERIFY(opened.value(1).value(0).toString().endsWith("cheap"));
}

void TestComparePage::typingFilters() {
    open();
    QTest::keyClicks(m_page->runPanel()->filterLine(), "random");
    QCOMPARE(names(), QStringList{"good"});
    m_page->runPanel()->filterLine()->clear();
    QCOMPARE(names().size(), 3);
    auto* state = m_page->findChild<QComboBox*>("state");
    state->setFocus();
    QTest::keyClicks(state, "failed");
    QCOMPARE(names().size(), 0);
}

void TestComparePage::chosenRunsHaveTheirCurvesInTheirColours() {
    open();
    auto* curves = find<CurveCharts>();
    click("good");
    QCOMPARE(curves->search()->points(0).last(), QPointF(6, 85));
    QCOMPARE(curves->epochs()->points(0).size(), 2);
    click("cheap", Qt::ControlModifier);
    QVERIFY(!curves->search()->points(1).isEmpty());
    // "good" keeps its colour where it is chosen alone again, and the table shows the same one.
    click("good", Qt::ControlModifier);
    QVERIFY(curves->search()->points(0).isEmpty());
    const auto mark = [&](const QString& name) {
        const auto row = static_cast<int>(names().indexOf(name));
        return table()->model()->index(row, 0).data(Qt::DecorationRole).value<QIcon>().pixmap(16, 12).toImage();
    };
    QVERIFY(mark("good").isNull());
    QCOMPARE(mark("cheap").pixelColor(mark("cheap").rect().center()), m_theme.colours().pruned);
}

void TestComparePage::theFrontAndAClickOnAPoint() {
    open();
    showTab(1);
    auto* chart = find<CostAccuracyChart>();
    QCOMPARE(chart->points(CostAccuracyChart::kFront), (QList<QPointF>{{10, 90}, {20, 90}, {20, 92}}));
    QCOMPARE(chart->points(CostAccuracyChart::kOthers).size(), 3);
    Q_EMIT chart->pointClicked(CostAccuracyChart::kOthers, 0);
    QCoreApplication::processEvents();
    QCOMPARE(m_page->runPanel()->chosen().size(), std::size_t{1});
    QCOMPARE(chart->points(CostAccuracyChart::kOthers).size(), 2);
    QCOMPARE(chart->points(CostAccuracyChart::kChosen).size(), 1);
    chart->costBox()->setCurrentIndex(1); // MACs left, %
    QCOMPARE(chart->points(CostAccuracyChart::kFront).first(), QPointF(25, 90));
}

void TestComparePage::eachDataSetHasItsFront() {
    test::writeMadeRun(folder(), {.name = "digits", .started = 1.8e9 + 300, .accuracy = 99, .dataset = "mnist"});
    open();
    showTab(1);
    auto* chart = find<CostAccuracyChart>();
    QVERIFY(chart->datasetBox()->isVisible());
    const QList<QPointF> ofCifar{{10, 90}, {20, 90}, {20, 92}};
    QCOMPARE(chart->points(CostAccuracyChart::kFront), ofCifar);
    // The choice follows the chosen runs, and may be changed.
    click("digits");
    QCOMPARE(chart->datasetBox()->currentText(), QString("mnist"));
    QCOMPARE(chart->points(CostAccuracyChart::kFront), (QList<QPointF>{{20, 99}}));
    QCOMPARE(chart->points(CostAccuracyChart::kChosen).size(), 1);
    QVERIFY(chart->points(CostAccuracyChart::kOthers).isEmpty());
    QTest::keyClick(chart->datasetBox(), Qt::Key_Up);
    QCOMPARE(chart->points(CostAccuracyChart::kFront), ofCifar);
    QVERIFY(chart->points(CostAccuracyChart::kChosen).isEmpty());
    m_page->runPanel()->filterLine()->setText("cifar10");
    QTRY_VERIFY(!chart->datasetBox()->isVisible());
}

void TestComparePage::drawingOnAnAxisFilters() {
    open();
    showTab(2);
    auto* parallel = find<ParallelCoordinates>();
    QVERIFY(parallel->axisCount() >= 6);
    // The axis of what MACs are left: its upper half holds "beaten" (60 %) and "good" (50 %).
    std::size_t axis = 3;
    const auto from = parallel->place(axis, 0.5).toPoint();
    const auto to = parallel->place(axis, 1).toPoint() - QPoint(0, 6);
    QTest::mousePress(parallel, Qt::LeftButton, {}, from);
    QTest::mouseMove(parallel, (from + to) / 2);
    QTest::mouseMove(parallel, to);
    QTest::mouseRelease(parallel, Qt::LeftButton, {}, to);
    QCOMPARE(names(), (QStringList{"beaten", "good"}));
    QCOMPARE(find<CostAccuracyChart>()->points(CostAccuracyChart::kOthers).size(), 2);
    QTest::mouseClick(parallel, Qt::LeftButton, {}, from);
    QCOMPARE(names().size(), 3);
}

void TestComparePage::parallelAxesObeyTheKeyboard() {
    open();
    showTab(2);
    auto* parallel = find<ParallelCoordinates>();
    parallel->setFocus();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(parallel, Qt::Key_Right);
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(parallel, Qt::Key_Up);
    QCOMPARE(names(), (QStringList{"beaten", "good"}));
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(parallel, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(names(), QStringList{"good"});
    QTest::keyClick(parallel, Qt::Key_Escape);
    QCOMPARE(names().size(), 3);
    // The method's axis is of words.
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(parallel, Qt::Key_Left);
    QTest::keyClick(parallel, Qt::Key_Up);
    QCOMPARE(names(), (QStringList{"beaten", "cheap"}));
    QTest::keyClick(parallel, Qt::Key_Delete);
    QCOMPARE(names().size(), 3);
}

void TestComparePage::differencesOfTheChosenAreListed() {
    open();
    showTab(3);
    click("good");
    click("beaten", Qt::ControlModifier);
    auto* differences = m_page->findChild<QTableView*>("differences")->model();
    QCOMPARE(differences->rowCount(), 2);
    QCOMPARE(differences->index(0, 0).data().toString(), QString("seed"));
    QCOMPARE(differences->index(1, 0).data().toString(), QString("search.method"));
    QCOMPARE(differences->index(0, 1).data().toString(), QString("3")); // in the table's order
    QCOMPARE(differences->headerData(2, Qt::Horizontal).toString(), QString("good"));
}

void TestComparePage::writeRace(std::uint64_t seeds, double ofWhale) const {
    const auto race = folder() / "race";
    fs::remove(race / "laps.csv");
    race::LapFile file((fs::create_directories(race), race / "laps.csv"), {});
    for (const std::string method : {"whale", "random"})
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            const auto lap = race / "laps" / (method + "-" + std::to_string(seed));
            if (!fs::exists(lap))
                test::writeMadeRun(lap, {.name = "lap", .method = method, .seed = seed});
            file.append({.problem = "p",
                         .objectiveLabel = "validation error of the search's best, %",
                         .method = method,
                         .seed = seed,
                         .evaluations = 9,
                         .uniqueEvaluations = 9,
                         .best = {{1, method == "whale" ? ofWhale : 2.0}},
                         .figures = {}});
        }
}

void TestComparePage::lapsShowTheirRace() {
    writeRace(2, 1);
    open();
    showTab(4);
    click("whale-1");
    click("random-2", Qt::ControlModifier);
    auto* statistics = m_page->findChild<QTableView*>("race");
    QTRY_VERIFY(statistics->isVisible());
    QCOMPARE(statistics->model()->index(0, 0).data().toString(), QString("whale"));
    QVERIFY(raceTexts().contains("whatever its size"));
    {
        Language language;
        language.choose("zh_CN");
        QCoreApplication::processEvents();
        QVERIFY2(raceTexts().contains("之间的差异无论多大都无法显示"), qPrintable(raceTexts()));
        QVERIFY2(raceTexts().contains("搜索最佳者的验证误差"), qPrintable(raceTexts()));
        language.choose("en");
    }
    click("good");
    QTRY_VERIFY(!statistics->isVisible());
}

void TestComparePage::aRaceIsReadAgainWhereItChanges() {
    writeRace(2, 1);
    open();
    showTab(4);
    click("whale-1");
    auto* statistics = m_page->findChild<QTableView*>("race");
    const auto first = [statistics](int column) { return statistics->model()->index(0, column).data().toString(); };
    QTRY_COMPARE(first(0), QString("whale"));
    writeRace(2, 3);
    QTRY_COMPARE_WITH_TIMEOUT(first(0), QString("random"), 20000);
    m_page->hide();
    writeRace(3, 1);
    m_page->show();
    QTRY_COMPARE_WITH_TIMEOUT(first(1), QString("3"), 20000);
    QCOMPARE(first(0), QString("whale"));
    fs::remove(folder() / "race/laps.csv");
    QTRY_VERIFY_WITH_TIMEOUT(!statistics->isVisible(), 20000);
    QVERIFY2(raceTexts().contains("laps"), qPrintable(raceTexts()));
}

void TestComparePage::aCellIsEditedInItsPlace() {
    open();
    click("good");
    table()->setCurrentIndex(table()->model()->index(table()->currentIndex().row(), static_cast<int>(Column::tags)));
    QTest::keyClick(table(), Qt::Key_F2);
    QWidget* editor = nullptr;
    QTRY_VERIFY((editor = table()->viewport()->findChild<QLineEdit*>()) != nullptr);
    QTest::keyClicks(editor, "paper, <b>bold</b>");
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(cell(1, Column::tags), QString("paper, <b>bold</b>"));
    QCOMPARE(compare::readAnnotation(folder() / "good").tags, (std::vector<std::string>{"paper", "<b>bold</b>"}));
    QTest::keyClicks(m_page->runPanel()->filterLine(), "paper");
    QCOMPARE(names(), QStringList{"good"});
}

void TestComparePage::severalRunsGetATag() {
    compare::writeAnnotation(folder() / "good", {.tags = {"own"}, .other = {}});
    open();
    click("good");
    click("cheap", Qt::ControlModifier);
    whenAsked<AnnotationDialog>([](AnnotationDialog* dialog) {
        QTest::keyClicks(dialog->findChild<QLineEdit*>(), "set \"A\"");
        dialog->accept();
    });
    press(Qt::Key_E, Qt::ControlModifier);
    QTRY_COMPARE(cell(static_cast<int>(names().indexOf("cheap")), Column::tags), QString("set \"A\""));
    QTRY_COMPARE(cell(static_cast<int>(names().indexOf("good")), Column::tags), QString("own, set \"A\""));
    click("good");
    whenAsked<AnnotationDialog>([](AnnotationDialog* dialog) {
        QTest::keyClicks(dialog->findChildren<QLineEdit*>().front(), "Best of all");
        QTest::keyClicks(dialog->findChild<QPlainTextEdit*>(), "a note");
        dialog->accept();
    });
    press(Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY(names().contains("Best of all"));
    QCOMPARE(compare::readAnnotation(folder() / "good").note, std::string("a note"));
    const auto renamed = table()->model()->index(static_cast<int>(names().indexOf("Best of all")), 0);
    QVERIFY(renamed.data(Qt::ToolTipRole).toString().contains("Recipe: good"));
}

void TestComparePage::archivedRunsAreHidden() {
    open();
    click("beaten");
    QPushButton* archive = nullptr;
    for (auto* button : m_page->findChildren<QPushButton*>())
        if (button->text() == "Archive")
            archive = button;
    QVERIFY(archive != nullptr);
    QTest::mouseClick(archive, Qt::LeftButton);
    QTRY_COMPARE(names(), (QStringList{"good", "cheap"}));
    auto* all = m_page->findChild<QCheckBox*>();
    QTest::mouseClick(all, Qt::LeftButton, {}, {8, all->height() / 2});
    QCOMPARE(names().size(), 3);
    click("beaten");
    QCOMPARE(archive->text(), QString("Unarchive"));
    QTest::mouseClick(archive, Qt::LeftButton);
    QTRY_VERIFY(!compare::readAnnotation(folder() / "beaten").archived);
}

void TestComparePage::deletingAsksFirst() {
    open();
    click("beaten");
    const auto answer = [this](QMessageBox::ButtonRole role) {
        whenAsked<QMessageBox>([role](QMessageBox* box) {
            QVERIFY(box->informativeText().endsWith("beaten"));
            for (auto* button : box->buttons())
                if (box->buttonRole(button) == role)
                    QTest::mouseClick(button, Qt::LeftButton);
        });
    };
    answer(QMessageBox::RejectRole);
    press(Qt::Key_Delete);
    QVERIFY(fs::exists(folder() / "beaten"));
    answer(QMessageBox::AcceptRole);
    press(Qt::Key_Delete);
    QTRY_COMPARE(names(), (QStringList{"good", "cheap"}));
    QVERIFY(!fs::exists(folder() / "beaten"));
    // In the bin, not gone.
    bool isInBin = false;
    for (const auto& bin : {fs::path(qgetenv("XDG_DATA_HOME").toStdString()), fs::path("/tmp")}) {
        std::error_code ignored;
        for (fs::recursive_directory_iterator entry(bin, fs::directory_options::skip_permission_denied, ignored), end;
             !ignored && entry != end && !isInBin; entry.increment(ignored))
            isInBin = entry->path().filename() == "beaten" || entry->path().filename() == "beaten.trashinfo";
        if (isInBin)
            break;
    }
    QVERIFY(isInBin);
}

void TestComparePage::aRunThatGoesOnIsNotDeleted() {
    test::writeMadeRun(folder(), {.name = "going", .started = 1.9e9, .isFinished = false});
    const store::FolderLock lock(folder() / "going");
    open();
    click("going");
    press(Qt::Key_Delete);
    QMessageBox* box = nullptr;
    QTRY_VERIFY((box = m_page->findChild<QMessageBox*>()) != nullptr);
    QVERIFY(box->text().contains("going on"));
    box->accept();
    QVERIFY(fs::exists(folder() / "going"));
}

void TestComparePage::aReportIsSaved() {
    open();
    click("good");
    click("cheap", Qt::ControlModifier);
    const auto html = QString::fromStdString((folder() / "report.html").string());
    m_page->saveReport(html, ReportFormat::html, compare::Language::chinese);
    QTRY_VERIFY(QFile::exists(html));
    QVERIFY(readFile(html.toStdString()).find("运行比较：2") != std::string::npos);
    const auto pdf = QString::fromStdString((folder() / "report.pdf").string());
    m_page->saveReport(pdf, ReportFormat::pdf, compare::Language::english);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(pdf), 20000);
    // The menu offers both formats in both languages.
    QStringList offers;
    for (auto* button : m_page->findChildren<QPushButton*>())
        if (button->text() == "Report")
            for (auto* action : button->menu()->actions())
                offers.append(action->text());
    QCOMPARE(offers, (QStringList{"HTML, English …", "HTML, 简体中文 …", "PDF, English …", "PDF, 简体中文 …"}));
}

void TestComparePage::aProblemIsShown() {
    fs::create_directory(folder() / "broken");
    std::ofstream(folder() / "broken/manifest.json") << "{\"format_version\": 99}";
    std::ofstream(folder() / "broken/recipe.yaml") << "name: x\n";
    open();
    const auto row = static_cast<int>(names().indexOf("broken"));
    QVERIFY(row >= 0);
    QCOMPARE(cell(row, Column::state), QString("unreadable"));
    QVERIFY(table()->model()->index(row, 0).data(Qt::ToolTipRole).toString().contains("newer version"));
    click("good");
    m_page->saveReport("/nowhere/at/all.html", ReportFormat::html, compare::Language::english);
    QMessageBox* box = nullptr;
    QTRY_VERIFY((box = m_page->findChild<QMessageBox*>()) != nullptr);
    QVERIFY2(box->text().contains("/nowhere/at/all.html"), qPrintable(box->text()));
    box->accept();
}

void TestComparePage::columnsAreChosenAndKept() {
    open();
    const int seed = static_cast<int>(Column::seed);
    QVERIFY(table()->isColumnHidden(seed));
    QMenu* columns = nullptr;
    for (auto* button : m_page->findChildren<QPushButton*>())
        if (button->text() == "Columns")
            columns = button->menu();
    QVERIFY(columns != nullptr);
    Q_EMIT columns->aboutToShow();
    columns->actions().at(seed)->trigger();
    QVERIFY(!table()->isColumnHidden(seed));
    QVERIFY(!columns->actions().at(0)->isEnabled()); // a row needs its name
    m_page = std::make_unique<ComparePage>(m_theme);
    QVERIFY(!table()->isColumnHidden(seed));
}

void TestComparePage::copyTakesTheShownColumns() {
    open();
    click("good");
    QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
    const auto copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith("good\tcompleted\t"), qPrintable(copied));
    QVERIFY2(!copied.contains(QString::fromStdString(folder().string())), qPrintable(copied));
}

void TestComparePage::runsThatComeLaterAppear() {
    open();
    click("good");
    test::writeMadeRun(folder(), {.name = "late", .started = 1.9e9});
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 4, 20000);
    QCOMPARE(m_page->runPanel()->chosen().size(), std::size_t{1}); // the choice stays
    QCOMPARE(compare::nameOf(*m_page->runPanel()->chosen().front()), std::string("good"));
}

void TestComparePage::aThousandRunsOpenQuickly() {
    for (int i = 0; i < 1000; ++i) {
        const auto copy = folder() / ("run-" + std::to_string(i));
        fs::create_directory(copy);
        for (const char* file : {"manifest.json", "recipe.yaml", "events.jsonl"})
            fs::create_hard_link(folder() / "good" / file, copy / file);
    }
    QElapsedTimer timer;
    timer.start();
    open();
    qInfo("1,003 runs in the table after %lld ms", static_cast<long long>(timer.elapsed()));
    QCOMPARE(names().size(), 1003);
    QVERIFY(timer.elapsed() < 60000); // a second on two cores of their own; others may use them too
}

void TestComparePage::thePageFollowsTheLanguage() {
    Language language;
    open();
    language.choose("zh_CN");
    QCoreApplication::processEvents();
    QCOMPARE(table()->model()->headerData(static_cast<int>(Column::name), Qt::Horizontal).toString(), QString("名称"));
    QCOMPARE(cell(0, Column::state), QString("已完成"));
    QVERIFY(find<QTabWidget>()->tabText(0) != "Curves");
    language.choose("en");
    QCoreApplication::processEvents();
    QCOMPARE(cell(0, Column::state), QString("completed"));
}

void TestComparePage::pictures_data() {
    pages::addPictureRows({QSize(1090, 720), QSize(1730, 1000)});
}

void TestComparePage::pictures() {
    const auto to = qEnvironmentVariable("BUBBLENET_PICTURES");
    if (to.isEmpty())
        QSKIP("BUBBLENET_PICTURES names no folder");
    QFETCH(QString, language);
    QFETCH(Appearance, appearance);
    QFETCH(QSize, size);
    Language words;
    words.choose(language);
    m_theme.choose(appearance);
    m_page->resize(size);
    const auto runs = qEnvironmentVariable("BUBBLENET_RUNS");
    QSignalSpy scanned(m_page.get(), &ComparePage::scanned);
    m_page->show();
    m_page->setRuns(runs.isEmpty() ? QString::fromStdString(folder().string()) : runs, {});
    QVERIFY(scanned.wait(20000));
    for (int row = 0; row < std::min(4, table()->model()->rowCount()); ++row)
        table()->selectionModel()->select(table()->model()->index(row, 0),
                                          QItemSelectionModel::Select | QItemSelectionModel::Rows);
    for (int tab = 0; tab < 5; ++tab) {
        showTab(tab);
        QTest::qWait(100);
        m_page->grab().save(QString("%1/compare-%2-%3.png").arg(to, QTest::currentDataTag(), QString::number(tab)));
    }
    m_theme.choose(Appearance::light);
}

QTEST_MAIN(TestComparePage)
#include "tst_compare_page.moc"
