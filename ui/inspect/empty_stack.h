// SPDX-License-Identifier: GPL-3.0-only
// What stands where there is nothing yet: what will be here, and the buttons that fill it. Window's thread.
#pragma once

#include <QStackedWidget>
#include <functional>

#include "ui/theme/widgets.h"

namespace bubblenet::ui {

class EmptyStack : public QStackedWidget {
    Q_OBJECT

public:
    explicit EmptyStack(QWidget* content, QWidget* parent = nullptr);
    void setText(const QString& text);
    QPushButton* addAction(std::function<void()> action); ///< its text is the caller's to set
    void setFilled(bool isFilled) { setCurrentIndex(isFilled ? 1 : 0); }
    bool isFilled() const { return currentIndex() == 1; }

private:
    QLabel* m_text;
    QHBoxLayout* m_buttons;
};

} // namespace bubblenet::ui
