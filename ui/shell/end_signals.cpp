// SPDX-License-Identifier: GPL-3.0-only
#include "ui/shell/end_signals.h"

#include <fcntl.h>
#include <unistd.h>

#include <QGuiApplication>
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
    g_writeEnd = ends[1];
    auto* notifier = new QSocketNotifier(ends[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, readEnd = ends[0]] {
        char byte = 0;
        if (::read(readEnd, &byte, 1) == 1)
            Q_EMIT endRequested();
    });
    connect(qGuiApp, &QGuiApplication::commitDataRequest, this, &EndSignals::endRequested);
    connect(this, &QObject::destroyed, [readEnd = ends[0]] { ::close(readEnd); });
    for (const int number : kSignals)
        if (!isIgnored(number))
            std::signal(number, tellTheEventLoop);
}

EndSignals::~EndSignals() {
    for (const int number : kSignals)
        if (!isIgnored(number))
            std::signal(number, SIG_DFL);
    ::close(g_writeEnd.exchange(-1));
}

} // namespace bubblenet::ui
