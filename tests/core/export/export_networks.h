// SPDX-License-Identifier: GPL-3.0-only
// The networks that every format is tried with: whole, with narrower streams and blocks gone, with single weights gone.
#pragma once

#include "core/export/artefact.h"
#include "core/prune/surgery.h"
#include "tests/core/prune/formula_network.h"

namespace export_networks {

using namespace bubblenet;

struct Case {
    std::string name;
    std::shared_ptr<nn::Network> network;
    int imageSize = 32;
};

/// Keeps about two thirds of every group, none of them a run, and lets a block go where one may.
inline std::shared_ptr<nn::Network> pruned(const nn::Network& network) {
    auto plan = prune::wholePlan(network.spec());
    for (auto& kept : plan.kept)
        std::erase_if(kept, [](int channel) { return channel % 3 == 1; });
    const auto removable = prune::removableBlocks(network.spec());
    if (!removable.empty())
        plan.removedBlocks = {removable.front().name};
    auto result = prune::cut(network, plan);
    result->eval();
    return result;
}

inline std::shared_ptr<nn::Network> withZeros(const nn::Network& network) {
    const at::NoGradGuard noGradient;
    auto result = network.copy();
    int seed = 0;
    for (auto& conv : result->convNorms())
        conv.weight.mul_(formula::values(++seed, conv.weight.sizes()).ge(0).to(at::kFloat));
    result->eval();
    return result;
}

inline std::vector<Case> all() {
    const auto whole = formula::network(nn::makeSpec("resnet20", {}));
    const auto withConvolutions = formula::network(nn::makeSpec("resnet20", {.shortcut = "B"}));
    const auto imageNet = formula::network(nn::makeSpec("resnet18", {.classes = 5, .inputChannels = 1}));
    const auto bottleneck = formula::network(nn::makeSpec("resnet50", {.stem = "cifar"}));
    return {{"resnet20", whole},
            {"resnet20_pruned", pruned(*whole)},
            {"resnet20_zeros", withZeros(*whole)},
            {"resnet20_b_pruned", pruned(*withConvolutions)},
            {"resnet18_pruned", pruned(*imageNet), 40},
            {"resnet50_pruned", pruned(*bottleneck), 8}};
}

inline at::Tensor images(const Case& c, int count) {
    return 2 * formula::values(7, {count, c.network->spec().inputChannels, c.imageSize, c.imageSize}).to(at::kFloat);
}

inline nn::InputDescription description(const Case& c) {
    nn::InputDescription input{
        .normalization = data::imageNetNormalization(), .imageSize = c.imageSize, .classNames = {}};
    for (int i = 0; i < c.network->spec().classes; ++i)
        input.classNames.push_back("Klasse \"" + std::to_string(i) + "\" ü");
    return input;
}

inline artefact::VisitBatches visiting(const at::Tensor& images, const at::Tensor& labels = {}) {
    return [=](const artefact::VisitBatch& visit) { visit(images, labels); };
}

} // namespace export_networks
