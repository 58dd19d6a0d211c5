// SPDX-License-Identifier: GPL-3.0-only
#include "core/optim/simulated_annealing.h"

#include <cmath>
#include <limits>
#include <utility>

namespace bubblenet::optim {

namespace {

constexpr std::int64_t kUsualChains = 4;
constexpr double kFirstStep = 0.3; // of the box's width
constexpr double kLastStep = 1e-4;
constexpr double kFirstTemperature = 0.5; // of the mean change
constexpr double kLastTemperature = 1e-6;

double falling(double first, double last, double progress) {
    return first * std::pow(last / first, progress);
}

} // namespace

SimulatedAnnealing::SimulatedAnnealing(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng)
    : PopulationOptimizer(settings, std::move(coordinates), std::move(rng), constantPopulation(settings, kUsualChains),
                          "start") {
    static_cast<Members&>(m_chains) = firstMembers();
}

// Metropolis' criterion.
bool SimulatedAnnealing::accepts(double change) {
    if (!(change > 0))
        return true; // better, equal, or from one place that could not be judged to another
    if (m_chains.changeCount == 0 || !std::isfinite(change))
        return false;
    const double scale = m_chains.changes / static_cast<double>(m_chains.changeCount);
    const double temperature = scale * falling(kFirstTemperature, kLastTemperature, progress());
    return rng().uniform() < std::exp(-change / temperature);
}

void SimulatedAnnealing::learn(const std::vector<Trial>& judged, const std::vector<double>& objectives) {
    for (std::size_t i = 0; i < judged.size(); ++i) {
        const double change = objectives[i] - m_chains.objectives[i];
        if (!accepts(change))
            continue;
        if (std::isfinite(change) && std::isfinite(m_chains.changes + std::abs(change)) && change != 0) {
            m_chains.changes += std::abs(change);
            ++m_chains.changeCount;
        }
        m_chains.positions[i] = judged[i].position;
        m_chains.objectives[i] = objectives[i];
    }
}

// Half of the steps change one coordinate, half change all of them, by as much in all.
std::vector<PopulationOptimizer::Trial> SimulatedAnnealing::propose(std::size_t count) {
    const double step = falling(kFirstStep, kLastStep, progress());
    const double stepOfAll = step / std::sqrt(static_cast<double>(dimension()));
    std::vector<Trial> trials;
    for (std::size_t i = 0; i < count; ++i) {
        Trial trial{.behaviour = "step", .coefficient = step, .position = m_chains.positions[i]};
        const auto move = [&](std::size_t j, double size) {
            trial.position[j] += size * (box()[j].high - box()[j].low) * rng().normal();
        };
        if (rng().uniform() < 0.5) {
            move(rng().below(dimension()), step);
        } else {
            for (std::size_t j = 0; j < dimension(); ++j)
                move(j, stepOfAll);
        }
        reflectIntoBox(trial.position);
        trials.push_back(std::move(trial));
    }
    return trials;
}

void SimulatedAnnealing::write(StateWriter& writer) const {
    writeMembers(writer, m_chains);
    writer.real(m_chains.changes);
    writer.integer(m_chains.changeCount);
}

void SimulatedAnnealing::read(StateReader& reader, std::size_t population) {
    m_readChains = {};
    static_cast<Members&>(m_readChains) = readMembers(reader, population);
    m_readChains.changes = std::abs(readFinite(reader, 1)[0]);
    m_readChains.changeCount = reader.integer(0, std::numeric_limits<int>::max()); // evaluations are no more
}

void SimulatedAnnealing::commitRead() {
    m_chains = std::move(m_readChains);
    m_readChains = {};
}

} // namespace bubblenet::optim
