// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/inference.h"

#include "core/base/error.h"
#include "core/nn/folded_conv.h"

namespace bubblenet::nn {

namespace {

struct FoldedBlock {
    std::vector<FoldedConv> mainPath;
    std::optional<FoldedConv> shortcut;
    std::optional<PadShortcut> pad;

    /// `x` may be overwritten: no other block reads it.
    at::Tensor forward(const at::Tensor& x) const {
        auto y = x;
        for (std::size_t i = 0; i + 1 < mainPath.size(); ++i)
            y = mainPath[i].forwardRelu(y);
        if (shortcut)
            return mainPath.back().forwardAddRelu(y, shortcut->forward(x));
        return mainPath.back().forwardAddRelu(y, pad ? (*pad)(x) : x);
    }
};

} // namespace

struct FoldedNetwork::State {
    std::string architecture;
    int inputChannels;
    bool hasMaxPool;
    at::ScalarType type;
    at::Device device;
    FoldedConv stem;
    std::vector<FoldedBlock> blocks;
    at::Tensor classifierWeight, classifierBias;
};

FoldedNetwork::FoldedNetwork(const Network& network, Precision precision) {
    const at::NoGradGuard noGradient;
    const auto type = precision == Precision::bf16 ? at::kBFloat16 : at::kFloat;
    const auto& spec = network.spec();
    const auto& convs = network.convNorms();
    const auto layout = layoutOf(spec);
    State state{.architecture = spec.architecture,
                .inputChannels = spec.inputChannels,
                .hasMaxPool = spec.stem == StemKind::imagenet,
                .type = type,
                .device = network.classifierWeight().device(),
                .stem = FoldedConv(convs.front(), type, FoldedConv::Input::images),
                .blocks = {},
                .classifierWeight = network.classifierWeight().detach().to(type, false, /*copy=*/true),
                .classifierBias = network.classifierBias().detach().to(type, false, /*copy=*/true)};
    for (const auto& block : layout.blocks) {
        FoldedBlock folded;
        for (std::size_t conv = block.firstConv; conv < block.firstConv + block.convCount; ++conv)
            folded.mainPath.emplace_back(convs[conv], type);
        if (block.shortcutConv)
            folded.shortcut.emplace(convs[*block.shortcutConv], type);
        const auto& blockSpec =
            spec.stages[static_cast<std::size_t>(block.stage)].blocks[static_cast<std::size_t>(block.position)];
        if (blockSpec.shortcut == ShortcutKind::pad)
            folded.pad.emplace(blockSpec, block.inputs);
        state.blocks.push_back(std::move(folded));
    }
    m_state = std::make_unique<const State>(std::move(state));
}

FoldedNetwork::~FoldedNetwork() = default;

at::Tensor FoldedNetwork::forward(const at::Tensor& images) const {
    const at::NoGradGuard noGradient;
    const auto& state = *m_state;
    if (images.dim() != 4 || images.size(1) != state.inputChannels)
        throw Error("The network " + state.architecture + " takes images of " + std::to_string(state.inputChannels) +
                    " channels (N × C × H × W); it was given a tensor of another shape.");
    auto x = state.stem.forwardRelu(images.to(state.device, state.type).contiguous(at::MemoryFormat::ChannelsLast));
    if (state.hasMaxPool)
        x = at::max_pool2d(x, 3, 2, 1);
    for (const auto& block : state.blocks)
        x = block.forward(x);
    const auto features = state.classifierWeight.size(1);
    const auto pooled = at::adaptive_avg_pool2d(x, {1, 1}).flatten(1).narrow(1, 0, features);
    return at::linear(pooled, state.classifierWeight, state.classifierBias).to(at::kFloat);
}

} // namespace bubblenet::nn
