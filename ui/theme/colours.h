// SPDX-License-Identifier: GPL-3.0-only
// The colours of the workbench by what they are for, in a light and a dark scheme. Plain values, any thread.
#pragma once

#include <QColor>

namespace bubblenet::ui {

enum class Scheme { light, dark };

struct Colours {
    QColor window, panel, line;
    QColor text, quietText;
    QColor accent, onAccent;
    QColor good, warning, bad;
    // Data, after Okabe and Ito; also told apart by shape or dash.
    QColor encircle, spiral, explore, leader, baseNetwork, uniform, pruned;
};

const Colours& coloursOf(Scheme scheme);

/// WCAG 2.1: 1 (the same) to 21 (black on white).
double contrast(const QColor& a, const QColor& b);

} // namespace bubblenet::ui
