// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/times_tab.h"

#include "ui/models/number_text.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

namespace {

/// Where either network has shape and costs only, there is nothing to run.
bool hasBothWeights(const engine::Inspection* inspection) {
    return inspection != nullptr && inspection->summary().before && inspection->summary().after &&
           inspection->summary().beforeProblem.isEmpty() && inspection->summary().afterProblem.isEmpty();
}

} // namespace

TimesTab::TimesTab(QWidget* parent)
    : QWidget(parent), m_summary(makeLabel(TextRole::body)), m_measure(new QPushButton), m_table(new ColumnTable) {
    auto* panel = new Panel;
    auto* line = new QHBoxLayout;
    line->setSpacing(kGap);
    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::PlainText);
    line->addWidget(m_summary, 1);
    line->addWidget(m_measure);
    panel->body()->addLayout(line);
    panel->body()->addWidget(m_table, 1);
    m_stack = new EmptyStack(panel);
    m_offer = m_stack->addAction([this] { Q_EMIT measureRequested(); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGap, 0, 0);
    layout->addWidget(m_stack);
    m_table->values().setColumns(columns());
    connect(m_measure, &QPushButton::clicked, this, &TimesTab::measureRequested);
    whenTranslated(this, [this] { retranslate(); });
}

std::vector<TableColumn> TimesTab::columns() const {
    const auto value = [this](auto part) {
        return [this, part](int row) { return QVariant(part(m_comparisons[static_cast<std::size_t>(row)])); };
    };
    using Comparison = engine::LatencyComparison;
    return {
        {[] { return tr("Computed by"); }, value([](const Comparison& c) { return QString::fromStdString(c.by); })},
        {[] { return tr("Device"); }, value([](const Comparison& c) { return QString::fromStdString(c.device); })},
        {[] { return tr("Images\nat once"); }, value([](const Comparison& c) { return c.before.batchSize; })},
        {[] { return tr("Before\n(ms)"); }, value([](const Comparison& c) { return c.before.medianMs; }), 2},
        {[] { return tr("After\n(ms)"); }, value([](const Comparison& c) { return c.after.medianMs; }), 2},
        {[] { return tr("Times\nas fast"); }, value([](const Comparison& c) { return c.speedup; }), 2},
        {[] { return tr("Lower\nquartile"); }, value([](const Comparison& c) { return c.lowerQuartileSpeedup; }), 2},
        {[] { return tr("Upper\nquartile"); }, value([](const Comparison& c) { return c.upperQuartileSpeedup; }), 2},
        {[] { return tr("Pairs"); }, value([](const Comparison& c) { return c.pairs; })}};
}

void TimesTab::setInspection(std::shared_ptr<const engine::Inspection> inspection) {
    m_inspection = std::move(inspection);
    take(m_inspection ? m_inspection->summary().recordedLatencies : std::vector<engine::LatencyComparison>(),
         Origin::record);
}

void TimesTab::setMeasured(std::vector<engine::LatencyComparison> comparisons, Machine machine) {
    take(std::move(comparisons), machine == Machine::running ? Origin::besideARun : Origin::here);
}

void TimesTab::setActivity(Activity activity) {
    m_activity = activity;
    showState();
}

void TimesTab::take(std::vector<engine::LatencyComparison> comparisons, Origin origin) {
    m_comparisons = std::move(comparisons);
    m_origin = origin;
    m_table->values().reset(static_cast<int>(m_comparisons.size()));
    m_table->fitColumns();
    showState();
}

QString TimesTab::summary() const {
    if (m_comparisons.empty() || !m_inspection)
        return {};
    const auto& summary = m_inspection->summary();
    QStringList parts;
    if (m_origin == Origin::record)
        parts << tr("From the run's record: a pass of each network in turn, medians");
    else if (m_origin == Origin::here)
        parts << tr("Measured here and now: a pass of each network in turn, medians");
    else
        parts << tr("Measured beside a run, so that all times are too long: a pass of each network in turn, medians");
    if (summary.before && summary.after)
        parts << tr("MACs: %1 → %2, %3 of them left")
                     .arg(countText(summary.before->costs.macs), countText(summary.after->costs.macs),
                          percentText(100 * summary.after->costs.macs / summary.before->costs.macs));
    return parts.join(QStringLiteral("  ·  "));
}

void TimesTab::showState() {
    const bool canMeasure = hasBothWeights(m_inspection.get()) && m_activity == Activity::idle;
    for (auto* button : {m_measure, m_offer})
        button->setEnabled(canMeasure);
    m_summary->setText(summary());
    m_stack->setText(
        hasBothWeights(m_inspection.get())
            ? tr("How much faster the pruned network is than the unpruned one is shown here once it was measured, "
                 "for one image and for 250 at once.")
            : tr("Two networks are needed to compare their times: those of a run whose weights are at hand."));
    m_stack->setShown(m_comparisons.empty() ? EmptyStack::Shown::offer : EmptyStack::Shown::content);
}

void TimesTab::retranslate() {
    for (auto* button : {m_measure, m_offer})
        button->setText(tr("Measure in pairs"));
    m_table->setAccessibleName(tr("Times of both networks"));
    m_table->values().refresh();
    m_table->fitColumns();
    showState();
}

} // namespace bubblenet::ui
