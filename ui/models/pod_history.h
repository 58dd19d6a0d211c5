// SPDX-License-Identifier: GPL-3.0-only
// Every iteration of a search so far: where each whale was, what it did and what its network is worth. Compact, because
// a long search has a hundred thousand of them. No thread of its own.
#pragma once

#include <QString>
#include <deque>
#include <optional>
#include <vector>

#include "core/store/event.h"

namespace bubblenet::ui {

enum class Behaviour { unknown, start, encircle, spiral, explore };

struct PodCandidate {
    int iteration = 0;
    int whale = 0;
    bool cached = false;
    int origin = 0; ///< index into PodHistory::origins()
    float accuracy = 0;
    float loss = 0;
    float macs = 0;
    float parameters = 0;
    float latencyMs = 0;
    float seconds = 0;
    std::vector<float> position;
    std::vector<quint16> widths;
    std::vector<quint16> removedBlocks; ///< indices into PodHistory::blocks()
};

struct PodWhale {
    Behaviour behaviour = Behaviour::unknown;
    float coefficient = 0;
    int candidate = -1; ///< −1: not judged yet
    bool operator==(const PodWhale&) const = default;
};

struct PodIteration {
    int number = 0;
    int count = 0; ///< of the whole search
    double a = 0;
    int leader = -1; ///< whale; −1: found in an earlier iteration
    int best = -1;   ///< candidate that leads after this iteration
    double bestAccuracy = 0;
    double uniformAccuracy = 0;
    std::int64_t uniqueEvaluations = 0;
    std::int64_t repeatedEvaluations = 0;
    bool finished = false;
    std::vector<PodWhale> whales;
};

class PodHistory {
public:
    void clear() { *this = {}; }
    void apply(const store::SearchPlanned& event);
    void apply(const store::CandidateDone& event);
    void apply(const store::IterationDone& event);
    void apply(const store::FrontDone& event);

    const std::optional<store::SearchPlanned>& plan() const { return m_plan; }
    const std::vector<PodIteration>& iterations() const { return m_iterations; } ///< the last may not be finished
    const PodCandidate* candidate(int index) const;                              ///< null for −1
    int candidateCount() const { return static_cast<int>(m_candidates.size()); }
    const QString& origin(const PodCandidate& candidate) const {
        return m_origins[static_cast<std::size_t>(candidate.origin)];
    }
    /// Candidates up to this iteration (index into iterations()) that no other is both cheaper and better than, the
    /// cheapest first: the search's own front once it has said which, and the last iteration is asked for.
    std::vector<int> frontAt(int iteration) const;
    /// A repeated candidate counts as the one that it repeats.
    bool isOn(const std::vector<int>& front, const PodCandidate& candidate) const;
    QStringList removedBlocks(const PodCandidate& candidate) const;
    /// Of the unpruned network's cost, the kind that the goal limits; NaN where it is not known.
    double costShare(const PodCandidate& candidate) const;
    /// The shares of the channels that stay, one for each group; empty where the unpruned widths are not known.
    std::vector<float> keepRatios(const PodCandidate& candidate) const;

private:
    PodIteration& iteration(int number);
    static PodWhale& whale(PodIteration& iteration, int index);

    std::optional<store::SearchPlanned> m_plan;
    std::vector<PodIteration> m_iterations;
    std::deque<PodCandidate> m_candidates;
    std::vector<int> m_front; ///< as the search ended
    std::vector<QString> m_origins;
    std::vector<QString> m_blocks;
};

} // namespace bubblenet::ui
