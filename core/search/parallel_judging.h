// SPDX-License-Identifier: GPL-3.0-only
// Work on networks spread over threads: whole candidates scale far better than the layers within one. Called from the
// engine thread, which waits.
#pragma once

#include <cstddef>
#include <functional>

#include "core/base/proceed.h"

namespace bubblenet::search {

struct JudgingThreads {
    int workers = 2;          ///< candidates at once
    int threadsPerWorker = 1; ///< of the arithmetic
    int threads = 2;          ///< of the calling thread, set again when the workers are done
};

/// Calls `judge` with 0 … count − 1, several at once; the first exception ends the others and is passed on.
void judgeInParallel(std::size_t count, const JudgingThreads& threads, const Proceed& proceed,
                     const std::function<void(std::size_t)>& judge);

} // namespace bubblenet::search
