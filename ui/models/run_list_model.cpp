// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/run_list_model.h"

#include <QDateTime>
#include <QDir>
#include <algorithm>

#include "ui/models/event_text.h"

namespace bubblenet::ui {

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
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const RunEntry& entry) { return entry.folder == folder; });
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

void RunListModel::retranslate() {
    if (!m_entries.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::DisplayRole, Qt::ToolTipRole});
}

int RunListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant RunListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& entry = m_entries[static_cast<std::size_t>(index.row())];
    const auto state = entry.kind == RunEntry::Kind::queued ? tr("waiting") : stateText(entry.state);
    switch (role) {
    case Qt::DisplayRole:
        return QString(entry.name + '\n' + state);
    case Qt::ToolTipRole:
        if (entry.folder.isEmpty())
            return tr("Starts when the run before it has ended");
        return QString(QDir::toNativeSeparators(entry.folder) + '\n' +
                       QDateTime::fromSecsSinceEpoch(entry.secondsSince1970).toString("yyyy-MM-dd HH:mm"));
    case kFolderRole:
        return entry.folder;
    case kKindRole:
        return static_cast<int>(entry.kind);
    case kStateRole:
        return static_cast<int>(entry.state);
    default:
        return {};
    }
}

std::size_t RunListModel::queuedBefore(int row) const {
    const auto end = m_entries.begin() + std::clamp<std::ptrdiff_t>(row, 0, std::ssize(m_entries));
    return static_cast<std::size_t>(std::count_if(
        m_entries.begin(), end, [](const RunEntry& entry) { return entry.kind == RunEntry::Kind::queued; }));
}

} // namespace bubblenet::ui
