// SPDX-License-Identifier: GPL-3.0-only
// Pruning posed as an optim::Problem: positions decoded, repaired to the goal, judged on several threads, each distinct
// candidate once. Engine thread; the judging threads are its own and end with each call of evaluate().
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/optim/problem.h"
#include "core/search/judge.h"
#include "core/search/parallel_judging.h"

namespace bubblenet::search {

/// What makes two candidates the same: the widths, and the settings where they are searched.
struct CandidateKey {
    prune::Widths widths;
    TuneSettings settings;
    auto operator<=>(const CandidateKey&) const = default;
};

struct CandidateReport {
    std::int64_t evaluation = 0; ///< unique ones so far, this one included
    std::size_t whale = 0;       ///< place in the batch
    bool cached = false;
    std::vector<double> position;
    CandidateKey key;
    Judgement judgement;
};

class PruningProblem : public optim::Problem {
public:
    struct Options {
        const Repair* repair = nullptr;
        const Encoding* encoding = nullptr;
        const Judge* judge = nullptr;
        JudgingThreads threads;
        std::function<void(const CandidateReport&)> onCandidate; ///< on the engine thread, in the batch's order
        Proceed proceed;
    };
    explicit PruningProblem(Options options);

    std::size_t dimension() const override { return m_options.encoding->dimension(); }
    const std::vector<optim::Coordinate>& coordinates() const override { return m_coordinates; }
    std::size_t objectiveCount() const override { return m_options.encoding->hasFront() ? 2 : 1; }
    /// Error rate in % plus a hundredth of the loss, which orders candidates that err equally often; with a front then
    /// the cost, in the goal's unit. Throws Stopped.
    std::vector<double> evaluate(const std::vector<std::vector<double>>& positions) override;

    CandidateKey keyOf(const std::vector<double>& position) const;
    static double objective(const Judgement& judgement);
    /// A candidate of an iteration that was finished before the run was interrupted: it counts as evaluated.
    void restore(const CandidateKey& key, const Judgement& judgement) { m_cache[key] = judgement; }
    void restoreRepeated(std::int64_t count) { m_repeated = count; }
    /// A candidate of the iteration that was interrupted: it will be asked for again, is not judged a second time, and
    /// is not reported, since it is on record already.
    void remember(const CandidateKey& key, const Judgement& judgement) { m_remembered[key] = judgement; }
    const std::map<CandidateKey, Judgement>& cache() const { return m_cache; }
    std::int64_t uniqueEvaluations() const { return static_cast<std::int64_t>(m_cache.size()); }
    std::int64_t repeatedEvaluations() const { return m_repeated; }

private:
    void judgeMissing(const std::vector<CandidateKey>& keys, const std::vector<std::size_t>& missing,
                      std::vector<Judgement>& judgements);

    Options m_options;
    std::vector<optim::Coordinate> m_coordinates;
    std::map<CandidateKey, Judgement> m_cache;
    std::map<CandidateKey, Judgement> m_remembered;
    std::int64_t m_repeated = 0;
};

} // namespace bubblenet::search
