// SPDX-License-Identifier: GPL-3.0-only
// Records for the views: a run of the demo that was recorded once, and long ones that are made up.
#pragma once

#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/base/rng.h"
#include "core/config/recipe.h"
#include "core/store/event.h"
#include "core/store/run_folder.h"

namespace bubblenet::test {

inline std::filesystem::path demoRun() {
    return std::filesystem::path(BUBBLENET_SOURCE_DIR) / "tests/reference/demo_run";
}

struct LongRecord {
    int iterations = 1000;
    int whales = 50;
    int stepsAnIteration = 49;
    int groups = 30; ///< as many as a ResNet-56 has
};

/// Hears every event of a long search in its order.
template<class Hear> void makeLongRecord(const LongRecord& shape, Hear hear) {
    Rng rng(7);
    double time = 1.7e9;
    const auto say = [&](store::EventBody body) { hear(store::Event{time += 0.05, std::move(body)}); };
    const auto positionOf = [&] {
        std::vector<double> position;
        for (int i = 0; i < shape.groups; ++i)
            position.push_back(static_cast<double>(rng.below(2000001)) / 1e6 - 1);
        return position;
    };
    const char* const behaviours[] = {"encircle", "spiral", "explore"};
    say(store::RunStarted{.name = "long", .method = "whale", .device = "cpu", .precision = "fp32", .threads = 2});
    say(store::PhaseStarted{"search", 1, 4});
    store::SearchPlanned plan{.macs = 1e8, .parameters = 8e5, .accuracy = 93, .costKind = "macs", .costGoal = 0.5};
    for (int i = 0; i < shape.groups; ++i) {
        plan.groups.push_back("layer1." + std::to_string(i) + ".conv1");
        plan.coordinates.push_back(plan.groups.back());
        plan.widths.push_back(64);
    }
    say(plan);
    for (int iteration = 1; iteration <= shape.iterations; ++iteration) {
        store::IterationDone done{.iteration = iteration,
                                  .iterations = shape.iterations,
                                  .a = 2.0 - 2.0 * iteration / shape.iterations,
                                  .leader = iteration % shape.whales,
                                  .bestAccuracy = 90 + 3.0 * iteration / shape.iterations,
                                  .uniformAccuracy = 88,
                                  .uniqueEvaluations = static_cast<std::int64_t>(iteration) * shape.whales,
                                  .whales = {}};
        for (int step = 0; step < shape.stepsAnIteration; ++step)
            say(store::StepDone{.phase = "search",
                                .epoch = iteration,
                                .epochs = shape.iterations,
                                .step = step + 1,
                                .steps = shape.stepsAnIteration,
                                .loss = 1.0 / iteration});
        for (int whale = 0; whale < shape.whales; ++whale) {
            const auto position = positionOf();
            store::CandidateDone candidate{.iteration = iteration,
                                           .whale = whale,
                                           .evaluation =
                                               static_cast<std::int64_t>(iteration - 1) * shape.whales + whale,
                                           .origin = "pod",
                                           .position = position,
                                           .accuracy = 80 + static_cast<double>(rng.below(1000)) / 100,
                                           .macs = 4.9e7,
                                           .parameters = 4e5};
            for (int i = 0; i < shape.groups; ++i)
                candidate.widths.push_back(static_cast<int>(rng.below(64)) + 1);
            say(candidate);
            done.whales.push_back({behaviours[rng.below(3)], 0.5, position, 0.3});
        }
        say(done);
    }
    say(store::RunFinished{store::Outcome::completed, "", 3600});
}

/// A run's folder with these events and nothing else that matters; `name` below `parent`.
inline std::filesystem::path writeLongRun(const std::filesystem::path& parent, const LongRecord& shape) {
    config::RunConfig config;
    config.name = "long";
    std::filesystem::path folder;
    folder = store::RunFolder::create(parent, config).path();
    std::ofstream out(folder / "events.jsonl", std::ios::binary);
    makeLongRecord(shape, [&](const store::Event& event) { out << store::toJsonLine(event) << '\n'; });
    return folder;
}

} // namespace bubblenet::test
