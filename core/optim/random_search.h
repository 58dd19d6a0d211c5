// SPDX-License-Identifier: GPL-3.0-only
// Independent uniform samples of the box: the baseline that every search has to beat.
#pragma once

#include "core/optim/population_optimizer.h"

namespace bubblenet::optim {

class RandomSearch : public PopulationOptimizer {
public:
    RandomSearch(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng);

protected:
    void learn(const std::vector<Trial>&, const std::vector<double>&) override {}
    std::vector<Trial> propose(std::size_t count) override;
    double annealed(int) const override { return 0; }
    std::string kind() const override { return "random"; }
    void write(StateWriter&) const override {}
    void read(StateReader&, std::size_t) override {}
    void commitRead() override {}
};

} // namespace bubblenet::optim
