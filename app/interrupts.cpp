// SPDX-License-Identifier: GPL-3.0-only
#include "app/interrupts.h"

#include <unistd.h>

#include <csignal>
#include <pthread.h>

#include "app/command.h"

namespace bubblenet::app {

namespace {

constexpr int kEnd = SIGUSR1; // ends the thread itself

sigset_t ourSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int number : {SIGINT, SIGTERM, SIGHUP, kEnd})
        sigaddset(&signals, number);
    return signals;
}

} // namespace

Interrupts::Interrupts(std::function<void()> beforeExit) : m_beforeExit(std::move(beforeExit)) {
    // A shell starts background jobs with SIGINT ignored, and an ignored signal is never waited for.
    std::signal(SIGINT, SIG_DFL);
    const auto signals = ourSignals();
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    m_thread = std::thread([this] { waitForSignals(); });
}

Interrupts::~Interrupts() {
    ::pthread_kill(m_thread.native_handle(), kEnd);
    m_thread.join();
}

void Interrupts::setHandler(std::function<void()> handler) {
    const std::lock_guard lock(m_mutex);
    m_handler = std::move(handler);
    if (m_requested && m_handler)
        m_handler();
}

void Interrupts::waitForSignals() {
    const auto signals = ourSignals();
    for (int number = 0;;) {
        if (::sigwait(&signals, &number) != 0)
            continue;
        if (number == kEnd)
            return;
        if (m_requested.exchange(true)) {
            m_beforeExit();
            ::_exit(kInterrupted); // the run's folder is made to survive this
        }
        const std::lock_guard lock(m_mutex);
        if (m_handler)
            m_handler();
    }
}

} // namespace bubblenet::app
