// SPDX-License-Identifier: GPL-3.0-only
#include "core/optim/differential_evolution.h"

#include <algorithm>
#include <utility>

namespace bubblenet::optim {

namespace {

constexpr double kLeastFactor = 0.5; // F
constexpr double kGreatestFactor = 1;
constexpr double kCrossover = 0.7; // CR
constexpr std::int64_t kLeastGenerations = 60;
constexpr std::int64_t kLeastPopulation = 8;

PopulationPlan usualPopulation(const OptimizerSettings& settings) {
    return constantPopulation(settings,
                              std::clamp(budgetOf(settings) / kLeastGenerations, kLeastPopulation, kUsualPopulation));
}

} // namespace

DifferentialEvolution::DifferentialEvolution(const OptimizerSettings& settings, std::vector<Coordinate> coordinates,
                                             Rng rng)
    : PopulationOptimizer(settings, std::move(coordinates), std::move(rng), usualPopulation(settings), "start"),
      m_members(firstMembers()) {}

void DifferentialEvolution::learn(const std::vector<Trial>& judged, const std::vector<double>& objectives) {
    for (std::size_t i = 0; i < judged.size(); ++i) {
        if (objectives[i] > m_members.objectives[i])
            continue;
        m_members.positions[i] = judged[i].position;
        m_members.objectives[i] = objectives[i];
    }
}

std::vector<PopulationOptimizer::Trial> DifferentialEvolution::propose(std::size_t count) {
    const double F = rng().uniform(kLeastFactor, kGreatestFactor);
    std::vector<Trial> trials;
    for (std::size_t i = 0; i < count; ++i) {
        Trial trial{.behaviour = "cross", .coefficient = F, .position = m_members.positions[i]};
        std::vector<std::vector<double>> parents;
        for (const std::size_t index : drawOthers(2, m_members.count(), i))
            parents.push_back(m_members.positions[index]);
        while (parents.size() < 2) // of a population of less than three
            parents.push_back(uniformPosition());
        const auto& base = leader().empty() ? m_members.positions[i] : leader();
        const std::size_t taken = rng().below(dimension()); // at least this one changes
        for (std::size_t j = 0; j < dimension(); ++j)
            if (rng().uniform() < kCrossover || j == taken)
                trial.position[j] = base[j] + F * (parents[0][j] - parents[1][j]);
        reflectIntoBox(trial.position);
        trials.push_back(std::move(trial));
    }
    return trials;
}

} // namespace bubblenet::optim
