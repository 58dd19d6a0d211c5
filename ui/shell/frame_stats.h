// SPDX-License-Identifier: GPL-3.0-only
// Measures how the window itself does: the time from an event to the end of its painting, how late a timer is, what the
// window's thread and the process take. The application of the program under --frame-stats.
#pragma once

#include <QApplication>
#include <QTimer>
#include <chrono>
#include <optional>
#include <vector>

namespace bubblenet::ui {

class MeasuredApplication : public QApplication {
    Q_OBJECT

public:
    MeasuredApplication(int& argc, char** argv);
    /// The figures so far, for people.
    QString report();

protected:
    bool notify(QObject* receiver, QEvent* event) override;

private:
    using Clock = std::chrono::steady_clock;
    void startMeasuring();
    void endWork();

    int m_depth = 0;
    std::optional<Clock::time_point> m_workBegan; ///< of the first event since the thread woke or painted
    std::vector<float> m_framesMs;
    std::vector<float> m_otherMs; ///< work that painted nothing
    std::vector<float> m_latenessMs;
    double m_startupSeconds = 0;
    double m_cpuAtStart = 0;
    double m_megabytesAtStart = 0;
    Clock::time_point m_start;
    Clock::time_point m_nextBeat;
    QTimer m_heartbeat;
};

/// What the process holds in memory now.
double residentMegabytes();

} // namespace bubblenet::ui
