// SPDX-License-Identifier: GPL-3.0-only
// Differential evolution, best/1/bin (Storn & Price 1997, Journal of Global Optimization 11:341–359), with F drawn anew
// for each generation from 0.5 to 1 (dither, Das, Konar & Chakraborty 2005) and CR = 0.7, which are scipy's settings
// too. Positions are reflected at the bounds.
#pragma once

#include "core/optim/population_optimizer.h"

namespace bubblenet::optim {

class DifferentialEvolution : public PopulationOptimizer {
public:
    DifferentialEvolution(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng);

protected:
    void learn(const std::vector<Trial>& judged, const std::vector<double>& objectives) override;
    std::vector<Trial> propose(std::size_t count) override;
    double annealed(int) const override { return 0; }
    std::string kind() const override { return "de"; }
    void write(StateWriter& writer) const override { writeMembers(writer, m_members); }
    void read(StateReader& reader, std::size_t population) override { m_read = readMembers(reader, population); }
    void commitRead() override { m_members = std::move(m_read); }

private:
    Members m_members;
    Members m_read;
};

} // namespace bubblenet::optim
