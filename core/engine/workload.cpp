// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/workload.h"

#include <algorithm>

namespace bubblenet::engine {

namespace {

constexpr double kSecondsBeforeEstimate = 2; // loading and first batches say nothing about the speed

} // namespace

Workload::Phase* Workload::find(const std::string& name) {
    const auto found =
        std::find_if(m_phases.begin(), m_phases.end(), [&](const auto& phase) { return phase.name == name; });
    return found == m_phases.end() ? nullptr : &*found;
}

void Workload::plan(const std::string& phase, double macs) {
    m_phases.push_back({phase, macs, 0});
}

void Workload::startPhase(const std::string& phase) {
    m_current = phase;
}

void Workload::advance(double macs) {
    if (auto* phase = find(m_current)) {
        const double counted = std::min(macs, phase->planned - phase->done);
        phase->done += counted;
        m_measuredMacs += counted;
    }
}

void Workload::finishPhase(const std::string& phase) {
    if (auto* finished = find(phase))
        finished->done = finished->planned;
}

double Workload::secondsLeft() const {
    const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    if (elapsed < kSecondsBeforeEstimate || m_measuredMacs <= 0)
        return -1;
    double left = 0;
    for (const auto& phase : m_phases)
        left += phase.planned - phase.done;
    return left * elapsed / m_measuredMacs;
}

} // namespace bubblenet::engine
