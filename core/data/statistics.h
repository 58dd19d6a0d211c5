// SPDX-License-Identifier: GPL-3.0-only
// What is measured of a data set when it is opened.
#pragma once

#include "core/data/dataset.h"

namespace bubblenet::data {

/// Per-channel mean and standard deviation (of the population) over at most `imageLimit` images, evenly spaced. Sums
/// are integers, so that the number of threads it uses does not show. Rethrows what reading throws.
Normalization measureNormalization(const Dataset& dataset, std::size_t imageLimit);

} // namespace bubblenet::data
