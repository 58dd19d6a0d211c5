// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/run_control.h"

#include <utility>

namespace bubblenet::engine {

void RunControl::requestPause() {
    const std::lock_guard lock(m_mutex);
    m_paused = true;
}

void RunControl::requestResume() {
    {
        const std::lock_guard lock(m_mutex);
        m_paused = false;
    }
    m_changed.notify_all();
}

void RunControl::requestStop() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    m_changed.notify_all();
}

void RunControl::requestCheckpoint() {
    {
        const std::lock_guard lock(m_mutex);
        m_checkpointRequested = true;
    }
    m_changed.notify_all();
}

bool RunControl::proceed() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_paused || m_stopped; });
    return !m_stopped;
}

bool RunControl::takeCheckpointRequest() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_checkpointRequested, false);
}

Request RunControl::nextRequest() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_paused || m_stopped || m_checkpointRequested; });
    if (m_stopped)
        return Request::stop;
    return std::exchange(m_checkpointRequested, false) ? Request::checkpoint : Request::none;
}

bool RunControl::isPaused() const {
    const std::lock_guard lock(m_mutex);
    return m_paused && !m_stopped;
}

bool RunControl::isStopped() const {
    const std::lock_guard lock(m_mutex);
    return m_stopped;
}

} // namespace bubblenet::engine
