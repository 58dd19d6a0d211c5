// SPDX-License-Identifier: GPL-3.0-only
#include "ui/compare/text_table.h"

#include <QHeaderView>
#include <QTableView>

#include "ui/theme/number_delegate.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

void TextTableModel::set(std::vector<std::string> head, Rows rows) {
    if (head == m_head && rows == m_rows) // the selection stays
        return;
    beginResetModel();
    m_head = std::move(head);
    m_rows = std::move(rows);
    endResetModel();
}

int TextTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TextTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_head.size());
}

QVariant TextTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<std::size_t>(index.column());
    if ((role == Qt::DisplayRole || role == Qt::ToolTipRole) && column < row.size())
        return QString::fromStdString(row[column]);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return {};
}

QVariant TextTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return QString::fromStdString(m_head[static_cast<std::size_t>(section)]);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return {};
}

QTableView* makeTable() {
    auto* table = new QTableView;
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setItemDelegate(new NumberDelegate(table));
    table->setWordWrap(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(24);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setMinimumSectionSize(40);
    table->setTabKeyNavigation(false); // Tab goes on to the next control
    enableCopy(table);
    return table;
}

} // namespace bubblenet::ui
