// SPDX-License-Identifier: GPL-3.0-only
// Each run as a line over parallel axes, one for each column. A range drawn on an axis keeps the runs within it and
// fades the others. With keys: left and right choose an axis, up and down move its lower end, with Shift its upper end,
// Delete takes its range away, Escape all. Window's thread.
#pragma once

#include <QWidget>
#include <map>
#include <optional>
#include <vector>

#include "core/compare/columns.h"
#include "ui/compare/chosen_runs.h"

namespace bubblenet::ui {

class ParallelCoordinates : public QWidget {
    Q_OBJECT

public:
    explicit ParallelCoordinates(const Theme& theme, QWidget* parent = nullptr);
    void show(const std::vector<compare::Run>& runs, const ChosenRuns& chosen);
    /// Within every range; a run without a value is not within its axis's range.
    bool isWithin(const compare::RunSummary& run) const;
    bool hasRanges() const { return !m_ranges.empty(); }
    void clearRanges();

    std::size_t axisCount() const { return m_axes.size(); }
    QPointF place(std::size_t axis, double share) const; ///< in pixels; share 0 is the axis's lower end
    QSize minimumSizeHint() const override { return {400, 160}; }

Q_SIGNALS:
    void rangesChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Axis {
        compare::Column column = compare::Column::accuracy;
        double low = 0;
        double high = 1;
        std::vector<std::string> names; ///< of a column of texts: their places are 0, 1, …
    };
    struct Range {
        double low = 0;
        double high = 0;
    };
    static std::optional<double> valueOn(const Axis& axis, const compare::RunSummary& run);
    static Axis axisFor(compare::Column column, const std::vector<compare::Run>& runs);
    QRectF area() const;
    std::optional<std::size_t> axisAt(double x) const;
    double shareAt(double y) const;
    void setRange(std::size_t axis, double oneShare, double otherShare);
    void removeRange(std::size_t axis);
    enum class End { lower, upper };
    void moveEnd(End end, double step);
    void drawRun(QPainter& painter, const compare::RunSummary& run, const QPen& pen) const;
    void drawAxis(QPainter& painter, std::size_t axis) const;

    const Theme& m_theme;
    std::vector<compare::Run> m_runs;
    ChosenRuns m_chosen;
    std::vector<Axis> m_axes;
    std::map<compare::Column, Range> m_ranges; ///< in the column's values
    std::size_t m_focused = 0;
    std::optional<std::size_t> m_dragged; ///< axis
    double m_dragStart = 0;               ///< share
};

} // namespace bubblenet::ui
