// SPDX-License-Identifier: GPL-3.0-only
#include "ui/compare/cost_accuracy_chart.h"

#include <QComboBox>
#include <cmath>
#include <set>

#include "core/compare/comparison.h"
#include "ui/compare/run_table_model.h"
#include "ui/theme/language.h"

namespace bubblenet::ui {

namespace {

using compare::Column;

// In the order of the box's items.
constexpr Column kCosts[] = {Column::macs,           Column::macsLeft, Column::parameters,
                             Column::parametersLeft, Column::bytes,    Column::latency};

std::optional<QPointF> pointOf(const compare::RunSummary& run, Column cost) {
    const auto x = compare::valueOf(run, cost);
    const auto y = compare::valueOf(run, Column::accuracy);
    if (!std::holds_alternative<double>(x) || !std::holds_alternative<double>(y))
        return std::nullopt;
    return QPointF(std::get<double>(x), std::get<double>(y));
}

/// As steps: what the front offers at a cost is the best of what costs no more.
QList<QPointF> frontOf(const std::vector<compare::Run>& runs, Column cost) {
    std::vector<compare::CurvePoint> points;
    for (const auto& run : runs)
        if (const auto point = pointOf(*run, cost))
            points.push_back({point->x(), point->y()});
    QList<QPointF> line;
    for (const auto i : compare::paretoFront(points)) {
        if (!line.isEmpty())
            line.append({points[i].x, line.last().y()});
        line.append({points[i].x, points[i].y});
    }
    return line;
}

} // namespace

CostAccuracyChart::CostAccuracyChart(const Theme& theme, QWidget* parent)
    : ChartPanel(theme, parent), m_cost(new QComboBox) {
    addSeries({.colour = &Colours::quietText, .line = Qt::NoPen, .mark = Mark::circle, .markSize = 7});
    addSeries({.colour = &Colours::good, .line = Qt::DashLine});
    for (int slot = 0; slot < kMostDrawn; ++slot) {
        auto style = styleOf(slot);
        style.line = Qt::NoPen;
        style.markSize = 12;
        addSeries(style);
    }
    for (std::size_t i = 0; i < std::size(kCosts); ++i)
        m_cost->addItem({});
    header()->insertWidget(1, m_cost);
    connect(m_cost, &QComboBox::currentIndexChanged, this, &CostAccuracyChart::draw);
    connect(this, &ChartPanel::pointClicked, this, [this](int series, int index) {
        if (series == kOthers && index < static_cast<int>(m_others.size()))
            Q_EMIT runClicked(QString::fromStdString(m_others[static_cast<std::size_t>(index)]->folder.string()));
    });
    whenTranslated(this, [this] { retranslate(); });
}

void CostAccuracyChart::retranslate() {
    setTitle(tr("Test accuracy, %, against"));
    setEmptyText(tr("Runs appear here once they have measured what their network costs and classifies"));
    setSeriesName(kOthers, tr("other runs"));
    setSeriesName(kFront, tr("no other is cheaper and better"));
    m_cost->setAccessibleName(tr("Cost"));
    for (int i = 0; i < m_cost->count(); ++i)
        m_cost->setItemText(i, QString::fromStdString(compare::titleOf(kCosts[i], shownLanguage())));
    draw();
}

void CostAccuracyChart::show(const std::vector<compare::Run>& shown, const ChosenRuns& chosen) {
    m_shown = shown;
    m_chosen = chosen;
    draw();
}

void CostAccuracyChart::draw() {
    const auto cost = kCosts[std::max(0, m_cost->currentIndex())];
    setAxes({.title = m_cost->currentText()}, {.title = {}, .suffix = " %"});
    std::set<std::filesystem::path> drawn;
    std::vector<QList<QPointF>> chosen(kMostDrawn);
    for (const auto& [run, slot] : m_chosen.drawn()) {
        drawn.insert(run->folder);
        setSeriesName(kChosen + slot, QString::fromStdString(compare::nameOf(*run)));
        if (const auto point = pointOf(*run, cost))
            chosen[static_cast<std::size_t>(slot)] = {*point};
    }
    m_others.clear();
    QList<QPointF> others;
    for (const auto& run : m_shown)
        if (const auto point = pointOf(*run, cost); point && !drawn.contains(run->folder)) {
            others.append(*point);
            m_others.push_back(run);
        }
    holdPoints(kOthers, others);
    holdPoints(kFront, frontOf(m_shown, cost));
    for (int slot = 0; slot < kMostDrawn; ++slot)
        holdPoints(kChosen + slot, chosen[static_cast<std::size_t>(slot)]);
    refresh();
}

} // namespace bubblenet::ui
