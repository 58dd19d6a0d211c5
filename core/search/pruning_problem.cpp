// SPDX-License-Identifier: GPL-3.0-only
#include "core/search/pruning_problem.h"

#include <algorithm>
#include <set>

namespace bubblenet::search {

PruningProblem::PruningProblem(Options options)
    : m_options(std::move(options)), m_coordinates(dimension(), optim::Coordinate{.low = -1, .high = 1}) {}

CandidateKey PruningProblem::keyOf(const std::vector<double>& position) const {
    const auto decoded = m_options.encoding->decode(position);
    return {m_options.repair->widthsFor(decoded.ratios, decoded.largestCost), decoded.settings};
}

double PruningProblem::objective(const Judgement& judgement) {
    return 100 - judgement.accuracy + 0.01 * judgement.loss;
}

void PruningProblem::judgeMissing(const std::vector<CandidateKey>& keys, const std::vector<std::size_t>& missing,
                                  std::vector<Judgement>& judgements) {
    judgeInParallel(missing.size(), m_options.threads, m_options.proceed, [&](std::size_t k) {
        const auto i = missing[k];
        const auto known = m_remembered.find(keys[i]);
        judgements[i] =
            known != m_remembered.end() ? known->second : m_options.judge->judge(keys[i].widths, keys[i].settings);
    });
}

std::vector<double> PruningProblem::evaluate(const std::vector<std::vector<double>>& positions) {
    // A few at a time, so that an interruption loses no more than those, and the views see them one by one.
    std::vector<CandidateKey> keys;
    for (const auto& position : positions)
        keys.push_back(keyOf(position));
    std::vector<double> objectives;
    const auto stride = static_cast<std::size_t>(std::max(1, m_options.threads.workers));
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
            objectives.push_back(objective(judgement));
            if (objectiveCount() > 1)
                objectives.push_back(m_options.repair->cost(keys[i].widths));
            const bool isOnRecord = isNew && m_remembered.contains(keys[i]);
            if (m_options.onCandidate && !isOnRecord)
                m_options.onCandidate({uniqueEvaluations(), i, !isNew, positions[i], keys[i], judgement});
        }
        begin = end;
    }
    return objectives;
}

} // namespace bubblenet::search
