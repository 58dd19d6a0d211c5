// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/latency_comparison.h"

#include <algorithm>
#include <array>
#include <thread>

#include "core/base/elapsed.h"
#include "core/base/error.h"
#include "core/export/onnx_runtime.h"
#include "core/export/onnx_writer.h"
#include "core/nn/inference.h"
#include "core/race/statistics.h"
#include "core/store/event.h"

namespace bubblenet::engine {

namespace {

constexpr int kWarmup = 3;
constexpr int kFewestPairs = 5;
// A library's idle threads look for work for a while before they sleep; those of the other network's would take the
// cores from the one that is measured.
constexpr std::chrono::milliseconds kPause(3);

using Forward = std::function<void(const at::Tensor& images)>;

/// Both networks as one library computes them.
struct Contest {
    std::string by;
    at::Device device = at::kCPU;
    Forward before;
    Forward after;
};

at::Device deviceOf(const nn::Network& network) {
    return network.classifierWeight().device();
}

Contest ourContest(const nn::Network& before, const nn::Network& after) {
    const auto forwardOf = [](const nn::Network& network) -> Forward {
        return [folded = std::make_shared<const nn::FoldedNetwork>(network)](const at::Tensor& images) {
            folded->forward(images);
        };
    };
    return {store::kOwnEvaluation, deviceOf(before), forwardOf(before), forwardOf(after)};
}

Contest runtimeContest(const artefact::OnnxRuntime& runtime, const nn::Network& before, const nn::Network& after,
                       int imageSize) {
    const auto forwardOf = [&](const nn::Network& network) {
        const auto copy = network.copy();
        copy->to(at::kCPU);
        return runtime.open(artefact::toOnnx(*copy, {.imageSize = imageSize, .metadata = {}}));
    };
    return {"ONNX Runtime " + runtime.version(), at::kCPU, forwardOf(before), forwardOf(after)};
}

LatencyFigure figureOf(const std::vector<double>& times, int batchSize) {
    return {batchSize, race::quantile(times, 0.5), race::quantile(times, 0.25), race::quantile(times, 0.75)};
}

LatencyComparison hold(const Contest& contest, const at::Tensor& images, const LatencyComparisonOptions& options,
                       const Hooks& hooks) {
    const int batchSize = static_cast<int>(images.size(0));
    std::vector<double> before;
    std::vector<double> after;
    std::vector<double> speedups;
    const auto start = Clock::now();
    for (int pair = -kWarmup; pair < options.pairs; ++pair) {
        const bool isOverTime = secondsSince(start) > options.seconds;
        if (pair > -kWarmup && pair < 0 && isOverTime)
            continue; // one pair is warm-up enough where it takes so long
        if (pair >= kFewestPairs && isOverTime)
            break;
        std::array<double, 2> ms{};
        for (const std::size_t turn : {0U, 1U}) {
            throwIfStopped(hooks.proceed);
            const std::size_t which = pair % 2 == 0 ? turn : 1 - turn;
            const auto& forward = which == 0 ? contest.before : contest.after;
            std::this_thread::sleep_for(kPause);
            ms[which] = nn::millisecondsOf([&] { forward(images); }, images.device());
        }
        if (hooks.progress)
            hooks.progress("measuring batch " + std::to_string(batchSize) + " by " + contest.by, pair + kWarmup + 1,
                           options.pairs + kWarmup);
        if (pair < 0)
            continue;
        before.push_back(ms[0]);
        after.push_back(ms[1]);
        speedups.push_back(ms[0] / ms[1]);
    }
    return {.by = contest.by,
            .device = contest.device.str(),
            .before = figureOf(before, batchSize),
            .after = figureOf(after, batchSize),
            .pairs = static_cast<int>(speedups.size()),
            .speedup = race::quantile(speedups, 0.5),
            .lowerQuartileSpeedup = race::quantile(speedups, 0.25),
            .upperQuartileSpeedup = race::quantile(speedups, 0.75)};
}

void check(const nn::NetworkSpec& before, const nn::NetworkSpec& after, const LatencyComparisonOptions& options) {
    if (before.inputChannels != after.inputChannels)
        throw Error("the networks take images of " + std::to_string(before.inputChannels) + " and of " +
                        std::to_string(after.inputChannels) + " channels: compare two that take the same",
                    ErrorKind::usage);
    const bool hasBatches = std::ranges::all_of(options.batchSizes, [](int size) { return size >= 1; });
    if (!hasBatches || options.imageSize < 1 || options.pairs < 1)
        throw Error("latencies are compared with batches, an image size and pairs of 1 or more", ErrorKind::usage);
}

} // namespace

int manyImages(int imageSize) {
    constexpr double kSide = 64;
    return std::clamp(static_cast<int>(kMostImages * (kSide / imageSize) * (kSide / imageSize)), 1, kMostImages);
}

std::vector<LatencyComparison> compareLatencies(const nn::Network& before, const nn::Network& after,
                                                const LatencyComparisonOptions& options, const Hooks& hooks) {
    check(before.spec(), after.spec(), options);
    const c10::InferenceMode inference;
    std::vector<LatencyComparison> results;
    const auto holdOne = [&](const Contest& contest, int size) {
        results.push_back(
            hold(contest, nn::randomImages(before.spec(), size, options.imageSize, contest.device), options, hooks));
    };
    for (const int size : options.batchSizes) // folded anew: the weights are packed for the images that come first
        holdOne(ourContest(before, after), size);
    auto ours = results;
    try {
        const auto runtime = artefact::OnnxRuntime::find();
        if (!runtime)
            return ours;
        const auto contest = runtimeContest(*runtime, before, after, options.imageSize);
        for (const int size : options.batchSizes)
            holdOne(contest, size);
    } catch (const Error& error) { // our own stand
        if (hooks.note)
            hooks.note("ONNX Runtime could not be measured: " + std::string(error.what()));
        return ours;
    }
    return results;
}

} // namespace bubblenet::engine
