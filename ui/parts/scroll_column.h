// SPDX-License-Identifier: GPL-3.0-only
// A column of widgets that scrolls, as high as their wrapped texts need at the width that there is. Window's thread.
#pragma once

#include <QScrollArea>
#include <QVBoxLayout>

namespace bubblenet::ui {

class ScrollColumn : public QScrollArea {
    Q_OBJECT

public:
    explicit ScrollColumn(QWidget* parent = nullptr);
    QWidget* content() { return m_content; }
    QVBoxLayout* column() { return m_column; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* m_content;
    QVBoxLayout* m_column;
};

} // namespace bubblenet::ui
