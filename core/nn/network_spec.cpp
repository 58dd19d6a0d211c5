// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/network_spec.h"

#include <algorithm>
#include <optional>

#include "core/base/error.h"
#include "core/config/suggestion.h"
#include "core/nn/layout.h"

namespace bubblenet::nn {

namespace {

struct Architecture {
    const char* name;
    BlockKind block;
    std::vector<int> blocks; ///< of each stage; three stages: the CIFAR resnets
};

// He et al. 2016: table 1 for ImageNet, section 4.2 (6n + 2 layers) for CIFAR.
const std::vector<Architecture>& architectures() {
    static const std::vector<Architecture> list{
        {"resnet18", BlockKind::basic, {2, 2, 2, 2}},        {"resnet34", BlockKind::basic, {3, 4, 6, 3}},
        {"resnet50", BlockKind::bottleneck, {3, 4, 6, 3}},   {"resnet101", BlockKind::bottleneck, {3, 4, 23, 3}},
        {"resnet152", BlockKind::bottleneck, {3, 8, 36, 3}}, {"resnet20", BlockKind::basic, {3, 3, 3}},
        {"resnet32", BlockKind::basic, {5, 5, 5}},           {"resnet44", BlockKind::basic, {7, 7, 7}},
        {"resnet56", BlockKind::basic, {9, 9, 9}},           {"resnet110", BlockKind::basic, {18, 18, 18}},
    };
    return list;
}

[[noreturn]] void refuse(const std::string& message) {
    throw Error(message, ErrorKind::usage);
}

const Architecture& findArchitecture(const std::string& name) {
    for (const auto& architecture : architectures())
        if (name == architecture.name)
            return architecture;
    std::string text = "Unknown architecture '" + name + "'.";
    if (const auto nearest = config::nearestName(name, architectureNames()))
        text += " Did you mean " + *nearest + "?";
    text += " Known:";
    for (const auto& known : architectureNames())
        text += " " + known;
    refuse(text + ".");
}

StemKind stemFrom(const std::string& name, StemKind usual) {
    if (name == "auto")
        return usual;
    if (name == "imagenet")
        return StemKind::imagenet;
    if (name == "cifar")
        return StemKind::cifar;
    refuse("Unknown stem '" + name + "': use auto, imagenet or cifar.");
}

ShortcutKind shortcutFrom(const std::string& name, ShortcutKind usual, const Architecture& architecture) {
    if (name == "auto")
        return usual;
    if (name == "B")
        return ShortcutKind::convolution;
    if (name != "A")
        refuse("Unknown shortcut '" + name + "': use auto, A (padded) or B (1×1 convolution).");
    if (usual != ShortcutKind::pad)
        refuse("Shortcut A is for the CIFAR resnets (resnet20 32 44 56 110); " + std::string(architecture.name) +
               " has B. Leave the shortcut at auto.");
    return ShortcutKind::pad;
}

} // namespace

std::vector<int> paddedSources(int inputs, int outputs) {
    std::vector<int> sources(static_cast<std::size_t>(outputs), -1);
    const int before = (outputs - inputs) / 2;
    for (int channel = 0; channel < inputs; ++channel)
        sources.at(static_cast<std::size_t>(before + channel)) = channel;
    return sources;
}

const std::vector<std::string>& architectureNames() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> list;
        for (const auto& architecture : architectures())
            list.emplace_back(architecture.name);
        return list;
    }();
    return names;
}

std::optional<std::string> architectureOf(BlockKind block, const std::vector<int>& blocksOfStages) {
    const Architecture* best = nullptr;
    for (const auto& architecture : architectures()) {
        if (architecture.block != block || architecture.blocks.size() != blocksOfStages.size())
            continue;
        const bool fits = std::equal(blocksOfStages.begin(), blocksOfStages.end(), architecture.blocks.begin(),
                                     [](int found, int whole) { return found <= whole; });
        if (fits && best == nullptr) // the list is in ascending depth
            best = &architecture;
    }
    return best != nullptr ? std::optional<std::string>(best->name) : std::nullopt;
}

NetworkSpec makeSpec(const std::string& architecture, const SpecOptions& options) {
    constexpr std::string_view prefix = "models.";
    const auto plainName = architecture.starts_with(prefix) ? architecture.substr(prefix.size()) : architecture;
    const auto& found = findArchitecture(plainName);
    const bool isCifar = found.blocks.size() == 3;

    NetworkSpec spec;
    spec.architecture = found.name;
    spec.stem = stemFrom(options.stem, isCifar ? StemKind::cifar : StemKind::imagenet);
    spec.block = found.block;
    spec.inputChannels = options.inputChannels;
    spec.stemWidth = isCifar ? 16 : 64;
    spec.classes = options.classes;
    spec.classifierName = isCifar ? "linear" : "fc";
    spec.shortcutName = isCifar ? "shortcut" : "downsample";
    const auto widening =
        shortcutFrom(options.shortcut, isCifar ? ShortcutKind::pad : ShortcutKind::convolution, found);

    int inputs = spec.stemWidth;
    int planes = spec.stemWidth;
    for (std::size_t stageIndex = 0; stageIndex < found.blocks.size(); ++stageIndex, planes *= 2) {
        StageSpec stage;
        stage.width = found.block == BlockKind::basic ? planes : 4 * planes;
        for (int index = 0; index < found.blocks[stageIndex]; ++index) {
            BlockSpec block;
            block.index = index;
            block.stride = index == 0 && stageIndex > 0 ? 2 : 1;
            block.innerWidths.assign(found.block == BlockKind::basic ? 1 : 2, planes);
            if (inputs != stage.width || block.stride != 1)
                block.shortcut = widening;
            if (block.shortcut == ShortcutKind::pad)
                block.padSources = paddedSources(inputs, stage.width);
            inputs = stage.width;
            stage.blocks.push_back(std::move(block));
        }
        spec.stages.push_back(std::move(stage));
    }
    validate(spec);
    return spec;
}

} // namespace bubblenet::nn
