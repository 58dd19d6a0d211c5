// SPDX-License-Identifier: GPL-3.0-only
#include "core/optim/coordinate.h"

#include <algorithm>
#include <cmath>

namespace bubblenet::optim {

namespace {

constexpr double kHalf = 0.5; // on either side of a whole number

} // namespace

Coordinate searchBox(const Coordinate& coordinate) {
    if (isPlain(coordinate))
        return coordinate;
    const double margin = coordinate.values == Values::integer && coordinate.low < coordinate.high ? kHalf : 0;
    const double low = coordinate.low - margin, high = coordinate.high + margin;
    if (coordinate.scale == Scale::linear)
        return {.low = low, .high = high};
    return {.low = std::log(low), .high = std::log(high)};
}

double judgedValue(const Coordinate& coordinate, double searched) {
    if (isPlain(coordinate))
        return searched;
    double value = coordinate.scale == Scale::logarithmic ? std::exp(searched) : searched;
    if (coordinate.values == Values::integer)
        value = std::round(value);
    return std::clamp(value, coordinate.low, coordinate.high);
}

double searchedValue(const Coordinate& coordinate, double judged) {
    const double value = std::clamp(judged, coordinate.low, coordinate.high);
    return coordinate.scale == Scale::logarithmic ? std::log(value) : value;
}

} // namespace bubblenet::optim
