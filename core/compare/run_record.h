// SPDX-License-Identifier: GPL-3.0-only
// What a run's events add up to: results before and after, curves, how it ended. The same for a run that goes on, for
// one that was resumed and for one that is over. Plain values, any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/store/event.h"
#include "core/store/run_time.h"

namespace bubblenet::compare {

struct CurvePoint {
    double x = 0;
    double y = 0;
    bool operator==(const CurvePoint&) const = default;
};

struct RunRecord {
    std::optional<store::RunStarted> started; ///< the last start
    double firstTime = 0;                     ///< of the first start, seconds since 1970; 0: not started
    double lastTime = 0;                      ///< of the last event
    store::RunTime time;
    std::string phase;

    std::optional<store::EvaluationDone> testBefore, testAfter;
    std::optional<store::CostsMeasured> costsBefore, costsAfter;
    std::vector<store::LatencyCompared> latencies; ///< one of each library and batch size
    std::vector<store::ArtefactWritten> artefacts;
    std::optional<store::Verdict> verdict;
    std::optional<store::RunFinished> finished; ///< of the last start
    std::optional<store::SearchPlanned> plan;
    std::optional<store::FrontDone> front;
    std::map<int, store::FinalistDone> finalists;

    std::int64_t candidates = 0;         ///< asked for, repeated ones too
    std::int64_t repeatedCandidates = 0; ///< of these, how many were known already
    std::vector<CurvePoint> bestSoFar;   ///< x: candidates asked for; y: accuracy on the judged images, %; rises
    std::vector<CurvePoint> rounds;      ///< of the iterative method: accuracy after a round's training, %
    std::vector<CurvePoint> epochs;      ///< x: epochs of all trainings; y: validation accuracy, %

    void apply(const store::Event& event);

private:
    void take(const store::RunStarted& event);
    void take(const store::EpochDone& event);
    void take(const store::CandidateDone& event);
    void take(const store::ArtefactWritten& event);
    bool meetsGoal(const store::CandidateDone& candidate) const;

    std::set<std::pair<int, int>> m_asked; ///< iteration and whale: a resumed run reports some a second time
    std::string m_trained;                 ///< phase and subject of the training that goes on
    double m_epochsBefore = 0;             ///< of the trainings before it
    double m_epochsOfIt = 0;
};

/// This program's own in pairs of this batch size; null: an earlier program's run, or one that prunes nothing.
const store::LatencyCompared* ownLatency(const RunRecord& record, int batchSize);
/// Came to its verdict, so that there is nothing to resume.
bool isOver(const RunRecord& record);
RunRecord recordOf(const std::vector<store::Event>& events);

} // namespace bubblenet::compare
