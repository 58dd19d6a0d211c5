// SPDX-License-Identifier: GPL-3.0-only
#include "core/optim/front_optimizer.h"

#include <algorithm>
#include <utility>

namespace bubblenet::optim {

FrontOptimizer::FrontOptimizer(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng,
                               std::string drawnBehaviour)
    : PopulationOptimizer(settings, std::move(coordinates), std::move(rng),
                          constantPopulation(settings, kUsualPopulation), std::move(drawnBehaviour)),
      m_archive(static_cast<std::size_t>(settings.archive)), m_readArchive(m_archive.capacity()) {}

std::vector<FrontPoint> FrontOptimizer::front() const {
    std::vector<FrontPoint> points;
    for (const auto& member : m_archive.members())
        points.push_back({judgedPosition(member.position), member.objectives});
    std::sort(points.begin(), points.end(),
              [](const FrontPoint& one, const FrontPoint& other) { return one.objectives < other.objectives; });
    return points;
}

void FrontOptimizer::learn(const std::vector<Trial>& judged, const std::vector<double>& objectives) {
    Population members;
    for (std::size_t i = 0; i < judged.size(); ++i) {
        const auto own = objectives.begin() + static_cast<std::ptrdiff_t>(i * objectiveCount());
        members.push_back({judged[i].position, {own, own + static_cast<std::ptrdiff_t>(objectiveCount())}});
        m_archive.add(members.back());
    }
    select(std::move(members));
}

void FrontOptimizer::writeAll(StateWriter& writer, const Population& population) const {
    writer.integer(static_cast<std::int64_t>(population.size()));
    for (const auto& member : population) {
        writer.reals(member.position);
        writer.reals(member.objectives);
    }
}

FrontOptimizer::Population FrontOptimizer::readAll(StateReader& reader, std::size_t most) const {
    Population population;
    const auto count = reader.integer(0, static_cast<std::int64_t>(most));
    for (std::int64_t i = 0; i < count; ++i) {
        auto position = readPosition(reader);
        population.push_back({std::move(position), readObjectives(reader)});
    }
    return population;
}

void FrontOptimizer::write(StateWriter& writer) const {
    writeAll(writer, m_members);
    writeAll(writer, m_archive.members());
}

void FrontOptimizer::read(StateReader& reader, std::size_t population) {
    m_readMembers = readAll(reader, population);
    if (!m_readMembers.empty() && m_readMembers.size() != population)
        throwBadState("it has " + std::to_string(m_readMembers.size()) + " members of " + std::to_string(population));
    m_readArchive = Archive(m_archive.capacity());
    for (auto& member : readAll(reader, m_archive.capacity()))
        m_readArchive.add(std::move(member));
}

void FrontOptimizer::commitRead() {
    m_members = std::move(m_readMembers);
    m_archive = std::move(m_readArchive);
    m_readMembers = {};
    m_readArchive = Archive(m_archive.capacity());
}

} // namespace bubblenet::optim
