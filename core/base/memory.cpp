// SPDX-License-Identifier: GPL-3.0-only
#include "core/base/memory.h"

#include <algorithm>
#include <atomic>
#include <barrier>
#include <cstdlib> // says whether this is glibc
#include <thread>
#include <vector>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace bubblenet {

#ifdef __GLIBC__

namespace {

std::atomic<bool> isKept{false}; // the allocator is the process's, and so is how it was set up

void keep() {
    constexpr int kTopPadBytes = 64 << 20;
    mallopt(M_MMAP_MAX, 0);        // a block mapped by itself is given back when it is freed
    mallopt(M_TRIM_THRESHOLD, -1); // never
    mallopt(M_TOP_PAD, kTopPadBytes);
}

/// Has the end of this thread's arena given back.
void touchArena() {
    constexpr std::size_t kAboveFastBins = 1 << 17;
    void* volatile block = std::malloc(kAboveFastBins);
    std::free(block);
}

// malloc_trim() leaves the ends of all arenas but the first. A thread that frees something shortens its own, and new
// threads take over the arenas of those that have ended: as many at once as there may have been.
void trimArenas() {
    const auto count = std::max(2U, 2 * std::thread::hardware_concurrency());
    touchArena();
    std::barrier together(count);
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < count; ++i)
        threads.emplace_back([&together] {
            touchArena();
            together.arrive_and_wait();
        });
}

} // namespace

void keepFreedMemory() {
    isKept = true;
    keep();
}

void returnFreedMemory() {
    if (!isKept)
        return;
    mallopt(M_TRIM_THRESHOLD, 0);
    mallopt(M_TOP_PAD, 0);
    trimArenas();
    malloc_trim(0);
    keep();
}

#else

void keepFreedMemory() {}
void returnFreedMemory() {}

#endif

} // namespace bubblenet
