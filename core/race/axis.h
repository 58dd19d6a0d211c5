// SPDX-License-Identifier: GPL-3.0-only
// An axis of a chart: where a value lies on it, and its ticks at round numbers. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "core/race/curves.h"

namespace bubblenet::race {

struct Tick {
    double value = 0;
    std::string label;
};

struct Axis {
    Scale scale = Scale::linear;
    double low = 0;
    double high = 1;
    std::vector<Tick> ticks; ///< within low … high

    /// 0 at low, 1 at high, beyond them outside.
    double share(double value) const;
};

/// From low to high, or around them where they are (nearly) equal; finite.
Axis linearAxis(double low, double high);
/// With a twentieth left free on both sides, but not below 0 for what is not.
Axis paddedLinearAxis(double low, double high);
/// Ticks at powers of ten; 0 < low < high.
Axis logarithmicAxis(double low, double high);

/// For what is counted: there is no half evaluation.
void keepWholeTicks(Axis& axis);

} // namespace bubblenet::race
