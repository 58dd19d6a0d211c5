// SPDX-License-Identifier: GPL-3.0-only
#include "ui/compare/run_filter.h"

#include "core/compare/comparison.h"

namespace bubblenet::ui {

RunFilter::RunFilter(RunTableModel& runs, QObject* parent) : QSortFilterProxyModel(parent), m_runs(runs) {
    setSourceModel(&runs);
}

void RunFilter::setWords(const QString& words) {
    m_words = words.toStdString();
    invalidateFilter();
}

void RunFilter::setState(std::optional<compare::RunState> state) {
    m_state = state;
    invalidateFilter();
}

void RunFilter::setArchived(Archived archived) {
    m_archived = archived;
    invalidateFilter();
}

void RunFilter::setCondition(Condition condition) {
    m_condition = std::move(condition);
    invalidateFilter();
}

std::vector<compare::Run> RunFilter::shownRuns() const {
    std::vector<compare::Run> shown;
    for (int row = 0; row < rowCount(); ++row)
        shown.push_back(run(index(row, 0)));
    return shown;
}

std::vector<compare::Run> RunFilter::runsBeforeCondition() const {
    std::vector<compare::Run> accepted;
    for (const auto& run : m_runs.runs())
        if (accepts(*run))
            accepted.push_back(run);
    return accepted;
}

bool RunFilter::accepts(const compare::RunSummary& run) const {
    return (m_archived == Archived::shown || !run.annotation.archived) && (!m_state || run.state == *m_state) &&
           compare::matches(run, m_words);
}

bool RunFilter::filterAcceptsRow(int row, const QModelIndex& /*parent*/) const {
    const auto& run = *m_runs.run(row);
    return accepts(run) && (!m_condition || m_condition(run));
}

bool RunFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const auto column = static_cast<compare::Column>(left.column());
    const auto one = compare::valueOf(*m_runs.run(left.row()), column);
    const auto other = compare::valueOf(*m_runs.run(right.row()), column);
    // Falling, the proxy asks the other way round.
    return sortOrder() == Qt::AscendingOrder ? compare::isBefore(one, other, compare::Order::rising)
                                             : compare::isBefore(other, one, compare::Order::falling);
}

} // namespace bubblenet::ui
