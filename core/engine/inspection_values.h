// SPDX-License-Identifier: GPL-3.0-only
// What an Inspection answers with, as plain values. `before` is a run's unpruned network, or what a weight file holds;
// `after` is the run's result or one of its candidates.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/phrase.h"
#include "core/engine/latency_comparison.h"
#include "core/engine/tools.h"

namespace bubblenet::engine {

enum class Side { before, after };

struct WhaleId {
    int iteration = 0; ///< from 1; 0: outside the pod
    int whale = 0;
    auto operator<=>(const WhaleId&) const = default;
};
struct WhaleRecord {
    WhaleId id;
    std::string origin;          ///< pod | uniform | sensitivity | depth | inner | global | lamp
    std::int64_t evaluation = 0; ///< unique candidates so far
    bool isRepeated = false;     ///< the same widths had been judged before
    bool isChosen = false;       ///< its widths became the run's result
    double accuracy = 0;         ///< % of the images that candidates are judged on
    double loss = 0;
    double macs = 0;
    double parameters = 0;
    double macsShare = 0; ///< of the unpruned network's; 0: not recorded
    double parametersShare = 0;
    double latencyMs = 0;    ///< by the table; 0: not asked for
    std::vector<int> widths; ///< channels kept of each group, in the order of Inspection::groups()
    std::vector<std::string> removedBlocks;
};

struct InspectedNetwork {
    std::string source; ///< "unpruned network of runs/x", "file x.safetensors"
    nn::NetworkSpec spec;
    nn::Costs costs;
    double sparsity = 0;                ///< share of exact zeros among the convolutions' weights
    std::optional<double> testAccuracy; ///< %, from a run's record; a whale has none
    std::optional<double> recordedMs1;  ///< from a run's record: batch 1
    std::optional<double> recordedMsBatch;
    int recordedBatch = 0;
};
struct InspectionSummary {
    std::string model; ///< as asked for
    bool isRun = false;
    std::string name;                    ///< of the run, or of the file
    std::string method;                  ///< of a run: whale, random, iterative, … ; none: it prunes nothing
    std::string score;                   ///< of a run's recipe
    std::optional<WhaleRecord> whale;    ///< where one was opened
    std::optional<double> whaleAccuracy; ///< %, of the network built again, on the images that it was judged on
    std::int64_t whaleImages = 0;
    std::string architecture;
    std::string dataset; ///< empty: none is known, so that nothing can be judged
    int imageSize = 0;
    std::string normalization;
    std::vector<std::string> classNames;
    std::string device;
    std::optional<InspectedNetwork> before;
    std::optional<InspectedNetwork> after;            ///< none: a weight file, or a run without a result yet
    std::vector<LatencyComparison> recordedLatencies; ///< of a run's result; medians without quartiles
    /// Why the unpruned weights are not at hand (the file is gone, or another): `before` then has shape and costs only,
    /// and what needs its weights is left out of every answer. Empty: they are.
    Phrase beforeProblem;
    Phrase afterProblem; ///< why a run has no `after`; empty: it has, or it prunes nothing
    std::vector<std::string> removedBlocks;
};

enum class LayerGroupKind { inner, stream };
/// Layers whose output channels must go together.
struct LayerGroup {
    std::string name; ///< "layer2.3.conv1" (a block's inner channels), "stem", "layer2" (a residual stream)
    LayerGroupKind kind = LayerGroupKind::inner;
    int channelsBefore = 0;
    int channelsAfter = 0;              ///< of a removed block: 0
    std::vector<std::string> producers; ///< the layers that must agree
    std::vector<std::string> consumers; ///< those that read these channels
};

struct LayerSide {
    int inputs = 0;
    int outputs = 0;
    double macs = 0;
    double parameters = 0; ///< its norm's included
    double sparsity = 0;
};
struct InspectedLayer {
    std::string name; ///< layer2.3.conv1
    std::string kind; ///< convolution | linear
    int kernel = 0;
    int stride = 1;
    int outputSize = 0; ///< pixels a side
    std::string block;  ///< layer2.3; empty: the stem and the classifier
    bool isShortcut = false;
    bool isRemoved = false; ///< with its block
    int outputGroup = -1;   ///< into Inspection::groups(); −1: the classifier's classes
    int inputGroup = -1;    ///< −1: the images
    std::optional<LayerSide> before;
    std::optional<LayerSide> after; ///< none: removed, or there is no network after
    /// Of the output channels before, ascending. Where only the number is known (an older run of several rounds, or one
    /// without its weight file) `isKeptKnown` is false and this is empty.
    std::vector<int> kept;
    bool isKeptKnown = false;
};

/// 8 bits a value, row by row. Of one channel: 128 is zero, and 1 and 255 are −scale and +scale. Of three: red, green,
/// blue.
struct FilterPicture {
    int width = 0;
    int height = 0;
    int channels = 1;
    std::vector<std::uint8_t> pixels;
};
struct LayerFilters {
    /// A k×k convolution's: the mean over its inputs; of the first layer of a colour network: its weights as colours;
    /// of a 1×1 convolution and the classifier: a weight an input, row by row in a near-square.
    std::vector<FilterPicture> pictures; ///< one an output channel
    std::vector<int> channels;           ///< each picture's channel before; empty where it is not known
    double scale = 0;                    ///< the largest magnitude shown
};
struct WeightHistogram { ///< of the convolution's (or the classifier's) weights, both sides in the same bins
    double low = 0;
    double high = 0;
    std::vector<std::int64_t> before;
    std::vector<std::int64_t> after;
};
struct ChannelScores {
    std::string score;          ///< l1 l2 bn_scale fpgm taylor lamp random
    std::string group;          ///< whose layers share them
    std::vector<double> values; ///< of each output channel before
    std::vector<int> kept;
    bool isKeptKnown = false;
    std::optional<double> cut; ///< between the lowest kept and the highest removed; none where they do not part so
};

struct LayerLatency {
    std::string layer;
    std::optional<LatencyFigure> before;
    std::optional<LatencyFigure> after;
};
struct NetworkLatency {
    int batchSize = 0;
    std::optional<LatencyFigure> before;
    std::optional<LatencyFigure> after;
};
struct NetworkTimes {
    std::vector<NetworkLatency> networks;       ///< by our own evaluation, one for each batch size
    std::vector<LatencyComparison> comparisons; ///< ours first; none where there is one network only
};

enum class ImageSplit { validation, test };

struct AccuracyInterval { ///< %
    double low = 0;
    double high = 0;
};
struct ClassAccuracy {
    std::int64_t images = 0;
    std::int64_t correct = 0;
    double accuracy = 0; ///< %
    AccuracyInterval interval;
};
struct NetworkJudgement {
    std::int64_t correct = 0;
    double accuracy = 0; ///< %
    AccuracyInterval interval;
    double accuracyTop5 = 0;
    double loss = 0;
    std::vector<ClassAccuracy> classes;
    std::vector<std::vector<std::int64_t>> confusion; ///< [true][predicted]
};
struct Guess {
    int predicted = 0;
    double probability = 0;
};
struct JudgedImage {
    std::uint32_t index = 0; ///< for Inspection::pixels()
    int label = 0;
    std::optional<Guess> before;
    std::optional<Guess> after;
};
struct JudgedImages {
    ImageSplit split = ImageSplit::validation;
    std::vector<std::string> classNames;
    std::optional<NetworkJudgement> before;
    std::optional<NetworkJudgement> after;
    std::vector<std::vector<std::int64_t>> confusionDifference; ///< after − before; empty without both
    std::vector<JudgedImage> images;                            ///< every one, in the split's order
    std::vector<std::size_t> broken;                            ///< into `images`: right before, wrong after
    std::vector<std::size_t> mended;                            ///< wrong before, right after
    std::vector<std::size_t> wrong;                             ///< wrong after (with one network: by it)
    std::int64_t testReads = 0;                                 ///< in the run's manifest, these included
};

struct ImagePixels {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb; ///< row by row; a grey image's value three times
};
struct ClassifiedImage {
    std::filesystem::path path;
    std::vector<ClassProbability> before; ///< most probable first, five at most
    std::vector<ClassProbability> after;
    std::string problem; ///< why it has none; empty: it has
};

} // namespace bubblenet::engine
