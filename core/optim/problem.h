// SPDX-License-Identifier: GPL-3.0-only
// What an optimiser sees of the world: a box of coordinates and a function to make small. Standard library only.
#pragma once

#include <cstddef>
#include <vector>

#include "core/optim/coordinate.h"

namespace bubblenet::optim {

class Problem {
public:
    virtual ~Problem() = default;
    virtual std::size_t dimension() const = 0;
    virtual const std::vector<Coordinate>& coordinates() const = 0;
    virtual std::size_t objectiveCount() const { return 1; }
    /// Blocks until every position is judged, and gives objectiveCount() values for each in turn; smaller is better,
    /// and a value that is not finite is worst of all. The implementation may judge in parallel, cache, or throw: an
    /// exception ends the optimisation.
    virtual std::vector<double> evaluate(const std::vector<std::vector<double>>& positions) = 0;
};

} // namespace bubblenet::optim
