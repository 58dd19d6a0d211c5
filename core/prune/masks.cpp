// SPDX-License-Identifier: GPL-3.0-only
#include "core/prune/masks.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/error.h"

namespace bubblenet::prune {

namespace {

// Entries of one of several lists by weight name; the lists are in the same order but for tampered checkpoints.
const at::Tensor& matching(const std::vector<std::pair<std::string, at::Tensor>>& list, const std::string& name,
                           at::IntArrayRef sizes, const char* what) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.first == name; });
    if (found == list.end())
        throw Error(std::string("There is no ") + what + " for the weight '" + name + "'; it is of another network.");
    if (found->second.sizes() != sizes)
        throw Error(std::string("The ") + what + " of the weight '" + name +
                    "' has another shape than the weight; it is of " + "another network.");
    return found->second;
}

// The `count` lowest of `values`; of equal ones the first.
at::Tensor lowest(const at::Tensor& values, std::int64_t count) {
    const auto threshold = std::get<0>(values.kthvalue(count));
    const auto below = values < threshold;
    const auto equal = values == threshold;
    const auto missing = count - below.sum().item<std::int64_t>();
    return below.logical_or(equal.logical_and(equal.cumsum(0) <= missing));
}

} // namespace

double sparsityAt(double initial, double final, double progress) {
    const double left = 1 - std::clamp(progress, 0.0, 1.0);
    return final + (initial - final) * left * left * left;
}

WeightMasks::WeightMasks(const nn::Network& network) {
    for (const auto& conv : network.convNorms())
        m_masks.emplace_back(conv.convName + ".weight", at::ones_like(conv.weight, at::kBool));
}

WeightMasks WeightMasks::ofZeros(const nn::Network& network) {
    WeightMasks masks(network);
    for (std::size_t i = 0; i < masks.m_masks.size(); ++i)
        masks.m_masks[i].second = network.convNorms()[i].weight.ne(0);
    return masks;
}

void WeightMasks::raiseTo(double sparsity, const std::vector<std::pair<std::string, at::Tensor>>& scores) {
    if (!(sparsity >= 0 && sparsity <= 1))
        throw Error("A sparsity of " + std::to_string(sparsity) + " is not possible; it must be 0 to 1.");
    const at::NoGradGuard noGradient;
    std::vector<at::Tensor> pieces;
    std::int64_t masked = 0;
    for (const auto& [name, mask] : m_masks) {
        const auto gone = mask.logical_not();
        masked += gone.sum().item<std::int64_t>();
        const auto& score = matching(scores, name, mask.sizes(), "score");
        pieces.push_back(
            score.to(mask.device(), at::kFloat).masked_fill(gone, -std::numeric_limits<float>::infinity()).flatten());
    }
    const auto all = at::cat(pieces);
    const auto count = std::llround(sparsity * static_cast<double>(all.numel()));
    if (count <= masked)
        return;
    const auto chosen = lowest(all, count);
    std::int64_t offset = 0;
    for (auto& [name, mask] : m_masks) {
        mask.masked_fill_(chosen.narrow(0, offset, mask.numel()).view(mask.sizes()), false);
        offset += mask.numel();
    }
}

void WeightMasks::apply(nn::Network& network) const {
    const at::NoGradGuard noGradient;
    for (std::size_t i = 0; i < m_masks.size(); ++i) {
        auto& conv = network.convNorms().at(i);
        const auto& [name, mask] = m_masks[i];
        if (conv.convName + ".weight" != name || conv.weight.sizes() != mask.sizes())
            throw Error("The mask of '" + name + "' does not fit the network's '" + conv.convName + "'.");
        // Filled rather than multiplied: zero times a weight that is not finite is not zero.
        conv.weight.masked_fill_(mask.to(conv.weight.device()).logical_not(), 0);
    }
}

double WeightMasks::sparsity() const {
    std::int64_t total = 0;
    std::int64_t kept = 0;
    for (const auto& [name, mask] : m_masks) {
        total += mask.numel();
        kept += mask.sum().item<std::int64_t>();
    }
    return 1 - static_cast<double>(kept) / static_cast<double>(total);
}

void WeightMasks::setMasks(std::vector<std::pair<std::string, at::Tensor>> masks) {
    std::vector<at::Tensor> found;
    for (const auto& [name, mask] : m_masks)
        found.push_back(matching(masks, name, mask.sizes(), "mask"));
    for (std::size_t i = 0; i < found.size(); ++i) // copied, for the weights' own memory format
        m_masks[i].second = at::empty_like(m_masks[i].second).copy_(found[i]);
}

double measuredSparsity(const nn::Network& network) {
    const at::NoGradGuard noGradient;
    std::int64_t total = 0;
    std::int64_t zeros = 0;
    for (const auto& conv : network.convNorms()) {
        total += conv.weight.numel();
        zeros += conv.weight.eq(0).sum().item<std::int64_t>();
    }
    return static_cast<double>(zeros) / static_cast<double>(total);
}

} // namespace bubblenet::prune
