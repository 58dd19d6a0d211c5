// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/curve.h"

#include <cmath>

namespace bubblenet::ui {

namespace {
constexpr qsizetype kMostPoints = 8192; // more than a screen has columns
}

void Curve::append(double x, double y) {
    if (!std::isfinite(x) || !std::isfinite(y))
        return;
    while (!m_points.isEmpty() && m_points.last().x() >= x)
        m_points.removeLast();
    if (m_points.size() >= kMostPoints) {
        for (qsizetype i = 0; i < kMostPoints / 2; ++i)
            m_points[i] = (m_points[2 * i] + m_points[2 * i + 1]) / 2;
        m_points.resize(kMostPoints / 2);
    }
    m_points.append({x, y});
}

} // namespace bubblenet::ui
