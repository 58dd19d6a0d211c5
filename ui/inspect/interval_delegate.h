// SPDX-License-Identifier: GPL-3.0-only
// Two accuracies with their intervals on one scale: before grey with a square, after in the accent with a circle.
// Window's thread.
#pragma once

#include <QStyledItemDelegate>
#include <functional>
#include <optional>

#include "ui/theme/theme.h"

namespace bubblenet::ui {

struct IntervalBar { ///< %
    double low = 0;
    double value = 0;
    double high = 0;
};
struct IntervalPair {
    std::optional<IntervalBar> before;
    std::optional<IntervalBar> after;
};

class IntervalDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// `pairOf` is asked with a row of the values.
    IntervalDelegate(const Theme& theme, std::function<IntervalPair(int row)> pairOf, QObject* parent)
        : QStyledItemDelegate(parent), m_theme(theme), m_pairOf(std::move(pairOf)) {}
    void setRange(double low, double high);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& m_theme;
    std::function<IntervalPair(int row)> m_pairOf;
    double m_low = 0;
    double m_high = 100;
};

} // namespace bubblenet::ui
