// SPDX-License-Identifier: GPL-3.0-only
// The whales of the shown iteration as a table that sorts. Window's thread.
#pragma once

#include <QSortFilterProxyModel>

#include "ui/models/run_model.h"
#include "ui/models/whale_table_model.h"
#include "ui/theme/theme.h"
#include "ui/theme/widgets.h"

class QTableView;

namespace bubblenet::ui {

class WhalePanel : public Panel {
    Q_OBJECT

public:
    WhalePanel(const RunModel& run, const Theme& theme, QWidget* parent = nullptr);
    void show(int iteration);

Q_SIGNALS:
    void candidateActivated(int candidate);

private:
    void retranslate();
    void activate(const QModelIndex& index);

    const RunModel& m_run;
    WhaleTableModel m_model;
    QSortFilterProxyModel m_sorted;
    QTableView* m_table;
};

} // namespace bubblenet::ui
