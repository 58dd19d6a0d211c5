// SPDX-License-Identifier: GPL-3.0-only
// A network as a TorchScript archive, traced: for programs that load nothing newer. PyTorch has deprecated the format.
// Any thread.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "core/export/artefact.h"

namespace bubblenet::artefact {

/// Takes images in fp32 and gives logits in fp32; between them the precision is that of the weights. The metadata
/// become extra files, which torch.jit.load fetches by name.
std::string toTorchScript(const nn::Network& network, Precision precision,
                          const std::map<std::string, std::string>& metadata);

/// The archive's network. It is a program that is run: only for files of our own.
std::function<at::Tensor(const at::Tensor&)> openTorchScript(const std::filesystem::path& path);

} // namespace bubblenet::artefact
