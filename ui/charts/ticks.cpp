// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/ticks.h"

#include <algorithm>
#include <cmath>

namespace bubblenet::ui {

namespace {

double niceStep(double rough, TickStep kind) {
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    const double digit = rough / power;
    const double step = (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * power;
    return kind == TickStep::whole ? std::max(1.0, std::round(step)) : step;
}

int decimalsOf(double step) {
    return std::clamp(static_cast<int>(-std::floor(std::log10(step) + 1e-9)), 0, 9);
}

// An axis of no length has no ticks: it becomes a tenth of its value, or 1.
void widen(double& low, double& high) {
    if (high > low)
        return;
    const double margin = low == 0 ? 0.5 : std::abs(low) * 0.05;
    low -= margin;
    high += margin;
}

} // namespace

AxisRange tickedRange(double low, double high, int ticks, TickStep kind) {
    widen(low, high);
    const double step = niceStep((high - low) / std::max(1, ticks), kind);
    return {low, high, step, decimalsOf(step)};
}

AxisRange niceRange(double low, double high, int ticks, Baseline baseline, TickStep kind) {
    if (baseline == Baseline::zero) {
        low = std::min(low, 0.0);
        high = std::max(high, 0.0);
    }
    if (kind == TickStep::whole && high <= low)
        high = low + 1;
    widen(low, high);
    auto range = tickedRange(low, high, ticks, kind);
    range.low = std::floor(low / range.step + 1e-9) * range.step;
    range.high = std::ceil(high / range.step - 1e-9) * range.step;
    return range;
}

QString plainNumber(double value, int decimals) {
    const double smallest = 0.5 * std::pow(10.0, -decimals);
    return QString::number(std::abs(value) < smallest ? 0.0 : value, 'f', decimals);
}

// The lowest and the highest of each group, in their order, so that no spike is lost.
QList<QPointF> thinned(const QList<QPointF>& points, qsizetype most) {
    if (points.size() <= most || most < 4)
        return points;
    const auto group = (2 * points.size() + most - 1) / most;
    QList<QPointF> kept;
    kept.reserve(most + 2);
    const auto lower = [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); };
    for (qsizetype begin = 0; begin < points.size(); begin += group) {
        const auto first = points.begin() + begin;
        const auto last = points.begin() + std::min(begin + group, points.size());
        auto [low, high] = std::minmax_element(first, last, lower);
        if (low > high)
            std::swap(low, high);
        kept.append(*low);
        if (low != high)
            kept.append(*high);
    }
    if (kept.last() != points.last())
        kept.append(points.last());
    return kept;
}

} // namespace bubblenet::ui
