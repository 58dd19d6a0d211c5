// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/engine.h"

#include "core/base/error.h"
#include "core/engine/phases.h"

namespace bubblenet::engine {

namespace {

void runPhase(Session& session, const std::string& phase) {
    if (phase == "train")
        trainPhase(session);
    else if (phase == "search" && session.config.search.method == "iterative")
        iterativePhase(session);
    else if (phase == "search")
        searchPhase(session);
    else if (phase == "fine-tune")
        fineTunePhase(session);
    else if (phase == "evaluate")
        evaluatePhase(session);
    else
        exportPhase(session);
}

class PruningRun : public Work {
public:
    store::Outcome run(store::RunFolder& folder, RunControl& control, const Emit& emit) override {
        Session session(
            folder, folder.config(), control, [&control] { return control.proceed(); }, emit);
        const auto& config = session.config;
        emit(store::RunStarted{config.name, config.search.prune == "none" ? "none" : config.search.method, config.seed,
                               session.manifest.device, session.manifest.precision, session.threads,
                               !session.ledger.phasesDone.empty() || folder.hasCheckpoint("run")});
        session.describe();
        session.saveLedger();
        planWorkload(session);
        const auto phases = phasesOf(config);
        for (std::size_t i = 0; i < phases.size(); ++i) {
            if (session.ledger.isDone(phases[i])) {
                session.workload.finishPhase(phases[i]);
                continue;
            }
            throwIfStopped(session.proceed);
            emit(store::PhaseStarted{phases[i], static_cast<int>(i) + 1, static_cast<int>(phases.size())});
            session.workload.startPhase(phases[i]);
            runPhase(session, phases[i]);
            session.workload.finishPhase(phases[i]);
            session.finishPhase(phases[i]);
        }
        return judgeRun(session).met ? store::Outcome::completed : store::Outcome::goalNotMet;
    }
};

} // namespace

std::unique_ptr<Work> pruningRun() {
    return std::make_unique<PruningRun>();
}

} // namespace bubblenet::engine
