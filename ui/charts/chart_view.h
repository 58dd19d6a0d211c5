// SPDX-License-Identifier: GPL-3.0-only
// The drawing area of a chart: series, axes, crosshair, zoom and pan. Private to charts; the one place that knows
// Qt Charts. Window's thread.
#pragma once

#include <QChartView>
#include <QValueAxis>
#include <QXYSeries>
#include <cmath>
#include <functional>
#include <optional>
#include <vector>

#include "ui/charts/chart_style.h"
#include "ui/charts/ticks.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

struct ChartSeries {
    SeriesStyle style;
    QString name;
    QList<QPointF> points; ///< all of them; what is drawn is thinned
    QXYSeries* line = nullptr;
    QXYSeries* marks = nullptr;
    bool isShown = true;
};

struct ChartAxis {
    bool operator==(const ChartAxis&) const = default;
    QString title;
    Baseline baseline = Baseline::data;
    TickStep step = TickStep::any;
    QString suffix; ///< of values on hover: " %"
    int decimals = 2;
};

class ChartView : public QChartView {
    Q_OBJECT

public:
    explicit ChartView(const Theme& theme, QWidget* parent = nullptr);

    int addSeries(const SeriesStyle& style);
    std::vector<ChartSeries>& series() { return m_series; }
    void setAxes(const ChartAxis& x, const ChartAxis& y);
    const ChartAxis& xAxis() const { return m_xAxis; }
    const ChartAxis& yAxis() const { return m_yAxis; }
    /// Points, names, shown or not: to be called after any of them changed.
    void refresh();
    bool isZoomed() const { return m_zoomed.has_value(); }
    void resetZoom();
    void zoom(double factor, QPointF around); ///< in pixels of the view
    void pan(QPointF pixels);

Q_SIGNALS:
    void pointClicked(int series, int index);
    void zoomChanged();

protected:
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Hit {
        int series = -1;
        int index = -1;
        QPointF place; ///< in the scene
    };
    void applyTheme();
    void applyRange();
    struct Extent { ///< of no point: upside down
        double left = INFINITY;
        double right = -INFINITY;
        double low = INFINITY;
        double high = -INFINITY;
    };
    Extent extentOf(const std::function<bool(const SeriesStyle&)>& counts) const;
    void setPoints(const ChartSeries& series, const QRectF& range);
    QPointF place(const QPointF& value) const { return chart()->mapToPosition(value); }
    std::vector<Hit> hitsAt(double x) const; ///< one of each line, nearest in x
    Hit markAt(QPointF place) const;
    void drawSegments(QPainter* painter) const;
    void drawHover(QPainter* painter) const;

    const Theme& m_theme;
    std::vector<ChartSeries> m_series;
    ChartAxis m_xAxis;
    ChartAxis m_yAxis;
    QValueAxis* m_x;
    QValueAxis* m_y;
    std::optional<QRectF> m_zoomed;
    AxisRange m_xRange{.step = 0}; ///< as the axes have it; 0: not yet
    AxisRange m_yRange{.step = 0};
    QRectF m_range;
    std::optional<QPointF> m_hover;
    std::optional<QPoint> m_dragged;
    QPoint m_pressed;
};

} // namespace bubblenet::ui
