// SPDX-License-Identifier: GPL-3.0-only
// What a search needs, made from a session: the goal as a cost, the encoding, the image lists and the judge. The same
// again after a resume. Engine thread.
#pragma once

#include <memory>
#include <optional>

#include "core/engine/session.h"
#include "core/search/judge.h"
#include "core/search/parallel_judging.h"

namespace bubblenet::engine {

/// The cost that the recipe's goal limits.
struct Goal {
    std::string kind; ///< macs | parameters | bytes | latency
    double share = 1; ///< of the unpruned network's cost that may be left
    search::CostFunction cost;
};
/// A goal that is counted from the shape alone; none for a latency or a sparsity.
std::optional<Goal> countedGoal(const config::GoalConfig& goal, int imageSize);
/// The groups that keep all their channels (findGroups' order): the streams, unless the recipe narrows them.
std::vector<bool> fixedGroups(const nn::NetworkSpec& spec, const config::SearchConfig& config);
int roundTo(const config::SearchConfig& config); ///< what search.round_to comes to
/// For a latency goal the table is measured at the first call and kept in the checkpoint "latency". Throws Error(usage)
/// for a goal that channels cannot be pruned to.
Goal goalOf(const Session& session);

struct SearchSetup {
    explicit SearchSetup(Session& session);

    Goal goal;
    std::unique_ptr<search::Repair> repair;
    std::unique_ptr<search::Encoding> encoding;
    std::unique_ptr<search::Judge> judge;
    std::vector<std::vector<double>> scores;
    std::shared_ptr<const search::ImageBatches> recalibration; ///< training images
    std::shared_ptr<const search::ImageBatches> judged;        ///< validation images that candidates are judged on
    std::shared_ptr<const search::ImageBatches> unseen;        ///< validation images that no candidate sees
};

/// The widths that lose least by what each group and block is worth, measured on a quarter of the images (once: it is
/// kept in the checkpoint "sensitivity").
struct SensitivityWidths {
    prune::Widths withBlocks; ///< whole blocks may go
    prune::Widths blocksKept;
};
SensitivityWidths sensitivityWidths(Session& session, const SearchSetup& setup);
/// What measuring that takes, for the time left: images, through nearly whole networks.
double sensitivityImages(const nn::NetworkSpec& spec, const config::SearchConfig& config);
search::JudgingThreads judgingThreads(const Session& session);

/// Scores of the channels of `network` by the recipe's criterion; `round` tells random ones apart.
std::vector<std::vector<double>> scoresFor(Session& session, nn::Network& network, int round = 0);
/// `count` training images, the same for every call of a run, without augmentation.
std::shared_ptr<const search::ImageBatches> recalibrationImages(const Session& session);

} // namespace bubblenet::engine
