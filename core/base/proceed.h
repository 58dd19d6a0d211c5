// SPDX-License-Identifier: GPL-3.0-only
// How long work is asked to pause or stop: it calls a Proceed between batches, candidates or blocks of a file.
#pragma once

#include <functional>
#include <stdexcept>

namespace bubblenet {

/// Waits while the run is paused; false once it is to stop. Safe to call from any thread. Empty means "always true".
using Proceed = std::function<bool()>;

/// Thrown by work that a Proceed ended early; whoever started the work catches it. Not an error.
class Stopped : public std::exception {
public:
    const char* what() const noexcept override { return "stopped"; }
};

inline void throwIfStopped(const Proceed& proceed) {
    if (proceed && !proceed())
        throw Stopped();
}

} // namespace bubblenet
