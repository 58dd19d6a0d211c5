// SPDX-License-Identifier: GPL-3.0-only
// The pages, and below them the runs: waiting, going on, recorded. Window's thread.
#pragma once

#include <QWidget>

#include "ui/models/run_list_model.h"

class QButtonGroup;
class QLabel;
class QListView;
class QToolButton;
class QVBoxLayout;

namespace bubblenet::ui {

class SideBar : public QWidget {
    Q_OBJECT

public:
    explicit SideBar(RunListModel& runs, QWidget* parent = nullptr);
    /// Pages come in the order in which they are added; the first is 0.
    void addPage(const QString& iconName);
    void setPageText(int page, const QString& text, const QString& tip);
    void setCurrentPage(int page);
    void selectFolder(const QString& folder);
    void selectWaiting(int id);

Q_SIGNALS:
    void pageChosen(int page);
    void runChosen(const QString& folder);
    void inspectRequested(const QString& folder);
    void waitingRunChosen(int id);
    void waitingRunRemoved(int id);
    void waitingRunMoved(int id, int places); ///< < 0: forwards in the queue

protected:
    void showEvent(QShowEvent* event) override;

private:
    void retranslate();
    void activate(const QModelIndex& index);
    void addKeys();
    int currentWaiting() const; ///< 0: none
    void select(int row);
    void restoreCurrent();
    void showMenu(const QPoint& place);

    RunListModel& m_runs;
    QButtonGroup* m_pages;
    QVBoxLayout* m_pageLayout;
    QLabel* m_title;
    QLabel* m_empty;
    QListView* m_list;
    QString m_currentFolder; ///< these two: which row is current, also when the rows change
    int m_currentWaiting = 0;
};

} // namespace bubblenet::ui
