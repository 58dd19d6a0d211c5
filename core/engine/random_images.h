// SPDX-License-Identifier: GPL-3.0-only
// Images without content, for measuring speed where no data set need be there. Any thread.
#pragma once

#include <memory>

#include "core/data/dataset.h"

namespace bubblenet::engine {

/// Always the same ones; labels go round.
std::shared_ptr<const data::Dataset> randomImages(const data::ImageShape& shape, std::size_t count, int classes);

} // namespace bubblenet::engine
