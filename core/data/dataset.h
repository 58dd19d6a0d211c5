// SPDX-License-Identifier: GPL-3.0-only
// Labelled 8-bit images that lie on disk or in memory, read by index. Reading is thread-safe and may block on the disk.
// Finding, downloading and importing data sets is library.h's; batches and augmentation are batch_stream.h's.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/rng.h"

namespace bubblenet::data {

struct ImageShape {
    int channels = 0;
    int height = 0;
    int width = 0;
    std::size_t size() const;
    bool operator==(const ImageShape&) const = default;
};

/// Per-channel statistics of pixels scaled to [0, 1]; grey images use the first value only.
struct Normalization {
    std::array<float, 3> mean{};
    std::array<float, 3> standardDeviation{1, 1, 1};
    bool operator==(const Normalization&) const = default;
};
Normalization imageNetNormalization(); ///< 0.485 0.456 0.406 / 0.229 0.224 0.225

class Dataset {
public:
    virtual ~Dataset() = default;
    virtual std::size_t size() const = 0;
    virtual int label(std::size_t index) const = 0;
    /// The shape of every image that read() gives.
    virtual ImageShape shape() const = 0;
    /// Writes shape().size() bytes, channels last (row, column, channel). Throws Error naming the file it cannot
    /// decode.
    virtual void read(std::size_t index, std::span<std::uint8_t> pixels) const = 0;
};

/// One opened data set. `test` and `train` share the shape and the classes.
struct DatasetPair {
    std::string name;
    std::shared_ptr<const Dataset> train;
    std::shared_ptr<const Dataset> test;
    std::vector<std::string> classNames;
    Normalization normalization; ///< of the training images, for weights that bring none of their own
    std::string sha256;          ///< over labels and pixels (folders: over names and sizes), for the manifest
    std::string note;            ///< what its user should be told, e.g. that the test images were split off; or empty
};

struct Split {
    std::vector<std::uint32_t> train;      ///< ascending
    std::vector<std::uint32_t> validation; ///< ascending
};
struct SplitCounts {
    std::size_t validation = 0;
    std::size_t trainLimit = 0; ///< training images at most; 0: all that are left
};
/// Takes images off 0 … size − 1 for validation and then for training, each class by its share (largest remainder),
/// chosen by `rng`; the limit does not change which ones validate. Throws Error unless 0 ≤ counts.validation < size.
Split stratifiedSplit(const Dataset& dataset, const SplitCounts& counts, Rng rng);

} // namespace bubblenet::data
