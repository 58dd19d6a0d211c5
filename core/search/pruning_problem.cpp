// SPDX-License-Identifier: GPL-3.0-only
#include "core/search/pruning_problem.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <set>
#include <thread>

#include "core/nn/torch_header.h"

namespace bubblenet::search {

PruningProblem::PruningProblem(Options options)
    : m_options(std::move(options)), m_coordinates(dimension(), optim::Coordinate{.low = -1, .high = 1}) {}

CandidateKey PruningProblem::keyOf(const std::vector<double>& position) const {
    const auto decoded = m_options.encoding->decode(position);
    return {m_options.repair->widthsFor(decoded.ratios), decoded.settings};
}

double PruningProblem::objective(const Judgement& judgement) {
    return 100 - judgement.accuracy + 0.01 * judgement.loss;
}

void PruningProblem::judgeMissing(const std::vector<CandidateKey>& keys, const std::vector<std::size_t>& missing,
                                  std::vector<Judgement>& judgements) {
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    std::exception_ptr failure;
    const auto work = [&] {
        at::set_num_threads(m_options.threadsPerWorker); // OpenMP keeps this number for each thread
        try {
            for (std::size_t k = next++; k < missing.size(); k = next++) {
                throwIfStopped(m_options.proceed);
                const auto i = missing[k];
                if (const auto known = m_remembered.find(keys[i]); known != m_remembered.end()) {
                    judgements[i] = known->second;
                    continue;
                }
                judgements[i] = m_options.judge->judge(keys[i].widths, keys[i].settings);
            }
        } catch (...) {
            const std::lock_guard lock(mutex);
            if (!failure)
                failure = std::current_exception();
            next = missing.size();
        }
    };
    std::vector<std::thread> threads;
    for (int w = 0; w < std::min<int>(m_options.workers, static_cast<int>(missing.size())); ++w)
        threads.emplace_back(work);
    for (auto& thread : threads)
        thread.join();
    at::set_num_threads(m_options.threads); // MKL keeps one number for the whole process
    if (failure)
        std::rethrow_exception(failure);
}

std::vector<double> PruningProblem::evaluate(const std::vector<std::vector<double>>& positions) {
    // A few at a time, so that an interruption loses no more than those, and the views see them one by one.
    std::vector<CandidateKey> keys;
    for (const auto& position : positions)
        keys.push_back(keyOf(position));
    std::vector<double> objectives(positions.size());
    const auto stride = static_cast<std::size_t>(std::max(1, m_options.workers));
    std::size_t begin = 0;
    while (begin < positions.size()) {
        std::vector<std::size_t> missing;
        std::set<CandidateKey> taken;
        std::size_t end = begin;
        for (; end < positions.size() && missing.size() < stride; ++end)
            if (!m_cache.contains(keys[end]) && taken.insert(keys[end]).second)
                missing.push_back(end);
        std::vector<Judgement> judgements(positions.size());
        judgeMissing(keys, missing, judgements);
        for (std::size_t i = begin; i < end; ++i) {
            const bool isNew = std::find(missing.begin(), missing.end(), i) != missing.end();
            if (isNew)
                m_cache[keys[i]] = judgements[i];
            else
                ++m_repeated;
            const auto& judgement = m_cache.at(keys[i]);
            objectives[i] = objective(judgement);
            const bool isOnRecord = isNew && m_remembered.contains(keys[i]);
            if (m_options.onCandidate && !isOnRecord)
                m_options.onCandidate({uniqueEvaluations(), i, !isNew, positions[i], keys[i], judgement});
        }
        begin = end;
    }
    return objectives;
}

} // namespace bubblenet::search
