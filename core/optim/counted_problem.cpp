// SPDX-License-Identifier: GPL-3.0-only
#include "core/optim/counted_problem.h"

#include <bit>

namespace bubblenet::optim {

namespace {

std::uint64_t hashOf(const std::vector<double>& position) {
    std::uint64_t hash = position.size();
    for (const double value :
         position) { // splitmix64's mixing (Steele, Lea & Flood 2014); + 0.0 makes −0 the same as 0
        std::uint64_t z = (hash ^ std::bit_cast<std::uint64_t>(value + 0.0)) + 0x9e3779b97f4a7c15u;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        hash = z ^ (z >> 31);
    }
    return hash;
}

} // namespace

std::vector<double> CountedProblem::evaluate(const std::vector<std::vector<double>>& positions) {
    auto objectives = m_problem.evaluate(positions);
    m_evaluations += static_cast<std::int64_t>(positions.size());
    for (const auto& position : positions)
        m_seen.insert(hashOf(position));
    return objectives;
}

} // namespace bubblenet::optim
