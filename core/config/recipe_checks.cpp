// SPDX-License-Identifier: GPL-3.0-only
#include "core/config/recipe_checks.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "core/config/recipe_values.h"
#include "core/config/suggestion.h"

namespace bubblenet::config {

namespace {

using Findings = std::vector<Finding>;

constexpr std::size_t kLongestName = 100; // bytes; with a time and a number it still is a file name

struct KnownImages {
    std::string_view dataset;
    int train;
    int classes;
};
constexpr KnownImages kKnownImages[] = {
    {"cifar10", 50000, 10}, {"cifar100", 50000, 100}, {"mnist", 60000, 10}, {"fashion_mnist", 60000, 10}};

const KnownImages* knownImages(const std::string& dataset) {
    const auto* found = std::find_if(std::begin(kKnownImages), std::end(kKnownImages),
                                     [&](const auto& images) { return images.dataset == dataset; });
    return found == std::end(kKnownImages) ? nullptr : found;
}

void checkName(const RunConfig& config, Findings& findings) {
    const auto& name = config.name;
    if (name.find_first_of("/\\\n\r\t") != std::string::npos || name == "." || name == ".." ||
        name.size() > kLongestName)
        findings.push_back({{"name"},
                            Phrase("name is {1}; it names a folder, so it must have no '/' or '\\' and at most {2} "
                                   "bytes",
                                   inQuotes(name), kLongestName)});
}

void checkDevice(const RunConfig& config, Findings& findings) {
    const std::string& device = config.device;
    if (device == "auto" || device == "cpu" || device == "cuda")
        return;
    const std::string number = device.starts_with("cuda:") ? device.substr(5) : "";
    const bool isNumber = !number.empty() && number.size() <= 3 &&
                          std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!isNumber)
        findings.push_back(
            {{"device"},
             Phrase("{1} cannot be {2}; there are: {3}", "device", inQuotes(device), "auto, cpu, cuda, cuda:N"),
             nearestName(device, {"auto", "cpu", "cuda", "cuda:0"}).value_or("")});
}

void checkNetwork(const RunConfig& config, Findings& findings) {
    static constexpr std::string_view kTorchvision[] = {"resnet18", "resnet34", "resnet50", "resnet101", "resnet152"};
    const auto& network = config.network;
    const bool isTorchvision =
        std::find(std::begin(kTorchvision), std::end(kTorchvision), network.architecture) != std::end(kTorchvision);
    if (isTorchvision && network.shortcut != "auto")
        findings.push_back(
            {{"network.shortcut", "network.architecture"},
             Phrase("network.shortcut is of the CIFAR resnets; {1} has its own: leave it out", network.architecture)});
    if (!isTorchvision && network.stem == "imagenet")
        findings.push_back({{"network.stem", "network.architecture"},
                            Phrase("network.stem is of torchvision's resnets; {1} always has the 3×3 one: leave it out",
                                   network.architecture)});
    const auto* images = knownImages(config.data.dataset);
    if (images && network.classes != 0 && network.classes != images->classes)
        findings.push_back({{"network.classes", "data.dataset"},
                            Phrase("network.classes is {1}, but {2} has {3} classes", network.classes,
                                   config.data.dataset, images->classes),
                            std::to_string(images->classes)});
}

void checkImages(const RunConfig& config, Findings& findings) {
    const auto* images = knownImages(config.data.dataset);
    if (!images)
        return;
    const int left = images->train - config.data.validation;
    const Phrase leaves("data.validation is {1}, which leaves {2} of the {3} training images of {4}",
                        config.data.validation, std::max(left, 0), images->train, config.data.dataset);
    if (left < 1) {
        findings.push_back({{"data.validation", "data.dataset"}, Phrase("{1}; take fewer", leaves)});
        return;
    }
    const bool isLimited = config.data.limit > 0 && config.data.limit < left;
    const int train = isLimited ? config.data.limit : left;
    const auto given = isLimited ? Phrase("data.limit is {1}", config.data.limit) : leaves;
    if (config.data.batchSize > train)
        findings.push_back({{"data.batch_size", "data.validation", "data.limit", "data.dataset"},
                            Phrase("data.batch_size is {1}, but {2}", config.data.batchSize, given)});
    if (config.search.prune != "none" && config.search.recalibrate > train)
        findings.push_back({{"search.recalibrate", "data.validation", "data.limit", "data.dataset", "search.prune"},
                            Phrase("search.recalibrate is {1}, but {2}", config.search.recalibrate, given)});
}

struct TrainingPart {
    std::string prefix; ///< "train."
    const TrainConfig& settings;
};

void checkTraining(const RunConfig& config, const TrainingPart& part, Findings& findings) {
    const auto& [prefix, settings] = part;
    const auto key = [&](std::string_view name) { return prefix + std::string(name); };
    if (settings.eps > settings.learningRate)
        findings.push_back({{key("eps"), key("learning_rate")},
                            Phrase("{1} is {2}, above {3} ({4}), whose floor it is", key("eps"),
                                   numberText(settings.eps), key("learning_rate"), numberText(settings.learningRate))});
    if (settings.schedule == "step" && settings.stepEpochs.empty())
        findings.push_back({{key("schedule"), key("step_epochs")},
                            Phrase("{1} is step, but {2} names no epoch; e.g. step_epochs: [2, 4]", key("schedule"),
                                   key("step_epochs"))});
    if (!std::is_sorted(settings.stepEpochs.begin(), settings.stepEpochs.end()))
        findings.push_back({{key("step_epochs")}, Phrase("{1} must be in ascending order", key("step_epochs"))});
    if (config.data.validation == 0 && settings.optimizer == "whale_cosine_best")
        findings.push_back({{key("optimizer"), "data.validation"},
                            Phrase("{1}: whale_cosine_best judges its whales on validation images, but "
                                   "data.validation is 0",
                                   key("optimizer"))});
    if (config.data.validation == 0 && settings.earlyStopping > 0)
        findings.push_back(
            {{key("early_stopping"), "data.validation"},
             Phrase("{1} watches the validation loss, but data.validation is 0; set it to 0", key("early_stopping"))});
    if (settings.workers > config.data.batchSize)
        findings.push_back({{key("workers"), "data.batch_size"},
                            Phrase("{1} is {2}, but a batch has only data.batch_size = {3} images to share",
                                   key("workers"), settings.workers, config.data.batchSize)});
}

void checkTeacher(const RunConfig& config, Findings& findings) {
    if (config.train.distill)
        findings.push_back(
            {{"train.distill"},
             Phrase("train.distill: the teacher is the unpruned network, which `train` trains itself; set it in "
                    "fine_tune"),
             "fine_tune.distill"});
}

std::vector<std::string> sharesThatAreSet(const RunConfig& config) {
    std::vector<std::string> shares;
    for (const auto& path : goalShares())
        if (!valueText(*findKey(path), config).empty())
            shares.push_back(path);
    return shares;
}

void checkGoal(const RunConfig& config, Findings& findings) {
    const auto shares = sharesThatAreSet(config);
    if (shares.empty()) {
        std::vector<std::string> keys = {"search.goal", "search.prune"};
        keys.insert(keys.end(), goalShares().begin(), goalShares().end());
        findings.push_back(
            {std::move(keys), Phrase("search.goal has no share; give one of macs, parameters, latency, bytes or, with "
                                     "prune: weights, sparsity")});
        return;
    }
    if (shares.size() > 1) {
        std::string names;
        for (const auto& share : shares)
            names += (names.empty() ? "" : ", ") + share;
        std::vector<std::string> keys(shares.rbegin(), shares.rend());
        findings.push_back(
            {std::move(keys), Phrase("exactly one share is the goal, but there are {1}; keep one", names)});
        return;
    }
    const bool isSparsity = shares.front() == "search.goal.sparsity";
    if (isSparsity && config.search.prune == "channels")
        findings.push_back({{shares.front(), "search.prune"},
                            Phrase("search.goal.sparsity is of prune: weights; with prune: channels give macs, "
                                   "parameters, latency or bytes")});
    if (!isSparsity && config.search.prune == "weights")
        findings.push_back({{shares.front(), "search.prune"},
                            Phrase("{1} needs prune: channels, because zeros make no network smaller or faster; with "
                                   "prune: weights the goal is sparsity",
                                   shares.front()),
                            "sparsity"});
}

void checkMethod(const RunConfig& config, Findings& findings) {
    const auto& search = config.search;
    if (search.prune == "weights" && search.isSearched())
        findings.push_back({{"search.method", "search.prune"},
                            Phrase("search.method: {1} searches widths; with prune: weights it is iterative or "
                                   "uniform",
                                   search.method)});
    if (search.prune == "weights" && (search.score == "bn_scale" || search.score == "fpgm" || search.score == "taylor"))
        findings.push_back({{"search.score", "search.prune"},
                            Phrase("search.score: {1} scores channels; with prune: weights it is l1, l2, lamp or "
                                   "random",
                                   search.score)});
    if (search.prune == "weights" && search.method != "iterative" && config.fineTune.epochs == 0)
        findings.push_back({{"fine_tune.epochs", "search.prune", "search.method"},
                            Phrase("fine_tune.epochs is 0, but without the method iterative single weights are "
                                   "removed while fine-tuning")});
    if (search.tune.empty())
        return;
    if (!search.isSearched())
        findings.push_back(
            {{"search.tune", "search.method"},
             Phrase("search.tune is searched with the widths by the whales and their rivals; the method is {1}",
                    search.method)});
    if (config.fineTune.epochs == 0)
        findings.push_back({{"search.tune", "fine_tune.epochs"},
                            Phrase("search.tune chooses settings of fine-tuning, but fine_tune.epochs is 0")});
}

void checkFront(const RunConfig& config, Findings& findings) {
    const auto& search = config.search;
    const auto& [least, most] = search.front;
    if (!search.front.isAsked()) {
        if (least || most)
            findings.push_back({{least ? "search.front.least" : "search.front.most"},
                                Phrase("search.front needs both least and most, the costs between which it is looked "
                                       "for")});
        if (search.method == "nsga2")
            findings.push_back({{"search.method"},
                                Phrase("search.method: nsga2 has several objectives; give search.front.least and "
                                       "search.front.most, or take another method")});
        return;
    }
    if (search.prune != "channels" || (search.method != "whale" && search.method != "nsga2"))
        findings.push_back({{"search.front.least", "search.method", "search.prune"},
                            Phrase("search.front is of prune: channels and the methods whale and nsga2")});
    const auto shares = sharesThatAreSet(config);
    if (shares.size() != 1)
        return;
    auto copy = config; // a key's field is one of a config that may change
    const double goal = std::get<std::optional<double>*>(findKey(shares.front())->field(copy))->value();
    if (*least > goal || *most < goal)
        findings.push_back({{*least > goal ? "search.front.least" : "search.front.most", shares.front()},
                            Phrase("search.front goes from {1} to {2}, which leaves out the goal, {3} = {4}",
                                   numberText(*least), numberText(*most), shares.front(), numberText(goal))});
}

void checkJudging(const RunConfig& config, Findings& findings) {
    const auto& search = config.search;
    if (config.data.validation == 0) {
        findings.push_back({{"data.validation", "search.prune"},
                            Phrase("data.validation is 0, but pruning is judged on validation images; set some "
                                   "aside")});
        return;
    }
    if (!search.isSearched() || search.prune != "channels")
        return;
    if (search.judge >= config.data.validation)
        findings.push_back(
            {{"search.judge", "data.validation"},
             Phrase("search.judge is {1} of the {2} validation images (data.validation), which leaves none unseen for "
                    "the finalists; judge fewer",
                    search.judge, config.data.validation)});
    const double brief = search.finalists * search.briefEpochs;
    if (config.fineTune.epochs > 0 && brief > config.fineTune.epochs)
        findings.push_back({{"search.brief_epochs", "search.finalists", "fine_tune.epochs"},
                            Phrase("search.brief_epochs × search.finalists is {1}, more than fine_tune.epochs ({2}), "
                                   "which they are taken off",
                                   numberText(brief), config.fineTune.epochs)});
}

} // namespace

std::vector<Finding> checkTogether(const RunConfig& config) {
    Findings findings;
    checkName(config, findings);
    checkDevice(config, findings);
    checkNetwork(config, findings);
    checkImages(config, findings);
    checkTraining(config, {"train.", config.train}, findings);
    checkTeacher(config, findings);
    if (config.search.prune != "none") {
        checkGoal(config, findings);
        checkMethod(config, findings);
        checkFront(config, findings);
        checkJudging(config, findings);
    }
    checkTraining(config, {"fine_tune.", config.fineTune}, findings);
    return findings;
}

} // namespace bubblenet::config
