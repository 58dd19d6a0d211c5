// SPDX-License-Identifier: GPL-3.0-only
// Whether the machine is free to be measured: a run may have it, or another of the page's own jobs. A plain value.
#pragma once

namespace bubblenet::ui {

enum class Machine { free, checking, running };

} // namespace bubblenet::ui
