// SPDX-License-Identifier: GPL-3.0-only
// `inspect`: what is asked about a network or a run's networks, answered as tables, JSON and files.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/command.h"
#include "core/engine/inspection.h"

namespace bubblenet::app {

struct InspectionOptions {
    engine::InspectionRequest request;
    std::string whale; ///< "iteration:whale"; empty: the run's result
    bool listWhales = false;
    std::string layer;
    std::optional<std::string> images; ///< validation | test
    std::vector<std::string> classify; ///< files, folders, "-"
    bool latency = false;
    int batchSize = 0; ///< of the layers, and the larger one of the whole networks; 0: engine::manyImages()
    bool json = false;
    std::string output; ///< folder for CSV and JSON; empty: none
};

struct LayerAnswer {
    const engine::InspectedLayer* layer = nullptr; ///< the inspection's
    std::optional<engine::ChannelScores> scores;   ///< none: the classifier, or no unpruned weights
    engine::WeightHistogram histogram;
};
struct InspectionAnswers {
    std::shared_ptr<const engine::Inspection> inspection;
    std::optional<LayerAnswer> layer;
    std::optional<engine::JudgedImages> judged;
    std::optional<std::vector<engine::ClassifiedImage>> classified;
    std::vector<engine::LayerLatency> layerLatencies; ///< empty: not asked for
    engine::NetworkTimes times;
};

int inspect(const InspectionOptions& options, Context& context, const engine::Hooks& hooks);

} // namespace bubblenet::app
