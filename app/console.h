// SPDX-License-Identifier: GPL-3.0-only
// What the user sees besides the results: lines and, on a terminal, one bar that redraws itself, all on standard error.
// Any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

namespace bubblenet::app {

struct BarState {
    std::string what;
    std::int64_t done = 0;
    std::int64_t total = 0;
    double secondsLeft = -1; ///< < 0: not known
};

class Console {
public:
    Console();
    void line(const std::string& text);
    void warning(const std::string& text) { line("warning: " + text); }
    /// On a terminal a bar; elsewhere a plain line now and then.
    void progress(const BarState& state);
    void clearBar();
    /// Nothing but errors from here on.
    void beQuiet();
    /// "bubblenet: TEXT", even where quiet.
    void error(const std::string& text);

private:
    void eraseBar();
    std::mutex m_mutex;
    bool m_isTerminal;
    bool m_quiet = false;
    bool m_barShown = false;
    std::string m_lastPlain;
    std::optional<std::chrono::steady_clock::time_point> m_lastPlainTime;
};

} // namespace bubblenet::app
