// SPDX-License-Identifier: GPL-3.0-only
#include "core/prune/groups.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "core/base/error.h"
#include "core/nn/layout.h"

namespace bubblenet::prune {

namespace {

// The groups, and where in them a stage's stream and a block's inner channels are.
struct GroupMap {
    nn::Layout layout;
    std::vector<Group> groups; ///< the stem's stream is the first
    std::vector<std::size_t> streamOfStage;
    std::vector<std::size_t> firstInner; ///< of each block of the layout; its inner groups follow one another

    std::size_t inputStream(const nn::BlockLayout& block) const {
        if (block.position > 0)
            return streamOfStage[static_cast<std::size_t>(block.stage)];
        return block.stage == 0 ? 0 : streamOfStage[static_cast<std::size_t>(block.stage - 1)];
    }
};

const nn::BlockSpec& blockOf(const nn::NetworkSpec& spec, const nn::BlockLayout& block) {
    return spec.stages[static_cast<std::size_t>(block.stage)].blocks[static_cast<std::size_t>(block.position)];
}

void addInner(GroupMap& map, const nn::BlockLayout& block) {
    map.firstInner.push_back(map.groups.size());
    for (std::size_t i = block.firstConv; i + 1 < block.firstConv + block.convCount; ++i) {
        const auto& conv = map.layout.convs[i];
        map.groups.push_back({.name = conv.convName,
                              .kind = GroupKind::inner,
                              .channels = conv.outputs,
                              .producers = {conv.convName},
                              .consumers = {map.layout.convs[i + 1].convName}});
    }
}

// A stage has one width, so all its blocks add into one stream; it is the stream before it where its first block's
// shortcut is the identity, or where it has no blocks.
GroupMap mapOf(const nn::NetworkSpec& spec) {
    GroupMap map;
    map.layout = nn::layoutOf(spec);
    const auto& convs = map.layout.convs;
    map.groups.push_back({.name = "stem",
                          .kind = GroupKind::stream,
                          .channels = spec.stemWidth,
                          .producers = {convs.front().convName},
                          .consumers = {}});
    std::size_t stream = 0;
    auto block = map.layout.blocks.begin();
    for (std::size_t stage = 0; stage < spec.stages.size(); ++stage) {
        for (; block != map.layout.blocks.end() && static_cast<std::size_t>(block->stage) == stage; ++block) {
            const auto before = stream;
            if (block->position == 0 && blockOf(spec, *block).shortcut != nn::ShortcutKind::identity) {
                stream = map.groups.size();
                map.groups.push_back({.name = "layer" + std::to_string(stage + 1),
                                      .kind = GroupKind::stream,
                                      .channels = spec.stages[stage].width,
                                      .producers = {},
                                      .consumers = {}});
            }
            map.groups[before].consumers.push_back(convs[block->firstConv].convName);
            map.groups[stream].producers.push_back(convs[block->firstConv + block->convCount - 1].convName);
            if (block->shortcutConv) {
                map.groups[before].consumers.push_back(convs[*block->shortcutConv].convName);
                map.groups[stream].producers.push_back(convs[*block->shortcutConv].convName);
            }
            addInner(map, *block);
        }
        map.streamOfStage.push_back(stream);
    }
    map.groups[stream].consumers.push_back(spec.classifierName);
    return map;
}

bool isRemoved(const PruningPlan& plan, const std::string& block) {
    return std::find(plan.removedBlocks.begin(), plan.removedBlocks.end(), block) != plan.removedBlocks.end();
}

void checkRemovedBlocks(const GroupMap& map, const nn::NetworkSpec& spec, const PruningPlan& plan) {
    for (const auto& name : plan.removedBlocks) {
        const auto& blocks = map.layout.blocks;
        const auto found = std::find_if(blocks.begin(), blocks.end(), [&](const auto& b) { return b.name == name; });
        if (found == blocks.end())
            throw Error("Pruning plan: the network " + spec.architecture + " has no block '" + name + "' to remove.");
        if (blockOf(spec, *found).shortcut != nn::ShortcutKind::identity)
            throw Error("Pruning plan: block '" + name +
                        "' cannot be removed, because its shortcut is not the identity; narrow it instead.");
    }
}

void checkKept(const Group& group, const std::vector<int>& kept) {
    const auto refuse = [&](const std::string& what) {
        throw Error("Pruning plan: group '" + group.name + "' " + what);
    };
    if (kept.empty())
        refuse("would be emptied; every group keeps at least one channel.");
    if (std::adjacent_find(kept.begin(), kept.end(), std::greater_equal<>()) != kept.end())
        refuse("lists its kept channels out of order or twice; they must ascend.");
    if (kept.front() < 0 || kept.back() >= group.channels)
        refuse("keeps channel " + std::to_string(kept.front() < 0 ? kept.front() : kept.back()) +
               ", but has channels 0 to " + std::to_string(group.channels - 1) + ".");
}

void checkPlan(const GroupMap& map, const nn::NetworkSpec& spec, const PruningPlan& plan) {
    if (plan.kept.size() != map.groups.size())
        throw Error("Pruning plan: it has " + std::to_string(plan.kept.size()) + " groups, the network " +
                    spec.architecture + " has " + std::to_string(map.groups.size()) +
                    "; make the plan for this network.");
    checkRemovedBlocks(map, spec, plan);
    std::vector<bool> isIgnored(map.groups.size());
    for (std::size_t b = 0; b < map.layout.blocks.size(); ++b)
        if (isRemoved(plan, map.layout.blocks[b].name))
            for (std::size_t i = 0; i + 1 < map.layout.blocks[b].convCount; ++i)
                isIgnored[map.firstInner[b] + i] = true;
    for (std::size_t g = 0; g < map.groups.size(); ++g)
        if (!isIgnored[g])
            checkKept(map.groups[g], plan.kept[g]);
}

// What a padded shortcut gathers when both the stream it reads and the one it adds to have lost channels.
std::vector<int> cutPadSources(const std::vector<int>& sources, const std::vector<int>& keptOutputs,
                               const std::vector<int>& keptInputs) {
    std::vector<int> result;
    for (const int output : keptOutputs) {
        const int source = sources.at(static_cast<std::size_t>(output));
        const auto place = std::lower_bound(keptInputs.begin(), keptInputs.end(), source);
        const bool isThere = source >= 0 && place != keptInputs.end() && *place == source;
        result.push_back(isThere ? static_cast<int>(place - keptInputs.begin()) : -1);
    }
    return result;
}

std::vector<int> firstChannels(int count) {
    std::vector<int> channels(static_cast<std::size_t>(std::max(count, 0)));
    std::iota(channels.begin(), channels.end(), 0);
    return channels;
}

} // namespace

std::vector<Group> findGroups(const nn::NetworkSpec& spec) {
    return mapOf(spec).groups;
}

std::vector<RemovableBlock> removableBlocks(const nn::NetworkSpec& spec) {
    std::vector<RemovableBlock> result;
    for (const auto& block : nn::layoutOf(spec).blocks)
        if (blockOf(spec, block).shortcut == nn::ShortcutKind::identity)
            result.push_back({block.stage, block.position, block.name});
    return result;
}

PruningPlan wholePlan(const nn::NetworkSpec& spec) {
    PruningPlan plan;
    for (const auto& group : findGroups(spec))
        plan.kept.push_back(firstChannels(group.channels));
    return plan;
}

Widths widthsOf(const PruningPlan& plan) {
    Widths widths{{}, plan.removedBlocks};
    for (const auto& kept : plan.kept)
        widths.kept.push_back(static_cast<int>(kept.size()));
    return widths;
}

PruningPlan planFor(const Widths& widths, const std::vector<std::vector<double>>& scores) {
    if (widths.kept.size() != scores.size())
        throw Error("Pruning plan: there are widths of " + std::to_string(widths.kept.size()) +
                    " groups, and scores of " + std::to_string(scores.size()) + "; both must be of the same network.");
    PruningPlan plan{{}, widths.removedBlocks};
    for (std::size_t g = 0; g < scores.size(); ++g) {
        const auto& score = scores[g];
        if (widths.kept[g] < 0 || static_cast<std::size_t>(widths.kept[g]) > score.size())
            throw Error("Pruning plan: group " + std::to_string(g) + " is to keep " + std::to_string(widths.kept[g]) +
                        " of " + std::to_string(score.size()) + " channels.");
        auto order = firstChannels(static_cast<int>(score.size()));
        const auto rank = [&](int channel) { // NaN would break the order that sorting needs
            const double value = score[static_cast<std::size_t>(channel)];
            return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
        };
        std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return rank(a) > rank(b); });
        order.resize(static_cast<std::size_t>(widths.kept[g]));
        std::sort(order.begin(), order.end());
        plan.kept.push_back(std::move(order));
    }
    return plan;
}

