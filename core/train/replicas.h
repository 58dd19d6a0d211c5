// SPDX-License-Identifier: GPL-3.0-only
// Several copies of one network on the CPU, each with a thread of its own, a share of the batch and a share of torch's
// threads: small convolutions use one thread each better than all threads one convolution. The copies share the
// parameters' values; gradients are their own, and are added up in a fixed order. Each normalises over its own share of
// the batch; the network's running statistics are the mean of the copies', taken at an epoch's end.
#pragma once

#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/train/gradients.h"

namespace bubblenet::train {

class Replicas final : public GradientSource {
public:
    Replicas(std::shared_ptr<nn::Network> network, GradientSettings settings, int workers);
    ~Replicas() override;

    void beginEpoch() override;
    void endEpoch() override;
    void saveStatistics(nn::StateDict& state) const override;
    void restoreStatistics(const nn::StateDict& state) override; ///< throws Error where they are of other workers
    StepOutcome compute(const data::Batch& batch) override;

private:
    struct Worker {
        std::shared_ptr<nn::Network> network;
        std::thread thread;
        // Written by the owner before a round and by the worker during it; the mutex orders the two.
        std::optional<Share> share; ///< none: nothing to do this round
        StepOutcome outcome;
        std::exception_ptr thrown;
    };

    void work(Worker& worker, int threads);
    bool waitRound(std::uint64_t last);
    void finishRound();
    void runRound();
    StepOutcome collect();
    void stop();

    std::shared_ptr<nn::Network> m_network;
    GradientSettings m_settings;
    std::vector<std::unique_ptr<Worker>> m_workers;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    // Guarded by the mutex:
    std::uint64_t m_round = 0;
    std::size_t m_busy = 0;
    bool m_isStopping = false;
};

} // namespace bubblenet::train
