// SPDX-License-Identifier: GPL-3.0-only
#include "core/optim/whale.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <utility>

namespace bubblenet::optim {

namespace {

constexpr double kWorst = std::numeric_limits<double>::infinity();
constexpr double kPi = std::numbers::pi;
constexpr int kStallsBeforeRedraw = 10;

std::size_t indexIn(const std::vector<std::string>& names, const std::string& name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

} // namespace

const std::vector<std::string>& Whale::modeNames() {
    static const std::vector<std::string> names{"matlab", "paper", "robust", "partial", "hi"};
    return names;
}

Whale::Whale(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng)
    : PopulationOptimizer(settings, std::move(coordinates), std::move(rng),
                          constantPopulation(settings, kUsualPopulation), "start"),
      m_mode(static_cast<Mode>(indexIn(modeNames(), settings.mode))), m_anneal(annealFrom(settings.anneal)),
      m_power(settings.power) {
    static_cast<Members&>(m_pod) = firstMembers();
}

double Whale::annealed(int finished) const {
    const double progress = static_cast<double>(finished) / iterations();
    if (m_mode == Mode::hi) // HI-WOA's own, whatever the setting
        return 2 + 2 * std::cos(kPi / 2 * (1 + progress));
    return annealedCoefficient(m_anneal, m_power, progress);
}

void Whale::learn(const std::vector<Trial>& judged, const std::vector<double>& objectives) {
    double best = kWorst;
    for (std::size_t i = 0; i < judged.size(); ++i) {
        best = std::min(best, objectives[i]);
        // Equal ones replace too, so that a pod on a plateau still moves.
        if (isGreedy() && objectives[i] > m_pod.objectives[i])
            continue;
        m_pod.positions[i] = judged[i].position;
        m_pod.objectives[i] = objectives[i];
    }
    m_pod.stalls = best < bestObjective() ? 0 : m_pod.stalls + 1;
}

std::vector<PopulationOptimizer::Trial> Whale::propose(std::size_t count) {
    std::vector<Trial> trials;
    trials.reserve(count);
    std::vector<bool> drawnAnew(m_pod.positions.size());
    if (m_mode == Mode::hi && m_pod.stalls >= kStallsBeforeRedraw)
        drawnAnew = drawWorseHalfAnew();
    if (m_mode == Mode::matlab)
        m_moving = m_pod.positions;
    for (std::size_t i = 0; i < count; ++i) {
        if (leader().empty()) // nothing to move around until one of them could be judged
            trials.push_back({.behaviour = "sample", .coefficient = 0, .position = uniformPosition()});
        else if (drawnAnew[i])
            trials.push_back({.behaviour = "sample", .coefficient = 0, .position = m_pod.positions[i]});
        else if (m_mode == Mode::matlab)
            trials.push_back(moveInPlace(i, m_moving));
        else if (m_mode == Mode::robust || m_mode == Mode::partial)
            trials.push_back(moveWithoutZero(i));
        else
            trials.push_back(moveByVectors(i));
    }
    return trials;
}

// The order of the draws and of the loops is the published program's. Clamping only what is judged is the same as its
// clamping before each evaluation: a later whale of this iteration sees the others where they moved to, unclamped.
PopulationOptimizer::Trial Whale::moveInPlace(std::size_t whale, std::vector<std::vector<double>>& positions) {
    const double a = annealed(finishedIterations() - 1);
    const double a2 = -1 - static_cast<double>(finishedIterations() - 1) / iterations();
    const double A = 2 * a * rng().uniform() - a; // eq. 2.3
    const double C = 2 * rng().uniform();         // eq. 2.4
    const double l = (a2 - 1) * rng().uniform() + 1;
    const double p = rng().uniform();
    Trial trial{.behaviour = branchOf(p, A), .coefficient = p < 0.5 ? A : 0, .position = {}};
    auto& X = positions[whale];
    const auto& best = leader();
    const double factor = spiralFactor(l);
    for (std::size_t j = 0; j < X.size(); ++j) {
        if (p >= 0.5) {
            X[j] = std::abs(best[j] - X[j]) * factor + best[j]; // eq. 2.5
        } else if (std::abs(A) >= 1) {
            const double random = positions[rng().below(positions.size())][j];
            X[j] = random - A * std::abs(C * random - X[j]); // eqs. 2.7 and 2.8
        } else {
            X[j] = best[j] - A * std::abs(C * best[j] - X[j]); // eqs. 2.1 and 2.2
        }
    }
    trial.position = X;
    clampIntoBox(trial.position);
    return trial;
}

// The equations as printed, with A and C vectors. Printed |A| of a vector decides nothing, so a scalar A₀ does.
PopulationOptimizer::Trial Whale::moveByVectors(std::size_t whale) {
    const double a = annealed(finishedIterations() - 1);
    const double A0 = 2 * a * rng().uniform() - a;
    const double p = rng().uniform();
    Trial trial{.behaviour = branchOf(p, A0), .coefficient = p < 0.5 ? A0 : 0, .position = m_pod.positions[whale]};
    auto& X = trial.position;
    if (p >= 0.5) {
        const double factor = spiralFactor(rng().uniform(-1, 1));
        for (std::size_t j = 0; j < X.size(); ++j)
            X[j] = std::abs(leader()[j] - X[j]) * factor + leader()[j]; // eq. 2.5
    } else {
        const auto& target = std::abs(A0) < 1 ? leader() : m_pod.positions[rng().below(m_pod.positions.size())];
        for (std::size_t j = 0; j < X.size(); ++j) {
            const double A = 2 * a * rng().uniform() - a;          // eq. 2.3
            const double C = 2 * rng().uniform();                  // eq. 2.4
            X[j] = target[j] - A * std::abs(C * target[j] - X[j]); // eqs. 2.1 and 2.2, or 2.7 and 2.8
        }
    }
    clampIntoBox(X);
    return trial;
}

PopulationOptimizer::Trial Whale::moveWithoutZero(std::size_t whale) {
    const auto companion = [&] { return companionOf(whale); };
    const double a = annealed(finishedIterations() - 1);
    const auto& position = m_pod.positions[whale];
    auto move = m_mode == Mode::partial ? partialMove(rng(), a, position, leader(), box(), companion)
                                        : robustMove(rng(), a, position, leader(), companion);
    reflectIntoBox(move.position);
    return {.behaviour = move.behaviour, .coefficient = move.coefficient, .position = std::move(move.position)};
}

std::vector<double> Whale::companionOf(std::size_t whale) {
    const std::size_t others = m_pod.count() - 1;
    if (others == 0)
        return uniformPosition(); // a lone whale has a point of the box
    const std::size_t other = rng().below(others);
    return m_pod.positions[other < whale ? other : other + 1];
}

std::vector<bool> Whale::drawWorseHalfAnew() {
    std::vector<std::size_t> order(m_pod.positions.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [this](std::size_t x, std::size_t y) { return m_pod.objectives[x] > m_pod.objectives[y]; });
    std::vector<bool> drawn(order.size());
    for (std::size_t k = 0; k < order.size() / 2; ++k) {
        m_pod.positions[order[k]] = uniformPosition();
        m_pod.objectives[order[k]] = kWorst;
        drawn[order[k]] = true;
    }
    m_pod.stalls = 0;
    return drawn;
}

std::string Whale::kind() const {
    return "whale:" + modeNames()[static_cast<std::size_t>(m_mode)] + ":" + annealWord(m_anneal, m_power);
}

void Whale::write(StateWriter& writer) const {
    writer.integer(m_pod.stalls);
    writeMembers(writer, m_pod);
}

void Whale::read(StateReader& reader, std::size_t population) {
    m_readPod = {};
    m_readPod.stalls = static_cast<int>(reader.integer(0, std::numeric_limits<int>::max()));
    static_cast<Members&>(m_readPod) = readMembers(reader, population);
}

void Whale::commitRead() {
    m_pod = std::move(m_readPod);
    m_readPod = {};
}

} // namespace bubblenet::optim
