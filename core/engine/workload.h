// SPDX-License-Identifier: GPL-3.0-only
// How much of a run is left, for "time left": work is counted in multiply–adds, and its speed is the run's own so far.
// Engine thread.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace bubblenet::engine {

class Workload {
public:
    /// What a phase will cost; called for every phase before the first begins.
    void plan(const std::string& phase, double macs);
    /// Work of the current phase that has been done. A phase that does more than was planned counts as planned.
    void advance(double macs);
    void startPhase(const std::string& phase);
    /// The phase is over, however much of it was counted.
    void finishPhase(const std::string& phase);

    /// Of the whole run; negative while nothing tells yet.
    double secondsLeft() const;

private:
    struct Phase {
        std::string name;
        double planned = 0;
        double done = 0;
    };
    Phase* find(const std::string& name);
    std::vector<Phase> m_phases;
    std::string m_current;
    double m_measuredMacs = 0; ///< done in this process, and not by an earlier one that was interrupted
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

} // namespace bubblenet::engine
