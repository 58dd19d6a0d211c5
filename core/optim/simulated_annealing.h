// SPDX-License-Identifier: GPL-3.0-only
// Simulated annealing (Kirkpatrick, Gelatt & Vecchi 1983, Science 220:671–680) of real coordinates: independent chains
// whose steps and temperature fall geometrically with the evaluations, the temperature in units of the mean change of
// the objective, so that its scale does not matter. Positions are reflected at the bounds.
#pragma once

#include "core/optim/population_optimizer.h"

namespace bubblenet::optim {

class SimulatedAnnealing : public PopulationOptimizer {
public:
    SimulatedAnnealing(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng);

protected:
    void learn(const std::vector<Trial>& judged, const std::vector<double>& objectives) override;
    std::vector<Trial> propose(std::size_t count) override;
    double annealed(int) const override { return 0; }
    std::string kind() const override { return "annealing"; }
    void write(StateWriter& writer) const override;
    void read(StateReader& reader, std::size_t population) override;
    void commitRead() override;

private:
    struct Chains : Members {
        double changes = 0; ///< sum of the objective's absolute changes so far
        std::int64_t changeCount = 0;
    };
    bool accepts(double change);

    Chains m_chains;
    Chains m_readChains;
};

} // namespace bubblenet::optim
