// SPDX-License-Identifier: GPL-3.0-only
// L-SHADE (Tanabe & Fukunaga 2014, "Improving the search performance of SHADE using linear population size reduction"):
// differential evolution, current-to-pbest/1/bin with an archive, whose F and CR come from a memory of what succeeded,
// while the population shrinks to four. The first one is 18 a dimension, or fewer where the budget is small.
#pragma once

#include "core/optim/population_optimizer.h"

namespace bubblenet::optim {

class LShade : public PopulationOptimizer {
public:
    LShade(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng);

protected:
    void learn(const std::vector<Trial>& judged, const std::vector<double>& objectives) override;
    std::vector<Trial> propose(std::size_t count) override;
    double annealed(int) const override { return 0; }
    std::string kind() const override { return "lshade"; }
    void write(StateWriter& writer) const override;
    void read(StateReader& reader, std::size_t population) override;
    void commitRead() override;

private:
    static constexpr std::size_t kMemories = 6; ///< H
    struct Factors {
        double F = 0.5;
        double CR = 0.5;
    };
    struct State {
        Members members;
        std::vector<std::vector<double>> archive; ///< parents that were beaten
        std::vector<Factors> memory{kMemories};   ///< a negative CR is the article's ⊥
        std::size_t nextMemory = 0;
        std::vector<Factors> trials; ///< of those that are about to be judged; none in the first generation
    };

    void remember(const std::vector<Factors>& successes, const std::vector<double>& gains);
    void shrink();
    Factors drawFactors();
    std::vector<double> mutant(std::size_t member, double F, const std::vector<std::size_t>& order);

    State m_state;
    State m_readState;
};

} // namespace bubblenet::optim
