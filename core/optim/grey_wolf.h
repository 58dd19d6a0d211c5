// SPDX-License-Identifier: GPL-3.0-only
// The grey wolf optimiser (Mirjalili, Mirjalili & Lewis 2014, Advances in Engineering Software 69:46–61), line for
// line: every wolf goes to the mean of three moves around the three best, positions are clamped, nothing is kept but
// those three. Like the whale's equations it multiplies positions by C and is therefore drawn to the origin.
#pragma once

#include "core/optim/population_optimizer.h"

namespace bubblenet::optim {

class GreyWolf : public PopulationOptimizer {
public:
    GreyWolf(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng);

protected:
    void learn(const std::vector<Trial>& judged, const std::vector<double>& objectives) override;
    std::vector<Trial> propose(std::size_t count) override;
    double annealed(int finished) const override;
    std::string kind() const override { return "gwo"; }
    void write(StateWriter& writer) const override;
    void read(StateReader& reader, std::size_t population) override;
    void commitRead() override;

private:
    static constexpr std::size_t kLeaders = 3; ///< alpha, beta and delta
    struct Pack {
        Members leaders; ///< the best first; fewer before so many could be judged
        std::vector<std::vector<double>> positions;
    };
    Pack m_pack;
    Pack m_readPack;
};

} // namespace bubblenet::optim
