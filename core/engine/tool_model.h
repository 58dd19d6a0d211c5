// SPDX-License-Identifier: GPL-3.0-only
// A ModelRequest as a network on its device. For the tools and the library.
#pragma once

#include <memory>

#include "core/data/library.h"
#include "core/engine/tools.h"
#include "core/nn/inference.h"
#include "core/nn/weights.h"
#include "core/store/run_folder.h"

namespace bubblenet::engine {

struct OpenedModel {
    std::shared_ptr<nn::Network> network; ///< in evaluation mode, on `device`
    nn::InputDescription input;
    std::string source;
    std::string name; ///< short, for a file's name
    at::Device device = at::kCPU;
    bool randomWeights = false;
    std::filesystem::path run; ///< whose result, or file among its artefacts, this is; empty: no run's
};

/// What the data set, where there is one, says about the network.
struct ModelSurroundings {
    int classes = 0; ///< 0: as published
    int channels = 3;
};
OpenedModel openModel(const ModelRequest& request, const ModelSurroundings& surroundings, const Hooks& hooks);

/// A weight file; its device is not set, its network on the CPU.
OpenedModel modelFromFile(const std::filesystem::path& file, const std::string& source, const Hooks& hooks);
/// The last verified artefact of a run that holds a network; empty: there is none.
std::filesystem::path resultIn(const std::vector<store::Event>& events, const std::filesystem::path& run);

/// exportModel() with the network at hand.
std::vector<ExportedFile> exportOpened(const OpenedModel& model, const ExportRequest& wanted, const Hooks& hooks);

/// One image file through the network; `size` pixels a side. Throws Error for a file that cannot be read.
ImagePrediction predictImage(const std::filesystem::path& path, const nn::FoldedNetwork& folded,
                             const OpenedModel& model, int size);

/// By its name, which an unknown one is corrected to. Throws Error(usage).
data::DatasetPair openNamedDataset(const DataRequest& request);
/// The run that counts who reads its test images, where these are the network's run's; else empty.
std::filesystem::path countingRun(const OpenedModel& model, const DataRequest& request);
/// Counts a reading of the test images in the manifest, before it happens: a crash in mid-read must not make it free.
/// Gives the number with this one.
std::int64_t countTestRead(store::RunFolder& folder);
/// The same for countingRun(); 0 where there is none.
std::int64_t countTestRead(const OpenedModel& model, const DataRequest& request);
/// Throws Error(usage) where the network is for other classes or images than the data set's.
void requireFits(const OpenedModel& model, const data::DatasetPair& pair);

/// Of the training images, those that the recipe sets aside, which its training leaves out.
std::vector<std::uint32_t> validationImages(const config::RunConfig& config, const data::Dataset& train);

data::Normalization normalizationOf(const OpenedModel& model);
std::string normalizationText(const OpenedModel& model); ///< for people
/// Pixels a side: `asked`, else what the network's file says, else what its stem is made for.
int imageSizeOf(const OpenedModel& model, int asked);

} // namespace bubblenet::engine
