// SPDX-License-Identifier: GPL-3.0-only
// Filters as small pictures, as large as fit: those kept framed in the accent, removed ones faint and hatched. Window's
// thread.
#pragma once

#include <QAbstractScrollArea>
#include <QImage>
#include <vector>

#include "core/engine/inspection_values.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

enum class ChannelFate { unknown, kept, removed };

struct FilterTile {
    engine::FilterPicture picture;
    ChannelFate fate = ChannelFate::unknown;
    QString text; ///< what it is, on hover and for screen readers
};

class FilterView : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit FilterView(const Theme& theme, QWidget* parent = nullptr);
    void setTiles(std::vector<FilterTile> tiles);
    void setEmptyText(const QString& text);
    int tileCount() const { return static_cast<int>(m_tiles.size()); }
    const FilterTile& tile(int index) const { return m_tiles[static_cast<std::size_t>(index)]; }
    int currentTile() const { return m_current; } ///< −1: none
    QRect tileRect(int tile) const;               ///< in the viewport

Q_SIGNALS:
    void tileChosen(int tile);
    void tileActivated(int tile); ///< a double click or Enter

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void makeImages();
    void layOut();
    int tileAt(const QPoint& place) const;
    void choose(int tile);
    void paintTile(QPainter& painter, std::size_t tile) const;

    const Theme& m_theme;
    std::vector<FilterTile> m_tiles;
    std::vector<QImage> m_images;
    QString m_emptyText;
    int m_tileSize = 24;
    int m_columns = 1;
    int m_current = -1;
};

} // namespace bubblenet::ui
