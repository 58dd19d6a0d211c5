// SPDX-License-Identifier: GPL-3.0-only
#include "core/compare/run_record.h"

#include <algorithm>
#include <cmath>

namespace bubblenet::compare {

using namespace store;

namespace {

/// A resumed run goes over some of its way again: what was at or behind this x before goes.
void appendTo(std::vector<CurvePoint>& curve, double x, double y) {
    while (!curve.empty() && curve.back().x >= x)
        curve.pop_back();
    if (std::isfinite(y))
        curve.push_back({x, y});
}

} // namespace

void RunRecord::apply(const Event& event) {
    time.apply(event);
    if (const auto* s = std::get_if<RunStarted>(&event.body)) {
        firstTime = firstTime > 0 ? firstTime : event.time;
        take(*s);
    } else if (const auto* p = std::get_if<PhaseStarted>(&event.body)) {
        phase = p->phase;
    } else if (const auto* e = std::get_if<EvaluationDone>(&event.body); e != nullptr && e->split == "test") {
        (e->subject == kPrunedNetwork ? testAfter : testBefore) = *e;
    } else if (const auto* c = std::get_if<CostsMeasured>(&event.body)) {
        (c->subject == kPrunedNetwork ? costsAfter : costsBefore) = *c;
    } else if (const auto* epoch = std::get_if<EpochDone>(&event.body)) {
        take(*epoch);
    } else if (const auto* candidate = std::get_if<CandidateDone>(&event.body)) {
        take(*candidate);
    } else if (const auto* round = std::get_if<RoundDone>(&event.body)) {
        appendTo(rounds, round->round, round->accuracyAfterTraining);
    } else if (const auto* finalist = std::get_if<FinalistDone>(&event.body)) {
        finalists[finalist->number] = *finalist;
    } else if (const auto* planned = std::get_if<SearchPlanned>(&event.body)) {
        plan = *planned;
    } else if (const auto* done = std::get_if<FrontDone>(&event.body)) {
        front = *done;
    } else if (const auto* latency = std::get_if<LatencyCompared>(&event.body)) {
        store::keepLatest(latencies, *latency);
    } else if (const auto* artefact = std::get_if<ArtefactWritten>(&event.body)) {
        take(*artefact);
    } else if (const auto* v = std::get_if<Verdict>(&event.body)) {
        verdict = *v;
    } else if (const auto* f = std::get_if<RunFinished>(&event.body)) {
        finished = *f;
    }
    lastTime = std::max(lastTime, event.time);
}

void RunRecord::take(const RunStarted& event) {
    started = event;
    finished.reset();
    verdict.reset();
}

// Finalists and rounds train one after the other: each begins where the one before it ended.
void RunRecord::take(const EpochDone& event) {
    const std::string trained = event.phase + '/' + event.subject;
    if (trained != m_trained) {
        m_epochsBefore += m_epochsOfIt;
        m_trained = trained;
    }
    m_epochsOfIt = event.epoch; // fewer than planned where it stops early
    if (event.validationAccuracy)
        appendTo(epochs, m_epochsBefore + event.epoch, *event.validationAccuracy);
}

// Where a front is looked for, better ones that cost more than the goal allows are no progress towards it.
bool RunRecord::meetsGoal(const CandidateDone& candidate) const {
    constexpr double kRounding = 1 + 1e-9;
    if (!plan)
        return true;
    if (plan->costKind == "macs")
        return candidate.macs <= plan->costGoal * plan->macs * kRounding;
    if (plan->costKind == "parameters")
        return candidate.parameters <= plan->costGoal * plan->parameters * kRounding;
    return true;
}

void RunRecord::take(const CandidateDone& event) {
    if (!m_asked.emplace(event.iteration, event.whale).second)
        return;
    ++candidates;
    repeatedCandidates += event.cached ? 1 : 0;
    if (std::isfinite(event.accuracy) && meetsGoal(event) && (bestSoFar.empty() || event.accuracy > bestSoFar.back().y))
        bestSoFar.push_back({static_cast<double>(candidates), event.accuracy});
}

// A run that was stopped among its exports writes them all again.
void RunRecord::take(const ArtefactWritten& artefact) {
    std::erase_if(artefacts, [&](const auto& earlier) { return earlier.path == artefact.path; });
    artefacts.push_back(artefact);
}

const LatencyCompared* ownLatency(const RunRecord& record, int batchSize) {
    const auto found = std::find_if(record.latencies.begin(), record.latencies.end(), [&](const auto& latency) {
        return latency.by == kOwnEvaluation && latency.batchSize == batchSize;
    });
    return found == record.latencies.end() ? nullptr : &*found;
}

bool isOver(const RunRecord& record) {
    return record.finished &&
           (record.finished->outcome == Outcome::completed || record.finished->outcome == Outcome::goalNotMet);
}

RunRecord recordOf(const std::vector<Event>& events) {
    RunRecord record;
    for (const auto& event : events)
        record.apply(event);
    return record;
}

} // namespace bubblenet::compare
