// SPDX-License-Identifier: GPL-3.0-only
#include "core/optim/particle_swarm.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace bubblenet::optim {

namespace {

// Bratton & Kennedy 2007, eq. 4.
constexpr double kInertia = 0.7298;
constexpr double kAttraction = 1.496;
constexpr std::size_t kNeighboursEachSide = 2;

} // namespace

ParticleSwarm::ParticleSwarm(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng)
    : PopulationOptimizer(settings, std::move(coordinates), std::move(rng),
                          constantPopulation(settings, kUsualPopulation), "start") {
    m_swarm.bests = firstMembers();
    m_swarm.positions = m_swarm.bests.positions;
    for (const auto& position : m_swarm.positions) { // half the way to another place
        auto velocity = uniformPosition();
        for (std::size_t j = 0; j < velocity.size(); ++j)
            velocity[j] = velocity[j] / 2 - position[j] / 2;
        m_swarm.velocities.push_back(std::move(velocity));
    }
}

void ParticleSwarm::learn(const std::vector<Trial>& judged, const std::vector<double>& objectives) {
    for (std::size_t i = 0; i < judged.size(); ++i) {
        m_swarm.positions[i] = judged[i].position;
        if (objectives[i] > m_swarm.bests.objectives[i])
            continue;
        m_swarm.bests.positions[i] = judged[i].position;
        m_swarm.bests.objectives[i] = objectives[i];
    }
}

std::size_t ParticleSwarm::bestNeighbour(std::size_t particle) const {
    const auto& objectives = m_swarm.bests.objectives;
    const std::size_t count = objectives.size();
    const std::size_t reach = std::min(kNeighboursEachSide, (count - 1) / 2);
    std::size_t best = particle;
    for (std::size_t step = 1; step <= reach; ++step)
        for (const std::size_t other : {(particle + step) % count, (particle + count - step) % count})
            if (objectives[other] < objectives[best])
                best = other;
    return best;
}

std::vector<PopulationOptimizer::Trial> ParticleSwarm::propose(std::size_t count) {
    std::vector<Trial> trials;
    for (std::size_t i = 0; i < count; ++i) {
        Trial trial{.behaviour = "fly", .coefficient = 0, .position = m_swarm.positions[i]};
        auto& X = trial.position;
        auto& V = m_swarm.velocities[i];
        const auto& own = m_swarm.bests.positions[i];
        const auto& neighbours = m_swarm.bests.positions[bestNeighbour(i)];
        for (std::size_t j = 0; j < X.size(); ++j) {
            const double width = box()[j].high - box()[j].low;
            const double r1 = rng().uniform();
            const double r2 = rng().uniform();
            V[j] = kInertia * V[j] + kAttraction * (r1 * (own[j] - X[j]) + r2 * (neighbours[j] - X[j]));
            V[j] = std::clamp(V[j], -width, width);
            X[j] += V[j];
            if (X[j] < box()[j].low || X[j] > box()[j].high)
                V[j] = -V[j] / 2; // as Clerc's standard swarm of 2011 does, so that it does not hit the bound again
        }
        reflectIntoBox(X);
        trials.push_back(std::move(trial));
    }
    return trials;
}

void ParticleSwarm::write(StateWriter& writer) const {
    writeMembers(writer, m_swarm.bests);
    for (std::size_t i = 0; i < m_swarm.positions.size(); ++i) {
        writer.reals(m_swarm.positions[i]);
        writer.reals(m_swarm.velocities[i]);
    }
}

void ParticleSwarm::read(StateReader& reader, std::size_t population) {
    m_readSwarm = {.bests = readMembers(reader, population), .positions = {}, .velocities = {}};
    for (std::size_t i = 0; i < population; ++i) {
        m_readSwarm.positions.push_back(readPosition(reader));
        m_readSwarm.velocities.push_back(readFinite(reader, dimension()));
    }
}

void ParticleSwarm::commitRead() {
    m_swarm = std::move(m_readSwarm);
    m_readSwarm = {};
}

} // namespace bubblenet::optim
