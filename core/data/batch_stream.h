// SPDX-License-Identifier: GPL-3.0-only
// One pass over some images of a data set as normalised float batches, prepared ahead by plain threads into a bounded
// queue. Order and augmentation depend on seed, epoch and position alone, never on the number of threads.
// next() is called from one thread; names no torch type (the caller wraps the buffer).
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/data/dataset.h"

namespace bubblenet::data {

struct Batch {
    int count = 0;
    ImageShape shape;
    std::vector<float> pixels; ///< count × height × width × channels
    std::vector<std::int64_t> labels;
    std::vector<std::uint32_t> indices; ///< into the data set
};

enum class Order { sequential, shuffled };
enum class LastBatch { keep, drop };

struct StreamOptions {
    std::shared_ptr<const Dataset> dataset;
    std::vector<std::uint32_t> indices;
    int batchSize = 128;
    Order order = Order::sequential;
    LastBatch lastBatch = LastBatch::keep;
    int cropPadding = 0;   ///< zero pixels (before normalisation) around the image before a random crop; 0: no crop
    double flipChance = 0; ///< of a horizontal mirror
    int channels = 0;      ///< 1 or 3: grey images are repeated, colour ones averaged; 0: the data set's
    int imageSize = 0;     ///< pixels a side: bilinear resize of the data set's images; 0: the data set's
    Normalization normalization;
    std::uint64_t seed = 0;
    std::uint64_t epoch = 0;
    int threads = 2;
    int queueDepth = 8; ///< batches
    int firstBatch = 0; ///< batches to pass over, for a run that resumes
};

class BatchStream {
public:
    /// Throws Error for impossible options (no images, batchSize < 1, index out of range …).
    explicit BatchStream(StreamOptions options);
    ~BatchStream(); ///< stops the threads at once
    BatchStream(const BatchStream&) = delete;
    BatchStream& operator=(const BatchStream&) = delete;

    /// Blocks for the next batch, reusing `batch`'s buffers; false after the last. Rethrows what a reader thread threw.
    bool next(Batch& batch);
    int batchCount() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace bubblenet::data
