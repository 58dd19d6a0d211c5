// SPDX-License-Identifier: GPL-3.0-only
// A run as its events tell it, the same for a live run and a reopened one. Views read it when changed() says so, which
// is at most some times a second, however many events come. Window's thread; knows no widget and no engine.
#pragma once

#include <QObject>
#include <QTimer>
#include <map>
#include <optional>

#include "core/config/run_config.h"
#include "core/store/event.h"
#include "core/store/run_time.h"
#include "ui/models/curve.h"
#include "ui/models/pod_history.h"

namespace bubblenet::ui {

enum class RunState {
    empty,
    opening,
    running,
    paused,
    stopping,
    completed,
    goalNotMet,
    stopped,
    failed,
    interrupted, ///< its record ends in the middle and nobody writes it
    unreadable,  ///< its record could not be read to its end
};
bool isOver(RunState state); ///< nothing more will come
RunState stateAfter(store::Outcome outcome);

enum RunPart : unsigned {
    kHeader = 1,   ///< state, phase, time left
    kSteps = 2,    ///< the training loss
    kEpochs = 4,   ///< accuracy and loss by epochs
    kPod = 8,      ///< candidates and iterations
    kResults = 16, ///< finalists, costs, verdict, artefacts
    kAllParts = 31,
};

class RunModel : public QObject {
    Q_OBJECT

public:
    explicit RunModel(QObject* parent = nullptr);

    /// Forgets the run before.
    void begin(const QString& folder, const config::RunConfig& config);
    void apply(const store::Event& event);
    /// Everything recorded so far has been applied.
    void setCaughtUp();
    void takeWriter(); ///< somebody writes the record
    void loseWriter(); ///< nobody does, any more
    void setUnreadable();
    /// What the user asked for and the engine has yet to do. A stop is not taken back.
    enum class Wish { goOn, pause, stop };
    void setWish(Wish wish);

    RunState state() const;
    const QString& folder() const { return m_folder; }
    const config::RunConfig& config() const { return m_config; }
    const std::optional<store::RunStarted>& started() const { return m_started; }
    const std::optional<store::RunFinished>& finished() const { return m_finished; }
    const store::PhaseStarted& phase() const { return m_phase; }
    const store::Progress& progress() const { return m_progress; }
    double startTime() const { return m_startTime; }          ///< of the last start, seconds since 1970; 0: none
    double lastTime() const { return m_lastTime; }            ///< of the last event
    double workedSeconds() const { return m_time.seconds(); } ///< in all its parts
    const PodHistory& pod() const { return m_pod; }
    const std::optional<store::Verdict>& verdict() const { return m_verdict; }
    const std::map<int, store::FinalistDone>& finalists() const { return m_finalists; }
    const std::vector<store::ArtefactWritten>& artefacts() const { return m_artefacts; }
    const std::optional<store::CostsMeasured>& costs(const std::string& subject) const;
    const std::optional<store::EvaluationDone>& evaluation(const std::string& subject) const;
    std::int64_t eventCount() const { return m_eventCount; }

    // x is epochs of training so far, all phases together; accuracy in %.
    Curve stepLoss, trainLoss, validationLoss, trainAccuracy, validationAccuracy, sparsity;
    // x is the iteration.
    Curve best, uniform, bestCost, bestParameters, coefficient, meanMagnitude;
    // x is the round of the iterative method; cost in %.
    Curve roundCost, roundAfterCut, roundAfterTraining;

Q_SIGNALS:
    void begun();
    void applied(const bubblenet::store::Event& event); ///< each, at once: for the log
    void changed(unsigned parts);

private:
    void take(const store::RunStarted& event);
    void take(const store::PhaseStarted& event);
    void take(const store::StepDone& event);
    void take(const store::EpochDone& event);
    void take(const store::CandidateDone& event);
    void take(const store::IterationDone& event);
    void take(const store::RoundDone& event);
    void take(const store::FinalistDone& event);
    void take(const store::EvaluationDone& event);
    void take(const store::CostsMeasured& event);
    void take(const store::ArtefactWritten& event);
    void take(const store::Progress& event);
    void take(const store::Message& /*for the log*/) {}
    void take(const store::CheckpointWritten& /*for the log*/) {}
    void take(const store::LatencyCompared& /*for the log*/) {}
    void take(const store::Verdict& event);
    void take(const store::RunFinished& event);
    void take(const store::SearchPlanned& event);
    void take(const store::FrontDone& event);
    double epochsBefore(const std::string& phase, const std::string& subject, int epochs);
    void mark(unsigned parts);
    void report();

    QString m_folder;
    config::RunConfig m_config;
    std::optional<store::RunStarted> m_started;
    std::optional<store::RunFinished> m_finished;
    store::PhaseStarted m_phase;
    store::Progress m_progress;
    double m_startTime = 0;
    double m_lastTime = 0;
    store::RunTime m_time;
    PodHistory m_pod;
    std::optional<store::Verdict> m_verdict;
    std::map<int, store::FinalistDone> m_finalists;
    std::vector<store::ArtefactWritten> m_artefacts;
    std::map<std::string, std::optional<store::CostsMeasured>> m_costs;
    std::map<std::string, std::optional<store::EvaluationDone>> m_evaluations;
    std::string m_trained; ///< phase and subject of the training that goes on
    double m_epochsBeforeIt = 0;
    double m_epochsOfIt = 0;
    double m_epochsDoneOfIt = 0;
    std::int64_t m_eventCount = 0;

    bool m_caughtUp = false;
    bool m_unreadable = false;
    std::optional<bool> m_isWritten;
    Wish m_wish = Wish::goOn;

    unsigned m_changedParts = 0;
    QTimer m_report;
};

} // namespace bubblenet::ui
