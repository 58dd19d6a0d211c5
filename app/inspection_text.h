// SPDX-License-Identifier: GPL-3.0-only
// An inspection's answers as text for a terminal: tables, bars, lists.
#pragma once

#include <string>
#include <vector>

#include "core/engine/inspection.h"

namespace bubblenet::app {

/// With milliseconds where there are `latencies`, which are then one for each layer.
std::string layersText(const engine::Inspection& inspection, const std::vector<engine::LayerLatency>& latencies);
std::string networkText(const engine::InspectionSummary& summary); ///< of a weight file
std::string whaleText(const engine::InspectionSummary& summary);
std::string latencyText(const std::vector<engine::NetworkLatency>& latencies, const std::string& device);
std::string comparisonsText(const std::vector<engine::LatencyComparison>& comparisons);
std::string layerText(const engine::InspectedLayer& layer, const engine::Inspection& inspection);
std::string scoresText(const engine::ChannelScores& scores);
std::string histogramText(const engine::WeightHistogram& histogram);
std::string judgedText(const engine::JudgedImages& judged, const engine::InspectionSummary& summary);
std::string classifiedText(const std::vector<engine::ClassifiedImage>& images);
std::string whalesText(const std::vector<engine::WhaleRecord>& whales);

/// "0-3 7 9-12"
std::string rangesText(const std::vector<int>& ascending);
std::string className(const std::vector<std::string>& names, std::size_t index);

} // namespace bubblenet::app
