// SPDX-License-Identifier: GPL-3.0-only
// Labels are checked here, on the host: a wrong one that reaches a loss on a GPU takes the whole device context with
// it.
#pragma once

#include "core/data/batch_stream.h"

namespace bubblenet::train {

/// Throws Error naming the first image whose label is not in 0 … classes − 1.
void checkLabels(const data::Batch& batch, int classes);

} // namespace bubblenet::train
