// SPDX-License-Identifier: GPL-3.0-only
// The members of every event and of the manifest, listed once for both directions: a visitor is called with the key of
// a member in JSON and the member itself, which is const when the struct is.
#pragma once

#include <concepts>
#include <type_traits>

#include "core/store/event.h"
#include "core/store/run_folder.h"

namespace bubblenet::store {

template<class T, class S>
concept MaybeConst = std::same_as<std::remove_const_t<T>, S>;

// The kinds in the order of EventBody's alternatives.
inline constexpr const char* kEventKinds[] = {
    "run_started",      "phase_started", "step_done",      "epoch_done",         "candidate_done",
    "iteration_done",   "round_done",    "finalist_done",  "evaluation_done",    "costs_measured",
    "artefact_written", "progress",      "message",        "checkpoint_written", "verdict",
    "run_finished",     "front_done",    "search_planned", "latency_compared"};
static_assert(std::size(kEventKinds) == std::variant_size_v<EventBody>);

template<class V> void fields(MaybeConst<RunStarted> auto& e, V&& visit) {
    visit("name", e.name);
    visit("method", e.method);
    visit("seed", e.seed);
    visit("device", e.device);
    visit("precision", e.precision);
    visit("threads", e.threads);
    visit("resumed", e.resumed);
}

template<class V> void fields(MaybeConst<PhaseStarted> auto& e, V&& visit) {
    visit("phase", e.phase);
    visit("number", e.number);
    visit("count", e.count);
}

template<class V> void fields(MaybeConst<StepDone> auto& e, V&& visit) {
    visit("phase", e.phase);
    visit("epoch", e.epoch);
    visit("epochs", e.epochs);
    visit("step", e.step);
    visit("steps", e.steps);
    visit("loss", e.loss);
    visit("learning_rate", e.learningRate);
}

template<class V> void fields(MaybeConst<EpochDone> auto& e, V&& visit) {
    visit("phase", e.phase);
    visit("subject", e.subject);
    visit("epoch", e.epoch);
    visit("epochs", e.epochs);
    visit("train_loss", e.trainLoss);
    visit("train_accuracy", e.trainAccuracy);
    visit("validation_loss", e.validationLoss);
    visit("validation_accuracy", e.validationAccuracy);
    visit("learning_rate", e.learningRate);
    visit("seconds", e.seconds);
    visit("images_per_second", e.imagesPerSecond);
    visit("sparsity", e.sparsity);
    visit("note", e.note);
}

template<class V> void fields(MaybeConst<CandidateDone> auto& e, V&& visit) {
    visit("iteration", e.iteration);
    visit("whale", e.whale);
    visit("evaluation", e.evaluation);
    visit("cached", e.cached);
    visit("origin", e.origin);
    visit("position", e.position);
    visit("widths", e.widths);
    visit("removed_blocks", e.removedBlocks);
    visit("accuracy", e.accuracy);
    visit("loss", e.loss);
    visit("macs", e.macs);
    visit("parameters", e.parameters);
    visit("latency_ms", e.latencyMs);
    visit("seconds", e.seconds);
}

template<class V> void fields(MaybeConst<WhaleMove> auto& e, V&& visit) {
    visit("behaviour", e.behaviour);
    visit("coefficient", e.coefficient);
    visit("position", e.position);
    visit("objective", e.objective);
}

template<class V> void fields(MaybeConst<IterationDone> auto& e, V&& visit) {
    visit("iteration", e.iteration);
    visit("iterations", e.iterations);
    visit("a", e.a);
    visit("leader", e.leader);
    visit("best_objective", e.bestObjective);
    visit("best_accuracy", e.bestAccuracy);
    visit("uniform_accuracy", e.uniformAccuracy);
    visit("unique_evaluations", e.uniqueEvaluations);
    visit("repeated_evaluations", e.repeatedEvaluations);
    visit("whales", e.whales);
}

template<class V> void fields(MaybeConst<RoundDone> auto& e, V&& visit) {
    visit("round", e.round);
    visit("cost", e.cost);
    visit("accuracy_after_cut", e.accuracyAfterCut);
    visit("accuracy_after_training", e.accuracyAfterTraining);
}

template<class V> void fields(MaybeConst<FinalistDone> auto& e, V&& visit) {
    visit("number", e.number);
    visit("origin", e.origin);
    visit("widths", e.widths);
    visit("removed_blocks", e.removedBlocks);
    visit("macs", e.macs);
    visit("accuracy_unseen", e.accuracyUnseen);
    visit("accuracy_after_brief", e.accuracyAfterBrief);
    visit("chosen", e.chosen);
}

template<class V> void fields(MaybeConst<FrontPoint> auto& e, V&& visit) {
    visit("widths", e.widths);
    visit("removed_blocks", e.removedBlocks);
    visit("accuracy", e.accuracy);
    visit("cost_share", e.costShare);
    visit("macs", e.macs);
    visit("parameters", e.parameters);
}

template<class V> void fields(MaybeConst<FrontDone> auto& e, V&& visit) {
    visit("cost_kind", e.costKind);
    visit("points", e.points);
}

template<class V> void fields(MaybeConst<EvaluationDone> auto& e, V&& visit) {
    visit("subject", e.subject);
    visit("split", e.split);
    visit("images", e.images);
    visit("accuracy", e.accuracy);
    visit("accuracy_top5", e.accuracyTop5);
    visit("loss", e.loss);
}

template<class V> void fields(MaybeConst<CostsMeasured> auto& e, V&& visit) {
    visit("subject", e.subject);
    visit("macs", e.macs);
    visit("parameters", e.parameters);
    visit("bytes", e.bytes);
    visit("sparsity", e.sparsity);
    visit("latency_ms_1", e.latencyMs1);
    visit("latency_ms_batch", e.latencyMsBatch);
    visit("latency_batch", e.latencyBatch);
    visit("latency_spread_ms_1", e.latencySpreadMs1);
}

template<class V> void fields(MaybeConst<LatencyCompared> auto& e, V&& visit) {
    visit("by", e.by);
    visit("device", e.device);
    visit("batch_size", e.batchSize);
    visit("pairs", e.pairs);
    visit("before_ms", e.beforeMs);
    visit("after_ms", e.afterMs);
    visit("speedup", e.speedup);
    visit("lower_quartile_speedup", e.lowerQuartileSpeedup);
    visit("upper_quartile_speedup", e.upperQuartileSpeedup);
}

template<class V> void fields(MaybeConst<FileReading> auto& e, V&& visit) {
    visit("by", e.by);
    visit("largest_difference", e.largestDifference);
    visit("range", e.range);
    visit("images", e.images);
    visit("same_top1", e.sameTop1);
    visit("latency_ms", e.latencyMs);
}

template<class V> void fields(MaybeConst<ArtefactWritten> auto& e, V&& visit) {
    visit("path", e.path);
    visit("format", e.format);
    visit("bytes", e.bytes);
    visit("sha256", e.sha256);
    visit("largest_difference", e.largestDifference);
    visit("range", e.range);
    visit("verified", e.verified);
    visit("precision", e.precision);
    visit("images", e.images);
    visit("same_top1", e.sameTop1);
    visit("latency_ms", e.latencyMs);
    visit("by", e.by);
    visit("others", e.others);
}

template<class V> void fields(MaybeConst<Progress> auto& e, V&& visit) {
    visit("what", e.what);
    visit("done", e.done);
    visit("total", e.total);
    visit("seconds_left", e.secondsLeft);
}

template<class V> void fields(MaybeConst<Message> auto& e, V&& visit) {
    visit("level", e.level);
    visit("text", e.text);
    visit("parts", e.parts);
}

template<class V> void fields(MaybeConst<CheckpointWritten> auto& e, V&& visit) {
    visit("path", e.path);
    visit("epoch", e.epoch);
    visit("step", e.step);
    visit("steps", e.steps);
    visit("candidates", e.candidates);
}

template<class V> void fields(MaybeConst<Verdict> auto& e, V&& visit) {
    visit("met", e.met);
    visit("text", e.text);
    visit("accuracy_before", e.accuracyBefore);
    visit("accuracy_after", e.accuracyAfter);
    visit("cost_share", e.costShare);
    visit("cost_kind", e.costKind);
    visit("cost_goal", e.costGoal);
}

template<class V> void fields(MaybeConst<RunFinished> auto& e, V&& visit) {
    visit("outcome", e.outcome);
    visit("reason", e.reason);
    visit("seconds", e.seconds);
    visit("reason_parts", e.reasonParts);
}

template<class V> void fields(MaybeConst<SearchPlanned> auto& e, V&& visit) {
    visit("groups", e.groups);
    visit("widths", e.widths);
    visit("coordinates", e.coordinates);
    visit("macs", e.macs);
    visit("parameters", e.parameters);
    visit("latency_ms", e.latencyMs);
    visit("accuracy", e.accuracy);
    visit("cost_kind", e.costKind);
    visit("cost_goal", e.costGoal);
}

template<class V> void fields(MaybeConst<Manifest> auto& m, V&& visit) {
    visit("format_version", m.formatVersion);
    visit("program_version", m.programVersion);
    visit("torch_version", m.torchVersion);
    visit("created", m.created);
    visit("seed", m.seed);
    visit("threads", m.threads);
    visit("device", m.device);
    visit("precision", m.precision);
    visit("dataset_sha256", m.datasetSha256);
    visit("weights_path", m.weightsPath);
    visit("weights_sha256", m.weightsSha256);
    visit("notes", m.notes);
    visit("test_reads", m.testReads);
}

} // namespace bubblenet::store
