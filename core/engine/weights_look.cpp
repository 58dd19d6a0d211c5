// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/weights_look.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/config/resources.h"
#include "core/data/library.h"
#include "core/engine/tool_model.h"
#include "core/nn/inference.h"
#include "core/train/evaluate.h"

namespace bubblenet::engine {

namespace {

std::vector<std::uint32_t> someValidationImages(const config::RunConfig& config, const data::Dataset& train,
                                                int images) {
    auto validation = validationImages(config, train);
    Rng(config.seed).stream("look").shuffle(validation);
    validation.resize(std::min(validation.size(), static_cast<std::size_t>(images)));
    return validation;
}

} // namespace

WeightsLook lookAtWeights(const config::RunConfig& config, int images, const Hooks& hooks) {
    const auto& file = config.network.weights;
    if (!config::namesWeightFile(file))
        throw Error(Phrase("network.weights names no file: the network would start from random weights"),
                    ErrorKind::usage);
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(config::resolvePath(file), ignored))
        throw Error(Phrase("no such weight file: '{1}' (network.weights)", file), ErrorKind::usage);
    const auto model = openModel({.model = file, .device = config.device, .threads = config.threads}, {}, hooks);
    const auto& spec = model.network->spec();
    const auto costs = nn::totalCosts(spec, imageSizeOf(model, config.data.imageSize));
    WeightsLook look{
        .architecture = spec.architecture, .classes = spec.classes, .macs = costs.macs, .parameters = costs.parameters};
    if (!data::findDataset(config.data.dataset, config.data.path)) {
        look.remark = "the data set " + config.data.dataset + " is not here";
        return look;
    }
    const auto pair = data::openDataset(config.data.dataset, config.data.path, config.data.imageSize);
    const int classes = static_cast<int>(pair.classNames.size());
    if (spec.classes != classes) {
        look.remark = "the classifier of " + std::to_string(spec.classes) + " classes will be replaced by one of " +
                      std::to_string(classes);
        return look;
    }
    if (config.data.validation == 0) {
        look.remark = "data.validation sets no images aside";
        return look;
    }
    data::StreamOptions stream{.dataset = pair.train,
                               .indices = someValidationImages(config, *pair.train, images),
                               .batchSize = std::min(config.data.batchSize, 128),
                               .channels = spec.inputChannels,
                               .imageSize = config.data.imageSize,
                               .normalization = normalizationOf(model)};
    train::EvaluateOptions options{.device = model.device, .classes = classes};
    options.proceed = hooks.proceed;
    if (hooks.progress)
        options.progress = [&](std::int64_t done, std::int64_t total) { hooks.progress("looking", done, total); };
    const auto evaluation = train::evaluate(nn::FoldedNetwork(*model.network), std::move(stream), options);
    look.images = evaluation.images;
    look.accuracy = evaluation.accuracy();
    return look;
}

} // namespace bubblenet::engine
