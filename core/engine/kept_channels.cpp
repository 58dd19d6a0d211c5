// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/kept_channels.h"

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"

namespace bubblenet::engine {

using nlohmann::json;

void writeKept(json& checkpoint, const prune::PruningPlan& plan) {
    checkpoint["kept"] = plan.kept;
    checkpoint["removed_blocks"] = plan.removedBlocks;
}

std::optional<prune::PruningPlan> keptIn(const std::string& checkpointJson) {
    try {
        const json value = parseJson(checkpointJson);
        if (!value.contains("kept"))
            return std::nullopt;
        return prune::PruningPlan{value.at("kept").get<std::vector<std::vector<int>>>(),
                                  value.at("removed_blocks").get<std::vector<std::string>>()};
    } catch (const json::exception& error) {
        throw Error(
            Phrase("the checkpoint 'pruned' does not say which channels it kept ({1})", std::string(error.what())));
    }
}

prune::PruningPlan composed(const prune::PruningPlan& first, const prune::PruningPlan& second) {
    prune::PruningPlan plan{{}, first.removedBlocks};
    for (std::size_t g = 0; g < first.kept.size(); ++g) {
        plan.kept.emplace_back();
        for (const int channel : second.kept.at(g))
            plan.kept.back().push_back(first.kept[g].at(static_cast<std::size_t>(channel)));
    }
    return plan;
}

} // namespace bubblenet::engine
