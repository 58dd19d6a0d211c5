// SPDX-License-Identifier: GPL-3.0-only
#include "ui/shell/end_signals.h"

#include <fcntl.h>
#include <unistd.h>

#include <QSocketNotifier>
#include <atomic>
#include <cerrno>
#include <csignal>

namespace bubblenet::ui {

namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

std::atomic<int> g_writeEnd = -1; // what a handler may reach

// Only what signal-safety(7) allows: the event loop hears of it by a pipe.
extern "C" void tellTheEventLoop(int number) {
    const int error = errno;
    std::signal(number, SIG_DFL);
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(g_writeEnd, &byte, 1);
    errno = error;
}

bool isIgnored(int number) { // as nohup has us ignore a hang-up
    struct sigaction action {};
    return ::sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

} // namespace

EndSignals::EndSignals(QObject* parent) : QObject(parent) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // signals then end the process, as they would without this
    m_readEnd = ends[0];
    g_writeEnd = ends[1];
    auto* notifier = new QSocketNotifier(m_readEnd, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (::read(m_readEnd, &byte, 1) == 1)
            Q_EMIT endRequested();
    });
    for (const int number : kSignals) {
        if (isIgnored(number))
            continue;
        std::signal(number, tellTheEventLoop);
        m_heard.push_back(number);
    }
}

EndSignals::~EndSignals() {
    for (const int number : m_heard)
        std::signal(number, SIG_DFL);
    delete findChild<QSocketNotifier*>(); // before what it watches is closed
    if (m_readEnd >= 0)
        ::close(m_readEnd);
    if (const int writeEnd = g_writeEnd.exchange(-1); writeEnd >= 0)
        ::close(writeEnd);
}

} // namespace bubblenet::ui
