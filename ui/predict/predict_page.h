// SPDX-License-Identifier: GPL-3.0-only
// Images classified by a network: chosen or dropped, in a table with their most probable classes, saved as CSV or JSON.
// Window's thread; the work is a job's.
#pragma once

#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QWidget>

#include "ui/parts/machine.h"
#include "ui/parts/network_chooser.h"
#include "ui/predict/prediction_model.h"

class QStackedWidget;

namespace bubblenet::ui {

class Panel;

/// The rows whose image, class or problem holds a text; or only those with a problem.
class PredictionFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    enum class Rows { all, problems };
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setText(const QString& text);
    void setRows(Rows rows);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QString m_text;
    Rows m_rows = Rows::all;
};

class PredictPage : public QWidget {
    Q_OBJECT

public:
    explicit PredictPage(const RunListModel& runs, QWidget* parent = nullptr);
    ~PredictPage() override;
    /// A run's folder or a weight file.
    void open(const QString& source);
    QString source() const { return m_network->source(); }
    void setMachine(Machine machine);
    /// Image files and folders of them; they are classified at once where there is a network.
    void add(const QStringList& paths);
    /// As its suffix says, CSV or JSON. What cannot be written is said beside the buttons.
    void saveAs(const QString& path);

    NetworkChooser& network() { return *m_network; }
    PredictionModel& predictions() { return m_predictions; }
    QTableView& table() { return *m_table; }
    JobStrip& job() { return *m_job; }
    QString summary() const { return m_summary->text(); }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeLayout();
    Panel* makeTablePanel();
    void setTexts();
    void setColumnWidths();
    bool areOfOtherNetwork() const; ///< the predictions that are shown
    void follow();
    void classify();
    void chooseFiles();
    void chooseFolder();
    void chooseTarget(const QString& suffix);

    PredictionModel m_predictions;
    PredictionFilter m_filtered;
    NetworkChooser* m_network;
    Panel* m_networkPanel;
    Panel* m_imagesPanel;
    Panel* m_tablePanel = nullptr;
    QPushButton* m_files;
    QPushButton* m_folder;
    QPushButton* m_clear;
    QPushButton* m_classify;
    QLabel* m_hint;
    QLabel* m_machineNote;
    JobStrip* m_job;
    QLabel* m_summary;
    QLineEdit* m_filter;
    QComboBox* m_rows;
    QPushButton* m_csv;
    QPushButton* m_json;
    QLabel* m_saved;
    QStackedWidget* m_stack;
    QLabel* m_empty;
    QTableView* m_table;
    QString m_predictedBy; ///< the source of the network of the predictions that are shown
};

} // namespace bubblenet::ui
