// SPDX-License-Identifier: GPL-3.0-only
// Each case of networks.json's logits: the network built from formula weights, compared with what PyTorch gave.
#pragma once

#include <QtTest>

#include "core/nn/inference.h"
#include "core/nn/weights.h"
#include "tests/core/nn/formula.h"

namespace logit_cases {

inline std::string titleOf(const nlohmann::json& entry) {
    return entry["architecture"].get<std::string>() + " " + entry["shortcut"].get<std::string>() + " " +
           entry["channels"].get<std::string>() + " " + std::to_string(entry["imageSize"].get<int>());
}

inline bool isSlow(const nlohmann::json& entry) {
    return entry["imageSize"] == 224 || entry["architecture"] == "resnet101";
}

template<class Filter> void addRows(Filter filter) {
    QTest::addColumn<int>("index");
    const auto cases = formula::reference()["logits"];
    for (int i = 0; i < static_cast<int>(cases.size()); ++i)
        if (filter(cases[static_cast<std::size_t>(i)]))
            QTest::newRow(titleOf(cases[static_cast<std::size_t>(i)]).c_str()) << i;
}

/// The network is built as a weight file would be loaded: its widths are recognised from the shapes.
inline std::shared_ptr<bubblenet::nn::Network> networkOf(const nlohmann::json& entry) {
    using namespace bubblenet::nn;
    SpecOptions options;
    options.shortcut = entry["shortcut"].get<std::string>();
    const auto spec = makeSpec(entry["architecture"].get<std::string>(), options);
    auto dict = formula::stateDict(spec);
    if (entry["channels"] == "half")
        formula::halveInnerChannels(dict, spec.block);
    auto network = std::make_shared<Network>(recogniseSpec(dict, "formula"), bubblenet::Rng(1));
    loadInto(*network, dict, ClassifierPolicy::mustMatch);
    network->eval();
    return network;
}

inline void compare(int index) {
    const at::NoGradGuard noGradient;
    const auto entry = formula::reference()["logits"][static_cast<std::size_t>(index)];
    const auto network = networkOf(entry);
    const auto expected = formula::toTensor(entry["logits"]);
    const auto images = formula::images(2, entry["imageSize"].get<int>());
    const double plain = formula::relativeDifference(network->forward(images), expected);
    QVERIFY2(plain < 1e-4, qPrintable(QString("forward differs by %1 of the range").arg(plain)));
    const bubblenet::nn::FoldedNetwork folded(*network);
    const double fused = formula::relativeDifference(folded.forward(images), expected);
    QVERIFY2(fused < 1e-4, qPrintable(QString("folded, it differs by %1 of the range").arg(fused)));
}

} // namespace logit_cases
