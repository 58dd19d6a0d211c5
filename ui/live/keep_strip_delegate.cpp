// SPDX-License-Identifier: GPL-3.0-only
#include "ui/live/keep_strip_delegate.h"

#include <QPainter>
#include <algorithm>

#include "ui/models/whale_table_model.h"

namespace bubblenet::ui {

void KeepStripDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
    const auto ratios = index.data(WhaleTableModel::kKeepRatiosRole).value<QList<float>>();
    if (ratios.isEmpty())
        return;
    const auto& colours = m_theme.colours();
    const QRectF area = QRectF(option.rect).adjusted(6, 4, -6, -4);
    const double step = std::min(8.0, area.width() / static_cast<double>(ratios.size()));
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    auto faint = colours.onAccent; // on the selection, which has the accent
    faint.setAlphaF(0.3F);
    for (qsizetype i = 0; i < ratios.size(); ++i) {
        const QRectF whole(area.left() + step * static_cast<double>(i), area.top(), std::max(1.0, step - 1),
                           area.height());
        auto kept = whole;
        kept.setTop(area.bottom() - area.height() * static_cast<double>(ratios[i]));
        painter->fillRect(whole, isSelected ? faint : colours.line);
        painter->fillRect(kept, isSelected ? colours.onAccent : colours.accent);
    }
}

} // namespace bubblenet::ui
