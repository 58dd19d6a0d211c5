// SPDX-License-Identifier: GPL-3.0-only
// The candidates of a run's search, any of which can be looked at in the result's place. The list is read from the
// record when it is first seen. Window's thread.
#pragma once

#include "core/engine/inspection.h"
#include "ui/inspect/column_table.h"
#include "ui/inspect/empty_stack.h"

namespace bubblenet::ui {

class WhalesTab : public QWidget {
    Q_OBJECT

public:
    explicit WhalesTab(QWidget* parent = nullptr);
    /// Of this run; an empty path: of none.
    void setRun(const std::filesystem::path& run, std::optional<engine::WhaleId> opened);
    ColumnTable* table() { return m_table; }

Q_SIGNALS:
    void whaleRequested(int iteration, int whale);
    void resultRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void retranslate();
    void read();
    void showState();
    std::vector<TableColumn> columns() const;

    std::filesystem::path m_run;
    std::optional<engine::WhaleId> m_opened;
    std::vector<engine::WhaleRecord> m_whales;
    bool m_isRead = false; ///< or is being read
    bool m_isAnswered = false;
    int m_question = 0;
    QString m_problem;
    EmptyStack* m_stack;
    ColumnTable* m_table;
    QLabel* m_text;
    QPushButton* m_open;
    QPushButton* m_result;
};

} // namespace bubblenet::ui
