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
    qint64 secondsSince1970 = 0; ///< of its last change; live: when it was started; 0: not yet
    int waitingId = 0;           ///< of a queued one
    bool isStanding = false;     ///< a queued one that does not start by itself
    bool operator==(const RunEntry&) const = default;
};

class RunListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { kFolderRole = Qt::UserRole, kKindRole, kStateRole, kWaitingRole };

    using QAbstractListModel::QAbstractListModel;
    void setEntries(std::vector<RunEntry> entries);
    const std::vector<RunEntry>& entries() const { return m_entries; }
    int rowOfFolder(const QString& folder) const; ///< −1: not there
    int rowOfWaiting(int id) const;               ///< −1: it does not wait any more
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    static QString stateOf(const RunEntry& entry);
    static QString tipOf(const RunEntry& entry);

    std::vector<RunEntry> m_entries;
};

} // namespace bubblenet::ui
