// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/log_model.h"

#include <QDateTime>

#include "ui/models/event_text.h"

namespace bubblenet::ui {

namespace {

constexpr std::size_t kMostLines = 20000;

bool isLogged(const store::EventBody& body) {
    return !std::holds_alternative<store::StepDone>(body) && !std::holds_alternative<store::Progress>(body) &&
           !std::holds_alternative<store::CandidateDone>(body);
}

QString levelOf(const store::EventBody& body) {
    if (const auto* message = std::get_if<store::Message>(&body))
        return QString::fromStdString(message->level);
    if (const auto* finished = std::get_if<store::RunFinished>(&body))
        return finished->outcome == store::Outcome::failed ? "error" : "info";
    if (const auto* artefact = std::get_if<store::ArtefactWritten>(&body))
        return artefact->verified ? "info" : "error";
    return "info";
}

QString timeText(double secondsSince1970) {
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(secondsSince1970 * 1000)).toString("HH:mm:ss");
}

} // namespace

void LogModel::clear() {
    beginResetModel();
    m_events.clear();
    m_waiting.clear();
    endResetModel();
}

void LogModel::append(const store::Event& event) {
    if (!isLogged(event.body))
        return;
    m_waiting.push_back(event);
    if (auto* iteration = std::get_if<store::IterationDone>(&m_waiting.back().body))
        iteration->whales = {}; // which the log does not name, and which are most of the event
    if (m_waiting.size() > kMostLines)
        m_waiting.pop_front();
}

void LogModel::flush() {
    if (m_waiting.empty())
        return;
    const auto first = static_cast<int>(m_events.size());
    beginInsertRows({}, first, first + static_cast<int>(m_waiting.size()) - 1);
    std::move(m_waiting.begin(), m_waiting.end(), std::back_inserter(m_events));
    m_waiting.clear();
    endInsertRows();
    if (m_events.size() <= kMostLines)
        return;
    const auto surplus = m_events.size() - kMostLines;
    beginRemoveRows({}, 0, static_cast<int>(surplus) - 1);
    m_events.erase(m_events.begin(), m_events.begin() + static_cast<std::ptrdiff_t>(surplus));
    endRemoveRows();
}

void LogModel::retranslate() {
    if (!m_events.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::DisplayRole});
}

int LogModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

QVariant LogModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& event = m_events[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) // the list cuts what is too long
        return QString(timeText(event.time) + "  " + eventText(event.body));
    if (role == kLevelRole)
        return levelOf(event.body);
    return {};
}

} // namespace bubblenet::ui
