// SPDX-License-Identifier: GPL-3.0-only
// A confusion matrix of up to some hundred classes: rows are the true classes, columns what was predicted. The pointer
// or the arrow keys read a cell. Window's thread.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/theme/theme.h"

namespace bubblenet::ui {

class ConfusionView : public QWidget {
    Q_OBJECT

public:
    using Matrix = std::vector<std::vector<std::int64_t>>; ///< [true][predicted]
    enum class Kind { counts, difference };

    explicit ConfusionView(const Theme& theme, QWidget* parent = nullptr);
    void setMatrix(Matrix matrix, std::vector<QString> classes, Kind kind);
    QRect cellRect(int label, int predicted) const;
    int label() const { return m_label; } ///< of the cell that is read; −1: none
    int predicted() const { return m_predicted; }

Q_SIGNALS:
    void cellRead(int label, int predicted);   ///< −1: none any more
    void cellChosen(int label, int predicted); ///< a click or Enter

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int classCount() const { return static_cast<int>(m_matrix.size()); }
    std::int64_t valueOf(int label, int predicted) const;
    int headingHeight() const;
    void layOut();
    void read(int label, int predicted);
    bool cellAt(const QPoint& place, int& label, int& predicted) const;
    QColor fillOf(int label, int predicted) const;
    QString cellText(int label, int predicted) const;
    QFont numbersFont() const;
    void paintCells(QPainter& painter) const;
    void paintNames(QPainter& painter) const;

    const Theme& m_theme;
    Matrix m_matrix;
    std::vector<QString> m_classes;
    Kind m_kind = Kind::counts;
    std::int64_t m_mostMistakes = 1; ///< largest magnitude off the diagonal
    std::int64_t m_mostRight = 1;    ///< and on it
    QRect m_area;
    double m_cell = 0;
    int m_label = -1;
    int m_predicted = -1;
};

} // namespace bubblenet::ui
