// SPDX-License-Identifier: GPL-3.0-only
// Runs that never ran, written in a moment, for what lists, compares and reports them.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/store/run_folder.h"

namespace bubblenet::test {

struct MadeRun {
    std::string name = "made";
    std::string method = "whale";
    std::uint64_t seed = 1;
    double started = 1.8e9;
    double accuracy = 92;  ///< after; 93 before
    double macsLeft = 0.5; ///< share
    int candidates = 6;    ///< each better than the one before
    bool isFinished = true;
    std::string dataset = "cifar10";
};

inline store::EvaluationDone madeEvaluation(const std::string& subject, double accuracy) {
    return {
        .subject = subject, .split = "test", .images = 10000, .accuracy = accuracy, .accuracyTop5 = 99, .loss = 0.3};
}

inline store::CostsMeasured madeCosts(const std::string& subject, double share) {
    return {.subject = subject,
            .macs = 40e6 * share,
            .parameters = 800e3 * share,
            .bytes = 3.2e6 * share,
            .latencyMs1 = 1.2 * share,
            .latencyMsBatch = 80 * share,
            .latencyBatch = 128};
}

/// As a search with fine-tuning leaves them.
inline std::vector<store::Event> madeEvents(const MadeRun& run) {
    std::vector<store::Event> events;
    double time = run.started;
    const auto say = [&](store::EventBody body) { events.push_back({time += 1, std::move(body)}); };
    say(store::RunStarted{
        .name = run.name, .method = run.method, .seed = run.seed, .device = "cpu", .precision = "fp32", .threads = 2});
    say(store::SearchPlanned{.groups = {"stem", "layer1.0.conv1"},
                             .widths = {16, 32},
                             .coordinates = {"stem", "layer1.0.conv1"},
                             .macs = 40e6,
                             .parameters = 800e3,
                             .accuracy = 93,
                             .costKind = "macs",
                             .costGoal = 0.5});
    for (int i = 0; i < run.candidates; ++i)
        say(store::CandidateDone{.iteration = 1 + i / 4,
                                 .whale = i % 4,
                                 .evaluation = i + 1,
                                 .origin = "pod",
                                 .position = {0.1, -0.2},
                                 .widths = {12, 20},
                                 .removedBlocks = {},
                                 .accuracy = 80.0 + i,
                                 .macs = 20e6,
                                 .parameters = 400e3});
    say(store::FinalistDone{.number = 1,
                            .origin = "pod",
                            .widths = {12, 20},
                            .removedBlocks = {"layer1.1"},
                            .macs = 20e6,
                            .accuracyUnseen = 85,
                            .chosen = true});
    say(store::EpochDone{.phase = "fine-tune",
                         .subject = "pruned network",
                         .epoch = 1,
                         .epochs = 2,
                         .trainLoss = 0.4,
                         .trainAccuracy = 90,
                         .validationLoss = 0.35,
                         .validationAccuracy = 91});
    say(store::EpochDone{.phase = "fine-tune",
                         .subject = "pruned network",
                         .epoch = 2,
                         .epochs = 2,
                         .trainLoss = 0.3,
                         .trainAccuracy = 92,
                         .validationLoss = 0.32,
                         .validationAccuracy = 92.5});
    if (!run.isFinished)
        return events;
    say(madeEvaluation("unpruned network", 93));
    say(madeEvaluation("pruned network", run.accuracy));
    say(madeCosts("unpruned network", 1));
    say(madeCosts("pruned network", run.macsLeft));
    say(store::ArtefactWritten{.path = "artefacts/pruned.safetensors",
                               .format = "safetensors",
                               .bytes = 488724,
                               .sha256 = "f193f4de",
                               .verified = true});
    say(store::Verdict{.met = true,
                       .text = "goal met: half of the MACs are left",
                       .accuracyBefore = 93,
                       .accuracyAfter = run.accuracy,
                       .costShare = run.macsLeft,
                       .costKind = "macs",
                       .costGoal = 0.5});
    say(store::RunFinished{store::Outcome::completed, "", 10});
    return events;
}

inline std::string linesOf(const std::vector<store::Event>& events) {
    std::string text;
    for (const auto& event : events)
        text += store::toJsonLine(event) + '\n';
    return text;
}

inline void appendEvents(const std::filesystem::path& run, const std::vector<store::Event>& events) {
    std::ofstream(run / "events.jsonl", std::ios::binary | std::ios::app) << linesOf(events);
}

/// A folder below `parent`, named after the run.
inline std::filesystem::path writeMadeRun(const std::filesystem::path& parent, const MadeRun& run) {
    config::RunConfig config;
    config.name = run.name;
    config.seed = run.seed;
    config.search.method = run.method;
    config.search.goal.macs = 0.5;
    config.data.dataset = run.dataset;
    const auto folder = store::RunFolder::create(parent, config).path();
    appendEvents(folder, madeEvents(run));
    return folder;
}

} // namespace bubblenet::test
