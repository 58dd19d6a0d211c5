// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/tool_model.h"

#include <algorithm>
#include <system_error>

#include "core/base/error.h"
#include "core/config/resources.h"
#include "core/config/suggestion.h"
#include "core/data/library.h"
#include "core/nn/device.h"
#include "core/store/run_folder.h"

namespace bubblenet::engine {

namespace {

namespace fs = std::filesystem;

constexpr int kImageNetClasses = 1000;
constexpr int kCifarClasses = 10;
constexpr int kImageNetSize = 224;
constexpr int kCifarSize = 32;
constexpr const char* kPrefix = "models.";

bool isFile(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

bool isFolder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

std::string architectureName(const std::string& model) {
    const auto name = model.starts_with(kPrefix) ? model.substr(std::string_view(kPrefix).size()) : model;
    const auto& names = nn::architectureNames();
    return std::find(names.begin(), names.end(), name) == names.end() ? "" : name;
}

[[noreturn]] void failUnknown(const std::string& model) {
    std::string list;
    for (const auto& name : nn::architectureNames())
        list += (list.empty() ? "" : ", ") + name;
    const auto nearest = config::nearestName(model, nn::architectureNames());
    throw Error("'" + model + "' is neither a weight file, nor a run's folder, nor one of the architectures (" + list +
                    ")" + (nearest ? "; did you mean '" + *nearest + "'?" : ""),
                ErrorKind::usage);
}

/// Of a file among a run's artefacts.
fs::path runOf(const fs::path& file) {
    std::error_code ignored;
    const auto folder = fs::weakly_canonical(file, ignored).parent_path(); // through a link too
    const auto run = folder.parent_path();
    return folder.filename() == "artefacts" && isFile(run / "manifest.json") && isFile(run / "recipe.yaml")
               ? run
               : fs::path();
}

} // namespace

OpenedModel modelFromFile(const fs::path& file, const std::string& source, const Hooks& hooks) {
    auto loaded = nn::loadNetwork(file);
    if (!loaded.input.normalization && hooks.note)
        hooks.note("the file does not say how its images were normalised: ImageNet's mean and deviation are taken");
    return {.network = std::move(loaded.network),
            .input = std::move(loaded.input),
            .source = source,
            .name = file.stem().string(),
            .run = runOf(file)};
}

namespace {

OpenedModel fromName(const ModelRequest& request, const ModelSurroundings& around, const Hooks& hooks) {
    const auto name = architectureName(request.model);
    auto spec = nn::makeSpec(name, {.stem = request.stem, .inputChannels = around.channels});
    const int published = spec.stem == nn::StemKind::imagenet ? kImageNetClasses : kCifarClasses;
    spec = nn::makeSpec(name, {.stem = request.stem,
                               .classes = around.classes > 0 ? around.classes : published,
                               .inputChannels = around.channels});
    if (hooks.note)
        hooks.note(name + " has random weights: name a weight file to use trained ones");
    return {.network = std::make_shared<nn::Network>(spec, Rng(request.seed).stream("weights")),
            .source = "architecture " + name,
            .name = name,
            .randomWeights = true};
}

OpenedModel fromNameAndWeights(const ModelRequest& request, const Hooks& hooks) {
    const auto file = config::resolvePath(request.weights);
    if (!isFile(file))
        throw Error("no such weight file: '" + request.weights + "'", ErrorKind::usage);
    auto opened = modelFromFile(file, "file " + request.weights, hooks);
    const auto name = architectureName(request.model);
    if (opened.network->spec().architecture != name)
        throw Error("'" + request.weights + "' holds a " + opened.network->spec().architecture + ", not a " + name,
                    ErrorKind::usage);
    return opened;
}

} // namespace

fs::path resultIn(const std::vector<store::Event>& events, const fs::path& run) {
    fs::path found;
    fs::path rounded; // to fewer bits than the network has
    for (const auto& event : events)
        if (const auto* artefact = std::get_if<store::ArtefactWritten>(&event.body))
            if ((artefact->format == "safetensors" || artefact->format == "pth") && artefact->verified)
                (artefact->precision.value_or("fp32") == "fp32" ? found : rounded) = run / artefact->path;
    return found.empty() ? rounded : found;
}

fs::path resultFile(const fs::path& run) {
    auto found = resultIn(store::RunFolder::open(run, store::OpenMode::read).events(), run);
    if (found.empty())
        throw Error("the run '" + run.string() +
                        "' has exported no network as safetensors or pth: finish it with 'bubblenet resume', "
                        "or, where it is finished, its recipe's export asks for neither",
                    ErrorKind::usage);
    if (!isFile(found))
        throw Error("the run's artefact is missing: '" + found.string() + "'");
    return found;
}

std::string architectureOf(const fs::path& fileOrRun) {
    const auto file = isFolder(fileOrRun) ? resultFile(fileOrRun) : fileOrRun;
    return nn::recogniseSpec(nn::readStateDict(file), file.string()).architecture;
}

OpenedModel openModel(const ModelRequest& request, const ModelSurroundings& surroundings, const Hooks& hooks) {
    if (request.threads != kKeepThreads)
        nn::setThreads(request.threads);
    const auto device = nn::openDevice(request.device);
    const fs::path path = config::resolvePath(request.model);
    const bool isName = !architectureName(request.model).empty();
    OpenedModel opened;
    if (isName && !request.weights.empty())
        opened = fromNameAndWeights(request, hooks);
    else if (!request.weights.empty())
        throw Error("--weights goes with the name of an architecture, and '" + request.model + "' is none",
                    ErrorKind::usage);
    else if (isFolder(path))
        opened = modelFromFile(resultFile(path), "run " + request.model, hooks);
    else if (isFile(path))
        opened = modelFromFile(path, "file " + request.model, hooks);
    else if (isName)
        opened = fromName(request, surroundings, hooks);
    else if (request.model.find_first_of("./") != std::string::npos && !request.model.starts_with(kPrefix))
        throw Error("no such file: '" + request.model + "'", ErrorKind::usage);
    else
        failUnknown(request.model);
    opened.device = device;
    opened.network->to(device);
    opened.network->eval();
    return opened;
}

data::DatasetPair openNamedDataset(const DataRequest& request) {
    std::vector<std::string> names;
    std::string list;
    for (const auto& info : data::knownDatasets()) {
        names.push_back(info.name);
        list += (list.empty() ? "" : ", ") + info.name;
    }
    if (std::find(names.begin(), names.end(), request.dataset) == names.end()) {
        const auto nearest = config::nearestName(request.dataset, names);
        throw Error("unknown data set '" + request.dataset + "': there are " + list +
                        (nearest ? "; did you mean '" + *nearest + "'?" : ""),
                    ErrorKind::usage);
    }
    return data::openDataset(request.dataset, request.path, request.imageSize);
}

std::vector<std::uint32_t> validationImages(const config::RunConfig& config, const data::Dataset& train) {
    const auto count = std::min<std::size_t>(static_cast<std::size_t>(config.data.validation), train.size() - 1);
    return data::stratifiedSplit(train, {.validation = count}, Rng(config.seed).stream("split")).validation;
}

fs::path countingRun(const OpenedModel& model, const DataRequest& request) {
    if (model.run.empty())
        return {};
    const auto& data = store::RunFolder::open(model.run, store::OpenMode::read).config().data;
    const bool isSame = data.dataset == request.dataset &&
                        (data.dataset != "image_folder" || data::findDataset(data.dataset, data.path) ==
                                                               data::findDataset(request.dataset, request.path));
    return isSame ? model.run : fs::path();
}

std::int64_t countTestRead(store::RunFolder& folder) {
    auto manifest = folder.manifest();
    ++manifest.testReads;
    folder.writeManifest(manifest);
    return manifest.testReads;
}

std::int64_t countTestRead(const OpenedModel& model, const DataRequest& request) {
    const auto run = countingRun(model, request);
    if (run.empty())
        return 0;
    auto folder = store::RunFolder::open(run, store::OpenMode::write);
    return countTestRead(folder);
}

void requireFits(const OpenedModel& model, const data::DatasetPair& pair) {
    const auto& spec = model.network->spec();
    const auto fail = [&](const std::string& has, const std::string& hasNot) {
        throw Error("the network of " + model.source + " " + has + ", and " + pair.name + " " + hasNot +
                        ": name the data set it was trained for",
                    ErrorKind::usage);
    };
    if (static_cast<std::size_t>(spec.classes) != pair.classNames.size())
        fail("has " + std::to_string(spec.classes) + " classes", "has " + std::to_string(pair.classNames.size()));
    const auto inWords = [](int channels) { return channels == 1 ? std::string("grey") : std::string("colour"); };
    const int channels = pair.test->shape().channels;
    // A run may start from weights for images of the other kind, which are then converted; its result knows the
    // classes.
    if (spec.inputChannels != channels && model.input.classNames != pair.classNames)
        fail("takes " + inWords(spec.inputChannels) + " images", "has " + inWords(channels) + " ones");
}

data::Normalization normalizationOf(const OpenedModel& model) {
    return model.input.normalization.value_or(data::imageNetNormalization());
}

int imageSizeOf(const OpenedModel& model, int asked) {
    if (asked > 0)
        return asked;
    if (model.input.imageSize)
        return *model.input.imageSize;
    return model.network->spec().stem == nn::StemKind::imagenet ? kImageNetSize : kCifarSize;
}

} // namespace bubblenet::engine
