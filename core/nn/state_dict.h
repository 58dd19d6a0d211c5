// SPDX-License-Identifier: GPL-3.0-only
// Named tensors from and to files: safetensors, zip .pth and pre-1.6 .pth. The readers run nothing: .pth is unpickled
// by an allow-list, everything is checked against the file's size before memory is taken. Any thread; blocks on the
// disk.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/nn/torch_header.h"

namespace bubblenet::nn {

struct StateDict {
    std::vector<std::pair<std::string, at::Tensor>> tensors; ///< in the file's order, CPU, contiguous
    std::map<std::string, std::string> metadata; ///< safetensors' __metadata__, our own .pth's records extra/KEY
    const at::Tensor* find(const std::string& name) const;
};

/// Sniffs the kind from the first bytes. A nesting under "state_dict", "model_state_dict", "model" or "net" and a
/// "module." prefix are taken off. Throws Error that names file, place and what was expected.
StateDict readStateDict(const std::filesystem::path& path);

/// The same format in memory, for checkpoints; `name` is used in errors.
std::string toSafetensors(const StateDict& dict);
StateDict fromSafetensors(std::string_view bytes, const std::string& name);

/// Header padded to 8 bytes, no holes; written atomically.
void writeSafetensors(const std::filesystem::path& path, const StateDict& dict);

} // namespace bubblenet::nn
