// SPDX-License-Identifier: GPL-3.0-only
#include "core/race/axis.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace bubblenet::race {

namespace {

constexpr double kMostIntervals = 8;

std::string text(double value, std::chars_format format, int precision) {
    std::array<char, 64> digits{};
    return std::string(digits.data(),
                       std::to_chars(digits.data(), digits.data() + digits.size(), value, format, precision).ptr);
}

std::string label(double value, double step) {
    const bool isShort = std::abs(value) < 1e7 && step > 1e-5;
    if (!isShort)
        return text(value, std::chars_format::general, 4);
    const int decimals = std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
    return text(value, std::chars_format::fixed, decimals);
}

/// The smallest of 1, 2 and 5 times a power of ten that gives few enough intervals.
double roundStep(double range) {
    const double least = range / kMostIntervals;
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double step : {1.0, 2.0, 5.0})
        if (step * power >= least)
            return step * power;
    return 10 * power;
}

} // namespace

double Axis::share(double value) const {
    if (scale == Scale::logarithmic)
        return std::log(value / low) / std::log(high / low);
    return (value - low) / (high - low);
}

Axis linearAxis(double low, double high) {
    constexpr double kNarrowest = 1e-9; // of the values, so that ticks stay distinct numbers
    const double size = std::max(std::abs(low), std::abs(high));
    if (high - low <= kNarrowest * size) {
        low -= size == 0 ? 0.5 : size / 20;
        high += size == 0 ? 0.5 : size / 20;
    }
    Axis axis{.scale = Scale::linear, .low = low, .high = high, .ticks = {}};
    const double step = roundStep(high - low);
    for (double count = std::ceil(low / step - 1e-9); count * step <= high + 1e-9 * step; ++count) {
        const double value = count * step + 0.0; // −0 becomes 0
        axis.ticks.push_back({value, label(value, step)});
    }
    return axis;
}

Axis paddedLinearAxis(double low, double high) {
    const double padding = (high - low) / 20;
    return linearAxis(low >= 0 ? std::max(0.0, low - padding) : low - padding, high + padding);
}

Axis logarithmicAxis(double low, double high) {
    Axis axis{.scale = Scale::logarithmic, .low = low, .high = high, .ticks = {}};
    const double first = std::ceil(std::log10(low) - 1e-9);
    const double last = std::floor(std::log10(high) + 1e-9);
    const double decades = std::max(1.0, std::ceil((last - first) / kMostIntervals));
    for (double exponent = first; exponent <= last; exponent += decades) {
        const double value = std::pow(10, exponent);
        axis.ticks.push_back({value, text(value, std::chars_format::general, 4)});
    }
    return axis;
}

void keepWholeTicks(Axis& axis) {
    std::erase_if(axis.ticks, [](const Tick& tick) { return tick.value != std::floor(tick.value); });
    for (Tick& tick : axis.ticks)
        tick.label = label(tick.value, 1);
}

} // namespace bubblenet::race
