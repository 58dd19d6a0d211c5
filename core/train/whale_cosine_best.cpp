// SPDX-License-Identifier: GPL-3.0-only
#include "core/train/whale_cosine_best.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"

namespace bubblenet::train {

namespace {

constexpr double kMomentumReach = 0.05;
constexpr double kHighestMomentum = 0.99;

double reflected(double x) {
    // Folds the line onto [0, 1]: a whale that leaves comes back by as much, instead of sticking to the edge.
    x = std::fmod(std::abs(x), 2.0);
    return x > 1 ? 2 - x : x;
}

} // namespace

WhaleCosineBest::WhaleCosineBest(const config::TrainConfig& config, Rng rng) : m_config(config), m_rng(std::move(rng)) {
    if (config.hiddenSize < 1 || config.maxEpochs < 1 || config.tMax < 1)
        throw Error("whale_cosine_best needs hidden_size, max_epochs and t_max of at least 1; they are " +
                        std::to_string(config.hiddenSize) + ", " + std::to_string(config.maxEpochs) + " and " +
                        std::to_string(config.tMax) + ".",
                    ErrorKind::usage);
    if (config.annealStrategy != "cos" && config.annealStrategy != "linear")
        throw Error("Unknown anneal_strategy '" + config.annealStrategy + "': use cos or linear.", ErrorKind::usage);
    m_whales.resize(static_cast<std::size_t>(config.hiddenSize));
    for (auto& whale : m_whales)
        for (auto& x : whale)
            x = m_rng.uniform();
    m_whales.front() = {1, 0.5, 0.5};
}

WhaleSetting WhaleCosineBest::setting() const {
    const auto& [rate, momentum, decay] = m_whales[turn()];
    const double low = std::max(0.0, m_config.momentum - kMomentumReach);
    const double high = std::max(m_config.momentum, std::min(kHighestMomentum, m_config.momentum + kMomentumReach));
    return {.learningRate = m_config.learningRate * std::pow(10, rate - 1),
            .momentum = low + (high - low) * momentum,
            .weightDecay = m_config.weightDecay * std::pow(10, decay - 0.5)};
}

double WhaleCosineBest::learningRate() const {
    const double factor = (1 + std::cos(std::numbers::pi * m_epoch / m_config.tMax)) / 2;
    return std::max(setting().learningRate * factor, m_config.eps);
}

double WhaleCosineBest::a() const {
    // Past max_epochs a stays 0: the pod has settled.
    const double t = std::min(1.0, static_cast<double>(m_epoch) / m_config.maxEpochs);
    const double f = m_config.annealStrategy == "cos" ? (1 + std::cos(std::numbers::pi * t)) / 2 : 1 - t;
    return 2 * std::pow(f, m_config.power);
}

void WhaleCosineBest::setLossBefore(double validationLoss) {
    if (std::isfinite(validationLoss))
        m_lossBefore = validationLoss;
}

void WhaleCosineBest::finishEpoch(double validationLoss) {
    if (!m_lossBefore)
        throw Error("whale_cosine_best cannot judge an epoch without the validation loss before it.");
    // A loss of exactly 0 has no logarithm.
    constexpr double kSmallest = 1e-12;
    const double fitness = judge(std::log(std::max(validationLoss, kSmallest) / std::max(*m_lossBefore, kSmallest)));
    auto& whale = m_whales[turn()];
    if (std::isfinite(fitness) && (!m_leaderFitness || fitness < *m_leaderFitness)) {
        m_leader = whale;
        m_leaderFitness = fitness;
    }
    if (m_leaderFitness)
        move(whale);
    setLossBefore(validationLoss);
    ++m_epoch;
}

/// Less the mean of the last such values, this one among them: the first epoch, whose gain is always the largest,
/// starts at 0 like an average one.
double WhaleCosineBest::judge(double logGain) {
    if (!std::isfinite(logGain))
        return logGain;
    m_logGains.push_back(logGain);
    if (m_logGains.size() > m_whales.size())
        m_logGains.pop_front();
    const double sum = std::accumulate(m_logGains.begin(), m_logGains.end(), 0.0);
    return logGain - sum / static_cast<double>(m_logGains.size());
}

/// Mirjalili & Lewis 2016, eqs. 2.1–2.8, A and C drawn for each coordinate and the branch once a whale. The distance is
/// |X* − X| times C, not |C · X* − X|, which would draw the pod to the box's corner.
void WhaleCosineBest::move(Position& whale) {
    const double annealed = a();
    const double branch = m_rng.uniform();                                    // p
    const double reach = std::abs(2 * annealed * m_rng.uniform() - annealed); // |A₀|
    const double l = m_rng.uniform(-1, 1);
    const auto other = m_whales[m_rng.below(m_whales.size())];
    for (std::size_t d = 0; d < whale.size(); ++d) {
        const double bigA = 2 * annealed * m_rng.uniform() - annealed;
        const double bigC = 2 * m_rng.uniform();
        const double target = branch < 0.5 && reach >= 1 ? other[d] : m_leader[d];
        const double distance = std::abs(target - whale[d]);
        whale[d] = branch < 0.5 ? target - bigA * bigC * distance
                                : target + distance * std::exp(l) * std::cos(2 * std::numbers::pi * l);
        whale[d] = reflected(whale[d]);
    }
}

std::optional<double> WhaleCosineBest::leaderFitness() const {
    return m_leaderFitness;
}

std::string WhaleCosineBest::state() const {
    nlohmann::json json{{"rng", m_rng.state()},
                        {"epoch", m_epoch},
                        {"whales", m_whales},
                        {"logGains", m_logGains},
                        {"leader", m_leader}};
    if (m_leaderFitness)
        json["leaderFitness"] = *m_leaderFitness;
    if (m_lossBefore)
        json["lossBefore"] = *m_lossBefore;
    return json.dump();
}

void WhaleCosineBest::restore(const std::string& state) {
    try {
        const auto json = parseJson(state);
        const auto optional = [&](const char* key) {
            return json.contains(key) ? std::optional(json.at(key).get<double>()) : std::nullopt;
        };
        auto restored = *this;
        restored.m_rng = Rng::restored(json.at("rng").get<std::string>());
        restored.m_epoch = json.at("epoch").get<int>();
        restored.m_whales = json.at("whales").get<std::vector<Position>>();
        restored.m_logGains = json.at("logGains").get<std::deque<double>>();
        restored.m_leader = json.at("leader").get<Position>();
        restored.m_leaderFitness = optional("leaderFitness");
        restored.m_lossBefore = optional("lossBefore");
        if (restored.m_whales.size() != m_whales.size() || restored.m_epoch < 0)
            throw Error("it has " + std::to_string(restored.m_whales.size()) + " whales and the recipe " +
                        std::to_string(m_whales.size()));
        for (const auto& whale : restored.m_whales)
            if (!std::all_of(whale.begin(), whale.end(), [](double x) { return x >= 0 && x <= 1; }))
                throw Error("a whale is outside its box");
        *this = std::move(restored);
    } catch (const std::exception& error) {
        throw Error(std::string("The checkpoint's pod of whale_cosine_best cannot be continued: ") + error.what());
    }
}

} // namespace bubblenet::train
