// SPDX-License-Identifier: GPL-3.0-only
// A table of plain texts that is shown and copied, no more: differences of recipes, statistics of a race. Window's
// thread.
#pragma once

#include <QAbstractTableModel>
#include <string>
#include <vector>

class QTableView;

namespace bubblenet::ui {

class TextTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;
    using Rows = std::vector<std::vector<std::string>>;
    void set(std::vector<std::string> head, Rows rows);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<std::string> m_head;
    Rows m_rows;
};

/// As the page's tables look and behave; rows are selected and copied.
QTableView* makeTable();

} // namespace bubblenet::ui
