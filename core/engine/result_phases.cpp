// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <cmath>

#include "core/engine/latency_comparison.h"
#include "core/engine/phases.h"
#include "core/engine/search_setup.h"
#include "core/export/artefact.h"

namespace bubblenet::engine {

namespace {

constexpr int kVerificationImages = 64;
constexpr double kCostTolerance = 1e-3;
constexpr double kLatencyTolerance = 0.02; // the spread of medians of interleaved passes

const nn::Network& result(const Session& session) {
    return session.pruned ? *session.pruned : *session.network;
}

/// One network's, as a run's record has them.
struct Speed {
    LatencyFigure one;
    LatencyFigure many;
};

void emitCosts(const Session& session, const nn::Network& network, const std::string& subject, const Speed& speed) {
    const auto costs = session.costs(network.spec());
    session.emit(store::CostsMeasured{.subject = subject,
                                      .macs = costs.macs,
                                      .parameters = costs.parameters,
                                      .bytes = costs.bytes,
                                      .sparsity = prune::measuredSparsity(network),
                                      .latencyMs1 = speed.one.medianMs,
                                      .latencyMsBatch = speed.many.medianMs,
                                      .latencyBatch = speed.many.batchSize,
                                      .latencySpreadMs1 = speed.one.upperQuartileMs - speed.one.lowerQuartileMs});
}

void measureTrained(Session& session, int many) {
    const auto figure = [&](const nn::LatencyOptions& options) -> LatencyFigure {
        const auto measured = nn::measureLatency(*session.network, session.device, options);
        return {options.batchSize, measured.medianMs, measured.lowerQuartileMs, measured.upperQuartileMs};
    };
    const int side = session.imageSize();
    const Speed speed{
        figure({.batchSize = 1, .imageSize = side, .proceed = session.proceed}),
        figure({.batchSize = many, .imageSize = side, .repeats = 10, .warmup = 2, .proceed = session.proceed})};
    emitCosts(session, *session.network, store::kOnlyNetwork, speed);
}

void measurePruned(Session& session, int many) {
    LatencyComparisonOptions options{.imageSize = session.imageSize(), .batchSizes = {1, many}};
    // A latency goal is of the batch size of the table that the search went by.
    const int goalsBatch = session.config.search.goal.latency ? session.config.data.batchSize : many;
    if (std::ranges::find(options.batchSizes, goalsBatch) == options.batchSizes.end())
        options.batchSizes.push_back(goalsBatch);
    const auto comparisons = compareLatencies(
        *session.network, *session.pruned, options,
        {.proceed = session.proceed,
         .progress = [&](const std::string&, std::int64_t done,
                         std::int64_t total) { session.progress("measuring latency", done, total, 0); },
         .note = [&](const std::string& text) { session.warn(Phrase("while measuring latency: {1}", text)); }});
    for (const auto& comparison : comparisons)
        session.emit(store::LatencyCompared{.by = comparison.by,
                                            .device = comparison.device,
                                            .batchSize = comparison.before.batchSize,
                                            .pairs = comparison.pairs,
                                            .beforeMs = comparison.before.medianMs,
                                            .afterMs = comparison.after.medianMs,
                                            .speedup = comparison.speedup,
                                            .lowerQuartileSpeedup = comparison.lowerQuartileSpeedup,
                                            .upperQuartileSpeedup = comparison.upperQuartileSpeedup});
    // The first are this program's, whose device the run's is, in the order of the batch sizes.
    const auto goals = std::ranges::find(options.batchSizes, goalsBatch) - options.batchSizes.begin();
    session.ledger.latencyShare = 1 / comparisons[static_cast<std::size_t>(goals)].speedup;
    emitCosts(session, *session.network, store::kUnprunedNetwork, {comparisons[0].before, comparisons[1].before});
    emitCosts(session, *session.pruned, store::kPrunedNetwork, {comparisons[0].after, comparisons[1].after});
}

void measureCosts(Session& session) {
    session.begin("measuring latency");
    const int many = manyImages(session.imageSize());
    if (session.pruned)
        measurePruned(session, many);
    else
        measureTrained(session, many);
}

store::FileReading readingOf(const artefact::Verification& verification) {
    const auto& [by, agreement, latencyMs] = verification;
    return {by, agreement.largestDifference, agreement.range, agreement.images, agreement.sameTop1, latencyMs};
}

} // namespace

void evaluatePhase(Session& session) {
    auto& ledger = session.ledger;
    if (!ledger.before) {
        ledger.before = evaluateRecorded(session, *session.network,
                                         session.pruned ? store::kUnprunedNetwork : store::kOnlyNetwork, Part::test);
        session.saveLedger();
    }
    if (session.pruned && !ledger.after) {
        ledger.after = evaluateRecorded(session, *session.pruned, store::kPrunedNetwork, Part::test);
        session.saveLedger();
    }
    measureCosts(session);
}

void exportPhase(Session& session) {
    auto stream = session.stream(Part::train, Augment::none);
    stream.indices.resize(std::min<std::size_t>(stream.indices.size(), kVerificationImages));
    stream.batchSize = kVerificationImages;
    data::BatchStream batches(stream);
    data::Batch batch;
    batches.next(batch);
    const auto images = train::toTensor(batch, session.device);
    const auto visit = [&](const artefact::VisitBatch& compare) { compare(images, {}); };
    artefact::removeLeftOvers(session.folder.path() / "artefacts");
    for (const auto& name : session.config.exportFormats) {
        throwIfStopped(session.proceed);
        session.begin("writing " + name);
        const auto& [format, precision] = artefact::kindNamed(name);
        const auto stem = std::string(session.pruned ? "pruned" : "network") + name.substr(format.name.size());
        const auto file = stem + format.extension;
        const auto written =
            artefact::writeVerified(session.folder.artefactPath(file), result(session),
                                    {.format = format.name, .precision = precision, .input = session.input}, visit);
        const auto& [by, agreement, latencyMs] = written.verifications.front();
        std::vector<store::FileReading> others;
        for (std::size_t i = 1; i < written.verifications.size(); ++i)
            others.push_back(readingOf(written.verifications[i]));
        session.emit(store::ArtefactWritten{.path = "artefacts/" + file,
                                            .format = format.name,
                                            .bytes = written.bytes,
                                            .sha256 = written.sha256,
                                            .largestDifference = agreement.largestDifference,
                                            .range = agreement.range,
                                            .verified = true,
                                            .precision = artefact::nameOf(precision),
                                            .images = agreement.images,
                                            .sameTop1 = agreement.sameTop1,
                                            .latencyMs = latencyMs,
                                            .by = by,
                                            .others = std::move(others)});
    }
}

store::Verdict judgeRun(Session& session) {
    const auto& goal = session.config.search.goal;
    const auto& ledger = session.ledger;
    store::Verdict verdict{
        .met = true, .accuracyBefore = ledger.before->accuracy, .accuracyAfter = ledger.before->accuracy};
    if (!session.pruned || !ledger.after) {
        verdict.text =
            "trained: " + hundredths(verdict.accuracyBefore) + " % of the test images are classified correctly";
        session.emit(verdict);
        return verdict;
    }
    verdict.accuracyAfter = ledger.after->accuracy;
    if (session.config.search.prune == "weights") {
        verdict.costKind = "sparsity";
        verdict.costShare = prune::measuredSparsity(*session.pruned);
        verdict.costGoal = goal.sparsity.value_or(0);
        verdict.met = verdict.costShare >= verdict.costGoal - kCostTolerance;
        verdict.text = hundredths(100 * verdict.costShare) + " % of the weights are zero (goal: at least ";
    } else {
        const auto cost = goalOf(session);
        verdict.costKind = cost.kind;
        verdict.costShare = cost.cost(session.pruned->spec()) / cost.cost(session.network->spec());
        verdict.costGoal = cost.share;
        if (cost.kind == "latency") // what was measured, and not what the table foretold
            verdict.costShare = session.ledger.latencyShare.value_or(verdict.costShare);
        verdict.met =
            verdict.costShare <= verdict.costGoal + (cost.kind == "latency" ? kLatencyTolerance : kCostTolerance);
        verdict.text = hundredths(100 * verdict.costShare) + " % of the " + (cost.kind == "macs" ? "MACs" : cost.kind) +
                       " are left (goal: at most ";
    }
    const double loss = verdict.accuracyBefore - verdict.accuracyAfter;
    const bool accurate = loss <= goal.accuracyLoss + 1e-9;
    verdict.text = (verdict.met && accurate ? "goal met: " : "goal not met: ") + verdict.text +
                   hundredths(100 * verdict.costGoal) + " %), test accuracy " + hundredths(verdict.accuracyBefore) +
                   " % → " + hundredths(verdict.accuracyAfter) + " % (" + (loss > 0 ? "−" : "+") +
                   hundredths(std::abs(loss)) + " points; a loss of " + hundredths(goal.accuracyLoss) + " was allowed)";
    verdict.met = verdict.met && accurate;
    session.emit(verdict);
    return verdict;
}

} // namespace bubblenet::engine
