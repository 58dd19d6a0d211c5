// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/chart_style.h"

#include <QPainter>
#include <cmath>

namespace bubblenet::ui {

QIcon seriesIcon(const SeriesStyle& style, const Colours& colours) {
    constexpr double kScale = 2; // sharp on dense screens
    QPixmap pixmap(QSize(20, 12) * kScale);
    pixmap.setDevicePixelRatio(kScale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& colour = colours.*style.colour;
    if (style.line != Qt::NoPen) {
        painter.setPen(QPen(colour, 2, style.line, Qt::FlatCap));
        painter.drawLine(QPointF(1, 6), QPointF(19, 6));
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    if (style.mark == Mark::circle)
        painter.drawEllipse(QPointF(10, 6), 4, 4);
    else if (style.mark == Mark::square)
        painter.drawRect(QRectF(6, 2, 8, 8));
    else if (style.mark == Mark::triangle)
        painter.drawPolygon(QPolygonF({{10, 1.5}, {14.5, 10}, {5.5, 10}}));
    else if (style.mark == Mark::diamond)
        painter.drawPolygon(QPolygonF({{10, 1.5}, {14.5, 6}, {10, 10.5}, {5.5, 6}}));
    else if (style.mark == Mark::star) {
        QPolygonF star;
        for (int i = 0; i < 10; ++i) {
            const double angle = (36.0 * i - 90) * M_PI / 180;
            const double radius = i % 2 == 0 ? 5.5 : 2.3;
            star << QPointF(10 + radius * std::cos(angle), 6 + radius * std::sin(angle));
        }
        painter.drawPolygon(star);
    }
    return QIcon(pixmap);
}

} // namespace bubblenet::ui
