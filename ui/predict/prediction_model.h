// SPDX-License-Identifier: GPL-3.0-only
// Images and what a network says of them, a row each; waiting ones too. Window's thread; knows no job.
#pragma once

#include <QAbstractTableModel>
#include <filesystem>
#include <unordered_map>
#include <vector>

#include "core/engine/tools.h"
#include "ui/predict/thumbnails.h"

namespace bubblenet::ui {

class PredictionModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { kImage, kClass, kProbability, kSecond, kThird, kFourth, kFifth, kTime, kProblem, kColumnCount };
    enum Role { kSortRole = Qt::UserRole, kHasProblemRole };
    static constexpr int kThumbnailSide = 40;

    explicit PredictionModel(QObject* parent = nullptr);
    /// Those that are in the list already are passed over.
    void add(const std::vector<std::filesystem::path>& images);
    void clear();
    void forgetPredictions(); ///< they were another network's
    void setPredictions(int firstWaiting, const std::vector<engine::ImagePrediction>& predictions);

    std::vector<std::filesystem::path> images() const;
    int predictedCount() const { return m_predicted; } ///< they are the first rows
    int problemCount() const { return m_problems; }
    std::vector<engine::ImagePrediction> predictions() const; ///< in the order of the rows
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QVariant alignmentOf(int column);
    QString text(int row, int column) const;
    QVariant sortValue(int row, int column) const;

    std::vector<engine::ImagePrediction> m_rows; ///< those without a prediction yet have a path only
    std::unordered_map<std::string, int> m_rowOfPath;
    int m_predicted = 0;
    int m_problems = 0;
    mutable Thumbnails m_thumbnails; ///< a row that is drawn is what asks for its picture
};

} // namespace bubblenet::ui
