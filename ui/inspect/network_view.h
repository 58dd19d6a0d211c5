// SPDX-License-Identifier: GPL-3.0-only
// A network as a column of bars, a layer each in the order of the forward pass: wide as it has channels, filled as far
// as they are kept; residual streams bracketed, blocks that are gone struck out. Window's thread.
#pragma once

#include <QAbstractScrollArea>
#include <vector>

#include "core/engine/inspection_values.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

class NetworkView : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit NetworkView(const Theme& theme, QWidget* parent = nullptr);
    void setNetwork(std::vector<engine::InspectedLayer> layers, std::vector<engine::LayerGroup> groups);
    int currentLayer() const { return m_current; } ///< −1: none
    void setCurrentLayer(int layer);
    /// Where a layer is drawn, in the viewport; empty where it is scrolled away.
    QRect layerRect(int layer) const;

Q_SIGNALS:
    void layerChosen(int layer);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Row {
        int layer = -1; ///< −1: the heading of a stage
        QString text;
    };
    struct Bracket {
        int group = 0;
        std::vector<std::size_t> rows; ///< of the layers that must agree
    };
    void makeRows();
    void layOut();
    int rowTop(std::size_t row) const;
    int layerAt(const QPoint& place) const;
    void choose(int layer);
    void describe();
    QRect barArea(int top) const;
    void paintBrackets(QPainter& painter) const;
    void paintHeading(QPainter& painter, const Row& row, int top) const;
    void paintLayer(QPainter& painter, const Row& row, int top) const;
    void paintBar(QPainter& painter, const engine::InspectedLayer& layer, int top) const;

    const Theme& m_theme;
    std::vector<engine::InspectedLayer> m_layers;
    std::vector<engine::LayerGroup> m_groups;
    std::vector<Row> m_rows;
    std::vector<Bracket> m_brackets;
    int m_rowHeight = 16;
    int m_nameWidth = 0;
    int m_mostChannels = 1;
    int m_current = -1;
    int m_hovered = -1;
};

} // namespace bubblenet::ui
