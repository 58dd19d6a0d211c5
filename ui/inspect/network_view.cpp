// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/network_view.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/inspect/layer_text.h"

namespace bubblenet::ui {

namespace {

constexpr int kLeastRow = 15; ///< so that a name of 11 px can be read
constexpr int kMostRow = 24;
constexpr int kBracketWidth = 12;
constexpr int kCountWidth = 74; ///< "1024/2048"
constexpr int kFontSize = 11;

QFont smallFont() {
    auto font = monospaceFont();
    font.setPixelSize(kFontSize);
    return font;
}

// "layer2" of layer2.3; the stem and the classifier have no stage.
std::string stageOf(const std::string& block) {
    return block.substr(0, block.find('.'));
}

const engine::LayerSide& wholeSide(const engine::InspectedLayer& layer) {
    static const engine::LayerSide kNone;
    return layer.before ? *layer.before : layer.after ? *layer.after : kNone;
}

} // namespace

NetworkView::NetworkView(const Theme& theme, QWidget* parent) : QAbstractScrollArea(parent), m_theme(theme) {
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void NetworkView::setNetwork(std::vector<engine::InspectedLayer> layers, std::vector<engine::LayerGroup> groups) {
    m_layers = std::move(layers);
    m_groups = std::move(groups);
    m_current = -1;
    m_hovered = -1;
    m_mostChannels = 1;
    for (const auto& layer : m_layers)
        m_mostChannels = std::max(m_mostChannels, wholeSide(layer).outputs);
    makeRows();
    layOut();
    verticalScrollBar()->setValue(0);
    describe();
}

void NetworkView::makeRows() {
    m_rows.clear();
    m_brackets.clear();
    const QFontMetrics metrics(smallFont());
    m_nameWidth = 0;
    std::string stage;
    std::vector<std::size_t> rowOfLayer;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const auto& layer = m_layers[i];
        if (const auto here = stageOf(layer.block); here != stage) {
            stage = here;
            if (!stage.empty())
                m_rows.push_back({.layer = -1, .text = QString::fromStdString(stage)});
        }
        const auto name = stage.empty() ? layer.name : layer.name.substr(stage.size() + 1);
        rowOfLayer.push_back(m_rows.size());
        m_rows.push_back({.layer = static_cast<int>(i), .text = QString::fromStdString(name)});
        m_nameWidth = std::max(m_nameWidth, metrics.horizontalAdvance(m_rows.back().text));
    }
    for (std::size_t group = 0; group < m_groups.size(); ++group) {
        Bracket bracket{.group = static_cast<int>(group), .rows = {}};
        for (std::size_t i = 0; i < m_layers.size(); ++i)
            if (m_layers[i].outputGroup == bracket.group)
                bracket.rows.push_back(rowOfLayer[i]);
        if (m_groups[group].kind == engine::LayerGroupKind::stream && bracket.rows.size() > 1)
            m_brackets.push_back(std::move(bracket));
    }
}

void NetworkView::layOut() {
    const int rows = std::max(1, static_cast<int>(m_rows.size()));
    m_rowHeight = std::clamp(viewport()->height() / rows, kLeastRow, kMostRow);
    verticalScrollBar()->setSingleStep(m_rowHeight);
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, std::max(0, rows * m_rowHeight - viewport()->height()));
    viewport()->update();
}

int NetworkView::rowTop(std::size_t row) const {
    return static_cast<int>(row) * m_rowHeight - verticalScrollBar()->value();
}

QRect NetworkView::layerRect(int layer) const {
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        if (m_rows[row].layer == layer && layer >= 0)
            return QRect(0, rowTop(row), viewport()->width(), m_rowHeight).intersected(viewport()->rect());
    return {};
}

int NetworkView::layerAt(const QPoint& place) const {
    const int row = (place.y() + verticalScrollBar()->value()) / m_rowHeight;
    return row >= 0 && row < static_cast<int>(m_rows.size()) ? m_rows[static_cast<std::size_t>(row)].layer : -1;
}

void NetworkView::setCurrentLayer(int layer) {
    if (layer == m_current || layer >= static_cast<int>(m_layers.size()))
        return;
    m_current = layer;
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].layer != layer || layer < 0)
            continue;
        auto* bar = verticalScrollBar();
        const int top = rowTop(row) + bar->value();
        if (top < bar->value())
            bar->setValue(top);
        else if (top + m_rowHeight > bar->value() + viewport()->height())
            bar->setValue(top + m_rowHeight - viewport()->height());
    }
    viewport()->update();
    describe();
}

void NetworkView::choose(int layer) {
    if (layer < 0 || layer >= static_cast<int>(m_layers.size()))
        return;
    setCurrentLayer(layer);
    Q_EMIT layerChosen(layer);
}

// A screen reader hears the layer that the keys have reached.
void NetworkView::describe() {
    setAccessibleDescription(m_current < 0 ? QString()
                                           : layerDescription(m_layers[static_cast<std::size_t>(m_current)], m_groups));
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void NetworkView::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        describe();
}

void NetworkView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void NetworkView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        choose(layerAt(event->position().toPoint()));
}

void NetworkView::mouseMoveEvent(QMouseEvent* event) {
    const int layer = layerAt(event->position().toPoint());
    if (std::exchange(m_hovered, layer) != layer)
        viewport()->update();
}

