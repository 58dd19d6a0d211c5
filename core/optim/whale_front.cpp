// SPDX-License-Identifier: GPL-3.0-only
#include "core/optim/whale_front.h"

#include <utility>

namespace bubblenet::optim {

WhaleFront::WhaleFront(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng)
    : FrontOptimizer(settings, std::move(coordinates), std::move(rng), "start"), m_anneal(annealFrom(settings.anneal)),
      m_power(settings.power) {}

double WhaleFront::annealed(int finished) const {
    return annealedCoefficient(m_anneal, m_power, static_cast<double>(finished) / iterations());
}

void WhaleFront::select(Population judged) {
    if (m_members.empty()) {
        m_members = std::move(judged);
        return;
    }
    for (std::size_t i = 0; i < judged.size(); ++i) {
        auto& member = m_members[i];
        if (!dominates(member.objectives, judged[i].objectives))
            member = std::move(judged[i]);
    }
}

std::vector<PopulationOptimizer::Trial> WhaleFront::propose(std::size_t count) {
    const auto& leaders = archive().members();
    const auto crowding = archive().crowding();
    const double a = annealed(finishedIterations() - 1);
    std::vector<Trial> trials;
    for (std::size_t i = 0; i < count; ++i) {
        if (leaders.empty()) { // nothing to move around until one of them could be judged
            trials.push_back({.behaviour = "sample", .coefficient = 0, .position = uniformPosition()});
            continue;
        }
        const auto leader = tournament(
            leaders.size(), [&](std::size_t one, std::size_t other) { return crowding[one] > crowding[other]; });
        auto move = robustMove(rng(), a, m_members[i].position, leaders[leader].position, [&] {
            const auto other = drawOthers(1, m_members.size(), i);
            return other.empty() ? uniformPosition() : m_members[other.front()].position;
        });
        reflectIntoBox(move.position);
        trials.push_back({move.behaviour, move.coefficient, std::move(move.position)});
    }
    return trials;
}

} // namespace bubblenet::optim
