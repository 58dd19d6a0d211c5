// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/session.h"

#include <algorithm>
#include <numeric>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/config/resources.h"
#include "core/data/library.h"
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

Session::Session(store::RunFolder& runFolder, config::RunConfig recipe, Proceed proceeding, Emit emitter)
    : folder(runFolder), proceed(std::move(proceeding)), emit(std::move(emitter)), config(std::move(recipe)),
      rng(config.seed), manifest(folder.manifest()) {
    threads = nn::setThreads(config.threads);
    device = nn::openDevice(config.device);
    precision = nn::choosePrecision(config.precision, device);
    if (const auto saved = folder.readCheckpoint("run"))
        ledger = ledgerFromJson(saved->json);
    data = data::openDataset(config.data.dataset, config.data.path, config.data.imageSize);
    if (!manifest.datasetSha256.empty() && manifest.datasetSha256 != data.sha256)
        throw Error("the data set " + data.name + " is not the one this run was started with: its SHA-256 is " +
                    data.sha256 + ", recorded is " + manifest.datasetSha256);
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
        manifest.notes.push_back(data.note);
    openNetwork();
    if (folder.isWritable())
        folder.writeManifest(manifest);
}

void Session::openNetwork() {
    const int classes = static_cast<int>(data.classNames.size());
    if (config.network.classes != 0 && config.network.classes != classes)
        throw Error("network.classes is " + std::to_string(config.network.classes) + ", but " + data.name + " has " +
                        std::to_string(classes) + " classes; leave the key out, or name another data set",
                    ErrorKind::usage);
    nn::SpecOptions options{.stem = config.network.stem,
                            .shortcut = config.network.shortcut,
                            .classes = classes,
                            .inputChannels = data.train->shape().channels};
    input.normalization = data.normalization;
    if (config.network.weights.empty()) {
        network =
            std::make_shared<nn::Network>(nn::makeSpec(config.network.architecture, options), rng.stream("weights"));
        manifest.notes.emplace_back("no weights were named: the network starts from random ones");
    } else {
        const auto file = config::resolvePath(config.network.weights);
        const auto dict = nn::readStateDict(file);
        auto spec = nn::recogniseSpec(dict, config.network.weights);
        const auto wanted = nn::makeSpec(config.network.architecture, options);
        if (spec.architecture != wanted.architecture)
            throw Error("'" + config.network.weights + "' holds a " + spec.architecture +
                            ", but network.architecture is " + wanted.architecture,
                        ErrorKind::usage);
        spec.classes = classes;
        network = std::make_shared<nn::Network>(spec, rng.stream("weights"));
        const auto [report, described] = nn::namingFile(config.network.weights, [&] {
            return std::pair(nn::loadInto(*network, dict, nn::ClassifierPolicy::replaceIfDifferent),
                             nn::inputDescription(dict));
        });
        if (!report.ignored.empty())
            manifest.notes.push_back("'" + report.ignored.front() + "' has no place in the network and was left out" +
                                     (report.ignored.size() > 1
                                          ? ", and " + std::to_string(report.ignored.size() - 1) + " tensors more"
                                          : ""));
        if (report.classifierReplaced)
            manifest.notes.push_back("the classifier was replaced: " + std::to_string(report.fileClasses) +
                                     " classes → " + std::to_string(classes));
        // Weights that say nothing were, by custom, trained with ImageNet's statistics.
        input.normalization = described.normalization.value_or(data::imageNetNormalization());
        const auto digest = sha256OfFile(file);
        if (!manifest.weightsSha256.empty() && manifest.weightsSha256 != digest)
            throw Error("'" + file.string() + "' is not the file this run was started with: its SHA-256 is " + digest +
                        ", recorded is " + manifest.weightsSha256);
        manifest.weightsPath = file.string();
        manifest.weightsSha256 = digest;
        manifest.notes.emplace_back(
            "the weights are imported: if they were trained on all training images, they have seen "
            "the validation images, and accuracy on those flatters");
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
    info(network->spec().architecture + " on " + data.name + ", device " + manifest.device + ", " + manifest.precision +
         ", " + std::to_string(threads) + " threads");
    for (const auto& note : manifest.notes)
        info(note);
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
    const auto saved = folder.readCheckpoint(checkpoint);
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

train::TrainResult trainRecorded(Session& session, TrainingTask task) {
    const int epochs = task.options.config.epochs;
    train::Trainer* running = nullptr;
    const double teacherMacs = task.options.config.distill ? session.costs(session.network->spec()).macs : 0;
    const double stepMacs = (trainingMacs(task.network->spec(), session) + teacherMacs) * task.options.train.batchSize;
    task.options.onStep = [&](const train::StepReport& step) {
        session.emit(store::StepDone{task.phase, step.epoch, epochs, step.step, step.stepsPerEpoch, step.loss,
                                     step.learningRate});
        session.progress("training the " + task.subject, (step.epoch - 1) * step.stepsPerEpoch + step.step,
                         epochs * step.stepsPerEpoch, stepMacs);
    };
    task.options.onEpoch = [&](const train::EpochReport& report) {
        store::EpochDone event{.phase = task.phase,
                               .subject = task.subject,
                               .epoch = report.epoch,
                               .epochs = report.epochs,
                               .trainLoss = report.trainLoss,
                               .trainAccuracy = report.trainAccuracy,
                               .learningRate = report.learningRate,
                               .seconds = report.seconds,
                               .imagesPerSecond = report.imagesPerSecond,
                               .sparsity = report.sparsity};
        if (report.validation) {
            event.validationLoss = report.validation->loss;
            event.validationAccuracy = report.validation->accuracy();
        }
        session.emit(event);
        if (task.checkpoint.empty())
            return;
        const auto state = running->state();
        session.folder.writeCheckpoint(task.checkpoint, {state.json,
                                                         {{"network", nn::toSafetensors(state.network)},
                                                          {"optimizer", nn::toSafetensors(state.optimizer)},
                                                          {"best", nn::toSafetensors(state.best)}}});
        session.emit(store::CheckpointWritten{task.checkpoint});
    };
    train::Trainer trainer(task.network, task.options);
    running = &trainer;
    if (const auto saved = task.checkpoint.empty() ? std::nullopt : session.folder.readCheckpoint(task.checkpoint)) {
        const auto part = [&](const char* name) { return nn::fromSafetensors(saved->parts.at(name), task.checkpoint); };
        trainer.restore({part("network"), part("optimizer"), part("best"), saved->json});
    }
    return trainer.run();
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
    // Counted before it happens: a crash in mid-read must not make it free.
    auto manifest = folder.manifest();
    ++manifest.testReads;
    folder.writeManifest(manifest);
    return {train::evaluate(network, std::move(stream), options), manifest.testReads};
}

double accuracyOn(Session& session, const nn::Network& network, Part part, const std::string& subject) {
    if (part == Part::test)
        throw Error("the test split is read by evaluateRecorded alone, which counts it");
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
