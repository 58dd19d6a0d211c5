// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/chart_view.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLegend>
#include <QLineSeries>
#include <QMouseEvent>
#include <QScatterSeries>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace bubblenet::ui {

namespace {

constexpr qsizetype kMostDrawn = 600; // about as many as the chart has columns of pixels
constexpr double kCatch = 10;         // pixels around a mark that count as it
constexpr double kTickHeight = 36;
constexpr double kTickWidth = 64;
constexpr double kZoomStep = 1.25;
constexpr int kPanPixels = 40;

QScatterSeries::MarkerShape shapeOf(Mark mark) {
    switch (mark) {
    case Mark::triangle:
        return QScatterSeries::MarkerShapeTriangle;
    case Mark::square:
        return QScatterSeries::MarkerShapeRectangle;
    case Mark::star:
        return QScatterSeries::MarkerShapeStar;
    case Mark::diamond:
        return QScatterSeries::MarkerShapeRotatedRectangle;
    default:
        return QScatterSeries::MarkerShapeCircle;
    }
}

/// What lies on an axis' end is cut in half there: the axis goes on a little.
void makeRoom(AxisRange& range, double low, double high) {
    constexpr double kRoom = 0.025;
    const double room = kRoom * (range.high - range.low);
    if (high > range.high - room / 2)
        range.high += room;
    if (low < range.low + room / 2)
        range.low -= room;
}

QList<QPointF> stepped(const QList<QPointF>& points) {
    QList<QPointF> line;
    for (const auto& point : points) {
        if (!line.isEmpty())
            line.append({point.x(), line.last().y()});
        line.append(point);
    }
    return line;
}

void setRange(QValueAxis* axis, const AxisRange& range, const QString& suffix) {
    // Qt Charts adds steps from the lowest tick on, and would come to a little less than zero: "-0.0".
    const double hair = 1e-9 * range.step;
    axis->setTickAnchor(hair);
    axis->setTickInterval(range.step);
    axis->setLabelFormat(QString("%.%1f").arg(range.decimals) + suffix);
    axis->setRange(range.low, range.high + 2 * hair);
}

} // namespace

ChartView::ChartView(const Theme& theme, QWidget* parent)
    : QChartView(parent), m_theme(theme), m_x(new QValueAxis), m_y(new QValueAxis) {
    chart()->legend()->hide();
    chart()->setMargins({});
    chart()->setBackgroundRoundness(0);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->addAxis(m_x, Qt::AlignBottom);
    chart()->addAxis(m_y, Qt::AlignLeft);
    m_x->setGridLineVisible(false);
    for (auto* axis : {m_x, m_y}) {
        axis->setTickType(QValueAxis::TicksDynamic);
        axis->setTitleVisible(false);
        axis->setTruncateLabels(false);
    }
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(120, 90);
    connect(&theme, &Theme::changed, this, &ChartView::applyTheme);
    applyTheme();
}

int ChartView::addSeries(const SeriesStyle& style) {
    ChartSeries added{.style = style, .name = {}, .points = {}};
    const auto add = [&](QXYSeries* series) {
        chart()->addSeries(series);
        series->attachAxis(m_x);
        series->attachAxis(m_y);
        return series;
    };
    if (style.line != Qt::NoPen && style.kind != SeriesStyle::Kind::segments)
        added.line = add(new QLineSeries);
    if (style.mark != Mark::none) {
        auto* marks = new QScatterSeries;
        marks->setMarkerShape(shapeOf(style.mark));
        marks->setMarkerSize(style.markSize);
        added.marks = add(marks);
    }
    m_series.push_back(added);
    applyTheme();
    return static_cast<int>(m_series.size()) - 1;
}

void ChartView::setAxes(const ChartAxis& x, const ChartAxis& y) {
    if (x == m_xAxis && y == m_yAxis)
        return;
    m_xAxis = x;
    m_yAxis = y;
    m_x->setTitleText(x.title);
    m_x->setTitleVisible(!x.title.isEmpty());
    m_y->setTitleText(y.title);
    m_y->setTitleVisible(!y.title.isEmpty());
    refresh();
}

