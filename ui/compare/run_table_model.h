// SPDX-License-Identifier: GPL-3.0-only
// The runs of the page as a table: a row each, all columns of core/compare. Rows keep their places when runs change or
// come, so that a selection stays. Window's thread.
#pragma once

#include <QAbstractTableModel>
#include <QIcon>
#include <map>
#include <vector>

#include "core/compare/columns.h"

namespace bubblenet::ui {

/// The language of what core/compare says: that of the window.
compare::Language shownLanguage();

class RunTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Whether anything is other than before.
    bool setRuns(const std::vector<compare::Run>& runs);
    const std::vector<compare::Run>& runs() const { return m_runs; }
    const compare::Run& run(int row) const { return m_runs[static_cast<std::size_t>(row)]; }
    int rowOf(const std::filesystem::path& folder) const; ///< −1: not there
    /// The colours of chosen runs, beside their names.
    void setMarks(std::map<std::filesystem::path, QIcon> marks);
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// Name, tags and note: asked for by editRequested; the table shows it once it is written.
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

Q_SIGNALS:
    void editRequested(const bubblenet::compare::Run& run, const bubblenet::compare::Annotation& annotation);

private:
    std::vector<compare::Run> m_runs;
    std::map<std::filesystem::path, QIcon> m_marks;
};

} // namespace bubblenet::ui
