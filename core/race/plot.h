// SPDX-License-Identifier: GPL-3.0-only
// Curves and marks as one SVG picture that needs nothing beside it: panels, two in a row, under one legend, on white. A
// page that holds it may recolour the classes paper (ground), ink and muted (words) and grid. Pure, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/race/axis.h"

namespace bubblenet::race {

struct PlotCurve {
    enum class Style { line, marks };
    std::size_t series = 0; ///< by which it is named and coloured
    std::vector<double> x;
    std::vector<double> y;          ///< one for each x; what is not finite is left out
    std::vector<double> lower = {}; ///< with `upper` a band around a line; empty: none
    std::vector<double> upper = {};
    Style style = Style::line;
};

struct Plot {
    std::string title;
    std::string label;           ///< of the vertical axis
    std::string horizontalLabel; ///< of the other
    Axis horizontal;
    Axis vertical;
    std::vector<PlotCurve> curves;
    std::string emptyText; ///< where nothing can be drawn
};

/// Neither infinite nor so large that differences overflow.
bool isDrawable(double value);

/// `names` of the series, for the legend; `title` for who cannot see it. All are escaped.
std::string plotsSvg(const std::vector<Plot>& plots, const std::vector<std::string>& names, const std::string& title);

} // namespace bubblenet::race
