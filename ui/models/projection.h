// SPDX-License-Identifier: GPL-3.0-only
// Positions of many dimensions as points of a plane: two of the coordinates, or the two directions in which the
// candidates so far differ most (principal axes). No thread of its own.
#pragma once

#include <QPointF>
#include <vector>

#include "ui/models/pod_history.h"

namespace bubblenet::ui {

class PrincipalAxes {
public:
    /// From at most some hundreds of the candidates, spread over all of them. An axis keeps the direction it had, so
    /// that the picture does not flip between two calls.
    void fit(const PodHistory& pod);
    QPointF project(const std::vector<float>& position) const;
    /// Shares of the variance, %.
    double firstShare() const { return m_shares[0]; }
    double secondShare() const { return m_shares[1]; }

private:
    std::vector<double> m_mean;
    std::vector<double> m_axes[2];
    double m_shares[2] = {0, 0};
};

} // namespace bubblenet::ui
