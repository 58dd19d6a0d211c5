// SPDX-License-Identifier: GPL-3.0-only
// One event of each kind with no member at its default, for tests.
#pragma once

#include <limits>
#include <vector>

#include "core/store/event.h"

namespace bubblenet::store {

inline std::vector<EventBody> sampleBodies() {
    return {
        RunStarted{.name = "a \"quoted\"\nname é 改",
                   .method = "whale",
                   .seed = std::numeric_limits<std::uint64_t>::max(),
                   .device = "cuda:1",
                   .precision = "bf16",
                   .threads = 7,
                   .resumed = true},
        PhaseStarted{.phase = "search", .number = 2, .count = 5},
        StepDone{"train", 3, 9, std::int64_t{1} << 40, std::int64_t{1} << 41, 0.1, 1e-300},
        EpochDone{.phase = "fine-tune",
                  .subject = "finalist 2",
                  .epoch = 1,
                  .epochs = 5,
                  .trainLoss = 1.0 / 3,
                  .trainAccuracy = 91.5,
                  .validationLoss = 0.25,
                  .validationAccuracy = 90.25,
                  .learningRate = 0.02,
                  .seconds = 12.5,
                  .imagesPerSecond = 1234.5,
                  .sparsity = 0.125,
                  .note = "spiral"},
        CandidateDone{.iteration = 4,
                      .whale = 11,
                      .evaluation = 40,
                      .cached = true,
                      .origin = "pod",
                      .position = {0.1, 0.2, 1e-17},
                      .widths = {16, 3, 64},
                      .removedBlocks = {"layer1.2", "layer3.4"},
                      .accuracy = 88.8,
                      .loss = 0.4,
                      .macs = 6.3e7,
                      .parameters = 4e5,
                      .latencyMs = 1.75,
                      .seconds = 0.9},
        IterationDone{.iteration = 4,
                      .iterations = 15,
                      .a = 1.46,
                      .leader = -1,
                      .bestObjective = 0.31,
                      .bestAccuracy = 89,
                      .uniformAccuracy = 85,
                      .uniqueEvaluations = 77,
                      .repeatedEvaluations = 3,
                      .whales = {{"encircle", -0.7, {0.5, 0.25}, 0.33}, {"explore", 1.7, {}, 0.5}}},
        RoundDone{3, 0.729, 61.5, 90.5},
        FinalistDone{.number = 2,
                     .origin = "global",
                     .widths = {4, 8},
                     .removedBlocks = {"layer2.1"},
                     .macs = 1e6,
                     .accuracyUnseen = 87.5,
                     .accuracyAfterBrief = 90.125,
                     .chosen = true},
        EvaluationDone{"pruned network", "test", 10000, 92.5, 99.75, 0.28},
        CostsMeasured{"pruned network", 6e7, 4.2e5, 1.7e6, 0.5, 2.5, 90.5, 128, 0.125},
        ArtefactWritten{"artefacts/pruned.safetensors", "safetensors", 123456, "abc", 1e-6, 20.5, true},
        Progress{"judging candidates", 3, 300, 61.5},
        Message{"warning", "fell below 4", Phrase("fell {1}", Phrase("below {1}", 4))},
        CheckpointWritten{"search", 2, 30, 351, 17},
        Verdict{true, "goal met", 93.39, 92.5, 0.499, "macs", 0.5},
        RunFinished{Outcome::goalNotMet, "the goal", 240.5, Phrase("the {1}", "goal")},
        FrontDone{"parameters", {{{4, 8}, {"layer2.1"}, 71.5, 0.25, 3e7, 2e5}, {{5, 9}, {}, 81.5, 0.375, 4e7, 3e5}}},
        SearchPlanned{{"stem", "layer1.0.conv1"}, {16, 16}, {"stem"}, 4e7, 2.7e5, 1.25, 92.5, "macs", 0.5},
        LatencyCompared{"Bubblenet", "cpu", 250, 30, 46.5, 38.5, 1.25, 1.125, 1.5},
    };
}

} // namespace bubblenet::store
