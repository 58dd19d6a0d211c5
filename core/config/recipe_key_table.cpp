// SPDX-License-Identifier: GPL-3.0-only
#include "core/config/recipe_keys.h"

#include <utility>

namespace bubblenet::config {

namespace {

template<auto... Members> FieldPointer at(RunConfig& config) {
    return &(config.*....*Members);
}

using Names = std::vector<std::string>;
using Keys = std::vector<RecipeKey>;

constexpr Range kShare{0, 1, End::excluded, End::included};
constexpr Range kInnerShare{0, 1, End::excluded, End::excluded};
constexpr Range kBelowOne{0, 1, End::included, End::excluded};
constexpr Range kZeroToOne{0, 1};

Range between(double low, double high) {
    return {low, high};
}
Range above(double low, double high) {
    return {low, high, End::excluded, End::included};
}

void addRun(Keys& keys) {
    keys.push_back({.path = "name", .field = at<&RunConfig::name>, .help = "What the run is called."});
    keys.push_back({.path = "seed",
                    .field = at<&RunConfig::seed>,
                    .help = "Same seed, same threads, same machine: the same run."});
    keys.push_back({.path = "device",
                    .field = at<&RunConfig::device>,
                    .help = "auto (a GPU where there is one), cpu, cuda, or cuda:N."});
    keys.push_back({.path = "precision",
                    .field = at<&RunConfig::precision>,
                    .help = "Arithmetic of training; auto: bf16 where the hardware has it. Evaluation is fp32.",
                    .names = {"auto", "fp32", "bf16"}});
    keys.push_back({.path = "threads",
                    .field = at<&RunConfig::threads>,
                    .help = "Threads of the arithmetic; auto: the machine's cores.",
                    .range = between(1, 1024),
                    .zeroWord = "auto"});
}

void addData(Keys& keys) {
    constexpr auto kGroup = &RunConfig::data;
    keys.push_back({.path = "data.dataset",
                    .field = at<kGroup, &DataConfig::dataset>,
                    .help = "The images to train, judge and test with.",
                    .names = {"cifar10", "cifar100", "mnist", "fashion_mnist", "image_folder"}});
    keys.push_back({.path = "data.path",
                    .field = at<kGroup, &DataConfig::path>,
                    .help = "Folder that holds the data sets; auto: the places of `bubblenet data list`."});
    keys.push_back({.path = "data.validation",
                    .field = at<kGroup, &DataConfig::validation>,
                    .help = "Images split off the training images, on which candidates are judged.",
                    .range = between(0, 1e8)});
    keys.push_back(
        {.path = "data.limit",
         .field = at<kGroup, &DataConfig::limit>,
         .help = "Train with so many images at most, each class by its share, for a quick run; all: no limit.",
         .range = between(1, 1e8),
         .zeroWord = "all"});
    keys.push_back({.path = "data.batch_size",
                    .field = at<kGroup, &DataConfig::batchSize>,
                    .help = "Images a step.",
                    .range = between(1, 65536)});
    keys.push_back({.path = "data.augment",
                    .field = at<kGroup, &DataConfig::augment>,
                    .help = "Random changes of training images: crop (4 pixels a side at 32), flip.",
                    .names = {"crop", "flip"}});
    keys.push_back({.path = "data.image_size",
                    .field = at<kGroup, &DataConfig::imageSize>,
                    .help = "Pixels a side; auto: the data set's own.",
                    .range = between(8, 4096),
                    .zeroWord = "auto"});
    keys.push_back({.path = "data.threads",
                    .field = at<kGroup, &DataConfig::threads>,
                    .help = "Threads that read images ahead; they change nothing but the speed.",
                    .range = between(1, 256)});
}

void addNetwork(Keys& keys) {
    constexpr auto kGroup = &RunConfig::network;
    keys.push_back({.path = "network.architecture",
                    .field = at<kGroup, &NetworkConfig::architecture>,
                    .help = "resnet18 … 152: torchvision's; resnet20 … 110: the CIFAR ones of He et al. 2016.",
                    .names = {"resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "resnet20", "resnet32",
                              "resnet44", "resnet56", "resnet110"},
                    .ignoredPrefix = "models."});
    keys.push_back({.path = "network.weights",
                    .field = at<kGroup, &NetworkConfig::weights>,
                    .help = "File of trained weights (safetensors or .pth); '': random ones, which train.epochs trains "
                            "first; random: those, even where nothing trains them.",
                    .blank = Blank::allowed});
    keys.push_back({.path = "network.classes",
                    .field = at<kGroup, &NetworkConfig::classes>,
                    .help = "Outputs of the classifier; auto: the data set's classes.",
                    .range = between(2, 100000),
                    .zeroWord = "auto"});
    keys.push_back({.path = "network.stem",
                    .field = at<kGroup, &NetworkConfig::stem>,
                    .help = "imagenet: 7×7, stride 2, max-pool; cifar: 3×3; auto: as the architecture was published.",
                    .names = {"auto", "imagenet", "cifar"}});
    keys.push_back({.path = "network.shortcut",
                    .field = at<kGroup, &NetworkConfig::shortcut>,
                    .help = "Of the CIFAR resnets where the width changes: A pads with zeros, B convolves; auto: A.",
                    .names = {"auto", "A", "B"}});
}

template<auto Group> void addSchedule(Keys& keys, const std::string& prefix) {
    keys.push_back({.path = prefix + "schedule",
                    .field = at<Group, &TrainConfig::schedule>,
                    .help = "How the learning rate changes; cosine_annealing is PyTorch's, once an epoch.",
                    .names = {"constant", "cosine", "step", "one_cycle", "cosine_annealing"}});
    keys.push_back({.path = prefix + "t_max",
                    .field = at<Group, &TrainConfig::tMax>,
                    .help = "Epochs from the highest rate to the lowest of cosine_annealing; past them it rises again.",
                    .range = between(1, 1e6)});
    keys.push_back({.path = prefix + "eps",
                    .field = at<Group, &TrainConfig::eps>,
                    .help = "The learning rate never falls below this.",
                    .range = kZeroToOne});
    keys.push_back({.path = prefix + "warmup_steps",
                    .field = at<Group, &TrainConfig::warmupSteps>,
                    .help = "Steps over which the learning rate rises from 0 at the start.",
                    .range = between(0, 1e8)});
    keys.push_back({.path = prefix + "step_epochs",
                    .field = at<Group, &TrainConfig::stepEpochs>,
                    .help = "Epochs after which the schedule `step` lowers the rate.",
                    .range = between(1, 1e6)});
    keys.push_back({.path = prefix + "step_factor",
                    .field = at<Group, &TrainConfig::stepFactor>,
                    .help = "What the schedule `step` multiplies the rate by.",
                    .range = kShare});
}

template<auto Group> void addWhaleCosineBest(Keys& keys, const std::string& prefix) {
    keys.push_back({.path = prefix + "hidden_size",
                    .field = at<Group, &TrainConfig::hiddenSize>,
                    .help = "whale_cosine_best: its whales, each a setting of rate, momentum and weight decay.",
                    .range = between(1, 10000)});
    keys.push_back({.path = prefix + "power",
                    .field = at<Group, &TrainConfig::power>,
                    .help = "whale_cosine_best: exponent of the annealing of a.",
                    .range = above(0, 100)});
    keys.push_back({.path = prefix + "anneal_strategy",
                    .field = at<Group, &TrainConfig::annealStrategy>,
                    .help = "whale_cosine_best: how a falls from 2 to 0.",
                    .names = {"cos", "linear"}});
    keys.push_back({.path = prefix + "max_epochs",
                    .field = at<Group, &TrainConfig::maxEpochs>,
                    .help = "whale_cosine_best: the epochs over which a falls.",
                    .range = between(1, 1e6)});
    keys.push_back({.path = prefix + "hidden_scale",
                    .field = at<Group, &TrainConfig::hiddenScale>,
                    .help = "whale_cosine_best: factor s of the hidden layers' weights after each epoch; 1: off. The "
                            "function stays, SGD's effective rate grows by 1/s² each time, and that compounds.",
                    .range = above(0, 10)});
}

template<auto Group> void addDistillation(Keys& keys, const std::string& prefix) {
    keys.push_back({.path = prefix + "distill",
                    .field = at<Group, &TrainConfig::distill>,
                    .help = "Learn from the unpruned network's outputs too."});
    keys.push_back({.path = prefix + "distill_weight",
                    .field = at<Group, &TrainConfig::distillWeight>,
                    .help = "Share of the divergence from the teacher in the loss.",
                    .range = kZeroToOne});
    keys.push_back({.path = prefix + "distill_temperature",
                    .field = at<Group, &TrainConfig::distillTemperature>,
                    .help = "Divides both networks' logits in the divergence.",
                    .range = above(0, 1000)});
}

template<auto Group> void addTraining(Keys& keys, const std::string& prefix) {
    keys.push_back({.path = prefix + "epochs",
                    .field = at<Group, &TrainConfig::epochs>,
                    .help = "Passes over the training images; 0: none.",
                    .range = between(0, 1e6)});
    keys.push_back({.path = prefix + "optimizer",
                    .field = at<Group, &TrainConfig::optimizer>,
                    .help = "whale_cosine_best is SGD whose settings a pod of whales moves, one whale an epoch.",
                    .names = {"sgd", "adamw", "whale_cosine_best"}});
    keys.push_back({.path = prefix + "learning_rate",
                    .field = at<Group, &TrainConfig::learningRate>,
                    .help = "The highest learning rate; whale_cosine_best searches down to a tenth of it.",
                    .range = above(0, 100)});
    addSchedule<Group>(keys, prefix);
    keys.push_back({.path = prefix + "momentum",
                    .field = at<Group, &TrainConfig::momentum>,
                    .help = "Momentum of SGD; whale_cosine_best searches 0.05 to either side.",
                    .range = kBelowOne});
    keys.push_back({.path = prefix + "weight_decay",
                    .field = at<Group, &TrainConfig::weightDecay>,
                    .help = "Weight decay a step; whale_cosine_best searches √10 times to either side.",
                    .range = between(0, 10)});
    keys.push_back({.path = prefix + "label_smoothing",
                    .field = at<Group, &TrainConfig::labelSmoothing>,
                    .help = "Share of the target spread over all classes.",
                    .range = kBelowOne});
    addDistillation<Group>(keys, prefix);
    keys.push_back({.path = prefix + "max_gradient_norm",
                    .field = at<Group, &TrainConfig::maxGradientNorm>,
                    .help = "Gradients are scaled down to this norm; 0: off.",
                    .range = between(0, 1e9)});
    keys.push_back({.path = prefix + "early_stopping",
                    .field = at<Group, &TrainConfig::earlyStopping>,
                    .help = "Stop after so many epochs without a better validation loss; 0: off.",
                    .range = between(0, 1e6)});
    keys.push_back({.path = prefix + "workers",
                    .field = at<Group, &TrainConfig::workers>,
                    .help = "Replicas that share each batch and the threads; they normalise over their own share.",
                    .range = between(1, 256)});
    addWhaleCosineBest<Group>(keys, prefix);
}

void addMethods(Keys& keys) {
    constexpr auto kGroup = &RunConfig::search;
    constexpr auto kWhale = &SearchConfig::whale;
    constexpr auto kIterative = &SearchConfig::iterative;
    keys.push_back({.path = "search.prune",
                    .field = at<kGroup, &SearchConfig::prune>,
                    .help = "channels: a smaller network; weights: zeros in the same one; none: no pruning.",
                    .names = {"channels", "weights", "none"}});
    keys.push_back({.path = "search.score",
                    .field = at<kGroup, &SearchConfig::score>,
                    .help = "What tells which channels or weights matter.",
                    .names = {"l1", "l2", "bn_scale", "fpgm", "taylor", "lamp", "random"}});
    keys.push_back(
        {.path = "search.method",
         .field = at<kGroup, &SearchConfig::method>,
         .help = "What looks for the widths. In a race on pruning random was worse; whale, lshade, cmaes and pso were "
                 "not told apart. iterative removes a share a round and retrains.",
         .names = {"whale", "random", "pso", "gwo", "lshade", "cmaes", "annealing", "de", "nsga2", "uniform",
                   "iterative"}});
    keys.push_back({.path = "search.whale.mode",
                    .field = at<kGroup, kWhale, &WhaleConfig::mode>,
                    .help = "matlab and paper: as published; hi: HI-WOA; robust and partial: ours, drawn to no point.",
                    .names = {"partial", "robust", "paper", "matlab", "hi"}});
    keys.push_back({.path = "search.whale.pod",
                    .field = at<kGroup, kWhale, &WhaleConfig::pod>,
                    .help = "Whales: candidates an iteration.",
                    .range = between(2, 10000)});
    keys.push_back({.path = "search.whale.iterations",
                    .field = at<kGroup, kWhale, &WhaleConfig::iterations>,
                    .help = "Moves of the pod.",
                    .range = between(1, 100000)});
    keys.push_back({.path = "search.whale.anneal",
                    .field = at<kGroup, kWhale, &WhaleConfig::anneal>,
                    .help = "How a falls from 2 to 0.",
                    .names = {"linear", "cos", "power"}});
    keys.push_back({.path = "search.iterative.share",
                    .field = at<kGroup, kIterative, &IterativeConfig::share>,
                    .help = "Share of what is left that a round removes.",
                    .range = kInnerShare});
    keys.push_back({.path = "search.iterative.epochs",
                    .field = at<kGroup, kIterative, &IterativeConfig::epochs>,
                    .help = "Epochs of retraining after each round, with fine_tune's settings.",
                    .range = between(0, 10000)});
}

void addGoal(Keys& keys) {
    constexpr auto kGroup = &RunConfig::search;
    constexpr auto kGoal = &SearchConfig::goal;
    keys.push_back({.path = "search.goal.macs",
                    .field = at<kGroup, kGoal, &GoalConfig::macs>,
                    .help = "Share of the multiply–adds that may be left.",
                    .range = kShare});
    keys.push_back({.path = "search.goal.parameters",
                    .field = at<kGroup, kGoal, &GoalConfig::parameters>,
                    .help = "Share of the parameters that may be left.",
                    .range = kShare});
    keys.push_back({.path = "search.goal.latency",
                    .field = at<kGroup, kGoal, &GoalConfig::latency>,
                    .help = "Share of the milliseconds, measured on this machine, that may be left.",
                    .range = kShare});
    keys.push_back({.path = "search.goal.bytes",
                    .field = at<kGroup, kGoal, &GoalConfig::bytes>,
                    .help = "Share of the bytes that may be left.",
                    .range = kShare});
    keys.push_back({.path = "search.goal.sparsity",
                    .field = at<kGroup, kGoal, &GoalConfig::sparsity>,
                    .help = "Share of the weights that are to be zero (prune: weights).",
                    .range = kInnerShare});
    keys.push_back({.path = "search.goal.accuracy_loss",
                    .field = at<kGroup, kGoal, &GoalConfig::accuracyLoss>,
                    .help = "Percentage points of test accuracy that may be lost.",
                    .range = between(0, 100)});
}

void addFront(Keys& keys) {
    constexpr auto kGroup = &RunConfig::search;
    constexpr auto kFront = &SearchConfig::front;
    keys.push_back({.path = "search.front.least",
                    .field = at<kGroup, kFront, &FrontConfig::least>,
                    .help = "Smallest share of the goal's cost on the Pareto front, where one is asked for.",
                    .range = kShare});
    keys.push_back({.path = "search.front.most",
                    .field = at<kGroup, kFront, &FrontConfig::most>,
                    .help = "Largest share of the goal's cost on it.",
                    .range = kShare});
}

void addJudging(Keys& keys) {
    constexpr auto kGroup = &RunConfig::search;
    keys.push_back({.path = "search.stream",
                    .field = at<kGroup, &SearchConfig::stream>,
                    .help = "The residual stream may be narrowed too."});
    keys.push_back({.path = "search.remove_blocks",
                    .field = at<kGroup, &SearchConfig::removeBlocks>,
                    .help = "A block with an identity shortcut may go entirely."});
    keys.push_back({.path = "search.max_ratio",
                    .field = at<kGroup, &SearchConfig::maxRatio>,
                    .help = "At most this share of a layer's channels goes.",
                    .range = kInnerShare});
    keys.push_back({.path = "search.round_to",
                    .field = at<kGroup, &SearchConfig::roundTo>,
                    .help = "Widths of layers at least 64 wide are multiples of this; auto: what the hardware likes.",
                    .range = between(1, 1024),
                    .zeroWord = "auto"});
    keys.push_back({.path = "search.tune",
                    .field = at<kGroup, &SearchConfig::tune>,
                    .help = "Settings of fine-tuning that are searched with the widths.",
                    .names = {"learning_rate", "weight_decay"}});
    keys.push_back(
        {.path = "search.probe",
         .field = at<kGroup, &SearchConfig::probe>,
         .help = "Steps that a candidate trains with its settings before it is judged, where `tune` names any.",
         .range = between(1, 1e6)});
    keys.push_back({.path = "search.recalibrate",
                    .field = at<kGroup, &SearchConfig::recalibrate>,
                    .help = "Training images for batch norm's statistics after channels went.",
                    .range = between(1, 1e8)});
    keys.push_back({.path = "search.judge",
                    .field = at<kGroup, &SearchConfig::judge>,
                    .help = "Validation images a candidate.",
                    .range = between(1, 1e8)});
    keys.push_back({.path = "search.finalists",
                    .field = at<kGroup, &SearchConfig::finalists>,
                    .help = "Best candidates that are judged again on unseen images and fine-tuned briefly.",
                    .range = between(1, 1000)});
    keys.push_back({.path = "search.brief_epochs",
                    .field = at<kGroup, &SearchConfig::briefEpochs>,
                    .help = "Epochs of fine-tuning for each finalist, taken off fine_tune.epochs.",
                    .range = between(0, 10000)});
    keys.push_back({.path = "search.evaluations",
                    .field = at<kGroup, &SearchConfig::evaluations>,
                    .help = "Candidates in all, for any method that looks for widths; auto: pod × iterations.",
                    .range = between(1, 1e9),
                    .zeroWord = "auto"});
}

Keys makeKeys() {
    Keys keys;
    addRun(keys);
    addData(keys);
    addNetwork(keys);
    addTraining<&RunConfig::train>(keys, "train.");
    addMethods(keys);
    addGoal(keys);
    addFront(keys);
    addJudging(keys);
    addTraining<&RunConfig::fineTune>(keys, "fine_tune.");
    keys.push_back({.path = "export",
                    .field = at<&RunConfig::exportFormats>,
                    .help = "Formats of the smaller network's files.",
                    .names = {"safetensors", "safetensors-fp16", "safetensors-bf16", "pth", "pth-fp16", "pth-bf16",
                              "onnx", "onnx-fp16", "torchscript", "torchscript-fp16", "torchscript-bf16"}});
    return keys;
}

} // namespace

const std::vector<RecipeKey>& recipeKeys() {
    static const Keys kKeys = makeKeys();
    return kKeys;
}

} // namespace bubblenet::config
