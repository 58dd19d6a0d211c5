// SPDX-License-Identifier: GPL-3.0-only
// Where an axis begins, ends and has its ticks: steps of 1, 2 or 5 times a power of ten. Plain values, any thread.
#pragma once

#include <QList>
#include <QPointF>
#include <QString>

namespace bubblenet::ui {

enum class Baseline { data, zero }; ///< what an axis begins with
enum class TickStep { any, whole }; ///< whole: no ticks between iterations

struct AxisRange {
    double low = 0;
    double high = 1;
    double step = 0.2;
    int decimals = 1; ///< that tell neighbouring ticks apart
    bool operator==(const AxisRange&) const = default;
};

/// Ticks for a given range, about `ticks` of them.
AxisRange tickedRange(double low, double high, int ticks, TickStep step);
/// A range around data, widened to its ticks.
AxisRange niceRange(double low, double high, int ticks, Baseline baseline, TickStep step);

/// With so many decimals; what rounds to zero has no sign.
QString plainNumber(double value, int decimals);

/// At most about `most` points that look the same as all of them.
QList<QPointF> thinned(const QList<QPointF>& points, qsizetype most);

} // namespace bubblenet::ui
