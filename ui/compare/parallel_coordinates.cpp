// SPDX-License-Identifier: GPL-3.0-only
#include "ui/compare/parallel_coordinates.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/compare/run_table_model.h"
#include "ui/theme/language.h"

namespace bubblenet::ui {

namespace {

using compare::Column;

constexpr Column kColumns[] = {Column::method,   Column::seed,           Column::candidates,
                               Column::macsLeft, Column::parametersLeft, Column::latency,
                               Column::accuracy, Column::accuracyChange, Column::took};
constexpr double kSide = 60;   // pixels left and right of the outer axes, for their titles
constexpr double kTop = 40;    // for titles and the upper ends
constexpr double kBottom = 22; // for the lower ends
constexpr double kCatch = 16;  // around an axis
constexpr double kBand = 12;   // width of a range
constexpr double kKeyStep = 0.05;
constexpr double kLeastDrag = 0.01; // less is a click

} // namespace

ParallelCoordinates::ParallelCoordinates(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    whenTranslated(this, [this] {
        setAccessibleName(tr("Parallel coordinates"));
        setAccessibleDescription(tr("Left and right choose an axis, up and down move the lower end of its range, with "
                                    "Shift the upper end; Delete takes the range away, Escape all"));
        setToolTip(tr("Draw along an axis to keep the runs within that range; a click on the axis takes it away"));
        update();
    });
}

std::optional<double> ParallelCoordinates::valueOn(const Axis& axis, const compare::RunSummary& run) {
    const auto value = compare::valueOf(run, axis.column);
    if (const auto* number = std::get_if<double>(&value))
        return *number;
    if (const auto* text = std::get_if<std::string>(&value)) {
        const auto found = std::find(axis.names.begin(), axis.names.end(), *text);
        if (found != axis.names.end())
            return static_cast<double>(found - axis.names.begin());
    }
    return std::nullopt;
}

ParallelCoordinates::Axis ParallelCoordinates::axisFor(Column column, const std::vector<compare::Run>& runs) {
    Axis axis{.column = column, .low = INFINITY, .high = -INFINITY, .names = {}};
    for (const auto& run : runs) {
        const auto value = compare::valueOf(*run, column);
        if (const auto* text = std::get_if<std::string>(&value))
            axis.names.push_back(*text);
        else if (const auto* number = std::get_if<double>(&value)) {
            axis.low = std::min(axis.low, *number);
            axis.high = std::max(axis.high, *number);
        }
    }
    if (!axis.names.empty()) {
        std::sort(axis.names.begin(), axis.names.end());
        axis.names.erase(std::unique(axis.names.begin(), axis.names.end()), axis.names.end());
        axis.low = 0;
        axis.high = static_cast<double>(axis.names.size() - 1);
    }
    if (axis.low == axis.high) { // all alike: in the middle
        axis.low -= 0.5;
        axis.high += 0.5;
    }
    return axis;
}

void ParallelCoordinates::show(const std::vector<compare::Run>& runs, const ChosenRuns& chosen) {
    m_runs = runs;
    m_chosen = chosen;
    m_axes.clear();
    for (const auto column : kColumns)
        if (auto axis = axisFor(column, runs); axis.low <= axis.high)
            m_axes.push_back(std::move(axis));
    m_focused = std::min(m_focused, m_axes.empty() ? 0 : m_axes.size() - 1);
    update();
}

bool ParallelCoordinates::isWithin(const compare::RunSummary& run) const {
    return std::all_of(m_ranges.begin(), m_ranges.end(), [&](const auto& each) {
        const auto& [column, range] = each;
        const auto axis = std::find_if(m_axes.begin(), m_axes.end(), [&](const Axis& a) { return a.column == column; });
        if (axis == m_axes.end())
            return true;
        const auto value = valueOn(*axis, run);
        return value && *value >= range.low && *value <= range.high;
    });
}

void ParallelCoordinates::clearRanges() {
    if (m_ranges.empty())
        return;
    m_ranges.clear();
    update();
    Q_EMIT rangesChanged();
}

QRectF ParallelCoordinates::area() const {
    return QRectF(rect()).adjusted(kSide, kTop, -kSide, -kBottom);
}

QPointF ParallelCoordinates::place(std::size_t axis, double share) const {
    const auto a = area();
    const double x = m_axes.size() < 2
                         ? a.center().x()
                         : a.left() + a.width() * static_cast<double>(axis) / static_cast<double>(m_axes.size() - 1);
    return {x, a.bottom() - share * a.height()};
}

std::optional<std::size_t> ParallelCoordinates::axisAt(double x) const {
    for (std::size_t i = 0; i < m_axes.size(); ++i)
        if (std::abs(place(i, 0).x() - x) <= kCatch)
            return i;
    return std::nullopt;
}

double ParallelCoordinates::shareAt(double y) const {
    const auto a = area();
    return a.height() > 0 ? std::clamp((a.bottom() - y) / a.height(), 0.0, 1.0) : 0;
}

void ParallelCoordinates::setRange(std::size_t axis, double oneShare, double otherShare) {
    const auto [low, high] = std::minmax(oneShare, otherShare);
    const auto& a = m_axes[axis];
    const auto valueAt = [&](double share) { return a.low + share * (a.high - a.low); };
    // Drawn to an end it means the end, whatever rounding says.
    m_ranges[a.column] = {low <= 0 ? a.low : valueAt(low), high >= 1 ? a.high : valueAt(high)};
    update();
    Q_EMIT rangesChanged();
}

void ParallelCoordinates::removeRange(std::size_t axis) {
    if (m_ranges.erase(m_axes[axis].column) == 0)
        return;
    update();
    Q_EMIT rangesChanged();
}

void ParallelCoordinates::moveEnd(End end, double step) {
    const auto& axis = m_axes[m_focused];
    const auto found = m_ranges.find(axis.column);
    const double width = axis.high - axis.low;
    double low = found == m_ranges.end() ? 0 : (found->second.low - axis.low) / width;
    double high = found == m_ranges.end() ? 1 : (found->second.high - axis.low) / width;
    if (end == End::lower)
        low = std::clamp(low + step, 0.0, high);
    else
        high = std::clamp(high + step, low, 1.0);
    setRange(m_focused, low, high);
}

void ParallelCoordinates::drawRun(QPainter& painter, const compare::RunSummary& run, const QPen& pen) const {
    painter.setPen(pen);
    QPainterPath path;
    bool isBegun = false;
    for (std::size_t i = 0; i < m_axes.size(); ++i) {
        const auto value = valueOn(m_axes[i], run);
        if (!value) { // a gap says that it is not known
            isBegun = false;
            continue;
        }
        const auto at = place(i, (*value - m_axes[i].low) / (m_axes[i].high - m_axes[i].low));
        isBegun ? path.lineTo(at) : path.moveTo(at);
        isBegun = true;
    }
    painter.drawPath(path);
}

void ParallelCoordinates::drawAxis(QPainter& painter, std::size_t index) const {
    const auto& colours = m_theme.colours();
    const auto& axis = m_axes[index];
    const auto top = place(index, 1);
    const auto bottom = place(index, 0);
    const bool isFocused = hasFocus() && index == m_focused;
    painter.setPen(QPen(isFocused ? colours.accent : colours.quietText, isFocused ? 2 : 1));
    painter.drawLine(top, bottom);
    if (const auto range = m_ranges.find(axis.column); range != m_ranges.end()) {
        const auto shareOf = [&](double value) {
            return std::clamp((value - axis.low) / (axis.high - axis.low), 0.0, 1.0);
        };
        auto fill = colours.accent;
        fill.setAlphaF(0.25F);
        painter.setPen(QPen(colours.accent, 1));
        painter.setBrush(fill);
        const auto from = place(index, shareOf(range->second.high));
        const auto to = place(index, shareOf(range->second.low));
        painter.drawRect(QRectF(from.x() - kBand / 2, from.y(), kBand, std::max(2.0, to.y() - from.y())));
        painter.setBrush(Qt::NoBrush);
    }
    const double room = m_axes.size() > 1 ? place(1, 0).x() - place(0, 0).x() - kGap : width();
    const auto write = [&](double baseline, const QString& text, const QColor& colour) {
        painter.setPen(colour);
        const auto shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(room));
        const double left = top.x() - painter.fontMetrics().horizontalAdvance(shown) / 2.0;
        painter.drawText(QPointF(left, baseline), shown);
    };
    const auto end = [&](double value) {
        if (!axis.names.empty())
            return QString::fromStdString(axis.names[static_cast<std::size_t>(
                std::clamp(std::round(value), 0.0, static_cast<double>(axis.names.size() - 1)))]);
        return axis.column == Column::took ? QString::number(value / 60, 'f', 1) + " min"
                                           : QString::number(value, 'g', 4);
    };
    write(kTop - 24, QString::fromStdString(compare::titleOf(axis.column, shownLanguage())),
          isFocused ? colours.accent : colours.text);
    write(kTop - 7, end(axis.high), colours.quietText);
    write(bottom.y() + 16, end(axis.low), colours.quietText);
}

