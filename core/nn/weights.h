// SPDX-License-Identifier: GPL-3.0-only
// Between a state dict and a Network: which network a file holds, and its tensors into one and out of it.
#pragma once

#include <optional>

#include "core/nn/network.h"
#include "core/nn/state_dict.h"

namespace bubblenet::nn {

/// The spec that a state dict's names and shapes (or its metadata's `bubblenet.spec`) describe; `name` is used in
/// errors. Recognises every architecture of architectureNames() at any widths, both stems and both shortcut options. A
/// stem that could be either is told by the kernel of conv1.
NetworkSpec recogniseSpec(const StateDict& dict, const std::string& name);

struct LoadReport {
    bool classifierReplaced = false; ///< its size differed: it keeps the network's own random values
    int fileClasses = 0;
    std::vector<std::string> ignored; ///< names in the file that the network has no place for
};
enum class ClassifierPolicy { mustMatch, replaceIfDifferent };
/// Throws Error naming the first missing tensor or differing shape; the network is untouched then.
LoadReport loadInto(Network& network, const StateDict& dict, ClassifierPolicy policy);

/// All parameters and running statistics, CPU contiguous fp32, torchvision's names, with metadata: bubblenet.spec,
/// and what the caller adds (normalisation, class names).
StateDict stateDictOf(const Network& network);

/// What a weight file says about its input, where it says so (metadata `bubblenet.mean`, `bubblenet.std`,
/// `bubblenet.image_size`, `bubblenet.classes`: JSON).
struct InputDescription {
    std::optional<data::Normalization> normalization;
    std::optional<int> imageSize;
    std::vector<std::string> classNames;
};
InputDescription inputDescription(const StateDict& dict);
void describeInput(StateDict& dict, const InputDescription& description);

/// A file as a ready network (architecture and widths recognised).
struct LoadedNetwork {
    std::shared_ptr<Network> network;
    InputDescription input;
};
LoadedNetwork loadNetwork(const std::filesystem::path& path);

} // namespace bubblenet::nn
