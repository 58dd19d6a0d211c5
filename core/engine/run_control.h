// SPDX-License-Identifier: GPL-3.0-only
// Pause, resume, stop and checkpoint requests from any thread to the engine's. The request methods return at once.
#pragma once

#include <condition_variable>
#include <mutex>

namespace bubblenet::engine {

enum class Request { none, checkpoint, stop };

class RunControl {
public:
    void requestPause();
    void requestResume();
    void requestStop(); ///< also ends a pause
    void requestCheckpoint();

    /// Engine side, between batches: waits while paused; false once stopped.
    bool proceed();
    /// Engine side: true once for each checkpoint request.
    bool takeCheckpointRequest();
    /// Engine side, where a checkpoint can be written at once: waits while paused, but gives a checkpoint request at
    /// once, and takes it.
    Request nextRequest();
    bool isPaused() const;
    bool isStopped() const;

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_paused = false;
    bool m_stopped = false;
    bool m_checkpointRequested = false;
};

} // namespace bubblenet::engine
