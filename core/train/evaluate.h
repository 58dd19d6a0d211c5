// SPDX-License-Identifier: GPL-3.0-only
// Exact evaluation: every image once, sums in double, no dropped batch. Engine or candidate threads.
#pragma once

#include <functional>
#include <vector>

#include "core/base/proceed.h"
#include "core/data/batch_stream.h"
#include "core/nn/inference.h"

namespace bubblenet::train {

struct Evaluation {
    std::int64_t images = 0;
    std::int64_t correct = 0;
    std::int64_t correctTop5 = 0;
    double loss = 0;                                  ///< mean cross-entropy
    std::vector<std::vector<std::int64_t>> confusion; ///< [true][predicted]
    double accuracy() const {
        return images > 0 ? 100.0 * static_cast<double>(correct) / static_cast<double>(images) : 0;
    } ///< %
    double accuracyTop5() const {
        return images > 0 ? 100.0 * static_cast<double>(correctTop5) / static_cast<double>(images) : 0;
    }
};

struct Prediction { ///< for predictions.csv
    std::uint32_t index = 0;
    int label = 0;
    int predicted = 0;
    float probability = 0;
};

/// A batch's buffer as N × C × H × W in channels_last; shares memory with `batch` on the CPU, copies to other devices.
at::Tensor toTensor(const data::Batch& batch, const at::Device& device);
at::Tensor labelsOf(const data::Batch& batch, const at::Device& device);

struct EvaluateOptions {
    at::Device device = at::kCPU;
    int classes = 10;
    std::function<void(std::int64_t done, std::int64_t total)> progress;
    Proceed proceed;
    std::vector<Prediction>* predictions = nullptr; ///< filled where given
};
/// Throws Stopped, and Error when a label is not below `classes`.
Evaluation evaluate(const nn::FoldedNetwork& network, data::StreamOptions stream, const EvaluateOptions& options);

} // namespace bubblenet::train
