// SPDX-License-Identifier: GPL-3.0-only
// The chosen runs' curves over each other: best candidate so far by candidates (or rounds), and validation accuracy by
// epochs. Window's thread.
#pragma once

#include "ui/charts/chart_panel.h"
#include "ui/compare/chosen_runs.h"

namespace bubblenet::ui {

class CurveCharts : public QWidget {
    Q_OBJECT

public:
    explicit CurveCharts(const Theme& theme, QWidget* parent = nullptr);
    void show(const ChosenRuns& chosen);
    ChartPanel* search() { return m_search; }
    ChartPanel* epochs() { return m_epochs; }

private:
    void retranslate();

    ChartPanel* m_search;
    ChartPanel* m_epochs;
};

} // namespace bubblenet::ui
