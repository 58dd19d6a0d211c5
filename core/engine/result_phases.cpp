// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <cmath>

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

void measureCosts(Session& session) {
    std::vector<const nn::Network*> networks = {session.network.get()};
    std::vector<std::string> subjects = {session.pruned ? "unpruned network" : "network"};
    if (session.pruned) {
        networks.push_back(session.pruned.get());
        subjects.emplace_back("pruned network");
    }
    const nn::LatencyOptions one{.batchSize = 1, .imageSize = session.imageSize()};
    const nn::LatencyOptions many{
        .batchSize = session.config.data.batchSize, .imageSize = session.imageSize(), .repeats = 10, .warmup = 2};
    session.begin("measuring latency");
    const auto single = nn::measureLatencies(networks, session.device, one);
    const auto batch = nn::measureLatencies(networks, session.device, many);
    if (session.pruned)
        session.ledger.latencyShare = batch[1].medianMs / batch[0].medianMs;
    for (std::size_t i = 0; i < networks.size(); ++i) {
        const auto costs = session.costs(networks[i]->spec());
        session.emit(store::CostsMeasured{.subject = subjects[i],
                                          .macs = costs.macs,
                                          .parameters = costs.parameters,
                                          .bytes = costs.bytes,
                                          .sparsity = prune::measuredSparsity(*networks[i]),
                                          .latencyMs1 = single[i].medianMs,
                                          .latencyMsBatch = batch[i].medianMs,
                                          .latencyBatch = batch[i].batchSize,
                                          .latencySpreadMs1 = single[i].upperQuartileMs - single[i].lowerQuartileMs});
    }
}

} // namespace

void evaluatePhase(Session& session) {
    auto& ledger = session.ledger;
    if (!ledger.before) {
        ledger.before =
            evaluateRecorded(session, *session.network, session.pruned ? "unpruned network" : "network", Part::test);
        session.saveLedger();
    }
    if (session.pruned && !ledger.after) {
        ledger.after = evaluateRecorded(session, *session.pruned, "pruned network", Part::test);
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
                                            .latencyMs = latencyMs});
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
