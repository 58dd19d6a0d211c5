// SPDX-License-Identifier: GPL-3.0-only
// A problem that counts what was asked of it, positions that were asked before apart. One thread at a time.
#pragma once

#include <cstdint>
#include <unordered_set>

#include "core/optim/problem.h"

namespace bubblenet::optim {

class CountedProblem : public Problem {
public:
    /// `problem` outlives this.
    explicit CountedProblem(Problem& problem) : m_problem(problem) {}
    std::size_t dimension() const override { return m_problem.dimension(); }
    std::size_t objectiveCount() const override { return m_problem.objectiveCount(); }
    const std::vector<Coordinate>& coordinates() const override { return m_problem.coordinates(); }
    /// Repeated positions are judged again.
    std::vector<double> evaluate(const std::vector<std::vector<double>>& positions) override;

    std::int64_t evaluations() const { return m_evaluations; }
    std::int64_t uniqueEvaluations() const { return static_cast<std::int64_t>(m_seen.size()); }
    std::int64_t repeatedEvaluations() const { return m_evaluations - uniqueEvaluations(); }

private:
    Problem& m_problem;
    std::int64_t m_evaluations = 0;
    std::unordered_set<std::uint64_t> m_seen; // hashes: two of a million positions collide once in 10⁷ races
};

} // namespace bubblenet::optim
