// SPDX-License-Identifier: GPL-3.0-only
#include "core/optim/lshade.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <utility>

namespace bubblenet::optim {

namespace {

// Tanabe & Fukunaga 2014, section III and table I.
constexpr std::int64_t kFirstPerDimension = 18;
constexpr std::int64_t kLastPopulation = 4;
// Of the first population's size; as it shrinks there are more. 18 a dimension are meant for 10,000 evaluations a
// dimension.
constexpr std::int64_t kGenerations = 100;
constexpr std::int64_t kLeastGenerations = 20;
constexpr double kArchiveRate = 2.6;
constexpr double kBestShare = 0.11; // p
constexpr double kSpread = 0.1;     // of the Cauchy and the normal distribution
constexpr double kNeverCrosses = -1;
constexpr int kTries = 100; // a Cauchy variable below 0 is drawn again

PopulationPlan shrinkingPopulation(const OptimizerSettings& settings, std::size_t dimension) {
    const std::int64_t budget = budgetOf(settings);
    const std::int64_t fitting =
        std::max({budget / kGenerations, std::min(kUsualPopulation, budget / kLeastGenerations), kLastPopulation});
    const auto usual = std::min(kFirstPerDimension * static_cast<std::int64_t>(dimension), fitting);
    const auto first = constantPopulation(settings, usual).first;
    return {first, std::min(first, kLastPopulation)};
}

std::vector<std::size_t> bestFirst(const std::vector<double>& objectives) {
    std::vector<std::size_t> order(objectives.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t x, std::size_t y) { return objectives[x] < objectives[y]; });
    return order;
}

} // namespace

LShade::LShade(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng)
    : PopulationOptimizer(settings, coordinates, std::move(rng), shrinkingPopulation(settings, coordinates.size()),
                          "start") {
    m_state.members = firstMembers();
}

void LShade::learn(const std::vector<Trial>& judged, const std::vector<double>& objectives) {
    auto& members = m_state.members;
    std::vector<Factors> successes;
    std::vector<double> gains;
    for (std::size_t i = 0; i < judged.size(); ++i) {
        if (objectives[i] > members.objectives[i])
            continue;
        if (objectives[i] < members.objectives[i] && i < m_state.trials.size()) {
            m_state.archive.push_back(members.positions[i]);
            successes.push_back(m_state.trials[i]);
            gains.push_back(members.objectives[i] - objectives[i]);
        }
        members.positions[i] = judged[i].position;
        members.objectives[i] = objectives[i];
    }
    remember(successes, gains);
}

// Algorithm 1: means weighted by what was gained, Lehmer's for both.
void LShade::remember(const std::vector<Factors>& successes, const std::vector<double>& gains) {
    if (successes.empty())
        return;
    // A gain on an objective that was not finite has no measure.
    const bool isMeasured = std::all_of(gains.begin(), gains.end(), [](double gain) { return std::isfinite(gain); });
    double squaresF = 0, sumF = 0, squaresCR = 0, sumCR = 0;
    for (std::size_t i = 0; i < successes.size(); ++i) {
        const auto [F, CR] = successes[i];
        const double weight = isMeasured ? gains[i] : 1;
        squaresF += weight * F * F;
        sumF += weight * F;
        squaresCR += weight * CR * CR;
        sumCR += weight * CR;
    }
    auto& memory = m_state.memory[m_state.nextMemory];
    if (squaresF > 0 && std::isfinite(squaresF))
        memory.F = squaresF / sumF;
    memory.CR = memory.CR < 0 || !(sumCR > 0) ? kNeverCrosses : squaresCR / sumCR;
    if (!std::isfinite(memory.CR))
        memory.CR = Factors().CR;
    m_state.nextMemory = (m_state.nextMemory + 1) % kMemories;
}

// The worst leave (section III-B), and from the archive whoever chance takes.
void LShade::shrink() {
    auto& members = m_state.members;
    const auto order = bestFirst(members.objectives);
    std::vector<std::size_t> staying(
        order.begin(), order.begin() + static_cast<std::ptrdiff_t>(std::min(populationSize(), order.size())));
    std::sort(staying.begin(), staying.end());
    Members left;
    for (const std::size_t i : staying) {
        left.positions.push_back(std::move(members.positions[i]));
        left.objectives.push_back(members.objectives[i]);
    }
    members = std::move(left);
    const auto room = static_cast<std::size_t>(std::lround(kArchiveRate * static_cast<double>(members.count())));
    while (m_state.archive.size() > room) {
        std::swap(m_state.archive[rng().below(m_state.archive.size())], m_state.archive.back());
        m_state.archive.pop_back();
    }
}

