// SPDX-License-Identifier: GPL-3.0-only
// Particle swarm optimisation with constriction (Clerc & Kennedy 2002, IEEE Trans. Evol. Comput. 6:58–73), with the
// constants of Bratton & Kennedy 2007 ("Defining a standard for particle swarm optimization"): ω = 0.7298, c = 1.496.
// Each particle is drawn to the best of a ring of neighbours, here two on either side. Positions are reflected.
#pragma once

#include "core/optim/population_optimizer.h"

namespace bubblenet::optim {

class ParticleSwarm : public PopulationOptimizer {
public:
    ParticleSwarm(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng);

protected:
    void learn(const std::vector<Trial>& judged, const std::vector<double>& objectives) override;
    std::vector<Trial> propose(std::size_t count) override;
    double annealed(int) const override { return 0; }
    std::string kind() const override { return "pso"; }
    void write(StateWriter& writer) const override;
    void read(StateReader& reader, std::size_t population) override;
    void commitRead() override;

private:
    using Vectors = std::vector<std::vector<double>>;
    struct Swarm {
        Members bests; ///< each particle's own best so far
        Vectors positions;
        Vectors velocities;
    };
    std::size_t bestNeighbour(std::size_t particle) const;

    Swarm m_swarm;
    Swarm m_readSwarm;
};

} // namespace bubblenet::optim
