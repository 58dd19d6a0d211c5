// SPDX-License-Identifier: GPL-3.0-only
// Whether the machine is at the page's disposal, or a run has it. A plain value.
#pragma once

namespace bubblenet::ui {

enum class Machine { free, running };

} // namespace bubblenet::ui
