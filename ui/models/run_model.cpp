// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/run_model.h"

#include <QFileInfo>
#include <cmath>

namespace bubblenet::ui {

namespace {

// Twice a second is as fast as numbers can be read, and a chart that is drawn more often costs the engine its core.
// Steps come twenty times a second for hours.
constexpr int kReportMs = 500;
constexpr int kReportStepsMs = 1000;

double percentOf(double part, double whole) {
    return whole > 0 ? 100 * part / whole : std::numeric_limits<double>::quiet_NaN();
}

} // namespace

bool isOver(RunState state) {
    switch (state) {
    case RunState::completed:
    case RunState::goalNotMet:
    case RunState::stopped:
    case RunState::failed:
    case RunState::interrupted:
    case RunState::unreadable:
        return true;
    default:
        return false;
    }
}

RunState stateAfter(store::Outcome outcome) {
    switch (outcome) {
    case store::Outcome::completed:
        return RunState::completed;
    case store::Outcome::goalNotMet:
        return RunState::goalNotMet;
    case store::Outcome::stopped:
        return RunState::stopped;
    case store::Outcome::failed:
        break;
    }
    return RunState::failed;
}

RunModel::RunModel(QObject* parent) : QObject(parent) {
    m_report.setSingleShot(true);
    connect(&m_report, &QTimer::timeout, this, &RunModel::report);
}

void RunModel::begin(const QString& folder, const config::RunConfig& config) {
    m_folder = folder;
    m_config = config;
    m_started.reset();
    m_finished.reset();
    m_phase = {};
    m_progress = {};
    m_startTime = m_lastTime = 0;
    m_time = {};
    m_pod.clear();
    m_verdict.reset();
    m_finalists.clear();
    m_artefacts.clear();
    m_costs.clear();
    m_evaluations.clear();
    m_trained.clear();
    m_epochsBeforeIt = m_epochsOfIt = m_epochsDoneOfIt = 0;
    m_eventCount = 0;
    m_caughtUp = m_unreadable = false;
    m_wish = Wish::goOn;
    m_isWritten.reset();
    for (auto* curve :
         {&stepLoss, &trainLoss, &validationLoss, &trainAccuracy, &validationAccuracy, &sparsity, &best, &uniform,
          &bestCost, &bestParameters, &coefficient, &meanMagnitude, &roundCost, &roundAfterCut, &roundAfterTraining})
        curve->clear();
    Q_EMIT begun();
    m_changedParts = kAllParts;
    report();
}

void RunModel::apply(const store::Event& event) {
    ++m_eventCount;
    m_lastTime = event.time;
    m_time.apply(event);
    if (std::holds_alternative<store::RunStarted>(event.body))
        m_startTime = event.time;
    std::visit([this](const auto& body) { take(body); }, event.body);
    Q_EMIT applied(event);
}

void RunModel::setCaughtUp() {
    m_caughtUp = true;
    m_changedParts = kAllParts;
    report();
}

void RunModel::takeWriter() {
    m_isWritten = true;
    m_changedParts |= kHeader;
    report();
}

void RunModel::loseWriter() {
    m_isWritten = false;
    m_changedParts |= kHeader;
    report();
}

void RunModel::setUnreadable() {
    m_unreadable = true;
    m_changedParts = kAllParts; // what was read so far is shown
    report();
}

void RunModel::setWish(Wish wish) {
    if (m_wish != Wish::stop)
        m_wish = wish;
    m_changedParts |= kHeader;
    report();
}

RunState RunModel::state() const {
    if (m_folder.isEmpty())
        return RunState::empty;
    if (m_unreadable)
        return RunState::unreadable;
    if (!m_caughtUp)
        return RunState::opening;
    if (m_finished)
        return stateAfter(m_finished->outcome);
    if (m_isWritten && !*m_isWritten)
        return RunState::interrupted;
    if (m_wish == Wish::stop)
        return RunState::stopping;
    return m_wish == Wish::pause ? RunState::paused : RunState::running;
}

QString RunModel::name() const {
    return m_folder.isEmpty() ? QString::fromStdString(m_config.name) : QFileInfo(m_folder).fileName();
}

const std::optional<store::CostsMeasured>& RunModel::costs(const std::string& subject) const {
    static const std::optional<store::CostsMeasured> kNone;
    const auto found = m_costs.find(subject);
    return found == m_costs.end() ? kNone : found->second;
}

const std::optional<store::EvaluationDone>& RunModel::evaluation(const std::string& subject) const {
    static const std::optional<store::EvaluationDone> kNone;
    const auto found = m_evaluations.find(subject);
    return found == m_evaluations.end() ? kNone : found->second;
}

void RunModel::take(const store::RunStarted& event) {
    m_started = event;
    m_finished.reset();
    m_verdict.reset();
    m_wish = Wish::goOn;
    m_progress = {};
    mark(kHeader | kResults);
}

void RunModel::take(const store::PhaseStarted& event) {
    m_phase = event;
    m_progress = {};
    mark(kHeader);
}

// Finalists and rounds train one after the other: each begins where the one before it ended.
double RunModel::epochsBefore(const std::string& phase, const std::string& subject, int epochs) {
    const std::string trained = phase + '/' + subject;
    if (trained != m_trained) {
        m_epochsBeforeIt += m_epochsOfIt;
        m_trained = trained;
    }
    m_epochsOfIt = epochs;
    return m_epochsBeforeIt;
}

void RunModel::take(const store::StepDone& event) {
    // A step does not name its subject; that of its epoch does, and comes at its end.
    const double done =
        event.epoch - 1 + (event.steps > 0 ? static_cast<double>(event.step) / static_cast<double>(event.steps) : 0);
    const bool sameTraining =
        m_trained.starts_with(event.phase + '/') && done > m_epochsDoneOfIt && done <= m_epochsOfIt;
    const double before = sameTraining ? m_epochsBeforeIt : m_epochsBeforeIt + m_epochsOfIt;
    stepLoss.append(before + done, event.loss);
    mark(kSteps);
}

void RunModel::take(const store::EpochDone& event) {
    const double at = epochsBefore(event.phase, event.subject, event.epochs) + event.epoch;
    m_epochsDoneOfIt = event.epoch;
    trainLoss.append(at, event.trainLoss);
    trainAccuracy.append(at, event.trainAccuracy);
    if (event.validationLoss)
        validationLoss.append(at, *event.validationLoss);
    if (event.validationAccuracy)
        validationAccuracy.append(at, *event.validationAccuracy);
    if (m_config.search.prune == "weights")
        sparsity.append(at, 100 * event.sparsity);
    mark(kEpochs);
}

void RunModel::take(const store::CandidateDone& event) {
    m_pod.apply(event);
    mark(kPod);
}

void RunModel::take(const store::IterationDone& event) {
    m_pod.apply(event);
    if (event.iteration >= event.iterations)
        m_progress = {}; // no candidate is judged any more
    best.append(event.iteration, event.bestAccuracy);
    if (event.uniformAccuracy > 0)
        uniform.append(event.iteration, event.uniformAccuracy);
    double sum = 0;
    int count = 0;
    for (const auto& whale : event.whales) {
        if (whale.behaviour == "start" || !std::isfinite(whale.coefficient))
            continue;
        sum += std::abs(whale.coefficient);
        ++count;
    }
    if (count > 0) {
        coefficient.append(event.iteration, event.a);
        meanMagnitude.append(event.iteration, sum / count);
    }
    const auto& iterations = m_pod.iterations();
    const auto* leader = iterations.empty() ? nullptr : m_pod.candidate(iterations.back().best);
    if (leader != nullptr && m_pod.plan()) {
        bestCost.append(event.iteration, percentOf(leader->macs, m_pod.plan()->macs));
        bestParameters.append(event.iteration, percentOf(leader->parameters, m_pod.plan()->parameters));
    }
    mark(kPod | kHeader);
}

void RunModel::take(const store::RoundDone& event) {
    roundCost.append(event.round, 100 * event.cost);
    roundAfterCut.append(event.round, event.accuracyAfterCut);
    roundAfterTraining.append(event.round, event.accuracyAfterTraining);
    mark(kPod | kHeader);
}

void RunModel::take(const store::FinalistDone& event) {
    m_finalists[event.number] = event;
    mark(kResults);
}

void RunModel::take(const store::EvaluationDone& event) {
    m_evaluations[event.subject] = event;
    mark(kResults);
}

void RunModel::take(const store::CostsMeasured& event) {
    m_costs[event.subject] = event;
    mark(kResults);
}

void RunModel::take(const store::ArtefactWritten& event) {
    // A run that was stopped among its exports writes them all again.
    std::erase_if(m_artefacts, [&](const auto& earlier) { return earlier.path == event.path; });
    m_artefacts.push_back(event);
    mark(kResults);
}

void RunModel::take(const store::Progress& event) {
    m_progress = event;
    mark(kHeader);
}

void RunModel::take(const store::Verdict& event) {
    m_verdict = event;
    mark(kResults);
}

void RunModel::take(const store::RunFinished& event) {
    m_finished = event;
    mark(kHeader | kResults);
}

void RunModel::take(const store::FrontDone& event) {
    m_pod.apply(event);
    mark(kPod);
}

void RunModel::take(const store::SearchPlanned& event) {
    m_pod.apply(event);
    mark(kPod);
}

void RunModel::mark(unsigned parts) {
    m_changedParts |= parts;
    if (!m_report.isActive())
        m_report.start(parts == kSteps ? kReportStepsMs : kReportMs);
}

void RunModel::report() {
    m_report.stop();
    const unsigned parts = std::exchange(m_changedParts, 0U);
    if (parts != 0)
        Q_EMIT changed(parts);
}

} // namespace bubblenet::ui
