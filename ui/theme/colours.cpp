// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/colours.h"

#include <algorithm>
#include <cmath>

namespace bubblenet::ui {

namespace {

// On white the light ones of Okabe and Ito's colours have too little contrast for marks: those are darker in light.
const Colours kLight{
    .window = QColor(0xF6F7F9),
    .panel = QColor(0xFFFFFF),
    .line = QColor(0xDADDE3),
    .text = QColor(0x1B1F24),
    .quietText = QColor(0x5A6472),
    .accent = QColor(0x0B6BCB),
    .onAccent = QColor(0xFFFFFF),
    .good = QColor(0x1A7F4B),
    .warning = QColor(0x946300),
    .bad = QColor(0xC62828),
    .encircle = QColor(0x0072B2),
    .spiral = QColor(0xC27C00),
    .explore = QColor(0x009E73),
    .leader = QColor(0xC2609A),
    .baseNetwork = QColor(0x7F7F7F),
    .uniform = QColor(0x2E93CC),
    .pruned = QColor(0xD55E00),
};

const Colours kDark{
    .window = QColor(0x16191D),
    .panel = QColor(0x1E2227),
    .line = QColor(0x343A42),
    .text = QColor(0xE6E9ED),
    .quietText = QColor(0x98A2AE),
    .accent = QColor(0x5AA9FF),
    .onAccent = QColor(0x0E1318),
    .good = QColor(0x4CC38A),
    .warning = QColor(0xE0B04A),
    .bad = QColor(0xFF7B72),
    .encircle = QColor(0x3A9BDC),
    .spiral = QColor(0xE69F00),
    .explore = QColor(0x1DB58A),
    .leader = QColor(0xCC79A7),
    .baseNetwork = QColor(0x8F8F8F),
    .uniform = QColor(0x56B4E9),
    .pruned = QColor(0xE8741A),
};

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour) {
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

const Colours& coloursOf(Scheme scheme) {
    return scheme == Scheme::light ? kLight : kDark;
}

double contrast(const QColor& a, const QColor& b) {
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace bubblenet::ui
