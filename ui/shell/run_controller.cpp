// SPDX-License-Identifier: GPL-3.0-only
#include "ui/shell/run_controller.h"

#include <QDir>
#include <QFileInfo>

namespace bubblenet::ui {

RunController::RunController(QString runsFolder, QObject* parent)
    : QObject(parent), m_runsFolder(std::move(runsFolder)) {}

void RunController::connectModel(RunSource& source, RunModel& model) {
    connect(&source, &RunSource::opened, &model, &RunModel::begin);
    connect(&source, &RunSource::arrived, &model, &RunModel::apply);
    connect(&source, &RunSource::caughtUp, &model, &RunModel::setCaughtUp);
    connect(&source, &RunSource::writerChanged, &model, &RunModel::setWritten);
    connect(&source, &RunSource::failed, this, &RunController::problem);
}

void RunController::start(const config::RunConfig& config) {
    if (isRunning()) {
        m_queue.push_back(config);
        Q_EMIT queueChanged();
        return;
    }
    begin(std::make_unique<LiveRun>(config, m_runsFolder), config);
}

void RunController::startNext() {
    if (isRunning() || m_queue.empty())
        return;
    const auto next = std::move(m_queue.front());
    m_queue.pop_front();
    Q_EMIT queueChanged();
    start(next);
}

void RunController::removeFromQueue(std::size_t index) {
    if (index >= m_queue.size())
        return;
    m_queue.erase(m_queue.begin() + static_cast<std::ptrdiff_t>(index));
    Q_EMIT queueChanged();
}

void RunController::clearQueue() {
    m_queue.clear();
    Q_EMIT queueChanged();
}

void RunController::begin(std::unique_ptr<LiveRun> run, const config::RunConfig& config) {
    m_liveRun = std::move(run);
    m_live.begin({}, config); // until its folder is there, nothing of the run before is to be taken for this one's
    connectModel(*m_liveRun, m_live);
    connect(m_liveRun.get(), &RunSource::opened, this, [this] {
        // The folder may be the one that was being looked at.
        if (m_followedRun && m_recorded.folder() == m_live.folder())
            m_followedRun.reset();
        Q_EMIT liveShown();
    });
    connect(m_liveRun.get(), &RunSource::ended, this, &RunController::finishLive);
    Q_EMIT runningChanged();
}

void RunController::finishLive() {
    m_liveRun.release()->deleteLater(); // it is the one that calls
    Q_EMIT runningChanged();
    Q_EMIT liveEnded();
    // Whoever stops a run may want the next to wait too.
    if (m_live.state() != RunState::stopped)
        startNext();
}

void RunController::open(const QString& folder) {
    const auto path = QDir::cleanPath(QDir(folder).absolutePath());
    if (isRunning() && QDir::cleanPath(QDir(m_live.folder()).absolutePath()) == path) {
        Q_EMIT liveShown();
        return;
    }
    m_followedRun = std::make_unique<FollowedRun>(path);
    connectModel(*m_followedRun, m_recorded);
    connect(m_followedRun.get(), &RunSource::opened, this, &RunController::recordedShown);
}

void RunController::resume(const QString& folder) {
    if (isRunning()) {
        Q_EMIT problem(tr("“%1” is running. Stop it, or wait for its end, before another run is resumed.")
                           .arg(QString::fromStdString(m_live.config().name)));
        return;
    }
    config::RunConfig named; // the rest is known once the folder has been opened
    named.name = QFileInfo(folder).fileName().toStdString();
    begin(std::make_unique<LiveRun>(folder), named);
}

void RunController::pause() {
    if (!isRunning())
        return;
    m_liveRun->requestPause();
    m_live.setPaused(true);
}

void RunController::goOn() {
    if (!isRunning())
        return;
    m_liveRun->requestResume();
    m_live.setPaused(false);
}

void RunController::stop() {
    if (!isRunning())
        return;
    m_liveRun->requestStop();
    m_live.setStopping();
}

void RunController::requestCheckpoint() {
    if (isRunning())
        m_liveRun->requestCheckpoint();
}

} // namespace bubblenet::ui
