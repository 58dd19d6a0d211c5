// SPDX-License-Identifier: GPL-3.0-only
#include "ui/live/search_charts.h"

#include "ui/theme/language.h"

namespace bubblenet::ui {

namespace {

constexpr auto kHorizontal = SeriesStyle::Kind::horizontalGuide;

bool isIterative(const RunModel& run) {
    return run.config().search.method == "iterative";
}

bool prunesWeights(const RunModel& run) {
    return run.config().search.prune == "weights";
}

} // namespace

BestChart::BestChart(const RunModel& run, const Theme& theme, QWidget* parent) : ChartPanel(theme, parent), m_run(run) {
    addSeries({.colour = &Colours::uniform, .line = Qt::DotLine, .width = 2});
    addSeries({.colour = &Colours::baseNetwork, .line = Qt::DashLine, .kind = kHorizontal});
    addSeries({.colour = &Colours::pruned, .mark = Mark::circle, .markSize = 5});
    addSeries({.colour = &Colours::uniform, .line = Qt::DashLine, .mark = Mark::square, .markSize = 5});
    addSeries({.colour = &Colours::pruned, .mark = Mark::circle, .markSize = 5});
    whenTranslated(this, [this] { retranslate(); });
}

void BestChart::retranslate() {
    setTitle(tr("Accuracy, %"));
    setSeriesName(kUniform, tr("uniform"));
    setSeriesName(kBase, tr("unpruned"));
    setSeriesName(kBest, tr("best"));
    setSeriesName(kAfterCut, tr("after the cut"));
    setSeriesName(kAfterTraining, tr("after training"));
    setEmptyText(tr("The best candidate so far, against the same cut for every layer"));
    showRun();
}

void BestChart::showRun() {
    const bool rounds = isIterative(m_run);
    setAxes({.title = rounds ? tr("round") : tr("iteration"), .step = TickStep::whole}, {.title = {}, .suffix = " %"});
    const auto& plan = m_run.pod().plan();
    holdPoints(kUniform, m_run.uniform.points());
    holdPoints(kBase, plan && plan->accuracy > 0 ? QList<QPointF>{{0, plan->accuracy}} : QList<QPointF>());
    holdPoints(kBest, m_run.best.points());
    holdPoints(kAfterCut, m_run.roundAfterCut.points());
    holdPoints(kAfterTraining, m_run.roundAfterTraining.points());
    refresh();
}

CostChart::CostChart(const RunModel& run, const Theme& theme, QWidget* parent) : ChartPanel(theme, parent), m_run(run) {
    addSeries({.colour = &Colours::good, .line = Qt::DashDotLine, .kind = kHorizontal});
    addSeries({.colour = &Colours::pruned, .mark = Mark::circle, .markSize = 5});
    addSeries({.colour = &Colours::encircle, .line = Qt::DashLine, .mark = Mark::square, .markSize = 5});
    addSeries({.colour = &Colours::pruned, .mark = Mark::circle, .markSize = 5});
    addSeries({.colour = &Colours::explore, .mark = Mark::triangle, .markSize = 6});
    whenTranslated(this, [this] { retranslate(); });
}

void CostChart::retranslate() {
    setTitle(prunesWeights(m_run) ? tr("Sparsity, %") : tr("Cost left, %"));
    setSeriesName(kGoal, tr("goal"));
    setSeriesName(kMacs, tr("MACs"));
    setSeriesName(kParameters, tr("parameters"));
    setSeriesName(kRounds, tr("cost"));
    setSeriesName(kSparsity, tr("sparsity"));
    setEmptyText(tr("What the best candidate costs, as a share of the whole network"));
    showRun();
}

void CostChart::showRun() {
    setTitle(prunesWeights(m_run) ? tr("Sparsity, %") : tr("Cost left, %"));
    const bool rounds = isIterative(m_run) && !prunesWeights(m_run);
    setAxes({.title = rounds                 ? tr("round")
                      : prunesWeights(m_run) ? tr("epoch")
                                             : tr("iteration"),
             .step = TickStep::whole},
            {.title = {}, .suffix = " %", .baseline = Baseline::zero});
    const auto& goal = m_run.config().search.goal;
    QList<QPointF> line;
    for (const auto& share : {goal.macs, goal.parameters, goal.latency, goal.bytes, goal.sparsity})
        if (share && m_run.config().search.prune != "none")
            line = {{0, 100 * *share}};
    holdPoints(kGoal, line);
    holdPoints(kMacs, m_run.bestCost.points());
    holdPoints(kParameters, m_run.bestParameters.points());
    holdPoints(kRounds, rounds ? m_run.roundCost.points() : QList<QPointF>());
    holdPoints(kSparsity, m_run.sparsity.points());
    refresh();
}

CoefficientChart::CoefficientChart(const RunModel& run, const Theme& theme, QWidget* parent)
    : ChartPanel(theme, parent), m_run(run) {
    addSeries({.colour = &Colours::baseNetwork, .line = Qt::DotLine, .kind = kHorizontal});
    addSeries({.colour = &Colours::encircle});
    addSeries({.colour = &Colours::spiral, .line = Qt::DashLine, .mark = Mark::triangle, .markSize = 6});
    whenTranslated(this, [this] { retranslate(); });
}

void CoefficientChart::retranslate() {
    setTitle(tr("a and |A|"));
    setSeriesName(kOne, tr("|A| = 1"));
    setSeriesName(kA, tr("a"));
    setSeriesName(kMagnitude, tr("mean |A|"));
    setEmptyText(tr("How far the whales go: they explore while |A| is 1 or more"));
    setAxes({.title = tr("iteration"), .step = TickStep::whole}, {.title = {}, .baseline = Baseline::zero});
    showRun();
}

void CoefficientChart::showRun() {
    holdPoints(kOne, {{0, 1}});
    holdPoints(kA, m_run.coefficient.points());
    holdPoints(kMagnitude, m_run.meanMagnitude.points());
    refresh();
}

} // namespace bubblenet::ui
