// SPDX-License-Identifier: GPL-3.0-only
#include "ui/shell/run_controller.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>

namespace bubblenet::ui {

RunController::RunController(QString runsFolder, QObject* parent)
    : QObject(parent), m_runsFolder(std::move(runsFolder)) {}

void RunController::connectModel(RunSource& source, RunModel& model) {
    connect(&source, &RunSource::opened, &model, &RunModel::begin);
    connect(&source, &RunSource::arrived, &model, &RunModel::apply);
    connect(&source, &RunSource::caughtUp, &model, &RunModel::setCaughtUp);
    connect(&source, &RunSource::writerCame, &model, &RunModel::takeWriter);
    connect(&source, &RunSource::writerLeft, &model, &RunModel::loseWriter);
    connect(&source, &RunSource::failed, &model, &RunModel::setUnreadable);
    connect(&source, &RunSource::failed, this, &RunController::problem);
}

void RunController::start(const config::RunConfig& config) {
    if (isRunning())
        return wait(config);
    begin(std::make_unique<LiveRun>(config, m_runsFolder), config);
}

void RunController::wait(const config::RunConfig& config) {
    m_queue.push_back({++m_lastWaitingId, config});
    Q_EMIT queueChanged();
}

void RunController::startNext() {
    if (isRunning() || m_queue.empty())
        return;
    const auto next = std::move(m_queue.front());
    m_queue.pop_front();
    start(next.config);
    Q_EMIT queueChanged();
}

std::size_t RunController::placeOf(int id) const {
    const auto found = std::find_if(m_queue.begin(), m_queue.end(), [id](const auto& run) { return run.id == id; });
    return static_cast<std::size_t>(found - m_queue.begin());
}

const WaitingRun* RunController::waiting(int id) const {
    const auto place = placeOf(id);
    return place < m_queue.size() ? &m_queue[place] : nullptr;
}

std::size_t RunController::removeWaiting(int id) {
    const auto place = placeOf(id);
    if (place == m_queue.size())
        return place;
    m_queue.erase(m_queue.begin() + static_cast<std::ptrdiff_t>(place));
    Q_EMIT queueChanged();
    return place;
}

void RunController::insertWaiting(const WaitingRun& run, std::size_t place) {
    m_queue.insert(m_queue.begin() + static_cast<std::ptrdiff_t>(std::min(place, m_queue.size())), run);
    Q_EMIT queueChanged();
}

void RunController::moveWaiting(int id, int places) {
    const auto* found = waiting(id);
    if (found == nullptr)
        return;
    const auto run = *found;
    const auto wanted = static_cast<std::ptrdiff_t>(placeOf(id)) + places;
    std::erase_if(m_queue, [id](const auto& other) { return other.id == id; });
    insertWaiting(run, static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, wanted)));
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
    const bool isFollowed = m_followedRun && m_recorded.folder() == path;
    if (isFollowed && m_recorded.state() != RunState::unreadable) {
        m_opening.reset();
        Q_EMIT recordedShown();
        return;
    }
    m_opening = std::make_unique<FollowedRun>(path);
    connect(m_opening.get(), &RunSource::failed, this, &RunController::problem);
    connect(m_opening.get(), &RunSource::opened, this, &RunController::follow);
}

void RunController::follow(const QString& folder, const config::RunConfig& config) {
    m_followedRun = std::move(m_opening);
    disconnect(m_followedRun.get(), nullptr, this, nullptr);
    connectModel(*m_followedRun, m_recorded);
    m_recorded.begin(folder, config);
    Q_EMIT recordedShown();
}

void RunController::resume(const QString& folder) {
    if (isRunning()) {
        Q_EMIT problem(
            tr("“%1” is running. Stop it, or wait for its end, before another run is resumed.").arg(m_live.name()));
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
    m_live.setWish(RunModel::Wish::pause);
}

void RunController::goOn() {
    if (!isRunning())
        return;
    m_liveRun->requestResume();
    m_live.setWish(RunModel::Wish::goOn);
}

void RunController::stop() {
    if (!isRunning())
        return;
    m_liveRun->requestStop();
    m_live.setWish(RunModel::Wish::stop);
}

void RunController::requestCheckpoint() {
    if (isRunning())
        m_liveRun->requestCheckpoint();
}

} // namespace bubblenet::ui
