// SPDX-License-Identifier: GPL-3.0-only
// How long something took, by a clock that nobody sets. Any thread.
#pragma once

#include <chrono>

namespace bubblenet {

using Clock = std::chrono::steady_clock;

inline double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

} // namespace bubblenet
