// SPDX-License-Identifier: GPL-3.0-only
// What a run's record says about the networks before and after it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/store/event.h"
#include "core/store/run_time.h"

namespace bubblenet::app {

struct RunRecord {
    std::optional<store::EvaluationDone> testBefore, testAfter;
    std::optional<store::CostsMeasured> costsBefore, costsAfter;
    std::vector<store::ArtefactWritten> artefacts;
    std::optional<store::Verdict> verdict;
    std::optional<store::RunFinished> finished; ///< of the last start
    store::RunTime time;
};

/// Came to its verdict, so that there is nothing to resume.
bool isOver(const RunRecord& record);
RunRecord recordOf(const std::vector<store::Event>& events);
/// The table of before and after, the verdict, the artefact; as much as there is.
std::string summaryText(const RunRecord& record, const std::filesystem::path& run);

} // namespace bubblenet::app
