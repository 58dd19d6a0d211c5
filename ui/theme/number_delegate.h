// SPDX-License-Identifier: GPL-3.0-only
// Cells of a table in which what is aligned to the right keeps away from the next column's text, below its title.
// Window's thread.
#pragma once

#include <QApplication>
#include <QPainter>
#include <QStyledItemDelegate>

namespace bubblenet::ui {

class NumberDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    static constexpr int kRoom = 10;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        auto cell = option;
        auto ground = option;
        initStyleOption(&ground, index);
        if (ground.displayAlignment.testFlag(Qt::AlignRight)) {
            const auto* style = option.widget != nullptr ? option.widget->style() : QApplication::style();
            style->drawPrimitive(QStyle::PE_PanelItemViewItem, &ground, painter, option.widget);
            cell.rect.adjust(0, 0, -kRoom, 0);
        }
        QStyledItemDelegate::paint(painter, cell, index);
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(kRoom, 0);
    }
};

} // namespace bubblenet::ui
