// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/times_tab.h"

#include <algorithm>

#include "core/store/event.h"
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
        return [this, part](int row) { return QVariant(part(m_rows[static_cast<std::size_t>(row)].times)); };
    };
    const auto origin = [this](int row) -> QVariant {
        switch (m_rows[static_cast<std::size_t>(row)].origin) {
        case Origin::record:
            return tr("in the run");
        case Origin::here:
            return tr("here");
        case Origin::besideARun:
            break;
        }
        return tr("here, beside a run: too long");
    };
    using Times = engine::LatencyComparison;
    return {{[] { return tr("Measured"); }, origin},
            {[] { return tr("Computed by"); }, value([](const Times& t) { return QString::fromStdString(t.by); })},
            {[] { return tr("Device"); }, value([](const Times& t) { return QString::fromStdString(t.device); })},
            {[] { return tr("Images\nat once"); }, value([](const Times& t) { return t.before.batchSize; })},
            {[] { return tr("Before\n(ms)"); }, value([](const Times& t) { return t.before.medianMs; }), 2},
            {[] { return tr("After\n(ms)"); }, value([](const Times& t) { return t.after.medianMs; }), 2},
            {[] { return tr("Times\nas fast"); }, value([](const Times& t) { return t.speedup; }), 2},
            {[] { return tr("Lower\nquartile"); }, value([](const Times& t) { return t.lowerQuartileSpeedup; }), 2},
            {[] { return tr("Upper\nquartile"); }, value([](const Times& t) { return t.upperQuartileSpeedup; }), 2},
            {[] { return tr("Pairs"); }, value([](const Times& t) { return t.pairs; })}};
}

void TimesTab::setInspection(std::shared_ptr<const engine::Inspection> inspection) {
    m_inspection = std::move(inspection);
    m_rows.clear();
    show(Origin::record,
         m_inspection ? m_inspection->summary().recordedLatencies : std::vector<engine::LatencyComparison>());
}

void TimesTab::setMeasured(const std::vector<engine::LatencyComparison>& comparisons, Machine machine) {
    std::erase_if(m_rows, [](const Row& row) { return row.origin != Origin::record; });
    show(machine == Machine::running ? Origin::besideARun : Origin::here, comparisons);
}

void TimesTab::show(Origin origin, const std::vector<engine::LatencyComparison>& comparisons) {
    for (const auto& times : comparisons)
        m_rows.push_back({origin, times});
    m_table->values().reset(static_cast<int>(m_rows.size()));
    m_table->fitColumns();
    showState();
}

void TimesTab::setActivity(Activity activity) {
    m_activity = activity;
    showState();
}

QString TimesTab::summary() const {
    if (m_rows.empty() || !m_inspection)
        return {};
    const auto& before = m_inspection->summary().before;
    const auto& after = m_inspection->summary().after;
    QStringList parts{tr("A pass of each network in turn: medians, and how many times as fast")};
    if (before && after) {
        auto macs = tr("MACs: %1 → %2, %3 of them left")
                        .arg(countText(before->costs.macs), countText(after->costs.macs),
                             percentText(100 * after->costs.macs / before->costs.macs));
        parts << macs.replace(' ', QChar(QChar::Nbsp));
    }
    const bool isOursAlone = std::ranges::all_of(
        m_rows, [](const Row& row) { return row.origin == Origin::record || row.times.by == store::kOwnEvaluation; });
    if (isOursAlone && m_rows.back().origin != Origin::record)
        parts << tr("ONNX Runtime was not found here; BUBBLENET_ONNXRUNTIME can name its library");
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
                 "for one image and for many at once.")
            : tr("Two networks are needed to compare their times: those of a run whose weights are at hand."));
    m_stack->setShown(m_rows.empty() ? EmptyStack::Shown::offer : EmptyStack::Shown::content);
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
