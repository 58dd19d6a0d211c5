// SPDX-License-Identifier: GPL-3.0-only
// How long both networks take, measured in pairs of passes: what the run's record says, or what was measured here.
// Window's thread.
#pragma once

#include "core/engine/inspection.h"
#include "ui/inspect/column_table.h"
#include "ui/inspect/empty_stack.h"
#include "ui/inspect/inspect_header.h"

namespace bubblenet::ui {

class TimesTab : public QWidget {
    Q_OBJECT

public:
    explicit TimesTab(QWidget* parent = nullptr);
    /// Shows the record's, if there is one.
    void setInspection(std::shared_ptr<const engine::Inspection> inspection);
    /// Below the record's, in the place of those that were measured here before.
    void setMeasured(const std::vector<engine::LatencyComparison>& comparisons, Machine machine);
    void setActivity(Activity activity);
    ColumnTable* table() { return m_table; }
    QPushButton* button() { return m_measure; }
    QString summaryText() const { return m_summary->text(); }

Q_SIGNALS:
    void measureRequested();

private:
    enum class Origin { record, here, besideARun };
    struct Row {
        Origin origin;
        engine::LatencyComparison times;
    };
    std::vector<TableColumn> columns() const;
    QString summary() const;
    void show(Origin origin, const std::vector<engine::LatencyComparison>& comparisons);
    void showState();
    void retranslate();

    std::shared_ptr<const engine::Inspection> m_inspection;
    std::vector<Row> m_rows; ///< the record's first
    Activity m_activity = Activity::idle;
    EmptyStack* m_stack;
    QLabel* m_summary;
    QPushButton* m_measure;
    QPushButton* m_offer; ///< the same where there is nothing yet
    ColumnTable* m_table;
};

} // namespace bubblenet::ui
