// SPDX-License-Identifier: GPL-3.0-only
// What is shown where there is no run yet: what the program does, and a demo that one click starts. Window's thread.
#pragma once

#include <QWidget>

class QPushButton;

namespace bubblenet::ui {

class WelcomePage : public QWidget {
    Q_OBJECT

public:
    explicit WelcomePage(QWidget* parent = nullptr);
    QPushButton* demoButton() { return m_demo; }

Q_SIGNALS:
    void demoRequested();
    void setupRequested();
    void openRequested();

private:
    QPushButton* m_demo;
};

} // namespace bubblenet::ui
