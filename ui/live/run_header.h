// SPDX-License-Identifier: GPL-3.0-only
// What a run is doing and how long it will take, with the buttons that steer it. Window's thread.
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/models/run_model.h"
#include "ui/theme/theme.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace bubblenet::ui {

class RunHeader : public QWidget {
    Q_OBJECT

public:
    explicit RunHeader(const RunModel& run, QWidget* parent = nullptr);
    void showRun();
    /// A run that another process does can only be watched.
    enum class Steering { fromHere, fromElsewhere };
    void setSteering(Steering steering);

Q_SIGNALS:
    void pauseRequested();
    void resumeRequested(); ///< a paused run goes on
    void stopRequested();
    void restartRequested(); ///< an interrupted run is resumed

private:
    void retranslate();
    QString stateLine() const;
    QString searchText() const;

    const RunModel& m_run;
    Steering m_steering = Steering::fromElsewhere;
    QLabel* m_name;
    QLabel* m_line;
    QProgressBar* m_bar;
    QPushButton* m_pause;
    QPushButton* m_stop;
    QPushButton* m_restart;
};

} // namespace bubblenet::ui
