// SPDX-License-Identifier: GPL-3.0-only
// All runs in one table, and the chosen ones beside each other. Reads folders on a job, again and again while it is
// shown, so that runs that go on are followed. Window's thread.
#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <functional>
#include <memory>
#include <mutex>

#include "core/compare/run_reader.h"
#include "ui/bridge/job.h"
#include "ui/compare/chosen_runs.h"
#include "ui/compare/report_file.h"
#include "ui/compare/run_filter.h"

class QLabel;
class QStackedWidget;
class QTabWidget;
class QTableView;

namespace bubblenet::ui {

class CostAccuracyChart;
class CurveCharts;
class ParallelCoordinates;
class RunPanel;
class RacePanel;
class TextTableModel;

class ComparePage : public QWidget {
    Q_OBJECT

public:
    explicit ComparePage(const Theme& theme, QWidget* parent = nullptr);
    ~ComparePage() override;
    /// Runs in this folder, and others that were opened from elsewhere.
    void setRuns(const QString& folder, const QStringList& others);
    RunPanel* runPanel() { return m_panel; }

    // What is asked of the user comes first; these do it.
    void write(const std::vector<std::pair<compare::Run, compare::Annotation>>& edited);
    void moveToBin(const std::vector<compare::Run>& runs);
    void saveReport(const QString& path, ReportFormat format, compare::Language language);

Q_SIGNALS:
    void runOpened(const QString& folder);
    void inspectRequested(const QString& folder);
    void scanned();     ///< the table shows what is there
    void runsChanged(); ///< by the user: moved to the bin, or described anew

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeTabs(const Theme& theme);
    void connectPanel();
    void retranslate();
    void scan();
    void take(const std::vector<compare::Run>& runs);
    void takeChosen();
    void showShown();
    void showDifferences();
    void edit();
    void archive();
    void askAndDelete();
    void askAndSaveReport(ReportFormat format, compare::Language language);
    /// On a thread; afterwards the folders are read again. What it throws is shown.
    void doThenScan(std::function<void()> work);
    void showProblem(const QString& text);

    const Theme& m_theme;
    QString m_folder;
    QStringList m_others;
    std::shared_ptr<std::mutex> m_writing = std::make_shared<std::mutex>(); ///< one job writes at a time
    std::shared_ptr<compare::RunReader> m_reader;
    RunTableModel m_model;
    RunFilter m_filter;
    ChosenRuns m_chosen;
    RunPanel* m_panel;
    QStackedWidget* m_stack;
    QLabel* m_empty;
    QTabWidget* m_tabs;
    CurveCharts* m_curves;
    CostAccuracyChart* m_cost;
    ParallelCoordinates* m_parallel;
    TextTableModel* m_differences;
    QTableView* m_differencesTable;
    RacePanel* m_race;
    QPointer<Job> m_scan;
    bool m_scanAgain = false;
    QString m_scanProblem; ///< that was shown
    QTimer m_again;
};

} // namespace bubblenet::ui
