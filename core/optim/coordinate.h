// SPDX-License-Identifier: GPL-3.0-only
// One coordinate of a box: a real number, a whole number, or either on a logarithmic scale. A method moves in the box
// of plain real numbers that searchBox() gives, and knows nothing of the difference. Pure functions of values.
#pragma once

namespace bubblenet::optim {

enum class Scale { linear, logarithmic };
enum class Values { real, integer };

struct Coordinate {
    double low = 0; ///< above 0 where the scale is logarithmic; whole where the values are
    double high = 1;
    Scale scale = Scale::linear;
    Values values = Values::real;
};

/// Whether a method moves in the coordinate's own values.
inline bool isPlain(const Coordinate& coordinate) {
    return coordinate.scale == Scale::linear && coordinate.values == Values::real;
}
/// Where a method moves: every whole number has an interval of the same width (on its scale, of the same ratio) around
/// it.
Coordinate searchBox(const Coordinate& coordinate);
/// From the search box to the coordinate: inside its bounds, whole where that is asked for.
double judgedValue(const Coordinate& coordinate, double searched);
/// The other way; values outside of the coordinate's bounds are clamped to them.
double searchedValue(const Coordinate& coordinate, double judged);

} // namespace bubblenet::optim
