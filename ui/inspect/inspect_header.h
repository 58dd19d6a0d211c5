// SPDX-License-Identifier: GPL-3.0-only
// What is looked at and what it costs, before and after, with the buttons that find out more. Window's thread.
#pragma once

#include <QWidget>

#include "core/engine/inspection.h"
#include "ui/parts/machine.h"
#include "ui/theme/widgets.h"

class QAction;
class QComboBox;

namespace bubblenet::ui {

enum class Activity { idle, busy }; ///< busy: a job is going

class InspectHeader : public QWidget {
    Q_OBJECT

public:
    explicit InspectHeader(QWidget* parent = nullptr);
    /// Null: nothing is open, or `name` is being opened.
    void setInspection(std::shared_ptr<const engine::Inspection> inspection, const QString& name);
    /// `machine`: as it was while they were measured. Beside a run they are marked, and it is said why.
    void setLatencies(std::vector<engine::NetworkLatency> latencies, Machine machine);
    void setJudged(std::shared_ptr<const engine::JudgedImages> images);
    void setDatasets(const QStringList& names);
    void setActivity(Activity activity);

    QPushButton* measureButton() { return m_measure; }
    QPushButton* judgeButton() { return m_judge; }
    QPushButton* exportButton() { return m_export; }
    QPushButton* fineTuneButton() { return m_fineTune; }
    QComboBox* dataset() { return m_dataset; }
    QString figuresText() const;

Q_SIGNALS:
    void openFileRequested();
    void openRunRequested();
    void measureRequested(int batchSize);
    void judgeRequested(bubblenet::engine::ImageSplit split);
    void datasetChosen(const QString& name);
    void fineTuneRequested();
    void exportRequested();

private:
    int manyImages() const;
    struct Figure {
        QLabel* caption;
        QLabel* value;
    };
    struct FigureText {
        QString caption;
        QString tip;
        QString before;
        QString after;
        double share = 0; ///< after ÷ before, to be said too; 0: not to be
    };
    void makeButtons();
    void retranslate();
    void showAll();
    void showFigures();
    void showButtons();
    QString title() const;
    QString subtitle() const;
    void setFigure(std::size_t figure, const FigureText& text);
    void showJudged();
    void showMeasuredTimes();
    void showProblems();
    void showRecordedTimes(const engine::InspectionSummary& summary);

    std::shared_ptr<const engine::Inspection> m_inspection;
    std::shared_ptr<const engine::JudgedImages> m_judged;
    std::vector<engine::NetworkLatency> m_latencies;
    Machine m_measuredOn = Machine::free;
    QString m_name;
    Activity m_activity = Activity::idle;
    QLabel* m_title;
    QLabel* m_subtitle;
    QLabel* m_problem;
    std::vector<Figure> m_figures;
    QComboBox* m_dataset;
    QPushButton* m_open;
    QPushButton* m_measure;
    QPushButton* m_judge;
    QPushButton* m_fineTune;
    QPushButton* m_export;
    std::vector<QAction*> m_actions;
};

} // namespace bubblenet::ui
