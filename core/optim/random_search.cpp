// SPDX-License-Identifier: GPL-3.0-only
#include "core/optim/random_search.h"

#include <utility>

namespace bubblenet::optim {

RandomSearch::RandomSearch(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng)
    : PopulationOptimizer(settings, std::move(coordinates), std::move(rng),
                          constantPopulation(settings, kUsualPopulation), "sample") {}

std::vector<PopulationOptimizer::Trial> RandomSearch::propose(std::size_t count) {
    std::vector<Trial> trials;
    for (std::size_t i = 0; i < count; ++i)
        trials.push_back({.behaviour = "sample", .coefficient = 0, .position = uniformPosition()});
    return trials;
}

} // namespace bubblenet::optim
