// SPDX-License-Identifier: GPL-3.0-only
// A ModelRequest as a network on its device. For the tools and the library.
#pragma once

#include <memory>

#include "core/data/library.h"
#include "core/engine/tools.h"
#include "core/nn/weights.h"

namespace bubblenet::engine {

struct OpenedModel {
    std::shared_ptr<nn::Network> network; ///< in evaluation mode, on `device`
    nn::InputDescription input;
    std::string source;
    std::string name; ///< short, for a file's name
    at::Device device = at::kCPU;
    bool randomWeights = false;
};

/// What the data set, where there is one, says about the network.
struct ModelSurroundings {
    int classes = 0; ///< 0: as published
    int channels = 3;
};
OpenedModel openModel(const ModelRequest& request, const ModelSurroundings& surroundings, const Hooks& hooks);

/// exportModel() with the network at hand.
std::vector<ExportedFile> exportOpened(const OpenedModel& model, const ExportRequest& wanted, const Hooks& hooks);

/// By its name, which an unknown one is corrected to. Throws Error(usage).
data::DatasetPair openNamedDataset(const DataRequest& request);
/// Throws Error(usage) where the network is for other classes or images than the data set's.
void requireFits(const OpenedModel& model, const data::DatasetPair& pair);

data::Normalization normalizationOf(const OpenedModel& model);
/// Pixels a side: `asked`, else what the network's file says, else what its stem is made for.
int imageSizeOf(const OpenedModel& model, int asked);

} // namespace bubblenet::engine
