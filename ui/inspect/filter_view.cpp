// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/filter_view.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace bubblenet::ui {

namespace {

constexpr int kLeastTile = 22;
constexpr int kMostTile = 64;
constexpr int kSpacing = 4;
constexpr double kFaint = 0.4;

QColor between(const QColor& from, const QColor& to, double share) {
    const auto mix = [&](int a, int b) { return static_cast<int>(std::lround(a + share * (b - a))); };
    return {mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue())};
}

// 128 is zero: the panel; below it the blue of the data colours, above it their orange.
QList<QRgb> signedColours(const Colours& colours) {
    QList<QRgb> table(256);
    for (int value = 0; value < 256; ++value) {
        const double strength = std::min(1.0, std::abs(value - 128) / 127.0);
        table[value] = between(colours.panel, value < 128 ? colours.encircle : colours.pruned, strength).rgb();
    }
    return table;
}

QImage imageOf(const engine::FilterPicture& picture, const QList<QRgb>& table) {
    const auto size = static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height) *
                      static_cast<std::size_t>(picture.channels);
    if (picture.width <= 0 || picture.height <= 0 || picture.pixels.size() < size)
        return {};
    const bool isColour = picture.channels == 3;
    QImage image(picture.pixels.data(), picture.width, picture.height, qsizetype{picture.width} * picture.channels,
                 isColour ? QImage::Format_RGB888 : QImage::Format_Indexed8);
    if (!isColour)
        image.setColorTable(table);
    return image.copy();
}

} // namespace

FilterView::FilterView(const Theme& theme, QWidget* parent) : QAbstractScrollArea(parent), m_theme(theme) {
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumSize(120, 80);
    connect(&theme, &Theme::changed, this, [this] {
        makeImages();
        viewport()->update();
    });
}

void FilterView::setTiles(std::vector<FilterTile> tiles) {
    m_tiles = std::move(tiles);
    m_current = -1;
    makeImages();
    layOut();
    verticalScrollBar()->setValue(0);
}

void FilterView::setEmptyText(const QString& text) {
    m_emptyText = text;
    viewport()->update();
}

void FilterView::makeImages() {
    const auto table = signedColours(m_theme.colours());
    m_images.clear();
    for (const auto& tile : m_tiles)
        m_images.push_back(imageOf(tile.picture, table));
}

// The largest tiles with which all are seen, else the smallest and a scroll bar.
void FilterView::layOut() {
    const int count = std::max(1, tileCount());
    const int width = viewport()->width() - kSpacing;
    const int height = viewport()->height() - kSpacing;
    for (m_tileSize = kMostTile; m_tileSize > kLeastTile; --m_tileSize) {
        const int columns = std::max(1, width / (m_tileSize + kSpacing));
        if ((count + columns - 1) / columns * (m_tileSize + kSpacing) <= height)
            break;
    }
    m_columns = std::max(1, width / (m_tileSize + kSpacing));
    const int rows = (count + m_columns - 1) / m_columns;
    verticalScrollBar()->setSingleStep(m_tileSize + kSpacing);
    verticalScrollBar()->setPageStep(height);
    verticalScrollBar()->setRange(0, std::max(0, rows * (m_tileSize + kSpacing) - height));
    viewport()->update();
}

QRect FilterView::tileRect(int tile) const {
    const int step = m_tileSize + kSpacing;
    return {kSpacing + tile % m_columns * step, kSpacing + tile / m_columns * step - verticalScrollBar()->value(),
            m_tileSize, m_tileSize};
}

int FilterView::tileAt(const QPoint& place) const {
    const int step = m_tileSize + kSpacing;
    const int column = (place.x() - kSpacing) / step;
    const int row = (place.y() - kSpacing + verticalScrollBar()->value()) / step;
    const int tile = row * m_columns + column;
    const bool isInside = place.x() >= kSpacing && column < m_columns && tile >= 0 && tile < tileCount();
    return isInside ? tile : -1;
}

void FilterView::choose(int tile) {
    if (tile < 0 || tile >= tileCount())
        return;
    m_current = tile;
    const auto rect = tileRect(tile);
    auto* bar = verticalScrollBar();
    if (rect.top() < kSpacing)
        bar->setValue(bar->value() + rect.top() - kSpacing);
    else if (rect.bottom() > viewport()->height() - kSpacing)
        bar->setValue(bar->value() + rect.bottom() + kSpacing - viewport()->height());
    viewport()->update();
    setAccessibleDescription(m_tiles[static_cast<std::size_t>(tile)].text);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
    Q_EMIT tileChosen(tile);
}

void FilterView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void FilterView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        choose(tileAt(event->position().toPoint()));
}

void FilterView::mouseDoubleClickEvent(QMouseEvent* event) {
    const int tile = tileAt(event->position().toPoint());
    if (tile >= 0)
        Q_EMIT tileActivated(tile);
}

void FilterView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
        return choose(std::max(0, m_current - 1));
    case Qt::Key_Right:
        return choose(std::min(tileCount() - 1, m_current + 1));
    case Qt::Key_Up:
        return choose(m_current >= m_columns ? m_current - m_columns : std::max(0, m_current));
    case Qt::Key_Down:
        return choose(m_current + m_columns < tileCount() ? m_current + m_columns : m_current);
    case Qt::Key_Home:
        return choose(0);
    case Qt::Key_End:
        return choose(tileCount() - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            Q_EMIT tileActivated(m_current);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void FilterView::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void FilterView::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

bool FilterView::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int tile = tileAt(help->pos());
    if (tile >= 0)
        QToolTip::showText(help->globalPos(), m_tiles[static_cast<std::size_t>(tile)].text, viewport(), tileRect(tile));
    else
        QToolTip::hideText();
    return true;
}

void FilterView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme.colours().panel);
    if (m_tiles.empty()) {
        painter.setPen(m_theme.colours().quietText);
        painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    for (std::size_t tile = 0; tile < m_tiles.size(); ++tile)
        if (tileRect(static_cast<int>(tile)).intersects(viewport()->rect()))
            paintTile(painter, tile);
}

void FilterView::paintTile(QPainter& painter, std::size_t tile) const {
    const auto& colours = m_theme.colours();
    const auto rect = tileRect(static_cast<int>(tile));
    const auto fate = m_tiles[tile].fate;
    painter.setOpacity(fate == ChannelFate::removed ? kFaint : 1);
    painter.drawImage(rect, m_images[tile]);
    painter.setOpacity(1);
    if (fate == ChannelFate::removed)
        painter.fillRect(rect, QBrush(colours.quietText, Qt::BDiagPattern));
    painter.setPen(fate == ChannelFate::kept ? colours.accent : colours.line);
    painter.drawRect(rect.adjusted(0, 0, -1, -1));
    if (static_cast<int>(tile) == m_current) {
        painter.setPen(QPen(hasFocus() ? colours.text : colours.quietText, 2));
        painter.drawRect(rect.adjusted(-1, -1, 1, 1));
    }
}

} // namespace bubblenet::ui
