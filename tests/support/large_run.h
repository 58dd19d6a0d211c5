// SPDX-License-Identifier: GPL-3.0-only
// What a run of a ResNet-50 leaves, without running it for days: both networks, 300 candidates, and steps as an hour's
// training emits them.
#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "core/base/files.h"
#include "core/engine/tool_model.h"
#include "core/prune/scores.h"
#include "core/prune/surgery.h"
#include "core/store/run_folder.h"

namespace bubblenet::test {

/// The run's folder, below `folder`.
inline std::filesystem::path writeLargeRun(const std::filesystem::path& folder) {
    const auto network = std::make_shared<nn::Network>(nn::makeSpec("resnet50", {}), Rng(1));
    auto widths = prune::widthsOf(prune::wholePlan(network->spec()));
    for (auto& kept : widths.kept)
        kept = std::max(1, kept * 2 / 3);
    const auto scores = prune::scoreChannels(*network, {.score = prune::Score::l1, .nextBatch = {}}, Rng(1));
    const auto smaller = prune::cut(*network, prune::planFor(widths, scores));
    nn::writeSafetensors(folder / "resnet50.safetensors", nn::stateDictOf(*network));

    config::RunConfig config{.name = "large"};
    config.network.architecture = "resnet50";
    config.network.weights = (folder / "resnet50.safetensors").string();
    auto run = store::RunFolder::create(folder, config);
    auto manifest = run.manifest();
    manifest.weightsPath = config.network.weights;
    manifest.weightsSha256 = sha256OfFile(config.network.weights);
    run.writeManifest(manifest);
    auto dict = nn::stateDictOf(*smaller);
    nn::describeInput(dict, {.normalization = data::imageNetNormalization(), .imageSize = 32, .classNames = {}});
    nn::writeSafetensors(run.artefactPath("pruned.safetensors"), dict);
    run.writeCheckpoint("tuned", {"{}", {{"network", nn::toSafetensors(dict)}}});
    std::string lines;
    const auto add = [&](const store::EventBody& body) { lines += store::toJsonLine({1, body}) + "\n"; };
    add(store::SearchPlanned{.macs = 1e9});
    for (int i = 0; i < 300; ++i)
        add(store::CandidateDone{.iteration = 1 + i / 20,
                                 .whale = i % 20,
                                 .position = std::vector<double>(widths.kept.size(), 0.123456789),
                                 .widths = widths.kept});
    for (int i = 0; i < 60000; ++i)
        add(store::StepDone{.phase = "fine-tune", .epoch = 1, .epochs = 5, .step = i, .steps = 60000, .loss = 0.1});
    add(store::FinalistDone{.number = 1, .widths = widths.kept, .chosen = true});
    add(store::ArtefactWritten{.path = "artefacts/pruned.safetensors", .format = "safetensors", .verified = true});
    std::ofstream(run.path() / "events.jsonl", std::ios::app) << lines;
    return run.path();
}

} // namespace bubblenet::test