void ChartView::applyTheme() {
    const auto& colours = m_theme.colours();
    chart()->setBackgroundBrush(colours.panel);
    chart()->setBackgroundPen(Qt::NoPen);
    setBackgroundBrush(colours.panel);
    QFont font = this->font();
    font.setPixelSize(11);
    for (auto* axis : {m_x, m_y}) {
        axis->setLabelsColor(colours.quietText);
        axis->setLabelsFont(font);
        axis->setTitleFont(font);
        axis->setTitleBrush(colours.quietText);
        axis->setLinePen(QPen(colours.line, 1));
        axis->setGridLinePen(QPen(colours.line, 1));
    }
    for (const auto& series : m_series) {
        const auto& colour = colours.*series.style.colour;
        if (series.line != nullptr)
            series.line->setPen(QPen(colour, series.style.width, series.style.line, Qt::FlatCap));
        if (auto* marks = qobject_cast<QScatterSeries*>(series.marks)) {
            marks->setColor(colour);
            marks->setBorderColor(series.line != nullptr ? colour : colours.panel); // would cut the line
        }
    }
}

ChartView::Extent ChartView::extentOf(const std::function<bool(const SeriesStyle&)>& counts) const {
    Extent extent;
    for (const auto& series : m_series) {
        if (!series.isShown || series.points.isEmpty() || !counts(series.style))
            continue;
        const bool givesX = series.style.kind != SeriesStyle::Kind::horizontalGuide;
        const bool givesY = series.style.kind != SeriesStyle::Kind::verticalGuide;
        for (const auto& point : series.points) {
            if (givesX) {
                extent.left = std::min(extent.left, point.x());
                extent.right = std::max(extent.right, point.x());
            }
            if (givesY) {
                extent.low = std::min(extent.low, point.y());
                extent.high = std::max(extent.high, point.y());
            }
        }
    }
    return extent;
}

void ChartView::applyRange() {
    auto data = extentOf([](const SeriesStyle&) { return true; });
    if (!(data.left <= data.right))
        data.left = data.right = 0;
    if (!(data.low <= data.high))
        data.low = data.high = 0;
    const int xTicks = std::max(2, static_cast<int>(width() / kTickWidth));
    const int yTicks = std::max(2, static_cast<int>(height() / kTickHeight));
    AxisRange x;
    AxisRange y;
    if (m_zoomed) {
        x = tickedRange(m_zoomed->left(), m_zoomed->right(), xTicks, m_xAxis.step);
        y = tickedRange(m_zoomed->top(), m_zoomed->bottom(), yTicks, m_yAxis.step);
    } else {
        x = niceRange(data.left, data.right, xTicks, m_xAxis.baseline, m_xAxis.step);
        y = niceRange(data.low, data.high, yTicks, m_yAxis.baseline, m_yAxis.step);
        if (m_xAxis.step == TickStep::whole) { // from the first iteration to the last
            x.low = data.left;
            x.high = std::max(data.right, x.low + 1);
        }
        // Lines may end where the axis does.
        const auto marks =
            extentOf([](const SeriesStyle& style) { return style.mark != Mark::none || !style.holdsData(); });
        makeRoom(x, marks.left, marks.right);
        makeRoom(y, marks.low, marks.high);
    }
    if (x == m_xRange && y == m_yRange) // Qt Charts lays everything out anew
        return;
    m_xRange = x;
    m_yRange = y;
    setRange(m_x, x, {});
    setRange(m_y, y, {});
    m_range = QRectF(QPointF(x.low, y.low), QPointF(x.high, y.high));
}

void ChartView::setPoints(const ChartSeries& series, const QRectF& range) {
    QList<QPointF> points;
    if (series.isShown && !series.points.isEmpty()) {
        switch (series.style.kind) {
        case SeriesStyle::Kind::data:
            points = series.marks != nullptr ? series.points : thinned(series.points, kMostDrawn);
            break;
        case SeriesStyle::Kind::steps:
            points = series.points;
            break;
        case SeriesStyle::Kind::segments: // drawn by drawSegments
            break;
        case SeriesStyle::Kind::verticalGuide: {
            const double x = series.points.first().x();
            points = {{x, range.top()}, {x, range.bottom()}};
            break;
        }
        case SeriesStyle::Kind::horizontalGuide: {
            const double y = series.points.first().y();
            points = {{range.left(), y}, {range.right(), y}};
            break;
        }
        }
    }
    const auto draw = [](QXYSeries* drawn, const QList<QPointF>& wanted) {
        if (drawn != nullptr && drawn->points() != wanted)
            drawn->replace(wanted);
    };
    draw(series.line, series.style.kind == SeriesStyle::Kind::steps ? stepped(points) : points);
    draw(series.marks, points);
}

