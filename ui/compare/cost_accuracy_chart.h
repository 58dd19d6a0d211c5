// SPDX-License-Identifier: GPL-3.0-only
// Cost against test accuracy of all runs that the table shows on one data set, the chosen ones in their colours, with
// the front of what no other beats. Where there are several data sets one is chosen, at first that of the chosen runs:
// accuracies on others are no comparison. Window's thread.
#pragma once

#include "ui/charts/chart_panel.h"
#include "ui/compare/chosen_runs.h"

class QComboBox;

namespace bubblenet::ui {

class CostAccuracyChart : public ChartPanel {
    Q_OBJECT

public:
    explicit CostAccuracyChart(const Theme& theme, QWidget* parent = nullptr);
    void show(const std::vector<compare::Run>& shown, const ChosenRuns& chosen);
    QComboBox* costBox() { return m_cost; }
    QComboBox* datasetBox() { return m_dataset; }
    static constexpr int kOthers = 0, kFront = 1, kChosen = 2; ///< series; a chosen run's: kChosen + slot

Q_SIGNALS:
    void runClicked(const QString& folder);

private:
    void retranslate();
    void fillDatasets();
    void followChosen();
    std::string dataset() const;
    void draw();

    QComboBox* m_cost;
    QComboBox* m_dataset;
    std::vector<compare::Run> m_shown;
    ChosenRuns m_chosen;
    std::vector<compare::Run> m_others; ///< of the series' points
};

} // namespace bubblenet::ui
