// SPDX-License-Identifier: GPL-3.0-only
#include "core/data/batch_stream.h"

#include <algorithm>
#include <climits>
#include <cmath>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>

#include "core/base/error.h"
#include "core/data/preparation.h"

namespace bubblenet::data {

namespace {

constexpr int kThreadLimit = 256;
constexpr int kSideLimit = 8192;
constexpr int kPaddingLimit = 4096;
// Eight batches of 128 images of 224 × 224 would take 600 MB, and more of them make nothing faster.
constexpr std::size_t kQueueBytes = std::size_t{256} << 20;
constexpr int kDepthAtLeast = 2;

void require(bool isMet, const std::string& message) {
    if (!isMet)
        throw Error("cannot make batches: " + message, ErrorKind::usage);
}

std::string in(const char* name, int value, int low, int high) {
    return std::string(name) + " is " + std::to_string(value) + ", give " + std::to_string(low) + " … " +
           std::to_string(high);
}

void requireIn(const char* name, int value, int low, int high) {
    require(value >= low && value <= high, in(name, value, low, high));
}

/// Also the number of batches.
int checkedBatchCount(const StreamOptions& options) {
    require(options.dataset != nullptr, "there is no data set");
    require(!options.indices.empty(), "there are no images");
    require(options.indices.size() <= INT_MAX, "there are more than 2,147,483,647 images");
    requireIn("the batch size", options.batchSize, 1, INT_MAX);
    requireIn("the number of threads", options.threads, 1, kThreadLimit);
    requireIn("the depth of the queue", options.queueDepth, 1, INT_MAX);
    requireIn("the crop's padding", options.cropPadding, 0, kPaddingLimit);
    requireIn("the image size", options.imageSize, 0, kSideLimit);
    require(options.channels == 0 || options.channels == 1 || options.channels == 3,
            "there can be 1 or 3 channels, not " + std::to_string(options.channels));
    require(options.flipChance >= 0 && options.flipChance <= 1,
            "the chance of a mirror image is " + std::to_string(options.flipChance) + ", give 0 … 1");
    for (std::size_t c = 0; c < 3; ++c)
        require(std::isfinite(options.normalization.mean[c]) &&
                    std::isnormal(options.normalization.standardDeviation[c]),
                "the normalisation of channel " + std::to_string(c) + " is no finite number or divides by zero");
    const auto largest = *std::max_element(options.indices.begin(), options.indices.end());
    require(largest < options.dataset->size(),
            "image " + std::to_string(largest) + " was asked for of " + std::to_string(options.dataset->size()));
    const auto images = static_cast<int>(options.indices.size());
    const int whole = images / options.batchSize;
    const int count = options.lastBatch == LastBatch::keep && images % options.batchSize != 0 ? whole + 1 : whole;
    require(count > 0, std::to_string(images) + " images do not fill one batch of " +
                           std::to_string(options.batchSize) + ", and a part of one is dropped");
    requireIn("the first batch", options.firstBatch, 0, count);
    return count;
}

} // namespace

struct BatchStream::State {
    struct Result {
        Batch batch;
        std::exception_ptr thrown;
    };

    explicit State(StreamOptions streamOptions)
        : batchCount(checkedBatchCount(streamOptions)), options(std::move(streamOptions)), preparation(options),
          augment(Rng(options.seed).stream("augment", options.epoch)()), started(options.firstBatch),
          taken(options.firstBatch) {
        if (options.order == Order::shuffled)
            Rng(options.seed).stream("order", options.epoch).shuffle(options.indices);
        const auto images = std::min(options.indices.size(), static_cast<std::size_t>(options.batchSize));
        const auto fitting = kQueueBytes / (images * preparation.shape().size() * sizeof(float));
        depth =
            std::min(options.queueDepth, static_cast<int>(std::clamp<std::size_t>(fitting, kDepthAtLeast, INT_MAX)));
    }

    void work();
    bool prepare(int number, Batch& batch, Preparation::Buffers& buffers);
    Placement placementAt(std::size_t position) const;

    const int batchCount;
    StreamOptions options;
    const Preparation preparation;
    const Rng augment;
    int depth = 1;

