// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/tools.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <numeric>

#include <torch/version.h>

#include "core/base/elapsed.h"
#include "core/base/error.h"
#include "core/data/image_listing.h"
#include "core/engine/tool_model.h"
#include "core/nn/inference.h"
#include "core/prune/masks.h"
#include "core/store/run_folder.h"
#include "core/train/evaluate.h"

namespace bubblenet::engine {

namespace {

namespace fs = std::filesystem;

constexpr int kBestClasses = 5;

} // namespace

std::string normalizationText(const OpenedModel& model) {
    const auto n = normalizationOf(model);
    char text[160];
    std::snprintf(text, sizeof text, "mean %.4g %.4g %.4g, deviation %.4g %.4g %.4g", static_cast<double>(n.mean[0]),
                  static_cast<double>(n.mean[1]), static_cast<double>(n.mean[2]),
                  static_cast<double>(n.standardDeviation[0]), static_cast<double>(n.standardDeviation[1]),
                  static_cast<double>(n.standardDeviation[2]));
    return model.input.normalization ? text : std::string(text) + " (ImageNet's: it names none of its own)";
}

EvaluationResult evaluateModel(const ModelRequest& request, const DataRequest& data, const Hooks& hooks) {
    const auto pair = openNamedDataset(data);
    const int classes = static_cast<int>(pair.classNames.size());
    auto model = openModel(request, {.classes = classes, .channels = pair.test->shape().channels}, hooks);
    const auto& spec = model.network->spec();
    requireFits(model, pair);
    if (model.randomWeights)
        model.input.normalization = pair.normalization;
    data::StreamOptions stream{.dataset = pair.test,
                               .batchSize = data.batchSize,
                               .channels = spec.inputChannels,
                               .imageSize = data.imageSize,
                               .normalization = normalizationOf(model)};
    stream.indices.resize(pair.test->size());
    std::iota(stream.indices.begin(), stream.indices.end(), 0U);
    std::vector<train::Prediction> predictions;
    train::EvaluateOptions options{.device = model.device, .classes = classes};
    options.proceed = hooks.proceed;
    options.predictions = &predictions;
    if (hooks.progress)
        options.progress = [&](std::int64_t done, std::int64_t total) { hooks.progress("evaluating", done, total); };
    const nn::FoldedNetwork folded(*model.network);
    const auto testReads = countTestRead(model, data);
    const auto start = Clock::now();
    auto evaluation = train::evaluate(folded, std::move(stream), options);
    EvaluationResult result{.architecture = spec.architecture, .dataset = pair.name, .device = model.device.str()};
    result.testReads = testReads;
    result.seconds = secondsSince(start);
    result.classNames = pair.classNames;
    result.images = evaluation.images;
    result.accuracy = evaluation.accuracy();
    result.accuracyTop5 = evaluation.accuracyTop5();
    result.loss = evaluation.loss;
    result.costs = nn::totalCosts(spec, data.imageSize > 0 ? data.imageSize : pair.test->shape().height);
    result.confusion = std::move(evaluation.confusion);
    for (const auto& p : predictions)
        result.predictions.push_back({p.index, p.label, p.predicted, static_cast<double>(p.probability)});
    return result;
}

namespace {

at::Tensor normalisedImage(const fs::path& path, const OpenedModel& model, int size) {
    const int channels = model.network->spec().inputChannels;
    const auto pixels = data::readImageFile(path, {channels, size, size});
    const auto image = at::from_blob(const_cast<std::uint8_t*>(pixels.data()), {1, size, size, channels}, at::kByte)
                           .permute({0, 3, 1, 2})
                           .to(at::kFloat);
    const auto normalization = normalizationOf(model);
    const auto perChannel = [&](const std::array<float, 3>& values) {
        return at::tensor(at::ArrayRef<float>(values.data(), static_cast<std::size_t>(channels))).view({1, -1, 1, 1});
    };
    return ((image / 255 - perChannel(normalization.mean)) / perChannel(normalization.standardDeviation))
        .to(model.device);
}

} // namespace

ImagePrediction predictImage(const fs::path& path, const nn::FoldedNetwork& folded, const OpenedModel& model,
                             int size) {
    const c10::InferenceMode inference;
    const auto image = normalisedImage(path, model, size);
    const auto start = Clock::now();
    const auto probabilities = folded.forward(image).softmax(1).to(at::kCPU);
    ImagePrediction prediction{.path = path};
    prediction.milliseconds = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    if (!probabilities.isfinite().all().item<bool>())
        throw Error("the network gives no numbers for '" + path.string() + "': its weights are damaged");
    const auto [best, indices] = probabilities[0].topk(std::min(kBestClasses, model.network->spec().classes));
    const auto& names = model.input.classNames;
    for (std::int64_t i = 0; i < best.size(0); ++i) {
        const auto index = indices[i].item<std::int64_t>();
        const bool isNamed = static_cast<std::size_t>(index) < names.size();
        prediction.best.push_back({static_cast<int>(index),
                                   isNamed ? names[static_cast<std::size_t>(index)] : std::string(),
                                   best[i].item<double>()});
    }
    return prediction;
}

std::vector<ImagePrediction> predictImages(const ModelRequest& request, const std::vector<fs::path>& images,
                                           int imageSize, const Hooks& hooks,
                                           const std::function<void(const ImagePrediction&)>& each) {
    const auto model = openModel(request, {}, hooks);
    const int size = imageSizeOf(model, imageSize);
    if (model.network->spec().inputChannels == 1 && hooks.note)
        hooks.note("the network takes grey images: colours are left out");
    const nn::FoldedNetwork folded(*model.network);
    std::vector<ImagePrediction> results;
    for (const auto& path : images) {
        throwIfStopped(hooks.proceed);
        try {
            results.push_back(predictImage(path, folded, model, size));
        } catch (const Error& error) {
            results.push_back({.path = path, .best = {}, .milliseconds = 0, .problem = error.what()});
        }
        if (each)
            each(results.back());
        if (hooks.progress)
            hooks.progress("predicting", static_cast<std::int64_t>(results.size()),
                           static_cast<std::int64_t>(images.size()));
    }
    return results;
}

ModelDescription inspectModel(const ModelRequest& request, const InspectOptions& options, const Hooks& hooks) {
    const auto model = openModel(request, {}, hooks);
    ModelDescription description{.source = model.source, .spec = model.network->spec()};
    description.imageSize = imageSizeOf(model, options.imageSize);
    description.costs = nn::totalCosts(description.spec, description.imageSize);
    description.layers = nn::layerCosts(description.spec, description.imageSize);
    description.sparsity = prune::measuredSparsity(*model.network);
    description.normalization = normalizationText(model);
    description.isNormalizationKnown = model.input.normalization.has_value();
    description.classNames = model.input.classNames;
    description.device = model.device.str();
    return description;
}

std::vector<fs::path> imagesUnder(const fs::path& folder, const Hooks& hooks) {
    return data::imagesUnder(folder, hooks.proceed);
}

std::vector<DeviceRow> availableDevices() {
    std::vector<DeviceRow> rows;
    for (const auto& device : nn::listDevices())
        rows.push_back({device.name, device.title, device.memoryBytes, device.fastBf16});
    return rows;
}

std::string torchVersion() {
    return TORCH_VERSION;
}

} // namespace bubblenet::engine
