// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/pod_history.h"

#include <QStringList>
#include <algorithm>
#include <cmath>
#include <limits>

namespace bubblenet::ui {

namespace {

constexpr int kMostWhales = 100000; // a corrupt record must not take all memory

int indexIn(std::vector<QString>& names, const std::string& name) {
    const auto text = QString::fromStdString(name);
    const auto found = std::find(names.begin(), names.end(), text);
    if (found != names.end())
        return static_cast<int>(found - names.begin());
    names.push_back(text);
    return static_cast<int>(names.size()) - 1;
}

Behaviour behaviourOf(const std::string& name) {
    if (name == "start")
        return Behaviour::start;
    if (name == "encircle")
        return Behaviour::encircle;
    if (name == "spiral")
        return Behaviour::spiral;
    return name == "explore" ? Behaviour::explore : Behaviour::unknown;
}

QStringList namesOf(const std::vector<std::string>& names) {
    QStringList texts;
    for (const auto& name : names)
        texts.append(QString::fromStdString(name));
    return texts;
}

quint16 narrowed(int value) {
    return static_cast<quint16>(std::clamp(value, 0, 65535));
}

} // namespace

// Iterations come in their order; one that was cut off by a crash comes again, whole.
PodIteration& PodHistory::iteration(int number) {
    const auto at = std::find_if(m_iterations.rbegin(), m_iterations.rend(),
                                 [&](const PodIteration& known) { return known.number <= number; });
    if (at != m_iterations.rend() && at->number == number)
        return *at;
    return *m_iterations.insert(at.base(), PodIteration{.number = number, .whales = {}});
}

PodWhale& PodHistory::whale(PodIteration& iteration, int index) {
    const auto at = static_cast<std::size_t>(index);
    if (iteration.whales.size() <= at)
        iteration.whales.resize(at + 1);
    return iteration.whales[at];
}

void PodHistory::apply(const store::SearchPlanned& event) {
    m_plan = event;
    m_front.clear();
}

void PodHistory::apply(const store::FrontDone& event) {
    m_front.clear();
    for (const auto& point : event.points) {
        const auto found = std::find_if(m_candidates.begin(), m_candidates.end(), [&](const PodCandidate& candidate) {
            return candidate.accuracy == static_cast<float>(point.accuracy) &&
                   std::equal(candidate.widths.begin(), candidate.widths.end(), point.widths.begin(),
                              point.widths.end()) &&
                   removedBlocks(candidate) == namesOf(point.removedBlocks);
        });
        if (found != m_candidates.end())
            m_front.push_back(static_cast<int>(found - m_candidates.begin()));
    }
}

void PodHistory::apply(const store::CandidateDone& event) {
    PodCandidate candidate{.iteration = event.iteration,
                           .whale = event.whale,
                           .cached = event.cached,
                           .origin = indexIn(m_origins, event.origin),
                           .accuracy = static_cast<float>(event.accuracy),
                           .loss = static_cast<float>(event.loss),
                           .macs = static_cast<float>(event.macs),
                           .parameters = static_cast<float>(event.parameters),
                           .latencyMs = static_cast<float>(event.latencyMs),
                           .seconds = static_cast<float>(event.seconds),
                           .position = {event.position.begin(), event.position.end()},
                           .widths = {},
                           .removedBlocks = {}};
    candidate.widths.reserve(event.widths.size());
    for (const int width : event.widths)
        candidate.widths.push_back(narrowed(width));
    for (const auto& block : event.removedBlocks)
        candidate.removedBlocks.push_back(narrowed(indexIn(m_blocks, block)));
    const bool isOfPod = event.iteration > 0 && event.whale >= 0 && event.whale < kMostWhales;
    auto* place = isOfPod ? &whale(iteration(event.iteration), event.whale).candidate : nullptr;
    if (place != nullptr && *place >= 0) { // told before, by a run that was then interrupted
        m_candidates[static_cast<std::size_t>(*place)] = std::move(candidate);
        return;
    }
    m_candidates.push_back(std::move(candidate));
    if (place != nullptr)
        *place = candidateCount() - 1;
}

void PodHistory::apply(const store::IterationDone& event) {
    auto& known = iteration(event.iteration);
    known.count = event.iterations;
    known.a = event.a;
    known.leader = event.leader;
    known.bestAccuracy = event.bestAccuracy;
    known.uniformAccuracy = event.uniformAccuracy;
    known.uniqueEvaluations = event.uniqueEvaluations;
    known.repeatedEvaluations = event.repeatedEvaluations;
    known.finished = true;
    if (event.whales.size() <= kMostWhales)
        known.whales.resize(event.whales.size());
    for (std::size_t i = 0; i < known.whales.size(); ++i) {
        known.whales[i].behaviour = behaviourOf(event.whales[i].behaviour);
        known.whales[i].coefficient = static_cast<float>(event.whales[i].coefficient);
    }
    const auto leader = static_cast<std::size_t>(event.leader);
    if (event.leader >= 0 && leader < known.whales.size())
        known.best = known.whales[leader].candidate;
    else if (&known != m_iterations.data())
        known.best = (&known - 1)->best;
}

const PodCandidate* PodHistory::candidate(int index) const {
    return index >= 0 && index < candidateCount() ? &m_candidates[static_cast<std::size_t>(index)] : nullptr;
}

std::vector<int> PodHistory::frontAt(int iteration) const {
    if (iteration < 0 || static_cast<std::size_t>(iteration) >= m_iterations.size())
        return {};
    if (!m_front.empty() && static_cast<std::size_t>(iteration) + 1 == m_iterations.size())
        return m_front;
    const int last = m_iterations[static_cast<std::size_t>(iteration)].number;
    struct Place {
        double cost;
        float accuracy;
        int candidate;
    };
    std::vector<Place> places;
    for (int i = 0; i < candidateCount(); ++i)
        if (const auto* at = candidate(i); at->iteration <= last && std::isfinite(costShare(*at)))
            places.push_back({costShare(*at), at->accuracy, i});
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
        return a.cost != b.cost ? a.cost < b.cost : a.accuracy > b.accuracy;
    });
    std::vector<int> front;
    float best = -1;
    for (const auto& place : places)
        if (place.accuracy > best) {
            best = place.accuracy;
            front.push_back(place.candidate);
        }
    return front;
}

