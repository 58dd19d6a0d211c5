// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/weights.h"

#include <set>

#include "core/base/error.h"
#include "core/nn/read_errors.h"

namespace bubblenet::nn {

namespace {

struct Target {
    std::string name;
    at::Tensor tensor;
};

/// Everything that a state dict holds of a network; the tensors are the network's own.
std::vector<Target> targetsOf(const Network& network) {
    std::vector<Target> targets;
    for (const auto& conv : network.convNorms()) {
        targets.push_back({conv.convName + ".weight", conv.weight});
        targets.push_back({conv.normName + ".weight", conv.scale});
        targets.push_back({conv.normName + ".bias", conv.bias});
        targets.push_back({conv.normName + ".running_mean", conv.runningMean});
        targets.push_back({conv.normName + ".running_var", conv.runningVariance});
    }
    const auto& classifier = network.spec().classifierName;
    targets.push_back({classifier + ".weight", network.classifierWeight()});
    targets.push_back({classifier + ".bias", network.classifierBias()});
    return targets;
}

/// Files may name the classifier either way.
const at::Tensor* findTensor(const StateDict& dict, const std::string& name, const std::string& classifier) {
    if (const auto* tensor = dict.find(name))
        return tensor;
    if (!name.starts_with(classifier + "."))
        return nullptr;
    return dict.find((classifier == "fc" ? "linear" : "fc") + name.substr(classifier.size()));
}

const at::Tensor& checkedTensor(const StateDict& dict, const Target& target, const std::string& classifier) {
    const auto* tensor = findTensor(dict, target.name, classifier);
    if (tensor == nullptr)
        throw Error(Phrase("The weights lack '{1}', which the network needs.", target.name));
    if (tensor->sizes() != target.tensor.sizes())
        throw Error(
            Phrase("The weights' '{1}' is {2}; the network's is {3}. Choose the architecture, classes and widths "
                   "of the weights.",
                   target.name, shapeText(tensor->sizes()), shapeText(target.tensor.sizes())));
    if (!tensor->is_floating_point())
        throw Error(Phrase("The weights' '{1}' holds whole numbers, not floating-point ones.", target.name));
    if (!at::isfinite(*tensor).all().item<bool>())
        throw Error(Phrase("The weights' '{1}' holds values that are no finite numbers.", target.name));
    if (target.name.ends_with(".running_var") && (*tensor < 0).any().item<bool>())
        throw Error(Phrase("The weights' '{1}' holds a negative variance.", target.name));
    return *tensor;
}

/// Both parts of the classifier agree on another number of classes, for the same features.
bool isClassifierOfOtherSize(const StateDict& dict, const Network& network, int& fileClasses) {
    const auto& classifier = network.spec().classifierName;
    const auto* weight = findTensor(dict, classifier + ".weight", classifier);
    const auto* bias = findTensor(dict, classifier + ".bias", classifier);
    if (weight == nullptr || bias == nullptr || weight->dim() != 2 || bias->dim() != 1 ||
        weight->size(0) != bias->size(0) || weight->size(1) != network.classifierWeight().size(1))
        return false;
    fileClasses = static_cast<int>(weight->size(0));
    return fileClasses != network.spec().classes;
}

std::vector<std::string> namesWithoutPlace(const StateDict& dict, const std::vector<Target>& targets,
                                           const std::string& classifier) {
    std::set<std::string> known;
    for (const auto& target : targets) {
        known.insert(target.name);
        if (target.name.starts_with(classifier + ".") && dict.find(target.name) == nullptr)
            known.insert((classifier == "fc" ? "linear" : "fc") + target.name.substr(classifier.size()));
    }
    std::vector<std::string> names;
    for (const auto& [name, tensor] : dict.tensors)
        if (!known.contains(name) && !name.ends_with(".num_batches_tracked"))
            names.push_back(name);
    return names;
}

} // namespace

LoadReport loadInto(Network& network, const StateDict& dict, ClassifierPolicy policy) {
    const at::NoGradGuard noGradient;
    const auto& classifier = network.spec().classifierName;
    const auto targets = targetsOf(network);
    LoadReport report;
    report.classifierReplaced =
        policy == ClassifierPolicy::replaceIfDifferent && isClassifierOfOtherSize(dict, network, report.fileClasses);
    std::vector<std::pair<at::Tensor, at::Tensor>> copies;
    for (const auto& target : targets)
        if (!report.classifierReplaced || !target.name.starts_with(classifier + "."))
            copies.emplace_back(target.tensor, checkedTensor(dict, target, classifier));
    if (!report.classifierReplaced)
        report.fileClasses = network.spec().classes;
    report.ignored = namesWithoutPlace(dict, targets, classifier);
    for (auto& [into, from] : copies)
        into.copy_(from);
    return report;
}

StateDict stateDictOf(const Network& network) {
    StateDict dict;
    // Copies, also where the network's tensor is already contiguous: the dict may outlive a training step.
    for (const auto& [name, tensor] : targetsOf(network))
        dict.tensors.emplace_back(
            name, tensor.detach().to(at::kCPU, at::kFloat, false, /*copy=*/true, at::MemoryFormat::Contiguous));
    dict.metadata["bubblenet.spec"] = toJson(network.spec());
    return dict;
}

LoadedNetwork loadNetwork(const std::filesystem::path& path) {
    const auto dict = readStateDict(path);
    LoadedNetwork loaded;
    loaded.network = Network::uninitialised(recogniseSpec(dict, path.string()));
    namingFile(path.string(), [&] {
        loadInto(*loaded.network, dict, ClassifierPolicy::mustMatch);
        loaded.input = inputDescription(dict);
    });
    loaded.network->eval();
    return loaded;
}

} // namespace bubblenet::nn
