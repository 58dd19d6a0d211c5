// SPDX-License-Identifier: GPL-3.0-only
// One chart with its title, a legend that toggles, values on hover, zoom, pan and export: the small interface through
// which every page draws data. Cheap while it is hidden: it draws when it is shown. Window's thread.
#pragma once

#include <QList>
#include <QPointF>
#include <vector>

#include "ui/charts/chart_style.h"
#include "ui/charts/ticks.h"
#include "ui/theme/theme.h"
#include "ui/theme/widgets.h"

class QLabel;
class QStackedLayout;
class QToolButton;

namespace bubblenet::ui {

class ChartView;

struct ChartAxisText {
    QString title;
    QString suffix = {}; ///< of values on hover
    int decimals = 2;
    Baseline baseline = Baseline::data;
    TickStep step = TickStep::any;
};

class ChartPanel : public Panel {
    Q_OBJECT

public:
    explicit ChartPanel(const Theme& theme, QWidget* parent = nullptr);

    int addSeries(const SeriesStyle& style);
    void setSeriesName(int series, const QString& name);
    void setAxes(const ChartAxisText& x, const ChartAxisText& y);
    void setEmptyText(const QString& text); ///< instead of an empty axis
    void setPoints(int series, const QList<QPointF>& points);
    /// As setPoints, drawn by the next refresh(): for several series at once.
    void holdPoints(int series, const QList<QPointF>& points);
    void refresh();
    const QList<QPointF>& points(int series) const;
    void setSeriesShown(int series, bool isShown);
    bool isSeriesShown(int series) const;

    /// PNG, SVG or CSV by the file's suffix. The error, or nothing.
    QString exportTo(const QString& path);
    QString csv() const;

Q_SIGNALS:
    void pointClicked(int series, int index);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QByteArray pictureAs(const QString& suffix);
    void askAndExport();
    void retranslate();

    const Theme& m_theme;
    ChartView* m_view;
    bool m_isStale = true; ///< something changed since it was drawn
    QLabel* m_empty;
    QStackedLayout* m_stack;
    QHBoxLayout* m_legend;
    std::vector<QToolButton*> m_legendButtons;
    QToolButton* m_export;
    QToolButton* m_wholeRange;
};

} // namespace bubblenet::ui
