// SPDX-License-Identifier: GPL-3.0-only
// Numbers as people read them. Any thread; no state.
#pragma once

#include <QString>

namespace bubblenet::ui {

QString fixedText(double value, int decimals);         ///< "–" for what is not a number
QString percentText(double percent, int decimals = 2); ///< "93.39 %"
QString countText(double value);                       ///< "126.5 M"
QString bytesText(double bytes);                       ///< "3.4 MB"
QString millisecondsText(double milliseconds);
QString durationText(double seconds); ///< "8 s", "3 min 07 s", "1 h 02 min"

} // namespace bubblenet::ui
