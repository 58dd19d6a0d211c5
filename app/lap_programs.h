// SPDX-License-Identifier: GPL-3.0-only
// The laps of a recipe's race as programs of their own, so that several can run at a time and one that fails harms no
// other. Any thread.
#pragma once

#include <filesystem>
#include <mutex>
#include <string>
#include <sys/types.h>
#include <vector>

#include "core/engine/race.h"

namespace bubblenet::app {

class LapPrograms {
public:
    /// Blocks until the lap's run is at its end, begun anew or gone on with; false where it was interrupted. Throws
    /// Error with what the program said last.
    bool run(const engine::RecipeLap& lap);
    /// Asks every program to stop.
    void interrupt();

private:
    pid_t spawn(const std::vector<std::string>& arguments, const std::filesystem::path& log);
    int waitFor(pid_t process);
    bool isInterrupted();

    std::mutex m_mutex;
    std::vector<pid_t> m_processes;
    bool m_isInterrupted = false;
};

} // namespace bubblenet::app
