// SPDX-License-Identifier: GPL-3.0-only
// Which classes are taken for which: the matrix before, after, or their difference, beside a table of all confusions.
// Window's thread.
#pragma once

#include "ui/inspect/column_table.h"
#include "ui/inspect/confusion_view.h"
#include "ui/inspect/judged_tab.h"

class QComboBox;

namespace bubblenet::ui {

class ConfusionTab : public JudgedTab {
    Q_OBJECT

public:
    explicit ConfusionTab(const Theme& theme, QWidget* parent = nullptr);
    ConfusionView* view() { return m_view; }
    ColumnTable* table() { return m_table; }
    QComboBox* kind() { return m_kind; }
    QLabel* reading() { return m_reading; }

Q_SIGNALS:
    void cellChosen(int label, int predicted);

protected:
    void showJudged() override;

private:
    enum Kind { kBefore, kAfter, kDifference };
    struct Row {
        int label = 0;
        int predicted = 0;
    };
    void retranslate();
    void showMatrix();
    void read(int label, int predicted);
    std::vector<TableColumn> columns() const;
    QVariant count(const std::optional<engine::NetworkJudgement>& judgement, int row) const;

    QComboBox* m_kind;
    QLabel* m_reading;
    ConfusionView* m_view;
    ColumnTable* m_table;
    std::vector<Row> m_rows; ///< confusions that occur, by either network
};

} // namespace bubblenet::ui
