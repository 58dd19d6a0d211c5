// SPDX-License-Identifier: GPL-3.0-only
// How a series of a chart looks. Its colour is named by its role in Colours, so that it follows the theme.
#pragma once

#include <QIcon>

#include "ui/theme/colours.h"

namespace bubblenet::ui {

enum class Mark { none, circle, triangle, square, star, diamond };

struct SeriesStyle {
    QColor Colours::*colour = &Colours::accent;
    Qt::PenStyle line = Qt::SolidLine; ///< NoPen: marks alone
    double width = 1.5;
    Mark mark = Mark::none;
    double markSize = 9;
    /// Guides (a goal) are drawn from one side of the chart to the other.
    /// Segments are pairs of points, each pair a line of its own. Steps hold each point's value until the next.
    enum class Kind { data, steps, segments, verticalGuide, horizontalGuide } kind = Kind::data;
    bool holdsData() const { return kind == Kind::data || kind == Kind::steps; }
};

/// For legends, and for tables that name what a chart draws.
QIcon seriesIcon(const SeriesStyle& style, const Colours& colours);

} // namespace bubblenet::ui