LShade::Factors LShade::drawFactors() {
    const auto& memory = m_state.memory[rng().below(kMemories)];
    Factors drawn{.F = 0, .CR = 0};
    if (memory.CR >= 0)
        drawn.CR = std::clamp(memory.CR + kSpread * rng().normal(), 0.0, 1.0); // eq. 1
    for (int i = 0; i < kTries && drawn.F <= 0; ++i)                           // eq. 2
        drawn.F = std::min(memory.F + kSpread * std::tan(std::numbers::pi * (rng().uniform() - 0.5)), 1.0);
    if (drawn.F <= 0)
        drawn.F = memory.F;
    return drawn;
}

// current-to-pbest/1 (eq. 3), whose second difference may end in the archive.
std::vector<double> LShade::mutant(std::size_t member, double F, const std::vector<std::size_t>& order) {
    const auto& positions = m_state.members.positions;
    const auto best =
        static_cast<std::size_t>(std::max(2.0, std::round(kBestShare * static_cast<double>(positions.size()))));
    const auto& pbest = positions[order[rng().below(std::min(best, positions.size()))]];
    const auto one = drawOthers(1, positions.size(), member);
    const auto& r1 = one.empty() ? pbest : positions[one[0]];
    std::size_t second = member;
    const std::size_t among = positions.size() + m_state.archive.size();
    if (among > 2)
        while (second == member || second == one[0])
            second = rng().below(among);
    const auto& r2 = second < positions.size() ? positions[second] : m_state.archive[second - positions.size()];
    const auto& X = positions[member];
    std::vector<double> moved(X.size());
    for (std::size_t j = 0; j < moved.size(); ++j) {
        moved[j] = X[j] + F * (pbest[j] - X[j]) + F * (r1[j] - r2[j]);
        if (!(moved[j] >= box()[j].low)) // half the way to the bound
            moved[j] = box()[j].low / 2 + X[j] / 2;
        else if (moved[j] > box()[j].high)
            moved[j] = box()[j].high / 2 + X[j] / 2;
    }
    return moved;
}

std::vector<PopulationOptimizer::Trial> LShade::propose(std::size_t count) {
    shrink();
    m_state.trials.clear();
    const auto order = bestFirst(m_state.members.objectives);
    std::vector<Trial> trials;
    for (std::size_t i = 0; i < count; ++i) {
        const auto factors = drawFactors();
        m_state.trials.push_back(factors);
        Trial trial{.behaviour = "cross", .coefficient = factors.F, .position = m_state.members.positions[i]};
        if (m_state.members.count() == 1) { // there is no difference to follow
            trial.position = uniformPosition();
        } else {
            const auto moved = mutant(i, factors.F, order);
            const std::size_t taken = rng().below(dimension());
            for (std::size_t j = 0; j < moved.size(); ++j)
                if (j == taken || rng().uniform() < factors.CR)
                    trial.position[j] = moved[j];
        }
        trials.push_back(std::move(trial));
    }
    return trials;
}

void LShade::write(StateWriter& writer) const {
    writer.integer(static_cast<std::int64_t>(m_state.members.count()));
    writeMembers(writer, m_state.members);
    writer.integer(static_cast<std::int64_t>(m_state.archive.size()));
    for (const auto& position : m_state.archive)
        writer.reals(position);
    writer.integer(static_cast<std::int64_t>(m_state.nextMemory));
    writer.integer(static_cast<std::int64_t>(m_state.trials.size()));
    for (const auto* factors : {&m_state.memory, &m_state.trials})
        for (const auto& [F, CR] : *factors)
            writer.reals({F, CR});
}

void LShade::read(StateReader& reader, std::size_t population) {
    m_readState = {};
    // After the last evaluation nobody is proposed, and those who would have left are still there.
    const auto members = reader.integer(static_cast<std::int64_t>(population), firstPopulation());
    m_readState.members = readMembers(reader, static_cast<std::size_t>(members));
    const auto archived = reader.integer(0, members + std::lround(kArchiveRate * static_cast<double>(members)));
    for (std::int64_t i = 0; i < archived; ++i)
        m_readState.archive.push_back(readPosition(reader));
    m_readState.nextMemory = static_cast<std::size_t>(reader.integer(0, kMemories - 1));
    const auto trialCount = reader.integer(0, members);
    m_readState.trials.resize(static_cast<std::size_t>(trialCount));
    for (auto* factors : {&m_readState.memory, &m_readState.trials})
        for (auto& each : *factors) {
            const auto values = readFinite(reader, 2);
            each = {.F = values[0], .CR = values[1]};
        }
}

void LShade::commitRead() {
    m_state = std::move(m_readState);
    m_readState = {};
}

} // namespace bubblenet::optim
