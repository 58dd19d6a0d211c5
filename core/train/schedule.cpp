// SPDX-License-Identifier: GPL-3.0-only
#include "core/train/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/error.h"

namespace bubblenet::train {

namespace {

/// From `start` at 0 to `end` at 1 along half a cosine; past 1 it turns back, as PyTorch's CosineAnnealingLR does.
double alongCosine(double start, double end, double progress) {
    return end + (start - end) * (1 + std::cos(std::numbers::pi * progress)) / 2;
}

/// Smith 2018 with the defaults of PyTorch's OneCycleLR, whose momentum stays as it is here.
double oneCycle(double peak, double step, double totalSteps) {
    constexpr double kRisingShare = 0.3;
    constexpr double kStartDivisor = 25;
    constexpr double kFinalDivisor = 1e4;
    const double start = peak / kStartDivisor;
    const double summit = kRisingShare * totalSteps - 1;
    const double end = totalSteps - 1;
    step = std::min(step, end);
    if (step <= summit)
        return summit > 0 ? alongCosine(start, peak, step / summit) : peak;
    return alongCosine(peak, start / kFinalDivisor, (step - summit) / (end - summit));
}

double scheduled(const config::TrainConfig& config, const SchedulePosition& position) {
    const double peak = config.learningRate;
    const auto epoch = position.step / std::max<std::int64_t>(position.stepsPerEpoch, 1);
    if (config.schedule == "constant")
        return peak;
    if (config.schedule == "step") {
        const auto passed = std::count_if(config.stepEpochs.begin(), config.stepEpochs.end(),
                                          [&](int milestone) { return milestone <= epoch; });
        return peak * std::pow(config.stepFactor, static_cast<double>(passed));
    }
    if (config.schedule == "cosine_annealing")
        return alongCosine(peak, config.eps, static_cast<double>(epoch) / std::max(config.tMax, 1));
    // These two run over what the warm-up leaves.
    const auto step = std::max<std::int64_t>(position.step - config.warmupSteps, 0);
    const auto total = std::max<std::int64_t>(position.totalSteps - config.warmupSteps, 1);
    if (config.schedule == "cosine")
        return alongCosine(peak, config.eps, std::min(1.0, static_cast<double>(step) / static_cast<double>(total)));
    if (config.schedule == "one_cycle")
        return oneCycle(peak, static_cast<double>(step), static_cast<double>(total));
    checkSchedule(config);
    return peak;
}

} // namespace

double learningRateAt(const config::TrainConfig& config, const SchedulePosition& position) {
    const double rate = std::max(scheduled(config, position), std::min(config.eps, config.learningRate));
    if (position.step >= config.warmupSteps)
        return rate;
    return rate * static_cast<double>(position.step + 1) / (config.warmupSteps + 1);
}

void checkSchedule(const config::TrainConfig& config) {
    for (const char* name : {"constant", "cosine", "step", "one_cycle", "cosine_annealing"})
        if (config.schedule == name)
            return;
    throw Error("Unknown schedule '" + config.schedule +
                    "': use constant, cosine, step, one_cycle or cosine_annealing.",
                ErrorKind::usage);
}

} // namespace bubblenet::train
