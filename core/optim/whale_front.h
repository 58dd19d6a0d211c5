// SPDX-License-Identifier: GPL-3.0-only
// The whales with several objectives: the robust mode's moves around a leader that each whale draws from the archive,
// the less crowded of two (as in the multi-objective grey wolf optimiser of Mirjalili, Saremi, Mirjalili & Coelho 2016,
// Expert Systems with Applications 47:106–119); a whale stays where it is when the new place is dominated by it.
#pragma once

#include "core/optim/front_optimizer.h"
#include "core/optim/whale_moves.h"

namespace bubblenet::optim {

class WhaleFront : public FrontOptimizer {
public:
    WhaleFront(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng);

protected:
    void select(Population judged) override;
    std::vector<Trial> propose(std::size_t count) override;
    double annealed(int finished) const override;
    std::string kind() const override { return "whale-front:" + annealWord(m_anneal, m_power); }

private:
    Anneal m_anneal;
    double m_power;
};

} // namespace bubblenet::optim
