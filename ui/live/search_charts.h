// SPDX-License-Identifier: GPL-3.0-only
// The charts of a search: the best so far against uniform, the cost, and what the whales' coefficients do. For the
// iterative method they show its rounds. Window's thread.
#pragma once

#include "ui/charts/chart_panel.h"
#include "ui/models/run_model.h"

namespace bubblenet::ui {

class BestChart : public ChartPanel {
    Q_OBJECT

public:
    BestChart(const RunModel& run, const Theme& theme, QWidget* parent = nullptr);
    void showRun();

private:
    enum Series { kUniform, kBase, kBest, kAfterCut, kAfterTraining };
    void retranslate();
    const RunModel& m_run;
};

class CostChart : public ChartPanel {
    Q_OBJECT

public:
    CostChart(const RunModel& run, const Theme& theme, QWidget* parent = nullptr);
    void showRun();

private:
    enum Series { kGoal, kMacs, kParameters, kRounds, kSparsity };
    void retranslate();
    const RunModel& m_run;
};

class CoefficientChart : public ChartPanel {
    Q_OBJECT

public:
    CoefficientChart(const RunModel& run, const Theme& theme, QWidget* parent = nullptr);
    void showRun();

private:
    enum Series { kOne, kA, kMagnitude };
    void retranslate();
    const RunModel& m_run;
};

} // namespace bubblenet::ui
