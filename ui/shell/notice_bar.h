// SPDX-License-Identifier: GPL-3.0-only
// One message above the page, with an offer and a way to be rid of it: problems and questions that can wait. Window's
// thread.
#pragma once

#include <QFrame>
#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace bubblenet::ui {

class NoticeBar : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget* parent = nullptr);
    void showProblem(const QString& text);
    /// `accept` is what the button does.
    void offer(const QString& text, const QString& button, std::function<void()> accept);
    QString text() const;
    QPushButton* button() { return m_button; }

private:
    QLabel* m_text;
    QPushButton* m_button;
    QToolButton* m_close;
    std::function<void()> m_accept;
};

} // namespace bubblenet::ui
