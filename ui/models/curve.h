// SPDX-License-Identifier: GPL-3.0-only
// A line of a chart that grows with a run. Bounded: when it is full, neighbours are merged into their means.
#pragma once

#include <QList>
#include <QPointF>

namespace bubblenet::ui {

class Curve {
public:
    /// A run that is resumed repeats some of its x: what was at or behind `x` before goes.
    void append(double x, double y);
    void clear() { m_points.clear(); }
    const QList<QPointF>& points() const { return m_points; }
    bool isEmpty() const { return m_points.isEmpty(); }

private:
    QList<QPointF> m_points;
};

} // namespace bubblenet::ui
