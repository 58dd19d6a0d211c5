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
    if (const auto& begun = progress.begun; begun.steps > 0)
        json["begun"] = {{"steps", begun.steps},
                         {"images", begun.images},
                         {"correct", begun.correct},
                         {"loss", begun.loss},
                         {"rate", begun.learningRate},
                         {"seconds", begun.seconds},
                         {"isJudgingLeft", progress.isJudgingLeft}};
    return json.dump();
}

Progress progressFromJson(const std::string& text) {
    try {
        const auto json = parseJson(text);
        Progress progress{.epoch = json.at("epoch").get<int>(),
                          .step = json.at("step").get<std::int64_t>(),
                          .begun = {},
                          .epochsWithoutBetter = json.at("epochsWithoutBetter").get<int>(),
                          .bestLoss = {},
                          .rng = json.at("rng").get<std::string>(),
                          .pod = json.at("pod").get<std::string>()};
        if (json.contains("bestLoss"))
            progress.bestLoss = json.at("bestLoss").get<double>();
        if (json.contains("begun")) {
            const auto& begun = json.at("begun");
            progress.begun = {.steps = begun.at("steps").get<std::int64_t>(),
                              .images = begun.at("images").get<std::int64_t>(),
                              .correct = begun.at("correct").get<std::int64_t>(),
                              .loss = begun.at("loss").get<double>(),
                              .learningRate = begun.at("rate").get<double>(),
                              .seconds = begun.at("seconds").get<double>()};
            progress.isJudgingLeft = begun.at("isJudgingLeft").get<bool>();
        }
        if (progress.epoch < 0 || progress.step < 0 || progress.epochsWithoutBetter < 0 || progress.begun.steps < 0 ||
            progress.begun.images < 0 || progress.begun.correct < 0)
            throw Error("a count is negative");
        return progress;
    } catch (const std::exception& error) {
        throw Error(Phrase("The checkpoint's training state cannot be read: {1}", std::string(error.what())));
    }
}

} // namespace bubblenet::train
