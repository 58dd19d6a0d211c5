// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/run_list_model.h"

#include <QDateTime>
#include <QDir>
#include <algorithm>

#include "ui/models/event_text.h"

namespace bubblenet::ui {

namespace {

/// As short as tells runs of one name apart: the day only where it is not today, the year where it is not this one.
QString whenText(qint64 secondsSince1970) {
    if (secondsSince1970 <= 0)
        return {};
    const auto time = QDateTime::fromSecsSinceEpoch(secondsSince1970);
    const auto today = QDate::currentDate();
    if (time.date() == today)
        return time.toString("HH:mm");
    return time.toString(time.date().year() == today.year() ? "MM-dd HH:mm" : "yyyy-MM-dd");
}

} // namespace

void RunListModel::setEntries(std::vector<RunEntry> entries) {
    if (entries == m_entries)
        return;
    if (entries.size() == m_entries.size()) { // the selection stays
        m_entries = std::move(entries);
        if (!m_entries.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

int RunListModel::rowOfFolder(const QString& folder) const {
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const RunEntry& entry) {
        return !entry.folder.isEmpty() && entry.folder == folder;
    });
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

int RunListModel::rowOfWaiting(int id) const {
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const RunEntry& entry) {
        return entry.kind == RunEntry::Kind::queued && entry.waitingId == id;
    });
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

void RunListModel::retranslate() {
    if (!m_entries.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::DisplayRole, Qt::ToolTipRole});
}

int RunListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QString RunListModel::stateOf(const RunEntry& entry) {
    if (entry.kind != RunEntry::Kind::queued)
        return stateText(entry.state);
    return entry.isStanding ? tr("waiting for you") : tr("waiting");
}

QString RunListModel::tipOf(const RunEntry& entry) {
    if (entry.kind == RunEntry::Kind::queued)
        return entry.name + '\n' +
               (entry.isStanding ? tr("Starts when you say so: the run before was stopped")
                                 : tr("Starts when the run before has ended")) +
               '\n' + tr("Delete takes it out of the queue; Ctrl+Up and Ctrl+Down move it");
    auto tip = entry.name + '\n' + QDir::toNativeSeparators(entry.folder);
    if (entry.secondsSince1970 > 0) {
        const auto time = QDateTime::fromSecsSinceEpoch(entry.secondsSince1970).toString("yyyy-MM-dd HH:mm:ss");
        tip += '\n' + (entry.kind == RunEntry::Kind::live ? tr("started: %1") : tr("last change: %1")).arg(time);
    }
    return tip;
}

QVariant RunListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: {
        const auto when = whenText(entry.secondsSince1970);
        return QString(entry.name + '\n' + stateOf(entry) + (when.isEmpty() ? when : QStringLiteral(" · ") + when));
    }
    case Qt::ToolTipRole:
        return tipOf(entry);
    case kFolderRole:
        return entry.folder;
    case kKindRole:
        return static_cast<int>(entry.kind);
    case kStateRole:
        return static_cast<int>(entry.state);
    case kWaitingRole:
        return entry.waitingId;
    default:
        return {};
    }
}

} // namespace bubblenet::ui
