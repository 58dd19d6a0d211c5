// SPDX-License-Identifier: GPL-3.0-only
#include "core/train/evaluate.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/error.h"
#include "core/train/labels.h"

namespace bubblenet::train {

namespace {

constexpr int kTop = 5;

at::Tensor moved(const at::Tensor& tensor, const at::Device& device) {
    // From pinned memory the copy need not wait for the kernels queued before it.
    return device.is_cpu() ? tensor : tensor.pin_memory().to(device, /*non_blocking=*/true);
}

/// What is not a number ranks above all numbers, as in torch.argmax, so that it never looks like a right answer.
bool isAbove(float a, float b) {
    return a > b || (std::isnan(a) && !std::isnan(b));
}

/// Sums over images in double, on the host.
class Tally {
public:
    Tally(int classes, std::vector<Prediction>* predictions) : m_predictions(predictions) {
        const auto size = static_cast<std::size_t>(classes);
        m_result.confusion.assign(size, std::vector<std::int64_t>(size));
    }

    void add(const at::Tensor& logits, const data::Batch& batch) {
        const auto rows = logits.to(at::kCPU, at::kFloat).contiguous();
        const auto classes = static_cast<std::size_t>(rows.size(1));
        const auto* row = rows.const_data_ptr<float>();
        for (std::size_t i = 0; i < static_cast<std::size_t>(batch.count); ++i, row += classes)
            addImage({row, classes}, static_cast<std::size_t>(batch.labels[i]), batch.indices[i]);
    }

    Evaluation result() const {
        auto result = m_result;
        result.loss = result.images > 0 ? m_lossSum / static_cast<double>(result.images) : 0;
        return result;
    }

private:
    void addImage(std::span<const float> logits, std::size_t label, std::uint32_t index) {
        std::size_t predicted = 0;
        int above = 0; // of equal logits the first counts as the higher one
        for (std::size_t j = 0; j < logits.size(); ++j) {
            if (isAbove(logits[j], logits[predicted]))
                predicted = j;
            if (j != label && (isAbove(logits[j], logits[label]) || (j < label && !isAbove(logits[label], logits[j]))))
                ++above;
        }
        double sum = 0;
        for (const float logit : logits)
            sum += std::exp(static_cast<double>(logit) - static_cast<double>(logits[predicted]));
        ++m_result.images;
        m_result.correct += predicted == label ? 1 : 0;
        m_result.correctTop5 += above < kTop ? 1 : 0;
        ++m_result.confusion[label][predicted];
        m_lossSum += std::log(sum) + static_cast<double>(logits[predicted]) - static_cast<double>(logits[label]);
        if (m_predictions != nullptr)
            m_predictions->push_back(
                {index, static_cast<int>(label), static_cast<int>(predicted), static_cast<float>(1 / sum)});
    }

    Evaluation m_result;
    double m_lossSum = 0;
    std::vector<Prediction>* m_predictions;
};

} // namespace

at::Tensor toTensor(const data::Batch& batch, const at::Device& device) {
    const std::int64_t channels = batch.shape.channels;
    const std::int64_t height = batch.shape.height;
    const std::int64_t width = batch.shape.width;
    // LibTorch has no tensor over constant memory; nothing writes through this one.
    auto* pixels = const_cast<float*>(batch.pixels.data());
    return moved(at::from_blob(pixels, {batch.count, channels, height, width},
                               {height * width * channels, 1, width * channels, channels}, at::kFloat),
                 device);
}

at::Tensor labelsOf(const data::Batch& batch, const at::Device& device) {
    auto* labels = const_cast<std::int64_t*>(batch.labels.data());
    return moved(at::from_blob(labels, {batch.count}, at::kLong), device);
}

void checkLabels(const data::Batch& batch, int classes) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(batch.count); ++i)
        if (batch.labels[i] < 0 || batch.labels[i] >= classes)
            throw Error(
                Phrase("Image {1} has the label {2}, but the network tells only {3} classes apart (0 … {4}): use "
                       "the data set that the network was made for, or set network.classes.",
                       batch.indices[i], batch.labels[i], classes, classes - 1));
}

Evaluation evaluate(const nn::FoldedNetwork& network, data::StreamOptions stream, const EvaluateOptions& options) {
    // Every image once and as it is, whatever the stream was meant for.
    stream.order = data::Order::sequential;
    stream.lastBatch = data::LastBatch::keep;
    stream.cropPadding = 0;
    stream.flipChance = 0;
    stream.firstBatch = 0;
    const c10::InferenceMode inference;
    const auto total = static_cast<std::int64_t>(stream.indices.size());
    data::BatchStream batches(std::move(stream));
    Tally tally(options.classes, options.predictions);
    std::int64_t done = 0;
    data::Batch batch;
    throwIfStopped(options.proceed);
    while (batches.next(batch)) {
        checkLabels(batch, options.classes);
        const auto logits = network.forward(toTensor(batch, options.device));
        if (logits.size(1) != options.classes)
            throw Error("The network gives " + std::to_string(logits.size(1)) + " classes, but the evaluation is of " +
                        std::to_string(options.classes) + ": set network.classes to the network's.");
        tally.add(logits, batch);
        done += batch.count;
        if (options.progress)
            options.progress(done, total);
        throwIfStopped(options.proceed);
    }
    return tally.result();
}

} // namespace bubblenet::train
