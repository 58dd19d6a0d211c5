// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/session.h"

#include <algorithm>
#include <numeric>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/config/resources.h"
#include "core/data/library.h"
#include "core/engine/tool_model.h"
#include "core/nn/read_errors.h"

namespace bubblenet::engine {

namespace {

constexpr int kCropPadding = 4; // He et al. 2016, for 32 × 32 images
constexpr double kFlipChance = 0.5;
constexpr double kTrainingFactor = 4; // forward and backward against a folded forward pass, measured on a CPU

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

Session::Session(store::RunFolder& runFolder, config::RunConfig recipe, RunControl& requests, Proceed proceeding,
                 Emit emitter)
    : folder(runFolder), control(requests), proceed(std::move(proceeding)), emit(std::move(emitter)),
      config(std::move(recipe)), rng(config.seed), manifest(folder.manifest()) {
    threads = config.threads == kKeepThreads ? at::get_num_threads() : nn::setThreads(config.threads);
    device = nn::openDevice(config.device);
    precision = nn::choosePrecision(config.precision, device);
    if (const auto saved = readCheckpoint("run"))
        ledger = ledgerFromJson(saved->json);
    begin("reading the data");
    data = data::openDataset(config.data.dataset, config.data.path, config.data.imageSize);
    if (!manifest.datasetSha256.empty() && manifest.datasetSha256 != data.sha256)
        throw Error(Phrase("the data set {1} is not the one this run was started with: its SHA-256 is {2}, recorded is "
                           "{3}",
                           data.name, data.sha256, manifest.datasetSha256));
    split = data::stratifiedSplit(*data.train,
                                  {.validation = static_cast<std::size_t>(config.data.validation),
                                   .trainLimit = static_cast<std::size_t>(config.data.limit)},
                                  rng.stream("split"));
    manifest.datasetSha256 = data.sha256;
    manifest.device = device.str();
    manifest.precision = precision == nn::Precision::bf16 ? "bf16" : "fp32";
    manifest.threads = threads;
    manifest.notes.clear();
    if (!data.note.empty())
        note(data.note);
    openNetwork();
    if (folder.isWritable())
        folder.writeManifest(manifest);
}

void Session::openNetwork() {
    const int classes = static_cast<int>(data.classNames.size());
    if (config.network.classes != 0 && config.network.classes != classes)
        throw Error(
            Phrase("network.classes is {1}, but {2} has {3} classes; leave the key out, or name another data set",
                   config.network.classes, data.name, classes),
            ErrorKind::usage);
    nn::SpecOptions options{.stem = config.network.stem,
                            .shortcut = config.network.shortcut,
                            .classes = classes,
                            .inputChannels = data.train->shape().channels};
    input.normalization = data.normalization;
    if (!config::namesWeightFile(config.network.weights)) {
        network =
            std::make_shared<nn::Network>(nn::makeSpec(config.network.architecture, options), rng.stream("weights"));
        note(Phrase("no weights were named: the network starts from random ones"));
    } else {
        const auto file = config::resolvePath(config.network.weights);
        const auto dict = nn::readStateDict(file);
        auto spec = nn::recogniseSpec(dict, config.network.weights);
        const auto wanted = nn::makeSpec(config.network.architecture, options);
        if (spec.architecture != wanted.architecture)
            throw Error(Phrase("'{1}' holds a {2}, but network.architecture is {3}", config.network.weights,
                               spec.architecture, wanted.architecture),
                        ErrorKind::usage);
        spec.classes = classes;
        network = std::make_shared<nn::Network>(spec, rng.stream("weights"));
        const auto [report, described] = nn::namingFile(config.network.weights, [&] {
            return std::pair(nn::loadInto(*network, dict, nn::ClassifierPolicy::replaceIfDifferent),
                             nn::inputDescription(dict));
        });
        if (report.ignored.size() == 1)
            note(Phrase("'{1}' has no place in the network and was left out", report.ignored.front()));
        else if (!report.ignored.empty())
            note(Phrase("'{1}' has no place in the network and was left out, and {2} tensors more",
                        report.ignored.front(), report.ignored.size() - 1));
        if (report.classifierReplaced)
            note(Phrase("the classifier was replaced: {1} classes → {2}", report.fileClasses, classes));
        // Weights that say nothing were, by custom, trained with ImageNet's statistics.
        input.normalization = described.normalization.value_or(data::imageNetNormalization());
        const auto digest = sha256OfFile(file);
        if (!manifest.weightsSha256.empty() && manifest.weightsSha256 != digest)
            throw Error(Phrase("'{1}' is not the file this run was started with: its SHA-256 is {2}, recorded is {3}",
                               file.string(), digest, manifest.weightsSha256));
        manifest.weightsPath = file.string();
        manifest.weightsSha256 = digest;
        note(Phrase("the weights are imported: if they were trained on all training images, they have seen "
                    "the validation images, and accuracy on those flatters"));
    }
    input.classNames = data.classNames;
    input.imageSize = imageSize();
    network->to(device);
    if (const auto trained = loadNetwork("trained"))
        network = trained;
    pruned = loadNetwork("tuned");
    if (!pruned)
        pruned = loadNetwork("pruned");
}

void Session::describe() {
    info(Phrase("{1} on {2}, device {3}, {4}, {5} threads", network->spec().architecture, data.name, manifest.device,
                manifest.precision, threads));
    for (const auto& phrase : m_notes)
        info(phrase);
    for (const auto& phrase : m_damages)
        warn(phrase);
    m_isDescribed = true;
}

std::optional<store::Checkpoint> Session::readCheckpoint(const std::string& name) const {
    auto found = folder.readCheckpoint(name);
    if ((found && !found->isPrevious) || !folder.hasCheckpoint(name))
        return found;
    const auto damage =
        found ? Phrase("the last checkpoint '{1}' is damaged or missing: the run goes on from the one before "
                       "it, and does again what came after",
                       name)
              : Phrase("the checkpoint '{1}' is damaged, and so is the one before it: what they held is done "
                       "again",
                       name);
    if (m_isDescribed)
        warn(damage);
    else
        m_damages.push_back(damage);
    return found;
}

void Session::note(const Phrase& phrase) {
    manifest.notes.push_back(phrase.english());
    m_notes.push_back(phrase);
}

void Session::say(const char* level, const Phrase& phrase) const {
    emit(store::Message{level, phrase.english(), phrase.arguments.empty() ? std::nullopt : std::optional(phrase)});
}

void Session::saveLedger() {
    folder.writeCheckpoint("run", {toJson(ledger), {}});
    answerCheckpointRequest({"run"});
}

void Session::answerCheckpointRequest(const store::CheckpointWritten& state) {
    if (control.takeCheckpointRequest())
        emit(state);
}

void Session::progress(const std::string& what, std::int64_t done, std::int64_t total, double macs) {
    workload.advance(macs);
    emit(store::Progress{what, done, total, workload.secondsLeft()});
}

int Session::imageSize() const {
    return config.data.imageSize > 0 ? config.data.imageSize : data.train->shape().height;
}

data::StreamOptions Session::stream(Part part, Augment augment) const {
    data::StreamOptions options;
    options.dataset = part == Part::test ? data.test : data.train;
    if (part == Part::test) {
        options.indices.resize(data.test->size());
        std::iota(options.indices.begin(), options.indices.end(), 0U);
    } else {
        options.indices = part == Part::train ? split.train : split.validation;
    }
    options.batchSize = config.data.batchSize;
    options.channels = network->spec().inputChannels;
    options.imageSize = config.data.imageSize;
    options.normalization = *input.normalization;
    options.threads = config.data.threads;
    options.seed = config.seed;
    if (augment == Augment::recipe) {
        options.order = data::Order::shuffled;
        options.lastBatch = data::LastBatch::drop;
        options.cropPadding = has(config.data.augment, "crop") ? std::max(1, kCropPadding * imageSize() / 32) : 0;
        options.flipChance = has(config.data.augment, "flip") ? kFlipChance : 0;
    }
    return options;
}

void Session::finishPhase(const std::string& phase) {
    ledger.phasesDone.push_back(phase);
    saveLedger();
}

void Session::saveNetwork(const std::string& checkpoint, const nn::Network& value, const std::string& json) {
    folder.writeCheckpoint(checkpoint, {json, {{"network", nn::toSafetensors(nn::stateDictOf(value))}}});
}

std::shared_ptr<nn::Network> Session::loadNetwork(const std::string& checkpoint) const {
    const auto saved = readCheckpoint(checkpoint);
    if (!saved)
        return nullptr;
    const auto dict = nn::fromSafetensors(saved->parts.at("network"), "checkpoint " + checkpoint);
    auto loaded = std::make_shared<nn::Network>(nn::recogniseSpec(dict, checkpoint), Rng(0));
    nn::loadInto(*loaded, dict, nn::ClassifierPolicy::mustMatch);
    loaded->to(device);
    return loaded;
}

double trainingMacs(const nn::NetworkSpec& spec, const Session& session) {
    return kTrainingFactor * session.costs(spec).macs;
}

train::TrainerOptions trainerOptions(Session& session, const config::TrainConfig& config, const std::string& subject) {
    train::TrainerOptions options;
    options.config = config;
    options.device = session.device;
    options.precision = session.precision;
    options.train = session.stream(Part::train, Augment::recipe);
    if (!session.split.validation.empty())
        options.validation = session.stream(Part::validation, Augment::none);
    options.rng = session.rng.stream("train " + subject);
    options.proceed = session.proceed;
    if (config.optimizer == "whale_cosine_best" || config.earlyStopping > 0)
        options.keep = train::KeepWeights::bestByValidationLoss;
    if (config.distill)
        options.teacher = session.network;
    return options;
}

namespace {

train::Evaluation evaluateShown(Session& session, const nn::Network& network, const std::string& subject, Part part) {
    const nn::FoldedNetwork folded(network);
    train::EvaluateOptions options{.device = session.device, .classes = network.spec().classes};
    options.proceed = session.proceed;
    const double macs = session.costs(network.spec()).macs;
    std::int64_t counted = 0;
    options.progress = [&](std::int64_t done, std::int64_t total) {
        session.progress("evaluating the " + subject, done, total, macs * static_cast<double>(done - counted));
        counted = done;
    };
    auto stream = session.stream(part, Augment::none);
    if (part != Part::test)
        return train::evaluate(folded, std::move(stream), options);
    auto reading = readTestSplit(session.folder, folded, std::move(stream), options);
    session.manifest.testReads = reading.testReads;
    return std::move(reading.evaluation);
}

} // namespace

TestReading readTestSplit(store::RunFolder& folder, const nn::FoldedNetwork& network, data::StreamOptions stream,
                          const train::EvaluateOptions& options) {
    const auto testReads = countTestRead(folder);
    return {train::evaluate(network, std::move(stream), options), testReads};
}

double accuracyOn(Session& session, const nn::Network& network, Part part, const std::string& subject) {
    if (part == Part::test)
        throw Error("the test split is read by evaluateRecorded alone, which counts it"); // a mistake of ours
    return evaluateShown(session, network, subject, part).accuracy();
}

store::EvaluationDone evaluateRecorded(Session& session, const nn::Network& network, const std::string& subject,
                                       Part part) {
    const auto result = evaluateShown(session, network, subject, part);
    store::EvaluationDone event{
        subject,    part == Part::test ? "test" : "validation", result.images, result.accuracy(), result.accuracyTop5(),
        result.loss};
    session.emit(event);
    return event;
}

} // namespace bubblenet::engine
