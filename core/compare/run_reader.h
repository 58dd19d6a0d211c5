// SPDX-License-Identifier: GPL-3.0-only
// Run folders into summaries, many at once and again and again: what has not changed is not read twice, and of a run
// that goes on only what was appended. Blocks on files; any thread, several at a time.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "core/base/proceed.h"
#include "core/compare/run_summary.h"

namespace bubblenet::compare {

/// The folders of runs among and below these, a race's laps too, in no order; not behind symbolic links, and no deeper
/// than a race's laps lie below a folder of races. One of `paths` that holds no run is kept, so that its row can say
/// so. Throws Stopped.
std::vector<std::filesystem::path> runFolders(const std::vector<std::filesystem::path>& paths,
                                              const Proceed& proceed = {});

class RunReader {
public:
    RunReader();
    ~RunReader();

    /// Never throws for any folder: what is wrong is the summary's problem. The same object as before where nothing has
    /// changed.
    Run read(const std::filesystem::path& folder);
    /// In the folders' order, on some threads. Throws Stopped.
    std::vector<Run> readAll(const std::vector<std::filesystem::path>& folders, const Proceed& proceed = {});

    std::int64_t bytesRead() const { return m_bytesRead; } ///< of records, so far

private:
    struct Held;
    std::mutex m_mutex; ///< of the map; each held run has one of its own
    std::map<std::filesystem::path, std::shared_ptr<Held>> m_held;
    std::atomic<std::int64_t> m_bytesRead{0};
};

} // namespace bubblenet::compare
