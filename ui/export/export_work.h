// SPDX-License-Identifier: GPL-3.0-only
// The work of an export's job: one file after the other, each with what became of it. A file that fails leaves the
// others to be written; once it is cancelled, nothing of it is left. Runs on the job's thread and blocks.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/engine/tools.h"

namespace bubblenet::ui {

struct ExportOutcome {
    std::optional<engine::ExportedFile> file;
    std::string problem; ///< why there is no file
};

struct ExportListener {
    std::function<void(std::size_t index, std::int64_t done, std::int64_t total)> progress; ///< images compared
    std::function<void(std::size_t index, const ExportOutcome& outcome)> ended;
};

/// Each request is for one format. Throws Stopped.
void exportAll(const engine::ModelRequest& model, const std::vector<engine::ExportRequest>& requests,
               const ExportListener& listener, const engine::Hooks& hooks);

} // namespace bubblenet::ui
