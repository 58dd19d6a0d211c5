// SPDX-License-Identifier: GPL-3.0-only
// What a run is to do, as plain values: one struct for each group of the recipe, every field with its default.
// Immutable once a run starts. Reading and writing YAML is recipe.h's; the keys' descriptions are recipe_keys.h's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bubblenet::config {

struct DataConfig {
    std::string dataset = "cifar10";
    std::string path = "auto"; ///< folder that holds the data sets; auto: see data::findDataset
    int validation = 5000;     ///< images split off the training images
    int limit = 0;             ///< training images at most; 0: all
    int batchSize = 128;
    std::vector<std::string> augment = {"crop", "flip"};
    int imageSize = 0; ///< pixels a side; 0: the data set's own
    int threads = 2;   ///< of the prefetch queue
    bool operator==(const DataConfig&) const = default;
};

struct NetworkConfig {
    std::string architecture = "resnet56";
    std::string weights;           ///< file; empty: random weights
    int classes = 0;               ///< 0: the data set's
    std::string stem = "auto";     ///< auto | imagenet | cifar
    std::string shortcut = "auto"; ///< auto | A | B (CIFAR resnets)
    bool operator==(const NetworkConfig&) const = default;
};

/// The settings of one training phase; `train` and `fine_tune` share them.
struct TrainConfig {
    int epochs = 0;
    std::string optimizer = "sgd"; ///< sgd | adamw | whale_cosine_best
    double learningRate = 0.1;
    /// constant | cosine | step | one_cycle | cosine_annealing (PyTorch's, once an epoch)
    std::string schedule = "cosine";
    int tMax = 10;     ///< epochs: half the period of cosine_annealing
    double eps = 1e-8; ///< floor of the learning rate
    double momentum = 0.9;
    double weightDecay = 5e-4;
    int warmupSteps = 0;
    std::vector<int> stepEpochs = {}; ///< epochs at which `step` multiplies the rate by stepFactor
    double stepFactor = 0.1;
    double labelSmoothing = 0;
    bool distill = false;       ///< the unpruned network as teacher
    double distillWeight = 0.7; ///< share of the divergence in the loss
    double distillTemperature = 4;
    double maxGradientNorm = 0; ///< 0: off
    int earlyStopping = 0;      ///< epochs without a better validation loss; 0: off
    int workers = 1;            ///< replicas, each on its share of a batch with its share of the threads
    // whale_cosine_best
    int hiddenSize = 10;
    double power = 0.9;
    std::string annealStrategy = "cos"; ///< cos | linear
    int maxEpochs = 20;
    double hiddenScale = 1;
    bool operator==(const TrainConfig&) const = default;
};

struct WhaleConfig {
    std::string mode = "partial"; ///< matlab | paper | robust | partial | hi
    int pod = 20;
    int iterations = 15;
    std::string anneal = "linear"; ///< linear | cos | power
    bool operator==(const WhaleConfig&) const = default;
};

struct IterativeConfig {
    double share = 0.1; ///< of what is left, removed a round
    int epochs = 1;     ///< of retraining a round
    bool operator==(const IterativeConfig&) const = default;
};

/// Exactly one of the shares is the goal: what may be left of the unpruned network's cost.
struct GoalConfig {
    std::optional<double> macs;
    std::optional<double> parameters;
    std::optional<double> latency;
    std::optional<double> bytes;
    std::optional<double> sparsity; ///< share of weights that are zero (prune: weights)
    double accuracyLoss = 0;        ///< percentage points of test accuracy that may be lost
    bool operator==(const GoalConfig&) const = default;
};

/// Both set: besides the goal's network the best one at each cost between these shares is looked for.
struct FrontConfig {
    std::optional<double> least;
    std::optional<double> most;
    bool isAsked() const { return least && most; }
    bool operator==(const FrontConfig&) const = default;
};

struct SearchConfig {
    std::string prune = "channels"; ///< channels | weights | none
    std::string score = "l1";       ///< l1 l2 bn_scale fpgm taylor lamp random
    std::string method = "whale";   ///< whale, one of its rivals, uniform, or iterative
    WhaleConfig whale;
    IterativeConfig iterative;
    GoalConfig goal;
    FrontConfig front;
    bool stream = true;
    bool removeBlocks = true;
    double maxRatio = 0.9;         ///< at most this share of a group's channels is removed
    int roundTo = 0;               ///< 0: auto
    std::vector<std::string> tune; ///< learning_rate, weight_decay
    int probe = 20;                ///< steps
    int recalibrate = 1280;        ///< images
    int judge = 2000;              ///< images
    int finalists = 4;             ///< best candidates judged again and fine-tuned briefly
    double briefEpochs = 0.25;     ///< of fine-tuning for each finalist; counted in fine_tune.epochs
    int evaluations = 0;           ///< candidates in all; 0: pod × iterations
    /// Whether many candidates are compared, by the whales or one of their rivals.
    bool isSearched() const { return method != "uniform" && method != "iterative"; }
    bool operator==(const SearchConfig&) const = default;
};

struct RunConfig {
    std::string name = "run";
    std::uint64_t seed = 1;
    std::string device = "auto";    ///< auto | cpu | cuda | cuda:N
    std::string precision = "auto"; ///< auto | fp32 | bf16
    int threads = 0;                ///< 0: the machine's cores
    DataConfig data;
    NetworkConfig network;
    TrainConfig train;
    SearchConfig search;
    TrainConfig fineTune{.epochs = 5, .learningRate = 0.02};
    std::vector<std::string> exportFormats = {"safetensors"};
    bool operator==(const RunConfig&) const = default;
};

} // namespace bubblenet::config
