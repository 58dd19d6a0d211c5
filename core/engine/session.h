// SPDX-License-Identifier: GPL-3.0-only
// What all phases of one run share: its recipe, folder, data, device and networks. Made when a run starts or resumes,
// lives on the engine thread; and, over a folder opened for reading, where one of its candidates is built again.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/proceed.h"
#include "core/config/run_config.h"
#include "core/data/batch_stream.h"
#include "core/engine/ledger.h"
#include "core/engine/run_control.h"
#include "core/engine/workload.h"
#include "core/nn/weights.h"
#include "core/store/run_folder.h"
#include "core/train/evaluate.h"
#include "core/train/trainer.h"

namespace bubblenet::engine {

using Emit = std::function<void(store::EventBody)>;

enum class Part { train, validation, test };
enum class Augment { none, recipe };

struct Session {
    /// `recipe`: the folder's own; another device, and kKeepThreads, may be named in it. `proceeding`: `requests`' own
    /// in a run.
    Session(store::RunFolder& runFolder, config::RunConfig recipe, RunControl& requests, Proceed proceeding,
            Emit emitter);

    store::RunFolder& folder;
    RunControl& control; ///< where a checkpoint can be written: is one asked for?
    Proceed proceed;
    Emit emit;
    config::RunConfig config;
    Rng rng;
    at::Device device = at::kCPU;
    nn::Precision precision = nn::Precision::fp32;
    int threads = 1;
    data::DatasetPair data;
    data::Split split;
    nn::InputDescription input;           ///< normalisation and class names that belong to the weights
    std::shared_ptr<nn::Network> network; ///< unpruned
    std::shared_ptr<nn::Network> pruned;  ///< once there is one
    Ledger ledger;
    store::Manifest manifest;
    Workload workload;

    int imageSize() const;
    data::StreamOptions stream(Part part, Augment augment) const;
    nn::Costs costs(const nn::NetworkSpec& spec) const { return nn::totalCosts(spec, imageSize()); }
    void info(const Phrase& phrase) const { say("info", phrase); }
    void warn(const Phrase& phrase) const { say("warning", phrase); }
    /// Emits what there is to know before the first phase: the manifest's notes.
    void describe();
    /// Shows what is done now, before anything of it can be counted.
    void begin(const std::string& what) { progress(what, 0, 0, 0); }
    /// Counts work and shows a bar with the time left of the whole run.
    void progress(const std::string& what, std::int64_t done, std::int64_t total, double macs);

    void saveLedger();
    /// Where all that was done is on record: what a request for a checkpoint is answered with.
    void answerCheckpointRequest(const store::CheckpointWritten& state);
    void finishPhase(const std::string& phase);
    void saveNetwork(const std::string& checkpoint, const nn::Network& value, const std::string& json = "{}");
    std::shared_ptr<nn::Network> loadNetwork(const std::string& checkpoint) const; ///< null where there is none
    /// The folder's; says so where a damaged one costs some of what was done.
    std::optional<store::Checkpoint> readCheckpoint(const std::string& name) const;

private:
    void openNetwork();
    void say(const char* level, const Phrase& phrase) const;
    void note(const Phrase& phrase);

    std::vector<Phrase> m_notes;           ///< the manifest's
    mutable std::vector<Phrase> m_damages; ///< found before describe(), by which the record has begun
    bool m_isDescribed = false;
};

/// What training on one image costs, in multiply–adds of evaluation.
double trainingMacs(const nn::NetworkSpec& spec, const Session& session);

/// Options of a training phase with the session's data, device and recipe filled in; the caller adds masks, ….
train::TrainerOptions trainerOptions(Session& session, const config::TrainConfig& config, const std::string& subject);

struct TrainingTask {
    std::string phase;      ///< train | fine-tune | search
    std::string subject;    ///< network, finalist 2, round 3
    std::string checkpoint; ///< its name; a run that was interrupted goes on from there, if it is this subject's
    std::shared_ptr<nn::Network> network;
    train::TrainerOptions options;
};
/// Trains with events, and a checkpoint after each epoch, on request, and where it is stopped.
train::TrainResult trainRecorded(Session& session, TrainingTask task);

/// Accuracy in % on a part other than the test split, shown but not recorded.
double accuracyOn(Session& session, const nn::Network& network, Part part, const std::string& subject);

/// The one reader of a run's test split: counts itself in the manifest, then evaluates. Gives the count with it.
struct TestReading {
    train::Evaluation evaluation;
    std::int64_t testReads = 0;
};
TestReading readTestSplit(store::RunFolder& folder, const nn::FoldedNetwork& network, data::StreamOptions stream,
                          const train::EvaluateOptions& options);

/// Accuracy on a part, recorded.
store::EvaluationDone evaluateRecorded(Session& session, const nn::Network& network, const std::string& subject,
                                       Part part);

} // namespace bubblenet::engine
