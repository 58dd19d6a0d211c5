// SPDX-License-Identifier: GPL-3.0-only
#include "core/train/progress.h"

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"

namespace bubblenet::train {

std::string toJson(const Progress& progress) {
    nlohmann::json json{{"epoch", progress.epoch},
                        {"step", progress.step},
                        {"epochsWithoutBetter", progress.epochsWithoutBetter},
                        {"rng", progress.rng},
                        {"pod", progress.pod}};
    if (progress.bestLoss)
        json["bestLoss"] = *progress.bestLoss;
    return json.dump();
}

Progress progressFromJson(const std::string& text) {
    try {
        const auto json = parseJson(text);
        Progress progress{.epoch = json.at("epoch").get<int>(),
                          .step = json.at("step").get<std::int64_t>(),
                          .epochsWithoutBetter = json.at("epochsWithoutBetter").get<int>(),
                          .bestLoss = {},
                          .rng = json.at("rng").get<std::string>(),
                          .pod = json.at("pod").get<std::string>()};
        if (json.contains("bestLoss"))
            progress.bestLoss = json.at("bestLoss").get<double>();
        if (progress.epoch < 0 || progress.step < 0 || progress.epochsWithoutBetter < 0)
            throw Error("a count is negative");
        return progress;
    } catch (const std::exception& error) {
        throw Error(std::string("The checkpoint's training state cannot be read: ") + error.what());
    }
}

} // namespace bubblenet::train
