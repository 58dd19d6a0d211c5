// SPDX-License-Identifier: GPL-3.0-only
// Before and after, the verdict and the file that was written; hidden until there is something. Window's thread.
#pragma once

#include "ui/models/run_model.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

class ResultPanel : public Panel {
    Q_OBJECT

public:
    explicit ResultPanel(const RunModel& run, QWidget* parent = nullptr);
    void showRun();

Q_SIGNALS:
    void exportRequested(const QString& run);
    void inspectRequested(const QString& run);

private:
    QString figures() const;

    const RunModel& m_run;
    QLabel* m_verdict;
    QLabel* m_figures;
    QLabel* m_file;
    QPushButton* m_inspect;
    QPushButton* m_export;
};

} // namespace bubblenet::ui
