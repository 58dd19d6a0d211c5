// SPDX-License-Identifier: GPL-3.0-only
#include "ui/compare/cost_accuracy_chart.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <algorithm>
#include <set>
#include <utility>

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
    : ChartPanel(theme, parent), m_cost(new QComboBox), m_dataset(new QComboBox) {
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
    header()->insertWidget(2, m_dataset);
    m_dataset->hide();
    m_dataset->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_dataset, &QComboBox::currentIndexChanged, this, &CostAccuracyChart::draw);
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
    m_dataset->setAccessibleName(tr("Data set of the runs that are drawn"));
    for (int i = 0; i < m_cost->count(); ++i)
        m_cost->setItemText(i, QString::fromStdString(compare::titleOf(kCosts[i], shownLanguage())));
    draw();
}

void CostAccuracyChart::show(const std::vector<compare::Run>& shown, const ChosenRuns& chosen) {
    const auto chosenBefore = std::exchange(m_chosen, chosen).all();
    m_shown = shown;
    fillDatasets();
    const auto folderOf = [](const compare::Run& run) { return run->folder; };
    if (!std::ranges::equal(chosenBefore, chosen.all(), {}, folderOf, folderOf))
        followChosen();
    draw();
}

void CostAccuracyChart::fillDatasets() {
    std::vector<compare::Run> runs;
    std::ranges::copy_if(m_shown, std::back_inserter(runs),
                         [](const auto& run) { return compare::resultingAccuracy(*run).has_value(); });
    auto datasets = compare::judgedOn(runs);
    std::ranges::sort(datasets);
    QStringList names;
    for (const auto& name : datasets)
        names << QString::fromStdString(name);
    QStringList listed;
    for (int i = 0; i < m_dataset->count(); ++i)
        listed << m_dataset->itemText(i);
    if (names == listed)
        return; // the list may be open
    const QSignalBlocker silent(m_dataset);
    const auto before = m_dataset->currentText();
    m_dataset->clear();
    m_dataset->addItems(names);
    m_dataset->setCurrentIndex(std::max(0, m_dataset->findText(before)));
    m_dataset->setVisible(m_dataset->count() > 1);
}

/// To a data set that one of them is judged on, where none is on the shown one.
void CostAccuracyChart::followChosen() {
    const auto all = compare::judgedOn(m_chosen.all());
    if (all.empty() || std::ranges::find(all, dataset()) != all.end())
        return;
    const QSignalBlocker silent(m_dataset);
    if (const int found = m_dataset->findText(QString::fromStdString(all.front())); found >= 0)
        m_dataset->setCurrentIndex(found);
}

std::string CostAccuracyChart::dataset() const {
    return m_dataset->currentText().toStdString();
}

void CostAccuracyChart::draw() {
    const auto cost = kCosts[std::max(0, m_cost->currentIndex())];
    setAxes({.title = m_cost->currentText()}, {.title = {}, .suffix = " %"});
    std::set<std::filesystem::path> drawn;
    std::vector<QList<QPointF>> chosen(kMostDrawn);
    const auto isOnIt = [name = dataset()](const auto& run) { return compare::judgedOn(*run) == name; };
    for (const auto& [run, slot] : m_chosen.drawn()) {
        if (!isOnIt(run))
            continue;
        drawn.insert(run->folder);
        setSeriesName(kChosen + slot, QString::fromStdString(compare::nameOf(*run)));
        if (const auto point = pointOf(*run, cost))
            chosen[static_cast<std::size_t>(slot)] = {*point};
    }
    m_others.clear();
    QList<QPointF> others;
    std::vector<compare::Run> shown;
    std::ranges::copy_if(m_shown, std::back_inserter(shown), isOnIt);
    for (const auto& run : shown)
        if (const auto point = pointOf(*run, cost); point && !drawn.contains(run->folder)) {
            others.append(*point);
            m_others.push_back(run);
        }
    holdPoints(kOthers, others);
    holdPoints(kFront, frontOf(shown, cost));
    for (int slot = 0; slot < kMostDrawn; ++slot)
        holdPoints(kChosen + slot, chosen[static_cast<std::size_t>(slot)]);
    refresh();
}

} // namespace bubblenet::ui
