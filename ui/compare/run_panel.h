// SPDX-License-Identifier: GPL-3.0-only
// The table of all runs with its filter, its columns and what can be done with the chosen ones; doing it is the page's.
// Window's thread.
#pragma once

#include <QTimer>
#include <vector>

#include "ui/compare/report_file.h"
#include "ui/compare/run_filter.h"
#include "ui/theme/widgets.h"

class QAction;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QMenu;
class QTableView;

namespace bubblenet::ui {

class RunPanel : public Panel {
    Q_OBJECT

public:
    RunPanel(RunTableModel& model, RunFilter& filter, QWidget* parent = nullptr);

    QTableView* table() { return m_table; }
    QLineEdit* filterLine() { return m_words; }
    /// In the table's order.
    std::vector<compare::Run> chosen() const;
    void choose(const QString& folder);
    void setStatus(const QString& text); ///< instead of the counts; empty: those
    void updateStatus();

Q_SIGNALS:
    void chosenChanged();
    void filterChanged();
    void openRequested(const QString& folder);
    void inspectRequested(const QString& folder);
    void editRequested();
    void archiveRequested();
    void deleteRequested();
    void reportRequested(bubblenet::ui::ReportFormat format, bubblenet::compare::Language language);

private:
    enum What { kOpen, kInspect, kEdit, kArchive, kDelete, kShowFolder, kActionCount };
    void makeHeader();
    void makeTableView();
    void makeActions();
    void retranslate();
    void updateActions();
    void fillColumnMenu();
    void takeFilter();
    void askOne(void (RunPanel::*signal)(const QString&));
    void widenColumns();
    void restoreColumns();
    void saveColumns() const;

    RunTableModel& m_model;
    RunFilter& m_filter;
    QTableView* m_table;
    QLineEdit* m_words;
    QComboBox* m_state;
    QCheckBox* m_archived;
    QLabel* m_status;
    QString m_statusText;
    QPushButton* m_columns;
    QPushButton* m_report;
    QMenu* m_columnMenu;
    QMenu* m_reportMenu;
    QTimer m_chosenChanged; ///< views change within a change of the selection; what follows waits until it is over
    std::vector<QAction*> m_actions;
    std::vector<QPushButton*> m_buttons; ///< of the first actions
};

} // namespace bubblenet::ui