nn::NetworkSpec cutSpec(const nn::NetworkSpec& spec, const PruningPlan& plan) {
    const auto map = mapOf(spec);
    checkPlan(map, spec, plan);
    const auto width = [&](std::size_t group) { return static_cast<int>(plan.kept[group].size()); };
    auto result = spec;
    result.stemWidth = width(0);
    for (std::size_t stage = 0; stage < spec.stages.size(); ++stage) {
        result.stages[stage].width = width(map.streamOfStage[stage]);
        result.stages[stage].blocks.clear();
    }
    for (std::size_t b = 0; b < map.layout.blocks.size(); ++b) {
        const auto& layout = map.layout.blocks[b];
        if (isRemoved(plan, layout.name))
            continue;
        auto block = blockOf(spec, layout);
        for (std::size_t i = 0; i < block.innerWidths.size(); ++i)
            block.innerWidths[i] = width(map.firstInner[b] + i);
        const auto stage = static_cast<std::size_t>(layout.stage);
        if (block.shortcut == nn::ShortcutKind::pad)
            block.padSources = cutPadSources(block.padSources, plan.kept[map.streamOfStage[stage]],
                                             plan.kept[map.inputStream(layout)]);
        result.stages[stage].blocks.push_back(std::move(block));
    }
    return result;
}

nn::NetworkSpec specWithWidths(const nn::NetworkSpec& spec, const Widths& widths) {
    PruningPlan plan{{}, widths.removedBlocks};
    for (const int kept : widths.kept)
        plan.kept.push_back(firstChannels(kept));
    return cutSpec(spec, plan);
}

} // namespace bubblenet::prune
