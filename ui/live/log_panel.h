// SPDX-License-Identifier: GPL-3.0-only
// The log with a filter; follows its end unless the user looks elsewhere. Window's thread.
#pragma once

#include <QSortFilterProxyModel>

#include "ui/models/log_model.h"
#include "ui/models/run_model.h"
#include "ui/theme/theme.h"
#include "ui/theme/widgets.h"

class QCheckBox;
class QLineEdit;
class QListView;

namespace bubblenet::ui {

class LogPanel : public Panel {
    Q_OBJECT

public:
    LogPanel(const RunModel& run, const Theme& theme, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();
    void showRun();
    void showWhole();

    LogModel m_model;
    QSortFilterProxyModel m_filtered;
    QLineEdit* m_filter;
    QCheckBox* m_follow;
    QListView* m_list;
    QLabel* m_whole; ///< the current line, where the list cuts it
};

} // namespace bubblenet::ui
