// SPDX-License-Identifier: GPL-3.0-only
// A run that waits in the queue: its recipe, to be read, and what can be done with it. Window's thread.
#pragma once

#include <QWidget>

#include "ui/shell/run_controller.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace bubblenet::ui {

class WaitingPage : public QWidget {
    Q_OBJECT

public:
    explicit WaitingPage(const RunController& runs, QWidget* parent = nullptr);
    void show(int id);
    int id() const { return m_id; } ///< 0: none yet
    void showState();               ///< after the queue or the run has changed

Q_SIGNALS:
    void startRequested();
    void setupRequested(int id);
    void removalRequested(int id);
    void moveRequested(int id, int places);

private:
    void retranslate();

    const RunController& m_runs;
    int m_id = 0;
    QLabel* m_name;
    QLabel* m_state;
    QPushButton* m_start;
    QPushButton* m_earlier;
    QPushButton* m_later;
    QPushButton* m_setup;
    QPushButton* m_remove;
    QPlainTextEdit* m_recipe;
};

} // namespace bubblenet::ui
