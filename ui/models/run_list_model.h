// SPDX-License-Identifier: GPL-3.0-only
// The runs the window knows: waiting in the queue, going on, and recorded before. Filled by whoever scans folders;
// holds no file open. Window's thread.
#pragma once

#include <QAbstractListModel>
#include <QString>
#include <vector>

#include "ui/models/run_model.h"

namespace bubblenet::ui {

struct RunEntry {
    enum class Kind { queued, live, recorded };
    Kind kind = Kind::recorded;
    QString folder; ///< empty: queued
    QString name;
    RunState state = RunState::empty;
    qint64 secondsSince1970 = 0; ///< when it was begun
    bool operator==(const RunEntry&) const = default;
};

class RunListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { kFolderRole = Qt::UserRole, kKindRole, kStateRole };

    using QAbstractListModel::QAbstractListModel;
    void setEntries(std::vector<RunEntry> entries);
    const std::vector<RunEntry>& entries() const { return m_entries; }
    /// How many runs wait above this row: a waiting run's place in the queue.
    std::size_t queuedBefore(int row) const;
    int rowOfFolder(const QString& folder) const; ///< −1: not there
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<RunEntry> m_entries;
};

} // namespace bubblenet::ui
