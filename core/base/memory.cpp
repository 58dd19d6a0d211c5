// SPDX-License-Identifier: GPL-3.0-only
#include "core/base/memory.h"

#include <cstdlib> // says whether this is glibc
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace bubblenet {

void keepFreedMemory() {
#ifdef __GLIBC__
    constexpr int kTopPadBytes = 64 << 20;
    mallopt(M_MMAP_MAX, 0);        // a block mapped by itself is given back when it is freed
    mallopt(M_TRIM_THRESHOLD, -1); // never
    mallopt(M_TOP_PAD, kTopPadBytes);
#endif
}

void returnFreedMemory() {
#ifdef __GLIBC__
    malloc_trim(0); // of every thread's arena, in their middle too
#endif
}

} // namespace bubblenet
