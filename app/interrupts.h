// SPDX-License-Identifier: GPL-3.0-only
// Ctrl-C (and a polite kill): the first asks to stop, the second ends the process at once. Make it before any other
// thread: its signals are blocked in all of them and taken by a thread of its own.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

namespace bubblenet::app {

class Interrupts {
public:
    /// `beforeExit` is called on the second signal, before the process ends with status 130.
    explicit Interrupts(std::function<void()> beforeExit);
    ~Interrupts();
    Interrupts(const Interrupts&) = delete;
    Interrupts& operator=(const Interrupts&) = delete;

    bool isRequested() const { return m_requested; }
    /// Called once, on the interrupts' thread, or at once where the signal came already; empty: nothing any more.
    void setHandler(std::function<void()> handler);

private:
    void waitForSignals();
    std::function<void()> m_beforeExit;
    std::mutex m_mutex;
    std::function<void()> m_handler;
    std::atomic<bool> m_requested = false;
    std::thread m_thread;
};

} // namespace bubblenet::app
