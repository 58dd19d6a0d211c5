// SPDX-License-Identifier: GPL-3.0-only
#include "app/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "app/text.h"

namespace bubblenet::app {

namespace {

constexpr std::size_t kBarCells = 24;
constexpr std::size_t kUsualWidth = 80;
constexpr auto kPlainEvery = std::chrono::seconds(10);

std::size_t terminalWidth() {
    winsize size{};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return kUsualWidth;
    return size.ws_col;
}

void write(const std::string& text) {
    std::fputs(text.c_str(), stderr);
    std::fflush(stderr);
}

double shareOf(const BarState& state) {
    if (state.total <= 0)
        return 0;
    return std::clamp(static_cast<double>(state.done) / static_cast<double>(state.total), 0.0, 1.0);
}

std::string cells(double share) {
    const auto full = static_cast<std::size_t>(share * kBarCells);
    std::string bar;
    for (std::size_t i = 0; i < kBarCells; ++i)
        bar += i < full ? "█" : "░";
    return bar;
}

std::string leftText(const BarState& state) {
    return state.secondsLeft < 0 ? "" : ", " + durationText(state.secondsLeft) + " left";
}

/// Empty where there is nothing to count.
std::string countText(const BarState& state) {
    if (state.total > 0)
        return std::to_string(state.done) + "/" + std::to_string(state.total);
    return state.done > 0 ? std::to_string(state.done) : "…";
}

} // namespace

Console::Console() {
    const char* terminal = std::getenv("TERM");
    m_isTerminal = ::isatty(STDERR_FILENO) == 1 && (terminal == nullptr || std::string(terminal) != "dumb");
}

void Console::eraseBar() {
    if (m_barShown)
        write("\r\x1b[K");
    m_barShown = false;
}

void Console::line(const std::string& text) {
    const std::lock_guard lock(m_mutex);
    if (m_quiet)
        return;
    eraseBar();
    write(printable(text) + "\n");
}

void Console::error(const std::string& text) {
    const std::lock_guard lock(m_mutex);
    eraseBar();
    write("bubblenet: " + printable(text) + "\n");
}

void Console::clearBar() {
    const std::lock_guard lock(m_mutex);
    eraseBar();
}

void Console::beQuiet() {
    const std::lock_guard lock(m_mutex);
    m_quiet = true;
}

void Console::progress(const BarState& state) {
    const std::lock_guard lock(m_mutex);
    if (m_quiet)
        return;
    if (m_isTerminal) {
        const std::string tail = " " + countText(state) + leftText(state);
        const auto width = terminalWidth();
        std::string head = state.what + " ";
        if (displayWidth(head) + kBarCells + displayWidth(tail) < width)
            head += cells(shareOf(state));
        write("\r" + cutToWidth(head + tail, width - 1) + "\x1b[K");
        m_barShown = true;
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    if (m_lastPlainTime && now - *m_lastPlainTime < kPlainEvery)
        return;
    if (m_lastPlainTime) // what takes less time than that shows nothing
        write(state.what + ": " + countText(state) + leftText(state) + "\n");
    m_lastPlainTime = now;
}

} // namespace bubblenet::app