void ParallelCoordinates::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont small = font();
    small.setPixelSize(11);
    painter.setFont(small);
    const auto& colours = m_theme.colours();
    if (m_axes.empty()) {
        painter.setPen(colours.quietText);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Each run is a line here; draw along an axis to keep those within a range"));
        return;
    }
    QColor plain = colours.quietText;
    plain.setAlphaF(m_runs.size() > 100 ? 0.35F : 0.6F);
    for (const auto& run : m_runs)
        if (!isWithin(*run))
            drawRun(painter, *run, QPen(colours.line, 1));
    for (const auto& run : m_runs)
        if (isWithin(*run))
            drawRun(painter, *run, QPen(plain, 1));
    for (const auto& [run, slot] : m_chosen.drawn())
        drawRun(painter, *run, QPen(colours.*styleOf(slot).colour, 2, styleOf(slot).line));
    for (std::size_t i = 0; i < m_axes.size(); ++i)
        drawAxis(painter, i);
}

void ParallelCoordinates::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_dragged = axisAt(event->position().x());
    if (m_dragged) {
        m_focused = *m_dragged;
        m_dragStart = shareAt(event->position().y());
        update();
    }
}

void ParallelCoordinates::mouseMoveEvent(QMouseEvent* event) {
    setCursor(m_dragged || axisAt(event->position().x()) ? Qt::SplitVCursor : Qt::ArrowCursor);
    const double share = shareAt(event->position().y());
    if (m_dragged && std::abs(share - m_dragStart) >= kLeastDrag)
        setRange(*m_dragged, m_dragStart, share);
}

void ParallelCoordinates::mouseReleaseEvent(QMouseEvent* event) {
    if (m_dragged && std::abs(shareAt(event->position().y()) - m_dragStart) < kLeastDrag)
        removeRange(*m_dragged);
    m_dragged.reset();
}

void ParallelCoordinates::mouseDoubleClickEvent(QMouseEvent* /*event*/) {
    clearRanges();
}

void ParallelCoordinates::keyPressEvent(QKeyEvent* event) {
    if (m_axes.empty())
        return QWidget::keyPressEvent(event);
    const auto end = (event->modifiers() & Qt::ShiftModifier) != 0 ? End::upper : End::lower;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        m_focused = event->key() == Qt::Key_Left ? (m_focused == 0 ? 0 : m_focused - 1)
                                                 : std::min(m_focused + 1, m_axes.size() - 1);
        update();
        return;
    case Qt::Key_Up:
        return moveEnd(end, kKeyStep);
    case Qt::Key_Down:
        return moveEnd(end, -kKeyStep);
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return removeRange(m_focused);
    case Qt::Key_Escape:
        return clearRanges();
    default:
        QWidget::keyPressEvent(event);
    }
}

void ParallelCoordinates::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    update();
}

} // namespace bubblenet::ui
