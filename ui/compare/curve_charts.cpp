// SPDX-License-Identifier: GPL-3.0-only
#include "ui/compare/curve_charts.h"

#include "ui/theme/language.h"

namespace bubblenet::ui {

namespace {

/// A best so far holds until the next one, and to the last candidate.
QList<QPointF> stepsOf(const compare::RunRecord& record) {
    QList<QPointF> points;
    for (const auto& [x, y] : record.bestSoFar) {
        if (!points.isEmpty())
            points.append({x, points.last().y()});
        points.append({x, y});
    }
    if (!points.isEmpty())
        points.append({static_cast<double>(record.candidates), points.last().y()});
    return points;
}

QList<QPointF> pointsOf(const std::vector<compare::CurvePoint>& curve) {
    QList<QPointF> points;
    for (const auto& [x, y] : curve)
        points.append({x, y});
    return points;
}

} // namespace

CurveCharts::CurveCharts(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_search(new ChartPanel(theme)), m_epochs(new ChartPanel(theme)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(kPanelGap);
    for (auto* chart : {m_search, m_epochs}) {
        row->addWidget(chart, 1);
        for (int slot = 0; slot < kMostDrawn; ++slot) {
            auto style = styleOf(slot);
            style.markSize = 4; // a point alone would not be seen
            chart->addSeries(style);
        }
    }
    whenTranslated(this, [this] { retranslate(); });
}

void CurveCharts::retranslate() {
    m_search->setTitle(tr("Best candidate so far, accuracy on the judged images, %"));
    m_search->setAxes({.title = tr("candidates"), .baseline = Baseline::zero, .step = TickStep::whole},
                      {.title = {}, .suffix = " %"});
    m_search->setEmptyText(tr("Select runs that searched: their curves lie over each other here"));
    m_epochs->setTitle(tr("Validation accuracy, %"));
    m_epochs->setAxes({.title = tr("epoch"), .baseline = Baseline::zero, .step = TickStep::whole},
                      {.title = {}, .suffix = " %"});
    m_epochs->setEmptyText(tr("Select runs that trained: their curves lie over each other here"));
}

void CurveCharts::show(const ChosenRuns& chosen) {
    std::vector<QList<QPointF>> search(kMostDrawn);
    std::vector<QList<QPointF>> epochs(kMostDrawn);
    for (const auto& [run, slot] : chosen.drawn()) {
        const auto name = QString::fromStdString(compare::nameOf(*run));
        m_search->setSeriesName(slot, name);
        m_epochs->setSeriesName(slot, name);
        const auto& record = run->record;
        search[static_cast<std::size_t>(slot)] = record.bestSoFar.empty() ? pointsOf(record.rounds) : stepsOf(record);
        epochs[static_cast<std::size_t>(slot)] = pointsOf(record.epochs);
    }
    for (int slot = 0; slot < kMostDrawn; ++slot) {
        m_search->holdPoints(slot, search[static_cast<std::size_t>(slot)]);
        m_epochs->holdPoints(slot, epochs[static_cast<std::size_t>(slot)]);
    }
    m_search->refresh();
    m_epochs->refresh();
}

} // namespace bubblenet::ui
