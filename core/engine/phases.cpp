// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/phases.h"

#include <cstdio>

#include "core/engine/planned_work.h"

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

std::string hundredths(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

void planWorkload(Session& session) {
    const auto& spec = session.network->spec();
    const double macs = session.costs(spec).macs;
    const double training = trainingMacs(spec, session);
    const double share = shareLeft(session.config.search.goal);
    const ImageCounts images{.train = static_cast<double>(session.split.train.size()),
                             .validation = static_cast<double>(session.split.validation.size()),
                             .test = static_cast<double>(session.data.test->size())};
    for (const auto& work : plannedWork(session.config, spec, images))
        session.workload.plan(
            work.phase,
            (work.trained + share * work.trainedPruned) * training +
                (work.taught + work.evaluated + work.probed + share * (work.evaluatedPruned + work.judged)) * macs);
}

void trainPhase(Session& session) {
    const auto options = trainerOptions(session, session.config.train, "network");
    trainRecorded(session, {"train", "network", "train", session.network, options});
    session.saveNetwork("trained", *session.network);
}

} // namespace bubblenet::engine
