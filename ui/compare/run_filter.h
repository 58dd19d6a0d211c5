// SPDX-License-Identifier: GPL-3.0-only
// Which runs the table shows, and in which order: words, a state, whether those out of the way too, and any further
// condition. What a run does not have comes last in either order. Window's thread.
#pragma once

#include <QSortFilterProxyModel>
#include <functional>
#include <optional>

#include "ui/compare/run_table_model.h"

namespace bubblenet::ui {

class RunFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    enum class Archived { hidden, shown };
    using Condition = std::function<bool(const compare::RunSummary&)>;

    explicit RunFilter(RunTableModel& runs, QObject* parent = nullptr);

    void setWords(const QString& words);
    void setState(std::optional<compare::RunState> state);
    void setArchived(Archived archived);
    void setCondition(Condition condition); ///< empty: none
    /// In the table's order.
    std::vector<compare::Run> shownRuns() const;
    /// What would be shown without the condition, in the model's order.
    std::vector<compare::Run> runsBeforeCondition() const;
    const compare::Run& run(const QModelIndex& index) const { return m_runs.run(mapToSource(index).row()); }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    bool accepts(const compare::RunSummary& run) const;

    const RunTableModel& m_runs;
    std::string m_words;
    std::optional<compare::RunState> m_state;
    Archived m_archived = Archived::hidden;
    Condition m_condition;
};

} // namespace bubblenet::ui
