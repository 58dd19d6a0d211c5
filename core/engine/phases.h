// SPDX-License-Identifier: GPL-3.0-only
// The phases of a run, each on the engine thread: what it finds done in the ledger it does not do again. Each throws
// Stopped when the run is to stop, with everything finished so far in the folder's checkpoints.
#pragma once

#include "core/engine/session.h"

namespace bubblenet::engine {

/// The names of the recipe's phases in their order: train, search, fine-tune, evaluate, export.
std::vector<std::string> phasesOf(const config::RunConfig& config);
/// How many candidates a search will ask for, repeated ones included.
std::int64_t plannedCandidates(const config::SearchConfig& config);
/// "93.25"
std::string hundredths(double value);
/// Fills the session's workload.
void planWorkload(Session& session);

void trainPhase(Session& session);     ///< the unpruned network; checkpoint "trained"
void searchPhase(Session& session);    ///< widths by whale, random or uniform; checkpoint "pruned"
void iterativePhase(Session& session); ///< a share a round, retrained between; checkpoint "pruned"
void fineTunePhase(Session& session);  ///< checkpoint "tuned", which is then the pruned network
void evaluatePhase(Session& session);  ///< both networks: test split, costs, latency
void exportPhase(Session& session);

/// Whether the goal's cost and accuracy were met, recorded.
store::Verdict judgeRun(Session& session);

} // namespace bubblenet::engine
