// SPDX-License-Identifier: GPL-3.0-only
#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iterator>

namespace bubblenet {

std::string fixedText(double value, int decimals) {
    if (!std::isfinite(value))
        return std::isnan(value) ? "not a number" : "infinite";
    // Halves go away from zero, as in the window: 90.625 is 90.63.
    const double scale = std::pow(10.0, decimals);
    const double scaled = value * scale;
    const double rounded = std::abs(scaled) < 1e15 ? std::round(scaled) / scale : value;
    char text[400]; // the largest double has 309 digits
    std::snprintf(text, sizeof text, "%.*f", decimals, rounded);
    return text;
}

std::string percentText(double percent) {
    return fixedText(percent, 2) + " %";
}

std::string countText(double value) {
    constexpr const char* units[] = {"", " k", " M", " G", " T"};
    std::size_t unit = 0;
    for (; std::abs(value) >= 1000 && unit + 1 < std::size(units); ++unit)
        value /= 1000;
    const int decimals = unit == 0 ? 0 : std::abs(value) < 10 ? 3 : std::abs(value) < 100 ? 2 : 1;
    return fixedText(value, decimals) + units[unit];
}

std::string bytesText(double bytes) {
    constexpr const char* units[] = {" B", " kB", " MB", " GB", " TB"};
    std::size_t unit = 0;
    for (; bytes >= 1000 && unit + 1 < std::size(units); ++unit)
        bytes /= 1000;
    return fixedText(bytes, unit == 0 ? 0 : bytes < 10 ? 2 : 1) + units[unit];
}

std::string durationText(double seconds) {
    const auto whole = static_cast<long long>(std::clamp(seconds, 0.0, 3.6e8) + 0.5);
    char text[64];
    if (whole >= 3600)
        std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60, whole % 60);
    else
        std::snprintf(text, sizeof text, "%lld:%02lld", whole / 60, whole % 60);
    return text;
}

std::string millisecondsText(double milliseconds) {
    return fixedText(milliseconds, milliseconds < 10 ? 2 : milliseconds < 100 ? 1 : 0) + " ms";
}

std::string speedupText(double speedup, double lowerQuartile, double upperQuartile) {
    return fixedText(speedup, 2) + " × (" + fixedText(lowerQuartile, 2) + " … " + fixedText(upperQuartile, 2) + ")";
}

} // namespace bubblenet
