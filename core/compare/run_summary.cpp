// SPDX-License-Identifier: GPL-3.0-only
#include "core/compare/run_summary.h"

#include <cmath>
#include <ctime>

namespace bubblenet::compare {

namespace {

/// "2026-11-26T06:40:46Z"; 0 for another text.
double secondsFrom(const std::string& utc) {
    std::tm parts{};
    const char* end = ::strptime(utc.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return end != nullptr && *end == '\0' ? static_cast<double>(::timegm(&parts)) : 0;
}

std::optional<double> costOf(const std::optional<store::CostsMeasured>& costs, Cost cost) {
    if (!costs)
        return std::nullopt;
    const double values[] = {costs->macs, costs->parameters, costs->bytes, costs->latencyMs1};
    const double value = values[static_cast<int>(cost)];
    return std::isfinite(value) && value > 0 ? std::optional(value) : std::nullopt;
}

std::optional<double> accuracyOf(const std::optional<store::EvaluationDone>& evaluation) {
    return evaluation && std::isfinite(evaluation->accuracy) ? std::optional(evaluation->accuracy) : std::nullopt;
}

} // namespace

std::string nameOf(const RunSummary& run) {
    if (!run.annotation.name.empty())
        return run.annotation.name;
    const auto lap = run.folder.parent_path(); // RACE/laps/LAP/lap: all of one name
    const auto folder = lap.parent_path().filename() == "laps" ? lap.filename() : run.folder.filename();
    const bool isName = !folder.empty() && folder != "." && folder != "..";
    return isName || !run.config ? folder.string() : run.config->name;
}

std::string_view stateName(RunState state) {
    constexpr std::string_view kNames[] = {"running",      "interrupted", "stopped",   "completed",
                                           "goal not met", "failed",      "unreadable"};
    return kNames[static_cast<int>(state)];
}

double startedTime(const RunSummary& run) {
    return run.record.firstTime > 0 ? run.record.firstTime : secondsFrom(run.manifest.created);
}

std::optional<double> costBefore(const RunSummary& run, Cost cost) {
    return costOf(run.record.costsBefore, cost);
}

std::optional<double> costAfter(const RunSummary& run, Cost cost) {
    return costOf(run.record.costsAfter, cost);
}

std::optional<double> costShare(const RunSummary& run, Cost cost) {
    const auto before = costBefore(run, cost);
    const auto after = costAfter(run, cost);
    return before && after ? std::optional(100 * *after / *before) : std::nullopt;
}

std::optional<double> accuracyBefore(const RunSummary& run) {
    return accuracyOf(run.record.testBefore);
}

std::optional<double> accuracyAfter(const RunSummary& run) {
    return accuracyOf(run.record.testAfter);
}

std::optional<double> resultingCost(const RunSummary& run, Cost cost) {
    const auto after = costAfter(run, cost);
    return after ? after : costBefore(run, cost);
}

std::optional<double> resultingAccuracy(const RunSummary& run) {
    const auto after = accuracyAfter(run);
    return after ? after : accuracyBefore(run);
}

std::optional<std::pair<std::string, double>> goalOf(const config::RunConfig& config) {
    if (config.search.prune == "none")
        return std::nullopt;
    const auto& goal = config.search.goal;
    const std::pair<const char*, const std::optional<double>&> kinds[] = {{"macs", goal.macs},
                                                                          {"parameters", goal.parameters},
                                                                          {"latency", goal.latency},
                                                                          {"bytes", goal.bytes},
                                                                          {"sparsity", goal.sparsity}};
    for (const auto& [kind, share] : kinds)
        if (share)
            return std::pair(std::string(kind), *share);
    return std::nullopt;
}

} // namespace bubblenet::compare
