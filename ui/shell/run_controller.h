// SPDX-License-Identifier: GPL-3.0-only
// The runs of a window: one that its own engine does, others waiting for it, and one that is looked at from its folder.
// Window's thread; never waits for an engine.
#pragma once

#include <QObject>
#include <deque>
#include <memory>

#include "ui/bridge/followed_run.h"
#include "ui/bridge/live_run.h"
#include "ui/models/run_model.h"

namespace bubblenet::ui {

struct WaitingRun {
    int id = 0; ///< its own as long as the window lives
    config::RunConfig config;
};

class RunController : public QObject {
    Q_OBJECT

public:
    explicit RunController(QString runsFolder, QObject* parent = nullptr);

    RunModel& live() { return m_live; }         ///< of this window's engine
    RunModel& recorded() { return m_recorded; } ///< opened from a folder
    const QString& runsFolder() const { return m_runsFolder; }
    bool isRunning() const { return m_liveRun != nullptr; }
    const std::deque<WaitingRun>& queue() const { return m_queue; }
    const WaitingRun* waiting(int id) const; ///< null: it does not wait any more
    /// Whoever stops a run may want those that wait to wait on: until startNext() none of them starts by itself.
    bool isQueueStanding() const { return !isRunning() && !m_queue.empty(); }

    /// At once, or when the run before has ended.
    void start(const config::RunConfig& config);
    void startNext();                           ///< of the queue, where it stands
    void wait(const config::RunConfig& config); ///< at the queue's end
    /// Out of the queue; gives its place there, for insertWaiting().
    std::size_t removeWaiting(int id);
    void insertWaiting(const WaitingRun& run, std::size_t place);
    void moveWaiting(int id, int places); ///< as far as the queue goes; < 0: forwards
    void clearQueue();
    /// Shows a run, and follows it where another process does it. What was shown before stays until then.
    void open(const QString& folder);
    /// Goes on with an interrupted run.
    void resume(const QString& folder);
    void pause();
    void goOn();
    void stop();
    void requestCheckpoint();

Q_SIGNALS:
    void liveShown();     ///< the live run is to be looked at
    void recordedShown(); ///< the opened one is
    void runningChanged();
    void queueChanged();
    void problem(const QString& text); ///< what went wrong, and what next
    void liveEnded();

private:
    void begin(std::unique_ptr<LiveRun> run, const config::RunConfig& config);
    void connectModel(RunSource& source, RunModel& model);
    void follow(const QString& folder, const config::RunConfig& config);
    std::size_t placeOf(int id) const; ///< the queue's size: it does not wait
    void finishLive();

    QString m_runsFolder;
    RunModel m_live;
    RunModel m_recorded;
    std::unique_ptr<LiveRun> m_liveRun;
    std::unique_ptr<FollowedRun> m_followedRun;
    std::unique_ptr<FollowedRun> m_opening; ///< to be followed once it could be opened
    std::deque<WaitingRun> m_queue;
    int m_lastWaitingId = 0;
};

} // namespace bubblenet::ui
