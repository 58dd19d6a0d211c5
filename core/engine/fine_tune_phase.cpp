// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <cmath>

#include "core/engine/phases.h"
#include "core/prune/masks.h"

namespace bubblenet::engine {

namespace {

config::TrainConfig settingsOf(const Session& session) {
    auto config = session.config.fineTune;
    // What the finalists' brief trainings took is part of the budget.
    config.epochs = std::max(0, config.epochs - static_cast<int>(std::ceil(session.ledger.fineTuneEpochsSpent - 1e-9)));
    for (const auto& finalist : session.ledger.finalists)
        if (finalist.chosen)
            finalist.settings.applyTo(config);
    return config;
}

void addMasks(const Session& session, nn::Network& network, train::TrainerOptions& options) {
    options.masks = std::make_shared<prune::WeightMasks>(prune::WeightMasks::ofZeros(network));
    const double goal = session.config.search.goal.sparsity.value_or(0);
    if (session.config.search.method == "iterative")
        return; // its rounds have reached what they could
    options.maskScore = prune::scoreFromName(session.config.search.score);
    options.sparsitySchedule = [goal](std::int64_t step, std::int64_t total) {
        // Full sparsity at half the steps: the second half repairs it.
        return prune::sparsityAt(0, goal, 2 * static_cast<double>(step) / static_cast<double>(total));
    };
}

} // namespace

void fineTunePhase(Session& session) {
    const auto network = (session.pruned ? session.pruned : session.network)->copy();
    const auto config = settingsOf(session);
    auto options = trainerOptions(session, config, store::kPrunedNetwork);
    if (session.config.search.prune == "weights")
        addMasks(session, *network, options);
    if (config.epochs > 0)
        trainRecorded(session, {"fine-tune", store::kPrunedNetwork, "fine-tune", network, options});
    session.saveNetwork("tuned", *network);
    session.pruned = network;
}

} // namespace bubblenet::engine
