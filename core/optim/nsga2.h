// SPDX-License-Identifier: GPL-3.0-only
// NSGA-II (Deb, Pratap, Agarwal & Meyarivan 2002, IEEE Trans. Evol. Comput. 6:182–197): parents by tournament on front
// and crowding, simulated binary crossover (probability 0.9, η = 20) and polynomial mutation (1/n, η = 20), and the
// best of parents and children survive.
#pragma once

#include "core/optim/front_optimizer.h"

namespace bubblenet::optim {

class Nsga2 : public FrontOptimizer {
public:
    Nsga2(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng);

protected:
    void select(Population judged) override;
    std::vector<Trial> propose(std::size_t count) override;
    double annealed(int) const override { return 0; }
    std::string kind() const override { return "nsga2"; }

private:
    void cross(std::vector<double>& one, std::vector<double>& other);
    void mutate(std::vector<double>& position);
};

} // namespace bubblenet::optim
