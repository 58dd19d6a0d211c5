// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/run_model.h"

namespace bubblenet::ui {

void RunModel::apply(const store::Event& /*event*/) {}

} // namespace bubblenet::ui
