// SPDX-License-Identifier: GPL-3.0-only
// Accuracy or loss by epochs of training, whichever is chosen. Window's thread.
#pragma once

#include "ui/charts/chart_panel.h"
#include "ui/models/run_model.h"

class QComboBox;

namespace bubblenet::ui {

class TrainingChart : public ChartPanel {
    Q_OBJECT

public:
    TrainingChart(const RunModel& run, const Theme& theme, QWidget* parent = nullptr);
    void showRun(unsigned parts);

private:
    enum Series { kStepLoss, kTraining, kValidation };
    void choose();
    void retranslate();
    bool showsLoss() const;

    const RunModel& m_run;
    QComboBox* m_what;
};

} // namespace bubblenet::ui
