// SPDX-License-Identifier: GPL-3.0-only
// How well each class is recognised, before and after, with 95 % intervals. Window's thread.
#pragma once

#include "ui/inspect/column_table.h"
#include "ui/inspect/judged_tab.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

class ClassesTab : public JudgedTab {
    Q_OBJECT

public:
    explicit ClassesTab(const Theme& theme, QWidget* parent = nullptr);
    ColumnTable* table() { return m_table; }

Q_SIGNALS:
    void classActivated(int label);

protected:
    void showJudged() override;

private:
    using Judgement = std::optional<engine::NetworkJudgement>;
    void retranslate();
    std::vector<TableColumn> columns() const;
    const engine::ClassAccuracy* classOf(const Judgement& judgement, int row) const;
    QString summary() const;

    QLabel* m_summary;
    ColumnTable* m_table;
};

} // namespace bubblenet::ui
