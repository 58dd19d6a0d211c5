// SPDX-License-Identifier: GPL-3.0-only
// A whole run of seconds on the patterns of patterns.h: it trains, searches, prunes and fine-tunes a ResNet-20.
#pragma once

#include <string>

#include "core/config/run_config.h"

namespace bubblenet::test {

/// `dataFolder` holds the folder that writePatterns() filled.
inline config::RunConfig smallRun(const std::string& dataFolder) {
    config::RunConfig config;
    config.name = "small";
    config.device = "cpu";
    config.precision = "fp32";
    config.threads = 2;
    config.data = {
        .dataset = "mnist", .path = dataFolder, .validation = 100, .batchSize = 32, .augment = {}, .imageSize = 16};
    config.network.architecture = "resnet20";
    config.train.epochs = 2;
    config.train.learningRate = 0.05;
    config.search.whale = {.mode = "robust", .pod = 3, .iterations = 2};
    config.search.goal.macs = 0.5;
    config.search.goal.accuracyLoss = 100;
    config.search.recalibrate = 64;
    config.search.judge = 50;
    config.fineTune.epochs = 2;
    config.fineTune.distill = true;
    return config;
}

} // namespace bubblenet::test
