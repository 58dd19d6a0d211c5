// SPDX-License-Identifier: GPL-3.0-only
// The Python that rebuilds a network at its widths and loads a .pth into it: a page that needs nothing but torch. Any
// thread.
#pragma once

#include <string>

#include "core/nn/weights.h"

namespace bubblenet::artefact {

/// `pthName` and `moduleName` are for its comments: the file of the weights and what the module is imported as.
std::string pythonModule(const nn::NetworkSpec& spec, const nn::InputDescription& input, const std::string& pthName,
                         const std::string& moduleName);

} // namespace bubblenet::artefact
