// SPDX-License-Identifier: GPL-3.0-only
#include "core/search/parallel_judging.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "core/nn/torch_header.h"

namespace bubblenet::search {

void judgeInParallel(std::size_t count, const JudgingThreads& threads, const Proceed& proceed,
                     const std::function<void(std::size_t)>& judge) {
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    std::exception_ptr failure;
    const auto work = [&] {
        at::set_num_threads(threads.threadsPerWorker); // OpenMP keeps this number for each thread
        try {
            for (std::size_t i = next++; i < count; i = next++) {
                throwIfStopped(proceed);
                judge(i);
            }
        } catch (...) {
            const std::lock_guard lock(mutex);
            if (!failure)
                failure = std::current_exception();
            next = count;
        }
    };
    std::vector<std::jthread> workers;
    for (int w = 0; w < std::min<int>(threads.workers, static_cast<int>(count)); ++w)
        workers.emplace_back(work);
    workers.clear();                      // waits for them
    at::set_num_threads(threads.threads); // MKL keeps one number for the whole process
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace bubblenet::search
