// SPDX-License-Identifier: GPL-3.0-only
// The whales of one iteration as rows. Sorted by a proxy through kSortRole. Window's thread.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "ui/models/pod_history.h"

namespace bubblenet::ui {

class WhaleTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { kRank, kWhale, kDoing, kKept, kAccuracy, kCost, kFront, kMacs, kParameters, kLatency, kColumnCount };
    enum Role {
        kSortRole = Qt::UserRole,
        kKeepRatiosRole, ///< QList<float>, one for each group; of every column
        kCandidateRole,  ///< index into the PodHistory
    };

    explicit WhaleTableModel(const PodHistory& pod, QObject* parent = nullptr);
    /// The rows become those of `iteration` (index into PodHistory::iterations()), also where it has changed.
    void show(int iteration);
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        int rank = 0;
        int whale = 0;
        PodWhale move;
        bool isLeader = false;
        bool isOnFront = false;
        bool operator==(const Row&) const = default;
    };
    QVariant valueOf(const Row& row, int column) const; ///< a number, for sorting
    QString textOf(const Row& row, int column) const;

    const PodHistory& m_pod;
    std::vector<Row> m_rows;
};

} // namespace bubblenet::ui
