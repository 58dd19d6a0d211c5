// SPDX-License-Identifier: GPL-3.0-only
// CMA-ES with active covariance update (Hansen 2016, "The CMA Evolution Strategy: A Tutorial", arXiv:1604.00772), one
// run without restarts, λ = 4 + ⌊3 ln n⌋ unless a population is given, σ₀ = a sixth of the box. It moves in the unit
// cube; samples outside are folded back at the bounds for judging. It starts at a random point or, where there are
// initial guesses, at the best of its first generation, which they are in.
#pragma once

#include <memory>

#include "core/optim/population_optimizer.h"

namespace bubblenet::optim {

class CmaEs : public PopulationOptimizer {
public:
    CmaEs(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng);
    ~CmaEs() override;

protected:
    void learn(const std::vector<Trial>& judged, const std::vector<double>& objectives) override;
    std::vector<Trial> propose(std::size_t count) override;
    double annealed(int) const override { return 0; }
    std::string kind() const override { return "cmaes"; }
    void write(StateWriter& writer) const override;
    void read(StateReader& reader, std::size_t population) override;
    void commitRead() override;

private:
    struct Constants;
    struct State;

    void startFromBest();
    void updateDistribution();
    std::unique_ptr<State> firstState();
    std::vector<double> placeOf(const std::vector<double>& step) const;

    std::unique_ptr<Constants> m_constants;
    std::unique_ptr<State> m_state;
    std::unique_ptr<State> m_readState;
};

} // namespace bubblenet::optim
