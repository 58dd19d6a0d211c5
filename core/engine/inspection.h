// SPDX-License-Identifier: GPL-3.0-only
// A network opened to be looked at: a run's unpruned network beside its result or beside one of its candidates, or a
// weight file alone. Plain values, no torch type. An open Inspection does not change; all its functions may be called
// from several threads at once, and judge, measure… and classify then wait for each other. Those that take Hooks block
// for longer, ask `proceed` (then throw Stopped), and all throw Error.
#pragma once

#include <memory>

#include "core/engine/inspection_values.h"

namespace bubblenet::engine {

struct InspectionRequest {
    ModelRequest model;           ///< a run's folder, a weight file, or an architecture's name
    std::optional<WhaleId> whale; ///< of a run: this candidate takes the result's place
    /// A run's data set is its recipe's, looked for in `path` unless that is "auto". A weight file without a data set
    /// cannot be judged; with one, 5,000 of its training images are the validation split.
    DataRequest data;
};

struct InspectionState;

class Inspection {
public:
    /// A run's networks come from its checkpoints, artefacts and weight file alone, in well under a second. A whale is
    /// cut, repaired and judged again, as the search did, for which the data set is read.
    static std::shared_ptr<const Inspection> open(const InspectionRequest& request, const Hooks& hooks);
    ~Inspection();
    Inspection(const Inspection&) = delete;
    Inspection& operator=(const Inspection&) = delete;

    /// The candidates that open() can take, in the record's order; none for a run that searched nothing.
    static std::vector<WhaleRecord> whales(const std::filesystem::path& run);

    const InspectionSummary& summary() const;
    /// Convolutions and the classifier, in the order of the forward pass of the unpruned network.
    const std::vector<InspectedLayer>& layers() const;
    /// What InspectedLayer::outputGroup and inputGroup point into.
    const std::vector<LayerGroup>& groups() const;

    // Of one layer, by its name. Some milliseconds.
    /// One picture an output channel of the network on that side. Throws Error(usage) where that side lacks the layer.
    LayerFilters filters(const std::string& layer, Side side) const;
    /// One picture an input of output channel `channel` of that side.
    std::vector<FilterPicture> filterInputs(const std::string& layer, Side side, int channel) const;
    WeightHistogram histogram(const std::string& layer, int bins = 64) const;
    /// Throws Error(usage) for the classifier and for a layer that has no unpruned weights. The score `taylor` is
    /// measured on training images at the first call, which takes some seconds.
    ChannelScores scores(const std::string& layer, const Hooks& hooks) const;

    /// Each layer by itself, with its norm and its ReLU, before and after in turn (A B A B …).
    std::vector<LayerLatency> measureLayers(int batchSize, const Hooks& hooks) const;
    /// Whole networks: two in pairs, by our own evaluation and by ONNX Runtime, where it is installed; one alone.
    NetworkTimes measureNetworks(const std::vector<int>& batchSizes, const Hooks& hooks) const;

    /// Both networks on the whole split. A run's test split is counted in its manifest before it is read, once for each
    /// network, for which the run may not be in use by another process.
    JudgedImages judge(ImageSplit split, const Hooks& hooks) const;
    /// An image by its index there, as it lies on disk.
    ImagePixels pixels(ImageSplit split, std::uint32_t index) const;
    /// JPEG and PNG files, one answer for each, also for those that cannot be read.
    std::vector<ClassifiedImage> classify(const std::vector<std::filesystem::path>& images, const Hooks& hooks) const;

    /// Exports the network after (of a weight file: before) as exportModel() does.
    std::vector<ExportedFile> exportAfter(const ExportRequest& request, const Hooks& hooks) const;
    /// The same as a safetensors file that says what its input is. A file that is there already is an Error.
    void writeWeights(const std::filesystem::path& file) const;
    /// A recipe that fine-tunes what writeWeights() has written as the run's own recipe would, as YAML.
    std::string fineTuneRecipe(const std::filesystem::path& weights) const;

private:
    explicit Inspection(std::unique_ptr<InspectionState> state);
    std::unique_ptr<InspectionState> m_state;
};

/// Wilson's score interval, 95 %, in %.
AccuracyInterval wilsonInterval(std::int64_t correct, std::int64_t images);

} // namespace bubblenet::engine
