// SPDX-License-Identifier: GPL-3.0-only
#include "ui/export/export_table_model.h"

#include "ui/models/number_text.h"

namespace bubblenet::ui {

namespace {

QString verifiers(const engine::ExportedFile& file) {
    auto names = QString::fromStdString(file.by);
    for (const auto& other : file.others)
        names += ", " + QString::fromStdString(other.by);
    return names;
}

/// What each of them found: for the tip.
QString findings(const engine::ExportedFile& file) {
    std::vector<engine::FileVerification> all{file};
    all.insert(all.end(), file.others.begin(), file.others.end());
    QStringList lines;
    for (const auto& one : all)
        lines << ExportTableModel::tr("%1: the same class for %2 of %3, logits within %4 of a range of %5, %6 an image")
                     .arg(QString::fromStdString(one.by))
                     .arg(one.sameTop1)
                     .arg(one.images)
                     .arg(one.largestDifference, 0, 'e', 1)
                     .arg(fixedText(one.range, 2), millisecondsText(one.latencyMs));
    return lines.join('\n');
}

} // namespace

void ExportTableModel::begin(const std::vector<engine::ExportRequest>& requests) {
    m_first = m_rows.size();
    if (requests.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(requests.size()) - 1);
    for (const auto& request : requests)
        m_rows.push_back({.path = engine::exportedPaths(request).front(),
                          .format = request.formats.front(),
                          .precision = request.precision,
                          .outcome = {}});
    endInsertRows();
}

void ExportTableModel::changed(std::size_t row) {
    Q_EMIT dataChanged(index(static_cast<int>(row), 0), index(static_cast<int>(row), kColumnCount - 1));
}

void ExportTableModel::setProgress(std::size_t index, std::int64_t done, std::int64_t total) {
    const auto at = m_first + index;
    if (at >= m_rows.size())
        return;
    m_rows[at].state = State::working;
    m_rows[at].done = done;
    m_rows[at].total = total;
    changed(at);
}

void ExportTableModel::setOutcome(std::size_t index, const ExportOutcome& outcome) {
    const auto at = m_first + index;
    if (at >= m_rows.size())
        return;
    m_rows[at].state = outcome.file ? State::verified : State::failed;
    m_rows[at].outcome = outcome;
    changed(at);
}

void ExportTableModel::withdraw() {
    if (m_first >= m_rows.size())
        return;
    beginRemoveRows({}, static_cast<int>(m_first), rowCount() - 1);
    m_rows.resize(m_first);
    endRemoveRows();
}

void ExportTableModel::clear() {
    beginResetModel();
    m_rows.clear();
    m_first = 0;
    endResetModel();
}

const engine::ExportedFile* ExportTableModel::file(int row) const {
    if (row < 0 || row >= rowCount())
        return nullptr;
    const auto& file = m_rows[static_cast<std::size_t>(row)].outcome.file;
    return file ? &*file : nullptr;
}

QString ExportTableModel::problem(int row) const {
    return row < 0 || row >= rowCount() ? QString()
                                        : QString::fromStdString(m_rows[static_cast<std::size_t>(row)].outcome.problem);
}

void ExportTableModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumnCount - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
}

int ExportTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ExportTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumnCount;
}

QString ExportTableModel::stateText(const Row& row) const {
    switch (row.state) {
    case State::waiting:
        return tr("waiting");
    case State::working:
        return row.total > 0 ? tr("comparing, %1 %").arg(100 * row.done / row.total) : tr("writing");
    case State::verified:
        return tr("✓ verified");
    case State::failed:
        return tr("✗ not kept");
    }
    return {};
}

QString ExportTableModel::text(const Row& row, int column) const {
    switch (column) {
    case kFile:
        return QString::fromStdString(row.path.filename().string());
    case kFormat:
        return QString::fromStdString(row.format);
    case kPrecision:
        return QString::fromStdString(row.precision);
    case kVerified:
        return stateText(row);
    default:
        break;
    }
    if (!row.outcome.file)
        return {};
    const auto& file = *row.outcome.file;
    const auto accuracy = [](const std::optional<double>& value) { return value ? fixedText(*value, 2) : QString(); };
    switch (column) {
    case kSize:
        return bytesText(static_cast<double>(file.bytes));
    case kSameClass:
        return tr("%1 of %2").arg(file.sameTop1).arg(file.images);
    case kDifference:
        return file.largestDifference == 0 ? QString("0") : QString::number(file.largestDifference, 'e', 1);
    case kAccuracyInMemory:
        return accuracy(file.accuracyInMemory);
    case kAccuracyInFile:
        return accuracy(file.accuracyInFile);
    case kLatency:
        return fixedText(file.latencyMs, 2);
    case kVerifier:
        return verifiers(file);
    case kSha256:
        return QString::fromStdString(file.sha256);
    default:
        return {};
    }
}

QVariant ExportTableModel::alignmentOf(int column) {
    const bool isNumber = column == kSize || (column >= kSameClass && column <= kLatency);
    return QVariant((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

QVariant ExportTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        if (!row.outcome.problem.empty())
            return QString::fromStdString(row.outcome.problem);
        if (column > kVerified && column <= kVerifier && row.outcome.file)
            return findings(*row.outcome.file);
        return column == kFile ? QString::fromStdString(row.path.string()) : text(row, column);
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case kStateRole:
        return static_cast<int>(row.state);
    default:
        return {};
    }
}

QVariant ExportTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return QAbstractTableModel::headerData(section, orientation, role);
    const bool isTip = role == Qt::ToolTipRole;
    switch (section) {
    case kFile:
        return tr("File");
    case kFormat:
        return tr("Format");
    case kPrecision:
        return tr("Precision");
    case kSize:
        return tr("Size");
    case kVerified:
        return isTip ? tr("Read back, and compared with the network in memory") : tr("Verified");
    case kSameClass:
        return isTip ? tr("Images that the file and the network put into the same class") : tr("Same class");
    case kDifference:
        return isTip ? tr("The largest difference of any logit of the file from the network's") : tr("Difference");
    case kAccuracyInMemory:
        return isTip ? tr("Of the network in memory, on the images compared") : tr("Memory (%)");
    case kAccuracyInFile:
        return isTip ? tr("Of the file as read back, on the same images") : tr("File (%)");
    case kLatency:
        return isTip ? tr("One image through the file as read back, on this processor: the median")
                     : tr("Latency (ms)");
    case kVerifier:
        return isTip ? tr("Who read the file back; Bubblenet means code that its writer does not share")
                     : tr("Verified by");
    case kSha256:
        return "SHA-256";
    default:
        return {};
    }
}

} // namespace bubblenet::ui