    std::mutex mutex;
    std::condition_variable changed;
    // Guarded by the mutex:
    int started; ///< the next batch that no thread works on
    int taken;   ///< the next batch that next() gives
    bool isStopping = false;
    std::map<int, Result> ready;
    std::vector<Batch> spare; ///< whose buffers are used again

    std::vector<std::thread> threads;
};

/// Each position draws from a stream of its own, so that it does not matter which thread prepares it.
Placement BatchStream::State::placementAt(std::size_t position) const {
    Placement placement{.row = options.cropPadding, .column = options.cropPadding};
    if (options.cropPadding == 0 && options.flipChance == 0)
        return placement;
    Rng rng = augment.stream("position", position);
    if (options.cropPadding > 0) {
        const auto places = static_cast<std::uint64_t>(2 * options.cropPadding + 1);
        placement.row = static_cast<int>(rng.below(places));
        placement.column = static_cast<int>(rng.below(places));
    }
    if (rng.uniform() < options.flipChance)
        placement.mirror = Mirror::yes;
    return placement;
}

/// False when the stream was stopped meanwhile.
bool BatchStream::State::prepare(int number, Batch& batch, Preparation::Buffers& buffers) {
    const auto first = static_cast<std::size_t>(number) * static_cast<std::size_t>(options.batchSize);
    const auto count = std::min(static_cast<std::size_t>(options.batchSize), options.indices.size() - first);
    batch.count = static_cast<int>(count);
    batch.shape = preparation.shape();
    const std::size_t size = batch.shape.size();
    batch.pixels.resize(count * size);
    batch.labels.resize(count);
    batch.indices.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        if (i % 16 == 0) {
            const std::lock_guard lock(mutex);
            if (isStopping)
                return false;
        }
        const auto index = options.indices[first + i];
        batch.indices[i] = index;
        batch.labels[i] = options.dataset->label(index);
        preparation.prepare(index, placementAt(first + i), buffers, {batch.pixels.data() + i * size, size});
    }
    return true;
}

void BatchStream::State::work() {
    Preparation::Buffers buffers;
    for (;;) {
        int number = 0;
        Result result;
        {
            std::unique_lock lock(mutex);
            changed.wait(lock, [this] { return isStopping || started == batchCount || started < taken + depth; });
            if (isStopping || started == batchCount)
                return;
            number = started++;
            if (!spare.empty()) {
                result.batch = std::move(spare.back());
                spare.pop_back();
            }
        }
        try {
            if (!prepare(number, result.batch, buffers))
                return;
        } catch (...) {
            result.thrown = std::current_exception();
        }
        {
            const std::lock_guard lock(mutex);
            ready.emplace(number, std::move(result));
        }
        changed.notify_all();
    }
}

BatchStream::BatchStream(StreamOptions options) : m_state(std::make_unique<State>(std::move(options))) {
    const int threads = std::min({m_state->options.threads, m_state->depth, m_state->batchCount});
    try {
        for (int i = 0; i < threads; ++i)
            m_state->threads.emplace_back([state = m_state.get()] { state->work(); });
    } catch (const std::system_error& error) {
        // Fewer threads than were asked for do the same work; none cannot.
        if (m_state->threads.empty())
            throw Error(std::string("cannot start a thread that reads images: ") + error.what());
    }
}

BatchStream::~BatchStream() {
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->isStopping = true;
    }
    m_state->changed.notify_all();
    for (auto& thread : m_state->threads)
        thread.join();
}

bool BatchStream::next(Batch& batch) {
    auto& state = *m_state;
    {
        std::unique_lock lock(state.mutex);
        if (state.taken == state.batchCount)
            return false;
        state.changed.wait(lock, [&state] { return state.ready.contains(state.taken); });
        auto& result = state.ready.at(state.taken);
        if (result.thrown)
            std::rethrow_exception(result.thrown); // and again if asked again: there is no batch to go on with
        std::swap(batch, result.batch);
        state.spare.push_back(std::move(result.batch));
        state.ready.erase(state.taken);
        ++state.taken;
    }
    state.changed.notify_all();
    return true;
}

int BatchStream::batchCount() const {
    return m_state->batchCount;
}

} // namespace bubblenet::data