void NetworkView::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(m_layers.size()) - 1;
    const int page = std::max(1, viewport()->height() / m_rowHeight - 1);
    switch (event->key()) {
    case Qt::Key_Up:
        return choose(std::max(0, m_current - 1));
    case Qt::Key_Down:
        return choose(std::min(last, m_current + 1));
    case Qt::Key_PageUp:
        return choose(std::max(0, m_current - page));
    case Qt::Key_PageDown:
        return choose(std::min(last, m_current + page));
    case Qt::Key_Home:
        return choose(0);
    case Qt::Key_End:
        return choose(last);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void NetworkView::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void NetworkView::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

bool NetworkView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int layer = layerAt(help->pos());
        if (layer >= 0)
            QToolTip::showText(help->globalPos(), layerDescription(m_layers[static_cast<std::size_t>(layer)], m_groups),
                               viewport(), layerRect(layer));
        else
            QToolTip::hideText();
        return true;
    }
    if (event->type() == QEvent::Leave && std::exchange(m_hovered, -1) >= 0)
        viewport()->update();
    return QAbstractScrollArea::viewportEvent(event);
}

QRect NetworkView::barArea(int top) const {
    const int left = kBracketWidth + m_nameWidth + kGap;
    return {left, top + 2, std::max(20, viewport()->width() - left - kCountWidth), m_rowHeight - 4};
}

void NetworkView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme.colours().panel);
    painter.setFont(smallFont());
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        const int top = rowTop(row);
        if (top + m_rowHeight <= 0 || top >= viewport()->height())
            continue;
        if (m_rows[row].layer < 0)
            paintHeading(painter, m_rows[row], top);
        else
            paintLayer(painter, m_rows[row], top);
    }
    paintBrackets(painter);
}

void NetworkView::paintHeading(QPainter& painter, const Row& row, int top) const {
    auto font = smallFont();
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(m_theme.colours().text);
    painter.drawText(QRect(kBracketWidth, top, viewport()->width() - kBracketWidth, m_rowHeight), Qt::AlignVCenter,
                     row.text);
    painter.setFont(smallFont());
}

void NetworkView::paintLayer(QPainter& painter, const Row& row, int top) const {
    const auto& colours = m_theme.colours();
    const auto& layer = m_layers[static_cast<std::size_t>(row.layer)];
    const QRect whole(kBracketWidth - 2, top, viewport()->width() - kBracketWidth + 2, m_rowHeight);
    if (row.layer == m_current) {
        painter.fillRect(whole, colours.window);
        painter.setPen(hasFocus() ? colours.accent : colours.line);
        painter.drawRect(whole.adjusted(0, 0, -1, -1));
    } else if (row.layer == m_hovered) {
        painter.fillRect(whole, colours.window);
    }
    auto font = smallFont();
    font.setStrikeOut(layer.isRemoved);
    painter.setFont(font);
    painter.setPen(layer.isRemoved ? colours.quietText : colours.text);
    painter.drawText(QRect(kBracketWidth, top, m_nameWidth + kGap, m_rowHeight), Qt::AlignVCenter, row.text);
    painter.setFont(smallFont());
    paintBar(painter, layer, top);
    const int before = wholeSide(layer).outputs;
    const auto count = layer.isRemoved               ? QStringLiteral("0/%1").arg(before)
                       : layer.before && layer.after ? QStringLiteral("%1/%2").arg(layer.after->outputs).arg(before)
                                                     : QString::number(before);
    painter.setPen(colours.quietText);
    painter.drawText(QRect(whole.right() - kCountWidth, top, kCountWidth - kSmallGap, m_rowHeight),
                     Qt::AlignVCenter | Qt::AlignRight, count);
}

// From 64 to 2048 channels: the width is by the square root, so that the narrow ones can still be read. What is kept of
// a bar is in proportion.
void NetworkView::paintBar(QPainter& painter, const engine::InspectedLayer& layer, int top) const {
    const auto& colours = m_theme.colours();
    const auto area = barArea(top);
    const double channels = wholeSide(layer).outputs;
    if (channels <= 0)
        return;
    const double width = area.width() * std::sqrt(channels / m_mostChannels);
    const double keptShare = layer.isRemoved ? 0 : layer.after ? layer.after->outputs / channels : 1;
    const QRectF bar(area.left() + 0.5, area.top() + 0.5, std::max(2.0, width - 1), area.height() - 1.0);
    auto kept = bar;
    kept.setWidth(bar.width() * keptShare);
    auto removed = bar;
    removed.setLeft(kept.right());
    if (removed.width() > 0.5) {
        painter.fillRect(removed, colours.window);
        painter.fillRect(removed, QBrush(colours.quietText, Qt::BDiagPattern));
    }
    painter.fillRect(kept, colours.accent);
    painter.setPen(keptShare < 1 ? colours.quietText : colours.accent);
    painter.drawRect(bar);
    if (layer.isRemoved) {
        painter.setPen(QPen(colours.text, 1.5));
        painter.drawLine(QPointF(bar.left() - 2, bar.center().y()), QPointF(bar.right() + 2, bar.center().y()));
    }
}

void NetworkView::paintBrackets(QPainter& painter) const {
    const auto& colours = m_theme.colours();
    const int chosen = m_current < 0 ? -1 : m_layers[static_cast<std::size_t>(m_current)].outputGroup;
    for (const auto& bracket : m_brackets) {
        const bool isChosen = bracket.group == chosen;
        painter.setPen(QPen(isChosen ? colours.accent : colours.quietText, isChosen ? 2 : 1));
        const int x = 3;
        const auto middle = [&](std::size_t row) { return rowTop(row) + m_rowHeight / 2; };
        painter.drawLine(x, middle(bracket.rows.front()), x, middle(bracket.rows.back()));
        for (const auto row : bracket.rows)
            painter.drawLine(x, middle(row), x + 4, middle(row));
    }
}

} // namespace bubblenet::ui
