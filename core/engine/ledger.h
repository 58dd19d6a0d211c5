// SPDX-License-Identifier: GPL-3.0-only
// What a run has finished so far: the JSON of its checkpoint "run". Everything a resumed run needs besides the
// networks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/prune/groups.h"
#include "core/search/encoding.h"
#include "core/store/event.h"

namespace bubblenet::engine {

struct Finalist {
    std::string origin; ///< pod | uniform | global | lamp
    prune::Widths widths;
    search::TuneSettings settings;
    double accuracyUnseen = 0;
    std::optional<double> accuracyAfterBrief;
    bool chosen = false;
};

struct Ledger {
    std::vector<std::string> phasesDone;
    std::vector<Finalist> finalists;
    std::size_t finalistsTried = 0;              ///< judged on unseen images, and trained briefly
    double fineTuneEpochsSpent = 0;              ///< by the finalists' brief trainings
    std::optional<double> baselineAccuracy;      ///< of the unpruned network on the validation images, for its floor
    std::optional<double> latencyShare;          ///< pruned over unpruned, measured in turn
    std::optional<store::EvaluationDone> before; ///< test split
    std::optional<store::EvaluationDone> after;

    bool isDone(const std::string& phase) const;
};

std::string toJson(const Ledger& ledger);
Ledger ledgerFromJson(const std::string& text); ///< throws Error

} // namespace bubblenet::engine
