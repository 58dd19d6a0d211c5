// SPDX-License-Identifier: GPL-3.0-only
// A state dict as torch.save writes it (zip archive, pickle of protocol 2), so that Python's torch.load reads it with
// its safe default. Any thread.
#pragma once

#include <string>

#include "core/nn/state_dict.h"

namespace bubblenet::artefact {

/// The metadata become records extra/KEY of the archive, which torch.load passes over.
std::string toPth(const nn::StateDict& dict);

} // namespace bubblenet::artefact
