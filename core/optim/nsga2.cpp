// SPDX-License-Identifier: GPL-3.0-only
#include "core/optim/nsga2.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace bubblenet::optim {

namespace {

constexpr double kCrossover = 0.9;
constexpr double kCrossoverIndex = 20; // η_c
constexpr double kMutationIndex = 20;  // η_m

std::vector<Objectives> objectivesOf(const std::vector<ArchiveMember>& members) {
    std::vector<Objectives> all;
    for (const auto& member : members)
        all.push_back(member.objectives);
    return all;
}

} // namespace

Nsga2::Nsga2(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng)
    : FrontOptimizer(settings, std::move(coordinates), std::move(rng), "start") {}

// Section III-C: whole fronts as long as they fit, of the next one the least crowded. The order is kept: earlier is
// better.
void Nsga2::select(Population judged) {
    const std::size_t room = populationSize();
    Population all = std::move(m_members);
    all.insert(all.end(), std::make_move_iterator(judged.begin()), std::make_move_iterator(judged.end()));
    const auto objectives = objectivesOf(all);
    m_members.clear();
    for (auto front : sortIntoFronts(objectives)) {
        const auto distances = crowdingDistances(objectives, front);
        std::vector<std::size_t> order(front.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t x, std::size_t y) { return distances[x] > distances[y]; });
        for (const std::size_t place : order)
            if (m_members.size() < room)
                m_members.push_back(std::move(all[front[place]]));
    }
}

std::vector<PopulationOptimizer::Trial> Nsga2::propose(std::size_t count) {
    // Members stand in the order of fronts, and within each of crowding: the earlier of two wins.
    const auto parent = [&] {
        return m_members[tournament(m_members.size(), [](std::size_t one, std::size_t other) { return one < other; })]
            .position;
    };
    std::vector<Trial> trials;
    while (trials.size() < count) {
        auto one = parent(), other = parent();
        if (rng().uniform() < kCrossover)
            cross(one, other);
        for (auto* child : {&one, &other}) {
            mutate(*child);
            reflectIntoBox(*child);
            if (trials.size() < count)
                trials.push_back({.behaviour = "cross", .coefficient = 0, .position = std::move(*child)});
        }
    }
    return trials;
}

// Simulated binary crossover (Deb & Agrawal 1995), each coordinate with probability 1/2; which child gets which of the
// two values is drawn too, as in Deb's program, for otherwise each child would stay near one parent in all coordinates.
void Nsga2::cross(std::vector<double>& one, std::vector<double>& other) {
    for (std::size_t j = 0; j < one.size(); ++j) {
        const double u = rng().uniform();
        if (rng().uniform() >= 0.5)
            continue;
        const double spread = u < 0.5 ? std::pow(2 * u, 1 / (kCrossoverIndex + 1))
                                      : std::pow(1 / (2 * (1 - u)), 1 / (kCrossoverIndex + 1));
        const double middle = one[j] / 2 + other[j] / 2;
        const double half = (rng().uniform() < 0.5 ? spread : -spread) * (one[j] / 2 - other[j] / 2);
        one[j] = middle + half;
        other[j] = middle - half;
    }
}

void Nsga2::mutate(std::vector<double>& position) {
    const double probability = 1 / static_cast<double>(position.size());
    for (std::size_t j = 0; j < position.size(); ++j) {
        if (rng().uniform() >= probability)
            continue;
        const double u = rng().uniform();
        const double share = u < 0.5 ? std::pow(2 * u, 1 / (kMutationIndex + 1)) - 1
                                     : 1 - std::pow(2 * (1 - u), 1 / (kMutationIndex + 1));
        position[j] += share * (box()[j].high - box()[j].low);
    }
}

} // namespace bubblenet::optim