void ChartView::refresh() {
    applyRange();
    for (const auto& series : m_series)
        setPoints(series, m_range);
}

void ChartView::resetZoom() {
    if (!m_zoomed)
        return;
    m_zoomed.reset();
    refresh();
    Q_EMIT zoomChanged();
}

void ChartView::zoom(double factor, QPointF around) {
    const auto centre = chart()->mapToValue(mapToScene(around.toPoint()));
    m_zoomed =
        QRectF(centre + (m_range.topLeft() - centre) / factor, centre + (m_range.bottomRight() - centre) / factor);
    refresh();
    Q_EMIT zoomChanged();
}

void ChartView::pan(QPointF pixels) {
    const auto area = chart()->plotArea();
    if (area.isEmpty())
        return;
    m_zoomed =
        m_range.translated(-pixels.x() * m_range.width() / area.width(), pixels.y() * m_range.height() / area.height());
    refresh();
    Q_EMIT zoomChanged();
}

std::vector<ChartView::Hit> ChartView::hitsAt(double x) const {
    std::vector<Hit> hits;
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        const auto& series = m_series[i];
        if (!series.isShown || series.points.isEmpty() || series.line == nullptr || !series.style.holdsData())
            continue;
        auto at = std::lower_bound(series.points.begin(), series.points.end(), x,
                                   [](const QPointF& point, double value) { return point.x() < value; });
        if (at == series.points.end() || (at != series.points.begin() && x - (at - 1)->x() < at->x() - x))
            --at;
        hits.push_back({static_cast<int>(i), static_cast<int>(at - series.points.begin()), place(*at)});
    }
    return hits;
}

ChartView::Hit ChartView::markAt(QPointF at) const {
    Hit nearest;
    double least = kCatch;
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        const auto& series = m_series[i];
        const bool isLine = series.line != nullptr && series.style.kind != SeriesStyle::Kind::steps;
        if (!series.isShown || series.marks == nullptr || isLine)
            continue;
        for (qsizetype k = 0; k < series.points.size(); ++k) {
            const auto there = place(series.points[k]);
            const double distance = QLineF(there, at).length();
            if (distance < least) {
                least = distance;
                nearest = {static_cast<int>(i), static_cast<int>(k), there};
            }
        }
    }
    return nearest;
}

void ChartView::drawForeground(QPainter* painter, const QRectF& rect) {
    QChartView::drawForeground(painter, rect);
    drawSegments(painter);
    if (m_hover && !m_dragged && chart()->plotArea().contains(*m_hover))
        drawHover(painter);
}

void ChartView::drawSegments(QPainter* painter) const {
    painter->save();
    painter->setClipRect(chart()->plotArea());
    for (const auto& series : m_series) {
        if (series.style.kind != SeriesStyle::Kind::segments || !series.isShown)
            continue;
        painter->setPen(QPen(m_theme.colours().*series.style.colour, series.style.width, series.style.line));
        for (qsizetype i = 0; i + 1 < series.points.size(); i += 2)
            painter->drawLine(place(series.points[i]), place(series.points[i + 1]));
    }
    painter->restore();
}

