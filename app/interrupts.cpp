// SPDX-License-Identifier: GPL-3.0-only
#include "app/interrupts.h"

#include <unistd.h>

#include <csignal>
#include <pthread.h>

#include "app/command.h"

namespace bubblenet::app {

namespace {

constexpr int kEnd = SIGUSR1; // ends the thread itself

bool isIgnored(int number) {
    struct sigaction action {};
    return ::sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

// A blocked signal is waited for even where it is ignored, so a hang-up that nohup has us ignore is left out.
sigset_t ourSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int number : {SIGINT, SIGTERM, kEnd})
        sigaddset(&signals, number);
    if (!isIgnored(SIGHUP))
        sigaddset(&signals, SIGHUP);
    return signals;
}

} // namespace

Interrupts::Interrupts(std::function<void()> beforeExit) : m_beforeExit(std::move(beforeExit)) {
    // A shell starts background jobs with SIGINT ignored; kill -INT is to stop them all the same.
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
