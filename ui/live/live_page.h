// SPDX-License-Identifier: GPL-3.0-only
// A run as it goes, or as it went. Shows a RunModel; what the user asks for is signalled. Window's thread.
#pragma once

#include <QWidget>

#include "ui/live/run_header.h"
#include "ui/models/run_model.h"
#include "ui/theme/theme.h"

class QGridLayout;
class QSplitter;

namespace bubblenet::ui {

class BestChart;
class CoefficientChart;
class CostChart;
class LogPanel;
class PodView;
class ResultPanel;
class TrainingChart;
class WhalePanel;

class LivePage : public QWidget {
    Q_OBJECT

public:
    LivePage(RunModel& run, const Theme& theme, QWidget* parent = nullptr);
    RunHeader* header() { return m_header; }
    QByteArray layoutState() const;
    void restoreLayout(const QByteArray& state);

Q_SIGNALS:
    void whaleInspectRequested(int iteration, int whale);
    void exportRequested(const QString& run);
    void inspectRequested(const QString& run);

private:
    void makeLayout();
    void begin();
    void showRun(unsigned parts);
    void showCandidate(int candidate);

    RunModel& m_run;
    const Theme& m_theme;
    RunHeader* m_header;
    ResultPanel* m_result;
    PodView* m_pod;
    BestChart* m_best;
    TrainingChart* m_training;
    CostChart* m_cost;
    CoefficientChart* m_coefficients;
    WhalePanel* m_whales;
    LogPanel* m_log;
    QGridLayout* m_charts = nullptr;
    QSplitter* m_rows;
    QSplitter* m_upper;
    QSplitter* m_lower;
};

} // namespace bubblenet::ui
