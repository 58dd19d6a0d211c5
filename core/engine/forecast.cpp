// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/forecast.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/data/library.h"
#include "core/engine/phases.h"
#include "core/engine/planned_work.h"

namespace bubblenet::engine {

namespace {

constexpr double kFloatBytes = 4;
// Whole runs with batches of 128 on two cores, foretold and as the system counted them at their peak: ResNet-20 on
// Fashion-MNIST 0.65 and 0.61 GB, ResNet-56 on CIFAR-10 1.3 and 1.26 GB.
constexpr double kProgramBytes = 420e6;
constexpr double kActivationCopies = 2.2; // what training keeps of each convolution's output: itself and its norm's

std::optional<ImageCounts> imagesOf(const config::RunConfig& config, const data::DatasetInfo& dataset) {
    if (dataset.trainSize == 0)
        return std::nullopt;
    double train = static_cast<double>(dataset.trainSize) - config.data.validation;
    if (config.data.limit > 0)
        train = std::min(train, static_cast<double>(config.data.limit));
    return ImageCounts{.train = std::max(train, 0.0),
                       .validation = static_cast<double>(config.data.validation),
                       .test = static_cast<double>(dataset.testSize)};
}

double memoryOf(const config::RunConfig& config, const nn::NetworkSpec& spec, const data::DatasetInfo& dataset,
                int imageSize) {
    double outputs = 0; // values an image, of the convolutions
    for (const auto& layer : nn::layerCosts(spec, imageSize))
        if (layer.kind == "convolution")
            outputs += static_cast<double>(layer.outputs) * layer.outputSize * layer.outputSize;
    const auto costs = nn::totalCosts(spec, imageSize);
    const double pixels = static_cast<double>(dataset.shape.size());
    const double inMemory = static_cast<double>(dataset.trainSize + dataset.testSize) * pixels;
    const auto& search = config.search;
    const double kept = search.prune == "channels" ? (search.recalibrate + config.data.validation) * kFloatBytes *
                                                         spec.inputChannels * imageSize * imageSize
                                                   : 0;
    constexpr double kNetworks = 6; // weights, gradients, momentum; the unpruned network, the best, a finalist
    return kProgramBytes + inMemory + std::min(kept, 512e6) + kNetworks * costs.bytes +
           config.data.batchSize * outputs * kFloatBytes * kActivationCopies;
}

double diskOf(const config::RunConfig& config, const Forecast& forecast, double networkBytes) {
    constexpr double kEventBytes = 900;  // of a candidate with its position and widths
    constexpr double kWholeNetworks = 4; // trained; an epoch's checkpoint: network, optimiser, best
    constexpr double kPrunedNetworks = 5;
    double bytes = kEventBytes * static_cast<double>(forecast.candidates) + 2e5;
    if (config.train.epochs > 0)
        bytes += kWholeNetworks * networkBytes;
    if (config.search.prune != "none")
        bytes += kPrunedNetworks * shareLeft(config.search.goal) * networkBytes;
    return bytes;
}

bool isOf(const Speeds& speeds, const config::RunConfig& config, int imageSize) {
    return speeds.architecture == config.network.architecture && speeds.imageSize == imageSize &&
           speeds.device == config.device && speeds.precision == config.precision;
}

/// What a network at this share of its cost takes of the whole one's time: half the MACs are not twice as fast.
double timeShare(double share) {
    constexpr double kFixed = 0.4; // ResNet-56 at half its MACs takes 0.63 to 0.75 of its time
    return kFixed + (1 - kFixed) * share;
}

/// The same speeds for another goal than the one they were measured at.
Speeds atShare(Speeds speeds, double share) {
    const double factor = timeShare(share) / timeShare(speeds.share);
    speeds.trainedPruned *= factor;
    speeds.evaluatedPruned *= factor;
    speeds.judged *= factor;
    return speeds;
}

TimeSpan timeOf(const std::vector<PhaseWork>& phases, const Speeds& speeds, double scale, double uncertainty) {
    TimeSpan span;
    for (const auto& work : phases)
        span.likely += work.trained * speeds.trained + work.trainedPruned * speeds.trainedPruned +
                       (work.taught + work.evaluated) * speeds.evaluated +
                       work.evaluatedPruned * speeds.evaluatedPruned + (work.judged + work.probed) * speeds.judged;
    span.likely *= scale;
    span.low = span.likely / (1 + uncertainty);
    span.high = span.likely * (1 + uncertainty);
    return span;
}

} // namespace

Forecast forecastRun(const config::RunConfig& config, const Speeds* speeds) {
    // Machines jump by a third from one run to the next; MACs alone say little of another network's speed.
    constexpr double kLeastUncertainty = 0.3;
    constexpr double kOtherNetwork = 1.5;
    const auto& dataset = data::datasetInfo(config.data.dataset);
    nn::SpecOptions options{.stem = config.network.stem, .shortcut = config.network.shortcut};
    if (dataset.classes > 0)
        options.classes = dataset.classes;
    options.inputChannels = dataset.shape.channels;
    const auto spec = nn::makeSpec(config.network.architecture, options);
    const int imageSize = imageSizeOf(config);
    const auto costs = nn::totalCosts(spec, imageSize);
    Forecast forecast{.macs = costs.macs, .parameters = costs.parameters};
    if (config.search.prune == "channels" && config.search.method != "iterative")
        forecast.candidates = plannedCandidates(config.search);
    forecast.memoryBytes = memoryOf(config, spec, dataset, imageSize);
    const auto images = imagesOf(config, dataset);
    if (images) {
        const auto phases = plannedWork(config, spec, *images);
        for (const auto& work : phases)
            if (images->train > 0)
                forecast.epochs += (work.trained + work.trainedPruned) / images->train;
        if (speeds) {
            const bool isMeasured = isOf(*speeds, config, imageSize);
            forecast.time = timeOf(phases, atShare(*speeds, shareLeft(config.search.goal)),
                                   isMeasured ? 1 : costs.macs / speeds->macs,
                                   isMeasured ? std::max(kLeastUncertainty, speeds->spread) : kOtherNetwork);
        }
    }
    forecast.diskBytes = diskOf(config, forecast, costs.bytes);
    return forecast;
}

int imageSizeOf(const config::RunConfig& config) {
    constexpr int kFolderSize = 224; // of image_folder, unless the recipe says
    const int own = data::datasetInfo(config.data.dataset).shape.height;
    return config.data.imageSize > 0 ? config.data.imageSize : own > 0 ? own : kFolderSize;
}

} // namespace bubblenet::engine
