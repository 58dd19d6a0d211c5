// SPDX-License-Identifier: GPL-3.0-only
// Keep ratios as a strip of small bars, one for each group of channels: full height is a whole group.
#pragma once

#include <QStyledItemDelegate>

#include "ui/theme/theme.h"

namespace bubblenet::ui {

class KeepStripDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit KeepStripDelegate(const Theme& theme, QObject* parent = nullptr)
        : QStyledItemDelegate(parent), m_theme(theme) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& m_theme;
};

} // namespace bubblenet::ui
