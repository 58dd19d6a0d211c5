// SPDX-License-Identifier: GPL-3.0-only
#include "core/train/replicas.h"

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/train/evaluate.h"

namespace bubblenet::train {

namespace {

void shareParameters(nn::Network& replica, const nn::Network& network) {
    auto mine = replica.parameters();
    const auto theirs = network.parameters();
    for (std::size_t i = 0; i < mine.size(); ++i)
        mine[i].set_data(theirs[i].detach());
}

std::string statisticName(std::size_t worker, std::size_t buffer) {
    return "worker." + std::to_string(worker) + '.' + std::to_string(buffer);
}

std::vector<at::Tensor> gradientsOf(const nn::Network& network) {
    std::vector<at::Tensor> gradients;
    for (const auto& parameter : network.parameters())
        gradients.push_back(parameter.grad());
    return gradients;
}

} // namespace

Replicas::Replicas(std::shared_ptr<nn::Network> network, GradientSettings settings, int workers)
    : m_network(std::move(network)), m_settings(std::move(settings)) {
    const int threads = at::get_num_threads();
    m_busy = static_cast<std::size_t>(workers); // each reports once when it has set its number of threads
    for (int i = 0; i < workers; ++i) {
        auto& worker = *m_workers.emplace_back(std::make_unique<Worker>());
        worker.network = m_network->copy();
        worker.network->train();
        shareParameters(*worker.network, *m_network);
    }
    try {
        for (auto& worker : m_workers)
            worker->thread =
                std::thread([this, &worker = *worker, each = std::max(1, threads / workers)] { work(worker, each); });
    } catch (...) {
        stop();
        throw;
    }
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_busy == 0; });
    // The number is each thread's own, but threads that start later inherit the last one that was set.
    at::set_num_threads(threads);
}

Replicas::~Replicas() {
    stop();
}

void Replicas::stop() {
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_changed.notify_all();
    for (auto& worker : m_workers)
        if (worker->thread.joinable())
            worker->thread.join();
}

void Replicas::work(Worker& worker, int threads) {
    at::set_num_threads(threads);
    finishRound();
    for (std::uint64_t round = 0; waitRound(round); ++round) {
        try {
            if (worker.share)
                worker.outcome = computeShare(*worker.network, *worker.share, m_settings);
        } catch (...) {
            worker.thrown = std::current_exception();
        }
        worker.share.reset();
        finishRound();
    }
}

/// Waits for the round after `last`; false when there will be none.
bool Replicas::waitRound(std::uint64_t last) {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return m_round > last || m_isStopping; });
    return !m_isStopping;
}

void Replicas::finishRound() {
    {
        const std::lock_guard lock(m_mutex);
        --m_busy;
    }
    m_changed.notify_all();
}

void Replicas::runRound() {
    {
        const std::lock_guard lock(m_mutex);
        m_busy = m_workers.size();
        ++m_round;
    }
    m_changed.notify_all();
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_busy == 0; });
}

StepOutcome Replicas::compute(const data::Batch& batch) {
    const auto images = toTensor(batch, m_settings.device);
    const auto labels = labelsOf(batch, m_settings.device);
    const auto count = static_cast<std::int64_t>(m_workers.size());
    std::int64_t begin = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t end = batch.count * (i + 1) / count;
        auto& worker = *m_workers[static_cast<std::size_t>(i)];
        worker.outcome = {};
        if (end > begin)
            worker.share = Share{images.slice(0, begin, end), labels.slice(0, begin, end),
                                 static_cast<double>(end - begin) / batch.count};
        begin = end;
    }
    runRound();
    for (auto& worker : m_workers)
        if (worker->thrown)
            std::rethrow_exception(std::exchange(worker->thrown, nullptr));
    return collect();
}

StepOutcome Replicas::collect() {
    std::vector<at::Tensor> sum;
    StepOutcome outcome;
    for (const auto& worker : m_workers) {
        if (!worker->outcome.loss.defined())
            continue; // a batch of fewer images than workers
        auto gradients = gradientsOf(*worker->network);
        if (sum.empty()) {
            sum = std::move(gradients);
            outcome = worker->outcome;
            continue;
        }
        at::_foreach_add_(sum, gradients);
        outcome.loss = outcome.loss + worker->outcome.loss;
        outcome.correct = outcome.correct + worker->outcome.correct;
    }
    auto parameters = m_network->parameters();
    for (std::size_t i = 0; i < parameters.size(); ++i)
        parameters[i].mutable_grad() = sum[i];
    return outcome;
}

void Replicas::beginEpoch() {
    const at::NoGradGuard noGradient;
    const auto theirs = m_network->buffers();
    for (auto& worker : m_workers) {
        auto mine = worker->network->buffers();
        for (std::size_t i = 0; i < mine.size(); ++i)
            mine[i].copy_(theirs[i]);
    }
}

void Replicas::endEpoch() {
    const at::NoGradGuard noGradient;
    auto mean = m_network->buffers();
    for (std::size_t i = 0; i < mean.size(); ++i) {
        mean[i].zero_();
        for (const auto& worker : m_workers)
            mean[i].add_(worker->network->buffers()[i], 1.0 / static_cast<double>(m_workers.size()));
    }
}

void Replicas::saveStatistics(nn::StateDict& state) const {
    for (std::size_t w = 0; w < m_workers.size(); ++w) {
        const auto buffers = m_workers[w]->network->buffers();
        for (std::size_t i = 0; i < buffers.size(); ++i)
            state.tensors.emplace_back(statisticName(w, i), buffers[i].clone());
    }
}

void Replicas::restoreStatistics(const nn::StateDict& state) {
    const at::NoGradGuard noGradient;
    for (std::size_t w = 0; w < m_workers.size(); ++w) {
        auto buffers = m_workers[w]->network->buffers();
        for (std::size_t i = 0; i < buffers.size(); ++i) {
            const auto* saved = state.find(statisticName(w, i));
            if (saved == nullptr || saved->sizes() != buffers[i].sizes())
                throw Error(
                    Phrase("The checkpoint cannot be continued: it lacks the statistics of worker {1}.", w + 1));
            buffers[i].copy_(*saved);
        }
    }
}

} // namespace bubblenet::train