void ChartView::drawHover(QPainter* painter) const {
    const auto& colours = m_theme.colours();
    const auto area = chart()->plotArea();
    QStringList lines;
    std::vector<QColor> lineColours;
    const auto number = [](double value, const ChartAxis& axis) {
        return plainNumber(value, axis.step == TickStep::whole ? 0 : axis.decimals) + axis.suffix;
    };
    const auto mark = markAt(*m_hover);
    std::vector<Hit> hits;
    if (mark.series >= 0)
        hits = {mark};
    else
        hits = hitsAt(chart()->mapToValue(*m_hover).x());
    if (hits.empty())
        return;
    const auto& first = m_series[static_cast<std::size_t>(hits.front().series)].points[hits.front().index];
    lines.append((m_xAxis.title.isEmpty() ? QString() : m_xAxis.title + ": ") + number(first.x(), m_xAxis));
    lineColours.push_back(colours.quietText);
    for (const auto& hit : hits) {
        const auto& series = m_series[static_cast<std::size_t>(hit.series)];
        lines.append(series.name + ": " + number(series.points[hit.index].y(), m_yAxis));
        lineColours.push_back(colours.*series.style.colour);
    }
    painter->setPen(QPen(colours.quietText, 1, Qt::DotLine));
    painter->drawLine(QLineF(hits.front().place.x(), area.top(), hits.front().place.x(), area.bottom()));
    QFont font = this->font();
    font.setPixelSize(11);
    painter->setFont(font);
    const QFontMetricsF metrics(font);
    double width = 0;
    for (const auto& line : lines)
        width = std::max(width, metrics.horizontalAdvance(line));
    QRectF box(0, 0, width + 24, metrics.height() * static_cast<double>(lines.size()) + 8);
    const bool isRight = m_hover->x() > area.center().x();
    box.moveTopLeft({isRight ? m_hover->x() - box.width() - 12 : m_hover->x() + 12, area.top() + 4});
    painter->setPen(QPen(colours.line, 1));
    painter->setBrush(colours.panel);
    painter->drawRoundedRect(box, 4, 4);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const double top = box.top() + 4 + metrics.height() * static_cast<double>(i);
        if (i > 0) {
            painter->setPen(QPen(lineColours[static_cast<std::size_t>(i)], 3));
            painter->drawLine(
                QLineF(box.left() + 6, top + metrics.height() / 2, box.left() + 14, top + metrics.height() / 2));
        }
        painter->setPen(i == 0 ? colours.quietText : colours.text);
        painter->drawText(QPointF(box.left() + 18, top + metrics.ascent()), lines[i]);
    }
}

void ChartView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        m_pressed = event->pos();
        m_dragged = event->pos();
    }
    QChartView::mousePressEvent(event);
}

void ChartView::mouseMoveEvent(QMouseEvent* event) {
    m_hover = mapToScene(event->pos());
    if (m_dragged && (event->pos() - m_pressed).manhattanLength() > 4) {
        pan(event->pos() - *m_dragged);
        m_dragged = event->pos();
    }
    viewport()->update();
    QChartView::mouseMoveEvent(event);
}

void ChartView::mouseReleaseEvent(QMouseEvent* event) {
    m_dragged.reset();
    if (event->button() == Qt::LeftButton && (event->pos() - m_pressed).manhattanLength() <= 4)
        if (const auto hit = markAt(mapToScene(event->pos())); hit.series >= 0)
            Q_EMIT pointClicked(hit.series, hit.index);
    QChartView::mouseReleaseEvent(event);
}

void ChartView::mouseDoubleClickEvent(QMouseEvent* event) {
    resetZoom();
    event->accept();
}

void ChartView::wheelEvent(QWheelEvent* event) {
    if (event->modifiers() & Qt::ControlModifier) { // the bare wheel scrolls the page
        zoom(event->angleDelta().y() > 0 ? kZoomStep : 1 / kZoomStep, event->position());
        event->accept();
    } else {
        event->ignore();
    }
}

void ChartView::keyPressEvent(QKeyEvent* event) {
    const QPointF centre = QRectF(viewport()->rect()).center();
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(kZoomStep, centre);
    case Qt::Key_Minus:
        return zoom(1 / kZoomStep, centre);
    case Qt::Key_0:
        return resetZoom();
    case Qt::Key_Left:
        return pan({kPanPixels, 0});
    case Qt::Key_Right:
        return pan({-kPanPixels, 0});
    case Qt::Key_Up:
        return pan({0, kPanPixels});
    case Qt::Key_Down:
        return pan({0, -kPanPixels});
    default:
        QChartView::keyPressEvent(event);
    }
}

void ChartView::leaveEvent(QEvent* event) {
    m_hover.reset();
    viewport()->update();
    QChartView::leaveEvent(event);
}

void ChartView::resizeEvent(QResizeEvent* event) {
    QChartView::resizeEvent(event);
    refresh();
}

} // namespace bubblenet::ui
