// SPDX-License-Identifier: GPL-3.0-only
// The curves and the cost-against-accuracy picture of reports, as SVG. Empty where there is nothing to draw. Private to
// compare.
#pragma once

#include <string>
#include <vector>

#include "core/compare/comparison.h"

namespace bubblenet::compare {

/// Best so far by candidates, and validation accuracy by epochs.
std::string curvesSvg(const std::vector<Run>& runs, Language language);
/// The same after cost against accuracy with the front of what no other beats.
std::string comparisonSvg(const std::vector<Run>& runs, Language language);

} // namespace bubblenet::compare
