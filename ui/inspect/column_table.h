// SPDX-License-Identifier: GPL-3.0-only
// A table that is described by its columns: how a row's value is got, and how many decimals it has. One model for all
// tables of the page, with the view that sorts and copies it. Knows nothing of what it shows. Window's thread.
#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <functional>
#include <vector>

namespace bubblenet::ui {

struct TableColumn {
    std::function<QString()> title;
    std::function<QVariant(int row)> value; ///< a double, an int or a text; invalid or not a number: "–"
    int decimals = 0;                       ///< of doubles
};

class ColumnTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role { kSortRole = Qt::UserRole, kRowRole }; ///< kRowRole: the row of the values, however it is sorted

    using QAbstractTableModel::QAbstractTableModel;
    void setColumns(std::vector<TableColumn> columns);
    /// What the columns read has become that of `rows` rows.
    void reset(int rows);
    void append(int rows);
    /// The same rows have other values, or another language.
    void refresh();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const TableColumn& column(int index) const { return m_columns[static_cast<std::size_t>(index)]; }

private:
    std::vector<TableColumn> m_columns;
    int m_rows = 0;
};

class ColumnTable : public QTableView {
    Q_OBJECT

public:
    explicit ColumnTable(QWidget* parent = nullptr);
    ColumnTableModel& values() { return m_model; }
    /// Columns as wide as what they hold, those without any value hidden; `stretched` takes what is left, −1: none
    /// does.
    void fitColumns(int stretched = -1);
    int currentRow() const; ///< of the values; −1: none
    void setCurrentRow(int row);
    /// All rows in the order that is shown, with the titles.
    QString csv() const;

Q_SIGNALS:
    void rowChosen(int row);
    void rowActivated(int row);

private:
    bool hasValues(int column) const;

    ColumnTableModel m_model;
    QSortFilterProxyModel m_sorted;
};

} // namespace bubblenet::ui
