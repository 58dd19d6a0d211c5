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
    enum class Shown { nothing, offer, content }; ///< nothing: it is on its way

    explicit EmptyStack(QWidget* content, QWidget* parent = nullptr);
    void setText(const QString& text);
    QPushButton* addAction(std::function<void()> action); ///< its text is the caller's to set
    void setShown(Shown shown) { setCurrentIndex(static_cast<int>(shown)); }

private:
    QLabel* m_text;
    QHBoxLayout* m_buttons;
};

} // namespace bubblenet::ui
