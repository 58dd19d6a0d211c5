// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/interval_delegate.h"

#include <QPainter>
#include <algorithm>

#include "ui/inspect/column_table.h"

namespace bubblenet::ui {

void IntervalDelegate::setRange(double low, double high) {
    m_low = low;
    m_high = std::max(high, low + 0.1);
}

void IntervalDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
    const auto pair = m_pairOf(index.data(ColumnTableModel::kRowRole).toInt());
    const auto& colours = m_theme.colours();
    const QRectF area = QRectF(option.rect).adjusted(kGap, 0, -kGap, 0);
    const auto xOf = [&](double percent) { return area.left() + area.width() * (percent - m_low) / (m_high - m_low); };
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const auto draw = [&](const IntervalBar& bar, const QColor& colour, double y, Qt::PenStyle line) {
        painter->setPen(QPen(colour, 1.5, line));
        painter->drawLine(QPointF(xOf(bar.low), y), QPointF(xOf(bar.high), y));
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour);
        const QRectF mark(xOf(bar.value) - 3, y - 3, 6, 6);
        if (line == Qt::SolidLine)
            painter->drawEllipse(mark);
        else
            painter->drawRect(mark);
    };
    const double middle = area.center().y();
    if (pair.before)
        draw(*pair.before, isSelected ? colours.onAccent : colours.baseNetwork, middle - 4, Qt::DashLine);
    if (pair.after)
        draw(*pair.after, isSelected ? colours.onAccent : colours.accent, middle + 4, Qt::SolidLine);
    painter->restore();
}

} // namespace bubblenet::ui
