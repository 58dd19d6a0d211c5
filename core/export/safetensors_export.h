// SPDX-License-Identifier: GPL-3.0-only
// A network as a safetensors file that carries its own shape and input description, proved by reading it back. Any
// thread.
#pragma once

#include <filesystem>
#include <string>

#include "core/nn/weights.h"
#include "core/prune/surgery.h"

namespace bubblenet::artefact {

struct Written {
    std::filesystem::path path;
    std::uint64_t bytes = 0;
    std::string sha256;
    prune::Agreement agreement; ///< of the file's network with the one in memory
};

/// Writes a temporary name, reads that file as any user would, compares the logits on `images` (normalised, N × C × H ×
/// W) and renames it. A file that does not agree is removed, and Error thrown.
Written writeVerifiedSafetensors(const std::filesystem::path& path, const nn::Network& network,
                                 const nn::InputDescription& input, const at::Tensor& images);

} // namespace bubblenet::artefact
