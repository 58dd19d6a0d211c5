// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <charconv>
#include <set>
#include <unordered_map>

#include "core/base/error.h"
#include "core/nn/read_errors.h"
#include "core/nn/weights.h"

namespace bubblenet::nn {

namespace {

constexpr int kMaxStages = 8;
constexpr int kMaxBlocks = 1000; // of one stage; far above every ResNet

/// Looks up what it needs of one file, and says what the file lacks.
class Finder {
public:
    Finder(const StateDict& dict, const std::string& name) : m_dict(dict), m_name(name) {
        for (const auto& [tensor, value] : dict.tensors) // a hostile file may hold a million names
            m_tensors.emplace(tensor, &value);
    }

    [[noreturn]] void refuse(const Phrase& what) const {
        throw Error(Phrase("'{1}' is not a ResNet that can be read: {2}.", m_name, what));
    }
    bool has(const std::string& tensor) const { return m_tensors.contains(tensor); }

    at::IntArrayRef shape(const std::string& tensor, std::int64_t dimensions) const {
        const auto found = m_tensors.find(tensor);
        if (found == m_tensors.end())
            refuse(Phrase("it has no '{1}'", tensor));
        const auto sizes = found->second->sizes();
        if (found->second->dim() != dimensions)
            refuse("'" + tensor + "' is " + shapeText(sizes) + "; " + std::to_string(dimensions) +
                   " dimensions were expected");
        return sizes;
    }
    int size(const std::string& tensor, std::int64_t dimensions, std::size_t dimension) const {
        constexpr std::int64_t tooWide = 1 << 24; // validate() draws the finer line
        return static_cast<int>(std::min(shape(tensor, dimensions)[dimension], tooWide));
    }

    /// The numbers j of the blocks layerK.j, ascending.
    std::set<int> blockIndices(int layer) const {
        const auto prefix = "layer" + std::to_string(layer) + ".";
        std::set<int> indices;
        for (const auto& [tensor, value] : m_dict.tensors) {
            if (!tensor.starts_with(prefix))
                continue;
            int index = -1;
            const auto* begin = tensor.data() + prefix.size();
            const auto* end = tensor.data() + tensor.size();
            const auto [rest, code] = std::from_chars(begin, end, index);
            if (code != std::errc() || rest == end || *rest != '.' || index < 0 || index >= kMaxBlocks)
                refuse("the name '" + tensor + "' has no block number below " + std::to_string(kMaxBlocks));
            indices.insert(index);
        }
        return indices;
    }

private:
    const StateDict& m_dict;
    const std::string& m_name;
    std::unordered_map<std::string_view, const at::Tensor*> m_tensors;
};

BlockSpec blockFrom(const Finder& finder, const std::string& name, const NetworkSpec& spec, int index, bool opensStage,
                    int inputs, int width) {
    BlockSpec block;
    block.index = index;
    block.stride = opensStage ? 2 : 1;
    block.innerWidths.push_back(finder.size(name + ".conv1.weight", 4, 0));
    if (spec.block == BlockKind::bottleneck)
        block.innerWidths.push_back(finder.size(name + ".conv2.weight", 4, 0));
    if (finder.has(name + "." + spec.shortcutName + ".0.weight")) {
        block.shortcut = ShortcutKind::convolution;
    } else if (opensStage) {
        block.shortcut = ShortcutKind::pad;
        if (inputs > width)
            finder.refuse("the shortcut of " + name + " goes from " + std::to_string(inputs) + " to " +
                          std::to_string(width) +
                          " channels without a convolution; only the metadata 'bubblenet.spec' could say which ones");
        block.padSources = paddedSources(inputs, width);
    }
    return block;
}

void readStages(const Finder& finder, NetworkSpec& spec) {
    int inputs = spec.stemWidth;
    int last = 0;
    for (int layer = 1; layer <= kMaxStages; ++layer)
        if (!finder.blockIndices(layer).empty())
            last = layer;
    const std::string lastConv = spec.block == BlockKind::basic ? ".conv2.weight" : ".conv3.weight";
    std::vector<int> depths;
    for (int layer = 1; layer <= last; ++layer) {
        const auto indices = finder.blockIndices(layer);
        StageSpec stage;
        stage.width = inputs;
        for (const int index : indices) {
            const auto name = "layer" + std::to_string(layer) + "." + std::to_string(index);
            stage.width = finder.size(name + lastConv, 4, 0);
            const bool opensStage = layer > 1 && stage.blocks.empty();
            stage.blocks.push_back(blockFrom(finder, name, spec, index, opensStage, inputs, stage.width));
            inputs = stage.width;
        }
        depths.push_back(indices.empty() ? 0 : *indices.rbegin() + 1);
        spec.stages.push_back(std::move(stage));
    }
    const auto architecture = architectureOf(spec.block, depths);
    if (!architecture) {
        std::string text;
        for (const int depth : depths)
            text.append(" ").append(std::to_string(depth));
        finder.refuse(depths.empty() ? std::string("it has no 'layer1.0.conv1.weight'")
                                     : "no known architecture has stages of" + text + " blocks");
    }
    spec.architecture = *architecture;
}

NetworkSpec specFromShapes(const Finder& finder, const StateDict& dict) {
    const auto stem = finder.shape("conv1.weight", 4);
    NetworkSpec spec;
    spec.stemWidth = finder.size("conv1.weight", 4, 0);
    spec.inputChannels = finder.size("conv1.weight", 4, 1);
    if (stem[2] != 3 && stem[2] != 7)
        finder.refuse("'conv1.weight' is " + shapeText(stem) + "; a kernel of 3 or 7 was expected");
    spec.stem = stem[2] == 7 ? StemKind::imagenet : StemKind::cifar;
    spec.classifierName = finder.has("linear.weight") ? "linear" : "fc";
    spec.classes = finder.size(spec.classifierName + ".weight", 2, 0);
    const auto anyContains = [&](const std::string& part) {
        return std::ranges::any_of(dict.tensors,
                                   [&](const auto& entry) { return entry.first.find(part) != std::string::npos; });
    };
    spec.block = anyContains(".conv3.weight") ? BlockKind::bottleneck : BlockKind::basic;
    spec.shortcutName =
        anyContains(".shortcut.0.") || (spec.classifierName == "linear" && !anyContains(".downsample.0."))
            ? "shortcut"
            : "downsample";
    readStages(finder, spec);
    return spec;
}

void checkShapes(const Finder& finder, const NetworkSpec& spec) {
    for (const auto& [tensor, expected] : tensorShapes(spec)) {
        const auto found = finder.shape(tensor, static_cast<std::int64_t>(expected.size()));
        if (found != at::IntArrayRef(expected))
            finder.refuse("'" + tensor + "' is " + shapeText(found) + " where " + shapeText(expected) +
                          " fits the rest");
    }
}

} // namespace

NetworkSpec recogniseSpec(const StateDict& dict, const std::string& name) {
    const Finder finder(dict, name);
    NetworkSpec spec;
    try {
        const auto described = dict.metadata.find("bubblenet.spec");
        spec = described != dict.metadata.end() ? specFromJson(described->second) : specFromShapes(finder, dict);
        validate(spec);
    } catch (const Error& error) {
        const std::string text = error.what();
        throw text.find(name) != std::string::npos ? error : Error("'" + name + "': " + text);
    }
    // Before anything of the size that a spec claims is made, the file must hold as much.
    checkShapes(finder, spec);
    return spec;
}

} // namespace bubblenet::nn
