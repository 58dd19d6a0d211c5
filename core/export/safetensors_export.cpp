// SPDX-License-Identifier: GPL-3.0-only
#include "core/export/safetensors_export.h"

#include "core/base/error.h"
#include "core/base/files.h"

namespace bubblenet::artefact {

Written writeVerifiedSafetensors(const std::filesystem::path& path, const nn::Network& network,
                                 const nn::InputDescription& input, const at::Tensor& images) {
    const std::filesystem::path temporary = path.string() + ".unverified";
    try {
        auto dict = nn::stateDictOf(network);
        nn::describeInput(dict, input);
        nn::writeSafetensors(temporary, dict);
        const auto reread = nn::loadNetwork(temporary);
        Written written{path, std::filesystem::file_size(temporary), sha256OfFile(temporary), {}};
        const auto original = network.copy();
        original->to(at::kCPU);
        written.agreement = prune::compareLogits(*original, *reread.network, images.to(at::kCPU));
        if (!written.agreement.holds())
            throw Error("the file written for '" + path.string() +
                        "' does not compute what the network does: its logits differ by " +
                        std::to_string(written.agreement.largestDifference) + " of a range of " +
                        std::to_string(written.agreement.range));
        syncAndRename(temporary, path);
        return written;
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        throw;
    }
}

} // namespace bubblenet::artefact
