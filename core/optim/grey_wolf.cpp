// SPDX-License-Identifier: GPL-3.0-only
#include "core/optim/grey_wolf.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace bubblenet::optim {

GreyWolf::GreyWolf(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng)
    : PopulationOptimizer(settings, std::move(coordinates), std::move(rng),
                          constantPopulation(settings, kUsualPopulation), "start") {
    m_pack.positions = firstMembers().positions;
}

double GreyWolf::annealed(int finished) const {
    return 2 - 2 * static_cast<double>(finished) / iterations();
}

void GreyWolf::learn(const std::vector<Trial>& judged, const std::vector<double>& objectives) {
    auto& leaders = m_pack.leaders;
    for (std::size_t i = 0; i < judged.size(); ++i) {
        m_pack.positions[i] = judged[i].position;
        if (!std::isfinite(objectives[i]))
            continue;
        const auto place = std::upper_bound(leaders.objectives.begin(), leaders.objectives.end(), objectives[i]) -
                           leaders.objectives.begin();
        leaders.objectives.insert(leaders.objectives.begin() + place, objectives[i]);
        leaders.positions.insert(leaders.positions.begin() + place, judged[i].position);
        if (leaders.count() > kLeaders) {
            leaders.objectives.pop_back();
            leaders.positions.pop_back();
        }
    }
}

std::vector<PopulationOptimizer::Trial> GreyWolf::propose(std::size_t count) {
    const double a = annealed(finishedIterations() - 1);
    const auto& leaders = m_pack.leaders.positions;
    std::vector<Trial> trials;
    for (std::size_t i = 0; i < count; ++i) {
        if (leaders.empty()) { // nothing to encircle until one of them could be judged
            trials.push_back({.behaviour = "sample", .coefficient = 0, .position = uniformPosition()});
            continue;
        }
        Trial trial{.behaviour = "encircle", .coefficient = 0, .position = m_pack.positions[i]};
        auto& X = trial.position;
        for (std::size_t j = 0; j < X.size(); ++j) {
            double sum = 0;
            for (const auto& leader : leaders) {
                const double A = 2 * a * rng().uniform() - a;          // eq. 3.3
                const double C = 2 * rng().uniform();                  // eq. 3.4
                sum += leader[j] - A * std::abs(C * leader[j] - X[j]); // eqs. 3.5 and 3.6
            }
            X[j] = sum / static_cast<double>(leaders.size()); // eq. 3.7
        }
        clampIntoBox(X);
        trials.push_back(std::move(trial));
    }
    return trials;
}

void GreyWolf::write(StateWriter& writer) const {
    writer.integer(static_cast<std::int64_t>(m_pack.leaders.count()));
    writeMembers(writer, m_pack.leaders);
    for (const auto& position : m_pack.positions)
        writer.reals(position);
}

void GreyWolf::read(StateReader& reader, std::size_t population) {
    const auto leaders = static_cast<std::size_t>(reader.integer(0, kLeaders));
    m_readPack = {.leaders = readMembers(reader, leaders), .positions = {}};
    for (std::size_t i = 0; i < population; ++i)
        m_readPack.positions.push_back(readPosition(reader));
}

void GreyWolf::commitRead() {
    m_pack = std::move(m_readPack);
    m_readPack = {};
}

} // namespace bubblenet::optim
