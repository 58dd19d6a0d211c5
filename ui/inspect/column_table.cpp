// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/column_table.h"

#include <QHeaderView>
#include <algorithm>
#include <cmath>

#include "ui/models/number_text.h"
#include "ui/theme/number_delegate.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

namespace {

constexpr int kRowHeight = 24;
constexpr int kRowsLookedAt = 200; ///< for the widths of columns
constexpr int kLeastWidth = 44;
constexpr int kTitlePixels = 12; ///< as the style sheet has it
constexpr int kTitleMargin = 20; ///< with the mark of the sorted column

bool isNumber(const QVariant& value) {
    return value.typeId() == QMetaType::Double || value.typeId() == QMetaType::Int;
}

QString cellText(const QVariant& value, int decimals) {
    if (!value.isValid())
        return QStringLiteral("–");
    return value.typeId() == QMetaType::Double ? fixedText(value.toDouble(), decimals) : value.toString();
}

} // namespace

void ColumnTableModel::setColumns(std::vector<TableColumn> columns) {
    beginResetModel();
    m_columns = std::move(columns);
    endResetModel();
}

void ColumnTableModel::reset(int rows) {
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

void ColumnTableModel::append(int rows) {
    if (rows <= 0)
        return;
    beginInsertRows({}, m_rows, m_rows + rows - 1);
    m_rows += rows;
    endInsertRows();
}

void ColumnTableModel::refresh() {
    if (m_columns.empty())
        return;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (m_rows > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, columnCount() - 1));
}

int ColumnTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_rows;
}

int ColumnTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant ColumnTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == kRowRole)
        return index.row();
    if (role != Qt::DisplayRole && role != kSortRole && role != Qt::TextAlignmentRole && role != Qt::ToolTipRole)
        return {};
    const auto& column = m_columns[static_cast<std::size_t>(index.column())];
    const auto value = column.value(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(value, column.decimals);
    case Qt::ToolTipRole: // a long text may be cut off
        return value.typeId() == QMetaType::QString ? value : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (isNumber(value) || !value.isValid() ? Qt::AlignRight : Qt::AlignLeft));
    default: // what is not a number stands below all that are
        return value.isValid() && !(isNumber(value) && std::isnan(value.toDouble())) ? value : QVariant(-HUGE_VAL);
    }
}

QVariant ColumnTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return m_columns[static_cast<std::size_t>(section)].title();
    return QAbstractTableModel::headerData(section, orientation, role);
}

ColumnTable::ColumnTable(QWidget* parent) : QTableView(parent) {
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(ColumnTableModel::kSortRole);
    setModel(&m_sorted);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // as they come, until a header is clicked
    setSortingEnabled(true);
    setItemDelegate(new NumberDelegate(this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(kRowHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(kLeastWidth);
    horizontalHeader()->setResizeContentsPrecision(kRowsLookedAt);
    enableCopy(this);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
        if (current.isValid())
            Q_EMIT rowChosen(current.data(ColumnTableModel::kRowRole).toInt());
    });
    connect(this, &QTableView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT rowActivated(index.data(ColumnTableModel::kRowRole).toInt()); });
}

bool ColumnTable::hasValues(int column) const {
    const int rows = m_model.rowCount();
    const auto& described = m_model.column(column);
    for (int row = 0; row < rows; ++row)
        if (described.value(row).isValid())
            return true;
    return rows == 0;
}

void ColumnTable::fitColumns(int stretched) {
    auto* header = horizontalHeader();
    for (int column = 0; column < m_model.columnCount(); ++column)
        header->setSectionResizeMode(column, column == stretched ? QHeaderView::Stretch : QHeaderView::Interactive);
    auto bold = font();
    bold.setWeight(QFont::DemiBold);
    bold.setPixelSize(kTitlePixels);
    const QFontMetrics metrics(bold);
    for (int column = 0; column < m_model.columnCount(); ++column) {
        int width = sizeHintForColumn(column);
        for (const auto& line : m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().split('\n'))
            width = std::max(width, metrics.horizontalAdvance(line) + kTitleMargin);
        setColumnHidden(column, column != stretched && !hasValues(column));
        if (column != stretched)
            setColumnWidth(column, std::max(width, kLeastWidth));
    }
}

int ColumnTable::currentRow() const {
    return currentIndex().isValid() ? currentIndex().data(ColumnTableModel::kRowRole).toInt() : -1;
}

void ColumnTable::setCurrentRow(int row) {
    if (row == currentRow())
        return;
    const auto index = m_sorted.mapFromSource(m_model.index(row, 0));
    if (index.isValid())
        setCurrentIndex(index);
    else
        clearSelection();
}

QString ColumnTable::csv() const {
    const auto quoted = [](QString text) {
        text.replace('\n', ' ');
        if (!text.contains(',') && !text.contains('"'))
            return text;
        return '"' + text.replace('"', "\"\"") + '"';
    };
    QString text;
    for (int row = -1; row < m_sorted.rowCount(); ++row)
        for (int column = 0; column < m_sorted.columnCount(); ++column) {
            const auto cell =
                row < 0 ? m_sorted.headerData(column, Qt::Horizontal) : m_sorted.index(row, column).data();
            text += quoted(cell.toString()) + (column + 1 < m_sorted.columnCount() ? ',' : '\n');
        }
    return text;
}

} // namespace bubblenet::ui
