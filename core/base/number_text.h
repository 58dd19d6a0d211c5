// SPDX-License-Identifier: GPL-3.0-only
// Numbers as people read them, with their units. Any thread; no state.
#pragma once

#include <string>

namespace bubblenet {

std::string fixedText(double value, int decimals);
std::string percentText(double percent);  ///< "93.39 %"
std::string countText(double value);      ///< "126.5 M"
std::string bytesText(double bytes);      ///< "3.4 MB"
std::string durationText(double seconds); ///< "3:07", "1:02:03"
std::string millisecondsText(double milliseconds);
std::string speedupText(double speedup, double lowerQuartile, double upperQuartile); ///< "1.22 × (1.19 … 1.24)"

} // namespace bubblenet