bool PodHistory::isOn(const std::vector<int>& front, const PodCandidate& candidate) const {
    return std::any_of(front.begin(), front.end(), [&](int index) {
        const auto& member = *this->candidate(index);
        return member.accuracy == candidate.accuracy && member.widths == candidate.widths &&
               member.removedBlocks == candidate.removedBlocks;
    });
}

QStringList PodHistory::removedBlocks(const PodCandidate& candidate) const {
    QStringList names;
    for (const auto index : candidate.removedBlocks)
        names.append(m_blocks[index]);
    return names;
}

double PodHistory::costShare(const PodCandidate& candidate) const {
    const auto share = [](double part, double whole) {
        return whole > 0 ? part / whole : std::numeric_limits<double>::quiet_NaN();
    };
    if (!m_plan)
        return std::numeric_limits<double>::quiet_NaN();
    if (m_plan->costKind == "latency")
        return share(candidate.latencyMs, m_plan->latencyMs);
    if (m_plan->costKind == "parameters" || m_plan->costKind == "bytes")
        return share(candidate.parameters, m_plan->parameters);
    return share(candidate.macs, m_plan->macs);
}

std::vector<float> PodHistory::keepRatios(const PodCandidate& candidate) const {
    if (!m_plan || m_plan->widths.size() != candidate.widths.size())
        return {};
    std::vector<float> ratios;
    ratios.reserve(candidate.widths.size());
    for (std::size_t i = 0; i < candidate.widths.size(); ++i) {
        const bool isRemoved = std::any_of(candidate.removedBlocks.begin(), candidate.removedBlocks.end(), [&](auto b) {
            return m_plan->groups.size() > i && m_plan->groups[i].starts_with(m_blocks[b].toStdString() + '.');
        });
        const auto whole = static_cast<float>(std::max(1, m_plan->widths[i]));
        ratios.push_back(isRemoved ? 0.0F : std::min(1.0F, static_cast<float>(candidate.widths[i]) / whole));
    }
    return ratios;
}

} // namespace bubblenet::ui
