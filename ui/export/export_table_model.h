// SPDX-License-Identifier: GPL-3.0-only
// The files that were exported, and those that are being exported, a row each. Window's thread; knows no job.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "ui/export/export_work.h"

namespace bubblenet::ui {

class ExportTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        kFile,
        kFormat,
        kPrecision,
        kSize,
        kVerified,
        kSameClass,
        kDifference,
        kAccuracyInMemory,
        kAccuracyInFile,
        kLatency,
        kVerifier,
        kSha256,
        kColumnCount
    };
    enum class State { waiting, working, verified, failed };
    enum Role { kStateRole = Qt::UserRole };

    using QAbstractTableModel::QAbstractTableModel;
    /// Rows for what an export is going to write, below those there are.
    void begin(const std::vector<engine::ExportRequest>& requests);
    // Of the export that was begun last.
    void setProgress(std::size_t index, std::int64_t done, std::int64_t total);
    void setOutcome(std::size_t index, const ExportOutcome& outcome);
    void withdraw(); ///< its rows
    void clear();

    const engine::ExportedFile* file(int row) const; ///< null where there is none
    QString problem(int row) const;
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QVariant alignmentOf(int column);
    struct Row {
        std::filesystem::path path;
        std::string format;
        std::string precision;
        State state = State::waiting;
        std::int64_t done = 0;
        std::int64_t total = 0;
        ExportOutcome outcome;
    };
    QString text(const Row& row, int column) const;
    QString stateText(const Row& row) const;
    void changed(std::size_t row);

    std::vector<Row> m_rows;
    std::size_t m_first = 0; ///< of the last export
};

} // namespace bubblenet::ui
