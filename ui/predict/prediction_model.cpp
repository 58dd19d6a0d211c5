// SPDX-License-Identifier: GPL-3.0-only
#include "ui/predict/prediction_model.h"

#include <algorithm>

#include "ui/models/number_text.h"

namespace bubblenet::ui {

namespace {

QString nameOf(const engine::ClassProbability& probable) {
    return probable.name.empty() ? PredictionModel::tr("class %1").arg(probable.index)
                                 : QString::fromStdString(probable.name);
}

} // namespace

PredictionModel::PredictionModel(QObject* parent) : QAbstractTableModel(parent), m_thumbnails(kThumbnailSide) {
    connect(&m_thumbnails, &Thumbnails::ready, this, [this](const QString& path) {
        const auto found = m_rowOfPath.find(path.toStdString());
        if (found == m_rowOfPath.end())
            return;
        const auto at = index(found->second, kImage);
        Q_EMIT dataChanged(at, at, {Qt::DecorationRole});
    });
}

void PredictionModel::add(const std::vector<std::filesystem::path>& images) {
    std::vector<engine::ImagePrediction> rows;
    for (const auto& image : images)
        if (m_rowOfPath.emplace(image.string(), rowCount() + static_cast<int>(rows.size())).second)
            rows.push_back({.path = image, .best = {}, .problem = {}});
    if (rows.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(rows.size()) - 1);
    m_rows.insert(m_rows.end(), rows.begin(), rows.end());
    endInsertRows();
}

void PredictionModel::clear() {
    beginResetModel();
    m_rows.clear();
    m_rowOfPath.clear();
    m_predicted = m_problems = 0;
    endResetModel();
}

void PredictionModel::forgetPredictions() {
    for (auto& row : m_rows)
        row = {.path = row.path, .best = {}, .problem = {}};
    m_predicted = m_problems = 0;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, kClass), index(rowCount() - 1, kColumnCount - 1));
}

void PredictionModel::setPredictions(int firstWaiting, const std::vector<engine::ImagePrediction>& predictions) {
    const int count = std::min(static_cast<int>(predictions.size()), rowCount() - firstWaiting);
    if (count <= 0)
        return;
    for (int i = 0; i < count; ++i) {
        m_rows[static_cast<std::size_t>(firstWaiting + i)] = predictions[static_cast<std::size_t>(i)];
        m_problems += predictions[static_cast<std::size_t>(i)].problem.empty() ? 0 : 1;
    }
    m_predicted = std::max(m_predicted, firstWaiting + count);
    Q_EMIT dataChanged(index(firstWaiting, kClass), index(firstWaiting + count - 1, kColumnCount - 1));
}

std::vector<std::filesystem::path> PredictionModel::images() const {
    std::vector<std::filesystem::path> images;
    for (const auto& row : m_rows)
        images.push_back(row.path);
    return images;
}

std::vector<engine::ImagePrediction> PredictionModel::predictions() const {
    return {m_rows.begin(), m_rows.begin() + m_predicted};
}

void PredictionModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumnCount - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1), {Qt::DisplayRole});
}

int PredictionModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PredictionModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumnCount;
}

QString PredictionModel::text(int row, int column) const {
    const auto& prediction = m_rows[static_cast<std::size_t>(row)];
    const auto& best = prediction.best;
    if (column == kImage)
        return QString::fromStdString(prediction.path.filename().string());
    if (column == kProblem)
        return QString::fromStdString(prediction.problem);
    if (best.empty())
        return {};
    if (column == kClass)
        return nameOf(best.front());
    if (column == kProbability)
        return fixedText(100 * best.front().probability, 1);
    if (column == kTime)
        return fixedText(prediction.milliseconds, 2);
    const auto place = static_cast<std::size_t>(column - kSecond + 1);
    return place < best.size() ? nameOf(best[place]) + ' ' + percentText(100 * best[place].probability, 1) : QString();
}

QVariant PredictionModel::sortValue(int row, int column) const {
    const auto& prediction = m_rows[static_cast<std::size_t>(row)];
    if (column == kProbability)
        return prediction.best.empty() ? -1 : prediction.best.front().probability;
    if (column == kTime)
        return prediction.milliseconds;
    return text(row, column);
}

QVariant PredictionModel::alignmentOf(int column) {
    const bool isNumber = column == kProbability || column == kTime;
    return QVariant((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

QVariant PredictionModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& prediction = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::DecorationRole:
        if (index.column() != kImage)
            return {};
        if (auto picture = m_thumbnails.get(QString::fromStdString(prediction.path.string())); !picture.isNull())
            return picture;
        return {};
    case Qt::ToolTipRole:
        return index.column() == kImage ? QString::fromStdString(prediction.path.string())
                                        : text(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return alignmentOf(index.column());
    case kSortRole:
        return sortValue(index.row(), index.column());
    case kHasProblemRole:
        return !prediction.problem.empty();
    default:
        return {};
    }
}

QVariant PredictionModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    const QString titles[] = {tr("Image"),  tr("Class"), tr("Probability (%)"), tr("Second"), tr("Third"),
                              tr("Fourth"), tr("Fifth"), tr("Time (ms)"),       tr("Problem")};
    return section >= 0 && section < kColumnCount ? titles[section] : QString();
}

} // namespace bubblenet::ui
