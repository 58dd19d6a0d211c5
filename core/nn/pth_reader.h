// SPDX-License-Identifier: GPL-3.0-only
// What torch.save wrote, from its bytes in memory: zip archives (since 1.6) and the legacy layout before. The tensors
// have memory of their own. Throws Error without the file's name, which the caller adds. Any thread.
#pragma once

#include <string_view>

#include "core/nn/state_dict.h"

namespace bubblenet::nn {

StateDict readZipPth(std::string_view bytes);
StateDict readLegacyPth(std::string_view bytes);

} // namespace bubblenet::nn
