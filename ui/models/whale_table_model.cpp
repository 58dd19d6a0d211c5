// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/whale_table_model.h"

#include <algorithm>
#include <cmath>

#include "ui/models/event_text.h"
#include "ui/models/number_text.h"

namespace bubblenet::ui {

namespace {

Qt::Alignment alignmentOf(int column) {
    switch (column) {
    case WhaleTableModel::kDoing:
    case WhaleTableModel::kKept:
        return Qt::AlignVCenter | Qt::AlignLeft;
    case WhaleTableModel::kFront:
        return Qt::AlignCenter;
    default:
        return Qt::AlignVCenter | Qt::AlignRight;
    }
}

} // namespace

WhaleTableModel::WhaleTableModel(const PodHistory& pod, QObject* parent) : QAbstractTableModel(parent), m_pod(pod) {}

void WhaleTableModel::show(int iteration) {
    std::vector<Row> rows;
    const auto& iterations = m_pod.iterations();
    if (iteration >= 0 && static_cast<std::size_t>(iteration) < iterations.size()) {
        const auto& shown = iterations[static_cast<std::size_t>(iteration)];
        const auto front = m_pod.frontAt(iteration);
        for (std::size_t i = 0; i < shown.whales.size(); ++i)
            if (m_pod.candidate(shown.whales[i].candidate) != nullptr)
                rows.push_back({.whale = static_cast<int>(i),
                                .move = shown.whales[i],
                                .isLeader = shown.leader == static_cast<int>(i),
                                .isOnFront = m_pod.isOn(front, *m_pod.candidate(shown.whales[i].candidate))});
        std::stable_sort(rows.begin(), rows.end(), [this](const Row& a, const Row& b) {
            return m_pod.candidate(a.move.candidate)->accuracy > m_pod.candidate(b.move.candidate)->accuracy;
        });
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i].rank = static_cast<int>(i) + 1;
    }
    if (rows == m_rows)
        return;
    if (rows.size() == m_rows.size()) { // the scroll place and the selection stay
        m_rows = std::move(rows);
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void WhaleTableModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumnCount - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1), {Qt::DisplayRole});
}

int WhaleTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int WhaleTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumnCount;
}

QVariant WhaleTableModel::valueOf(const Row& row, int column) const {
    const auto& candidate = *m_pod.candidate(row.move.candidate);
    switch (column) {
    case kRank:
        return row.rank;
    case kWhale:
        return row.whale;
    case kDoing:
        return static_cast<int>(row.move.behaviour);
    case kKept: {
        const auto ratios = m_pod.keepRatios(candidate);
        double sum = 0;
        for (const float ratio : ratios)
            sum += static_cast<double>(ratio);
        return ratios.empty() ? std::nan("") : sum / static_cast<double>(ratios.size());
    }
    case kAccuracy:
        return static_cast<double>(candidate.accuracy);
    case kCost:
        return 100 * m_pod.costShare(candidate);
    case kFront:
        return row.isOnFront ? 1 : 0;
    case kMacs:
        return static_cast<double>(candidate.macs) / 1e6;
    case kParameters:
        return static_cast<double>(candidate.parameters) / 1e3;
    case kLatency:
        return candidate.latencyMs > 0 ? static_cast<double>(candidate.latencyMs) : std::nan("");
    default:
        return {};
    }
}

QString WhaleTableModel::textOf(const Row& row, int column) const {
    switch (column) {
    case kRank:
        return QString::number(row.rank);
    case kWhale:
        return row.isLeader ? tr("%1 ★").arg(row.whale + 1) : QString::number(row.whale + 1);
    case kDoing:
        return behaviourText(row.move.behaviour);
    case kKept:
        return {}; // drawn
    case kFront:
        return row.isOnFront ? tr("yes") : QString();
    case kMacs:
    case kLatency:
    case kAccuracy:
        return fixedText(valueOf(row, column).toDouble(), 2);
    default:
        return fixedText(valueOf(row, column).toDouble(), 1);
    }
}

QVariant WhaleTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(alignmentOf(index.column()));
    case kSortRole:
        return valueOf(row, index.column());
    case kKeepRatiosRole: {
        const auto ratios = m_pod.keepRatios(*m_pod.candidate(row.move.candidate));
        return QVariant::fromValue(QList<float>(ratios.begin(), ratios.end()));
    }
    case kCandidateRole:
        return row.move.candidate;
    default:
        return {};
    }
}

QVariant WhaleTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(section));
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case kRank:
        return tr("#");
    case kWhale:
        return tr("Whale");
    case kDoing:
        return tr("Doing");
    case kKept:
        return tr("Kept");
    case kAccuracy:
        return tr("Accuracy (%)");
    case kCost:
        return tr("Cost (%)");
    case kFront:
        return tr("On front");
    case kMacs:
        return tr("MACs (M)");
    case kParameters:
        return tr("Parameters (k)");
    case kLatency:
        return tr("Time (ms)");
    default:
        return {};
    }
}

} // namespace bubblenet::ui
