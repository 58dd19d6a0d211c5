// SPDX-License-Identifier: GPL-3.0-only
// The article's training optimiser: a pod of whales over SGD's settings, one whale an epoch, judged by what the epoch
// did to the validation loss and moved at once. Steers only; the steps are step_optimizer.h's. Engine thread, no torch.
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "core/base/rng.h"
#include "core/config/run_config.h"

namespace bubblenet::train {

struct WhaleSetting {
    double learningRate = 0; ///< before the cosine factor
    double momentum = 0;
    double weightDecay = 0;
};

/// Coordinates of a whale, each in [0, 1]: the rate on a log scale from a tenth of the recipe's to all of it; the
/// momentum within 0.05 of the recipe's (Smith 2018's range, 0.85 to 0.95, around 0.9); the weight decay on a log scale
/// over the decade around the recipe's. The first whale starts at the recipe's own settings, the others anywhere.
class WhaleCosineBest {
public:
    WhaleCosineBest(const config::TrainConfig& config, Rng rng);

    /// Of the whale whose turn it is.
    WhaleSetting setting() const;
    /// Its rate in this epoch: × ½(1 + cos(π · epoch / t_max)), never below eps.
    double learningRate() const;

    bool knowsLoss() const { return m_lossBefore.has_value(); }
    void setLossBefore(double validationLoss);
    /// The epoch is over: judges its whale and moves it; the next whale's turn. Throws Error before setLossBefore().
    void finishEpoch(double validationLoss);

    int epochsDone() const { return m_epoch; }
    std::optional<double> leaderFitness() const; ///< none before the first judged epoch
    double a() const;                            ///< of the move that the running epoch will end with
    const std::vector<std::array<double, 3>>& whales() const { return m_whales; }

    std::string state() const;
    void restore(const std::string& state); ///< throws Error

private:
    using Position = std::array<double, 3>;

    std::size_t turn() const { return static_cast<std::size_t>(m_epoch) % m_whales.size(); }
    double judge(double logGain);
    void move(Position& whale);

    config::TrainConfig m_config;
    Rng m_rng;
    std::vector<Position> m_whales;
    std::deque<double> m_logGains; ///< of the last hidden_size epochs
    std::optional<double> m_leaderFitness;
    Position m_leader{};
    std::optional<double> m_lossBefore; ///< the last finite one
    int m_epoch = 0;
};

} // namespace bubblenet::train
