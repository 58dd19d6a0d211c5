// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/session.h"

namespace bubblenet::engine {

namespace {

constexpr const char* kSubject = "subject"; // of a training: whose checkpoint it is

// A training with its events and its checkpoint.
class RecordedTraining {
public:
    RecordedTraining(Session& session, TrainingTask task)
        : m_session(session), m_task(std::move(task)), m_trainer(m_task.network, options()) {
        restore();
    }
    train::TrainResult run() { return m_trainer.run(); }

private:
    train::TrainerOptions options() {
        auto options = m_task.options;
        m_session.begin("training the " + m_task.subject);
        const double teacherMacs = options.config.distill ? m_session.costs(m_session.network->spec()).macs : 0;
        const double stepMacs =
            (trainingMacs(m_task.network->spec(), m_session) + teacherMacs) * options.train.batchSize;
        options.onStep = [this, stepMacs](const train::StepReport& step) { finishStep(step, stepMacs); };
        options.onEpoch = [this](const train::EpochReport& report) { finishEpoch(report); };
        options.onJudged = [this, macs = m_session.costs(m_task.network->spec()).macs,
                            counted = std::int64_t{0}](std::int64_t done, std::int64_t total) mutable {
            m_session.progress("evaluating the " + m_task.subject, done, total,
                               macs * static_cast<double>(done - counted));
            counted = done < total ? done : 0;
        };
        options.proceed = [this] { return proceed(); };
        return options;
    }

    void finishStep(const train::StepReport& step, double macs) {
        const int epochs = m_task.options.config.epochs;
        m_unsaved = step;
        m_session.emit(store::StepDone{m_task.phase, step.epoch, epochs, step.step, step.stepsPerEpoch, step.loss,
                                       step.learningRate});
        m_session.progress("training the " + m_task.subject, (step.epoch - 1) * step.stepsPerEpoch + step.step,
                           epochs * step.stepsPerEpoch, macs);
    }

    void finishEpoch(const train::EpochReport& report) {
        store::EpochDone event{.phase = m_task.phase,
                               .subject = m_task.subject,
                               .epoch = report.epoch,
                               .epochs = report.epochs,
                               .trainLoss = report.trainLoss,
                               .trainAccuracy = report.trainAccuracy,
                               .learningRate = report.learningRate,
                               .seconds = report.seconds,
                               .imagesPerSecond = report.imagesPerSecond,
                               .sparsity = report.sparsity};
        if (report.validation) {
            event.validationLoss = report.validation->loss;
            event.validationAccuracy = report.validation->accuracy();
        }
        m_session.emit(event);
        m_unsaved.reset();
        save();
        m_session.control.takeCheckpointRequest(); // which this answers
        m_session.emit(store::CheckpointWritten{m_task.checkpoint});
    }

    bool proceed() {
        for (;;) {
            const auto request = m_session.control.nextRequest();
            if (request == Request::none)
                return true;
            if (m_unsaved || request == Request::checkpoint)
                saveWithinEpoch();
            if (request == Request::stop)
                return false;
        }
    }

    void saveWithinEpoch() {
        store::CheckpointWritten event{m_task.checkpoint};
        if (m_unsaved) {
            save();
            event.epoch = m_unsaved->epoch;
            event.step = m_unsaved->step;
            event.steps = m_unsaved->stepsPerEpoch;
            m_unsaved.reset();
        }
        m_session.emit(event);
    }

    void save() const {
        const auto state = m_trainer.state();
        m_session.folder.writeCheckpoint(m_task.checkpoint, {state.json,
                                                             {{kSubject, m_task.subject},
                                                              {"network", nn::toSafetensors(state.network)},
                                                              {"optimizer", nn::toSafetensors(state.optimizer)},
                                                              {"best", nn::toSafetensors(state.best)}}});
    }

    void restore() {
        const auto saved = m_session.readCheckpoint(m_task.checkpoint);
        if (!saved)
            return;
        const auto whose = saved->parts.find(kSubject);
        if (whose != saved->parts.end() && whose->second != m_task.subject)
            return;
        const auto part = [&](const char* name) {
            return nn::fromSafetensors(saved->parts.at(name), m_task.checkpoint);
        };
        m_trainer.restore({part("network"), part("optimizer"), part("best"), saved->json});
    }

    Session& m_session;
    TrainingTask m_task;
    train::Trainer m_trainer;
    std::optional<train::StepReport> m_unsaved; ///< the last step, where its result is in no checkpoint
};

} // namespace

train::TrainResult trainRecorded(Session& session, TrainingTask task) {
    return RecordedTraining(session, std::move(task)).run();
}

} // namespace bubblenet::engine
