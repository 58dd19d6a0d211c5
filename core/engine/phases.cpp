// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/phases.h"

#include <cmath>

#include "core/engine/search_setup.h"

namespace bubblenet::engine {

std::vector<std::string> phasesOf(const config::RunConfig& config) {
    std::vector<std::string> phases;
    if (config.train.epochs > 0)
        phases.emplace_back("train");
    const bool rounds = config.search.method == "iterative";
    if (config.search.prune == "channels" || (config.search.prune == "weights" && rounds))
        phases.emplace_back("search");
    if (config.search.prune != "none")
        phases.emplace_back("fine-tune");
    phases.emplace_back("evaluate");
    if (!config.exportFormats.empty())
        phases.emplace_back("export");
    return phases;
}

std::int64_t plannedCandidates(const config::SearchConfig& config) {
    if (config.method == "uniform")
        return 1;
    return config.evaluations > 0 ? config.evaluations : std::int64_t{config.whale.pod} * config.whale.iterations;
}

void planWorkload(Session& session) {
    const auto& config = session.config;
    const auto& search = config.search;
    const double macs = session.costs(session.network->spec()).macs;
    const auto& goal = search.goal;
    const double share = goal.macs.value_or(goal.parameters.value_or(goal.bytes.value_or(goal.latency.value_or(1))));
    const double training = trainingMacs(session.network->spec(), session);
    const auto trainImages = static_cast<double>(session.split.train.size());
    const auto validationImages = static_cast<double>(session.split.validation.size());
    const auto epochCost = [&](double shareLeft, const config::TrainConfig& phase) {
        return trainImages * (shareLeft * training + (phase.distill ? macs : 0)) + validationImages * shareLeft * macs;
    };
    int briefEpochs = 0; // of the finalists, one in all at most; they are part of fine_tune.epochs
    session.workload.plan("train", config.train.epochs * epochCost(1, config.train));
    if (search.method == "iterative") {
        const double left = 1 - goal.sparsity.value_or(1 - share); // zeros are multiplied all the same
        const double rounds = std::ceil(std::log(left) / std::log(1 - search.iterative.share));
        session.workload.plan("search", rounds * search.iterative.epochs * epochCost((1 + share) / 2, config.fineTune));
    } else if (search.prune == "channels") {
        briefEpochs = config.fineTune.epochs > 1 ? 1 : 0;
        session.workload.plan("search", static_cast<double>(plannedCandidates(search)) * share * macs *
                                                (search.recalibrate + search.judge) +
                                            sensitivityMacs(session) + briefEpochs * epochCost(share, config.fineTune));
    }
    if (search.prune != "none")
        session.workload.plan("fine-tune", (config.fineTune.epochs - briefEpochs) * epochCost(share, config.fineTune));
    session.workload.plan("evaluate", static_cast<double>(session.data.test->size()) * macs * (1 + share));
}

void trainPhase(Session& session) {
    const auto options = trainerOptions(session, session.config.train, "network");
    trainRecorded(session, {"train", "network", "train", session.network, options});
    session.saveNetwork("trained", *session.network);
}

} // namespace bubblenet::engine
