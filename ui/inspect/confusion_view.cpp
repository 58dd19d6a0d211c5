// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/confusion_view.h"

#include <QKeyEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace bubblenet::ui {

namespace {

constexpr int kMostNameWidth = 110;
constexpr double kLeastNamed = 11; ///< pixels a cell, below which names would run into each other
constexpr double kLeastNumbered = 22;
constexpr int kFontSize = 11;
constexpr int kLeastPixels = 8;

QString signedText(std::int64_t value) {
    return value > 0 ? QStringLiteral("+%1").arg(value) : QString::number(value).replace('-', QChar(0x2212));
}

} // namespace

ConfusionView::ConfusionView(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(240, 200);
    auto small = font();
    small.setPixelSize(kFontSize);
    setFont(small);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ConfusionView::setMatrix(Matrix matrix, std::vector<QString> classes, Kind kind) {
    m_matrix = std::move(matrix);
    m_classes = std::move(classes);
    m_classes.resize(m_matrix.size());
    m_kind = kind;
    m_mostMistakes = 1;
    m_mostRight = 1;
    for (int label = 0; label < classCount(); ++label)
        for (int predicted = 0; predicted < classCount(); ++predicted) {
            auto& most = label == predicted ? m_mostRight : m_mostMistakes;
            most = std::max(most, std::abs(valueOf(label, predicted)));
        }
    if (m_label >= classCount() || m_predicted >= classCount())
        m_label = m_predicted = -1;
    layOut();
    read(m_label, m_predicted);
}

std::int64_t ConfusionView::valueOf(int label, int predicted) const {
    const auto& row = m_matrix[static_cast<std::size_t>(label)];
    const auto at = static_cast<std::size_t>(predicted);
    return at < row.size() ? row[at] : 0;
}

// Of the lines "predicted" and "true"; letters of a fallback font may be higher than the font's own.
int ConfusionView::headingHeight() const {
    const QFontMetrics metrics(font());
    return std::max({metrics.height(), metrics.boundingRect(tr("predicted →")).height(),
                     metrics.boundingRect(tr("← true")).height()}) +
           kGap;
}

void ConfusionView::layOut() {
    const QFontMetrics metrics(font());
    int names = 0;
    for (const auto& name : m_classes)
        names = std::max(names, metrics.horizontalAdvance(name));
    names = std::min(names, kMostNameWidth) + kGap;
    const int count = std::max(1, classCount());
    // A line above for "predicted", and the columns' names upright where they do not fit side by side.
    const auto cellFor = [&](int left, int top) {
        return std::floor(std::min((width() - left - kGap) / double(count), (height() - top - kGap) / double(count)));
    };
    const int heading = headingHeight();
    m_cell = std::max(1.0, cellFor(names + heading, names + heading));
    const int margin = m_cell >= kLeastNamed ? names + heading : heading;
    m_cell = std::max(1.0, cellFor(margin, margin));
    m_area = QRect(margin, margin, static_cast<int>(m_cell * count), static_cast<int>(m_cell * count));
    update();
}

QRect ConfusionView::cellRect(int label, int predicted) const {
    return QRectF(m_area.left() + m_cell * predicted, m_area.top() + m_cell * label, m_cell, m_cell).toRect();
}

bool ConfusionView::cellAt(const QPoint& place, int& label, int& predicted) const {
    if (!m_area.contains(place) || m_matrix.empty())
        return false;
    label = std::min(classCount() - 1, static_cast<int>((place.y() - m_area.top()) / m_cell));
    predicted = std::min(classCount() - 1, static_cast<int>((place.x() - m_area.left()) / m_cell));
    return true;
}

void ConfusionView::read(int label, int predicted) {
    m_label = label;
    m_predicted = predicted;
    update();
    Q_EMIT cellRead(label, predicted);
}

void ConfusionView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layOut();
}

void ConfusionView::mouseMoveEvent(QMouseEvent* event) {
    int label = -1;
    int predicted = -1;
    cellAt(event->position().toPoint(), label, predicted);
    if (label != m_label || predicted != m_predicted)
        read(label, predicted);
}

void ConfusionView::mousePressEvent(QMouseEvent* event) {
    int label = -1;
    int predicted = -1;
    if (event->button() == Qt::LeftButton && cellAt(event->position().toPoint(), label, predicted)) {
        read(label, predicted);
        Q_EMIT cellChosen(label, predicted);
    }
}

void ConfusionView::keyPressEvent(QKeyEvent* event) {
    if (m_matrix.empty())
        return QWidget::keyPressEvent(event);
    const auto step = [this](int rows, int columns) {
        const int last = classCount() - 1;
        read(std::clamp(m_label + (m_label < 0 ? 1 : rows), 0, last),
             std::clamp(m_predicted + (m_predicted < 0 ? 1 : columns), 0, last));
    };
    switch (event->key()) {
    case Qt::Key_Up:
        return step(-1, 0);
    case Qt::Key_Down:
        return step(1, 0);
    case Qt::Key_Left:
        return step(0, -1);
    case Qt::Key_Right:
        return step(0, 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_label >= 0)
            Q_EMIT cellChosen(m_label, m_predicted);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ConfusionView::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    if (m_label >= 0 && !hasFocus())
        read(-1, -1);
}

void ConfusionView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        layOut();
}

// Off the diagonal a few mistakes must be seen beside many: by the square root. What is better is blue, what is worse
// orange; on the diagonal more is better.
QColor ConfusionView::fillOf(int label, int predicted) const {
    const auto& colours = m_theme.colours();
    const auto value = valueOf(label, predicted);
    const bool isRight = label == predicted;
    QColor fill = colours.accent;
    double strength =
        std::sqrt(static_cast<double>(std::abs(value)) / static_cast<double>(isRight ? m_mostRight : m_mostMistakes));
    if (m_kind == Kind::difference)
        fill = (value > 0) == isRight ? colours.encircle : colours.pruned;
    else if (!isRight)
        fill = colours.pruned;
    else
        strength = std::pow(strength, 4); // the diagonal differs by little
    fill.setAlphaF(static_cast<float>(0.12 + 0.78 * strength));
    return fill;
}

QString ConfusionView::cellText(int label, int predicted) const {
    const auto value = valueOf(label, predicted);
    return m_kind == Kind::difference ? signedText(value) : QString::number(value);
}

/// Smaller where the longest number does not fit into its cell.
QFont ConfusionView::numbersFont() const {
    auto numbers = font();
    const QFontMetrics metrics(numbers);
    int widest = 1;
    for (int label = 0; label < classCount(); ++label)
        for (int predicted = 0; predicted < classCount(); ++predicted)
            widest = std::max(widest, metrics.horizontalAdvance(cellText(label, predicted)));
    const double room = (m_cell - kSmallGap) / widest;
    if (room < 1)
        numbers.setPixelSize(std::max(kLeastPixels, static_cast<int>(QFontInfo(numbers).pixelSize() * room)));
    return numbers;
}

void ConfusionView::paintCells(QPainter& painter) const {
    const auto& colours = m_theme.colours();
    if (m_cell >= kLeastNumbered)
        painter.setFont(numbersFont());
    for (int label = 0; label < classCount(); ++label)
        for (int predicted = 0; predicted < classCount(); ++predicted) {
            const auto value = valueOf(label, predicted);
            if (value == 0)
                continue;
            const auto rect = cellRect(label, predicted);
            const auto fill = fillOf(label, predicted);
            painter.fillRect(m_cell > 4 ? rect.adjusted(0, 0, -1, -1) : rect, fill);
            if (m_cell < kLeastNumbered)
                continue;
            // On the fill as it lies on the panel.
            const double alpha = fill.alphaF();
            const auto mix = [&](int a, int b) { return static_cast<int>(a * alpha + b * (1 - alpha)); };
            const QColor ground(mix(fill.red(), colours.panel.red()), mix(fill.green(), colours.panel.green()),
                                mix(fill.blue(), colours.panel.blue()));
            const QColor opposite = colours.panel.lightness() < 128 ? QColor("#16191D") : QColor(Qt::white);
            painter.setPen(contrast(colours.text, ground) >= contrast(opposite, ground) ? colours.text : opposite);
            painter.drawText(rect, Qt::AlignCenter, cellText(label, predicted));
        }
}

void ConfusionView::paintNames(QPainter& painter) const {
    const auto& colours = m_theme.colours();
    const QFontMetrics metrics(font());
    painter.setPen(colours.quietText);
    painter.drawText(QRect(m_area.left(), 0, std::max(m_area.width(), 120), headingHeight()), Qt::AlignLeft,
                     tr("predicted →"));
    painter.save();
    painter.rotate(-90);
    painter.drawText(QRect(-m_area.bottom(), 0, std::max(m_area.height(), 80), headingHeight()), Qt::AlignRight,
                     tr("← true"));
    painter.restore();
    if (m_cell < kLeastNamed)
        return;
    const int room = m_area.left() - headingHeight() - kGap;
    for (int i = 0; i < classCount(); ++i) {
        const auto name = metrics.elidedText(m_classes[static_cast<std::size_t>(i)], Qt::ElideRight, room);
        painter.setPen(i == m_label ? colours.text : colours.quietText);
        painter.drawText(QRect(headingHeight(), cellRect(i, 0).top(), room + kSmallGap, static_cast<int>(m_cell)),
                         Qt::AlignVCenter | Qt::AlignRight, name);
        painter.setPen(i == m_predicted ? colours.text : colours.quietText);
        painter.save();
        painter.translate(cellRect(0, i).center().x(), m_area.top() - kSmallGap);
        painter.rotate(-90);
        painter.drawText(QRect(0, -metrics.height() / 2, room + kSmallGap, metrics.height()),
                         Qt::AlignVCenter | Qt::AlignLeft, name);
        painter.restore();
    }
}

void ConfusionView::paintEvent(QPaintEvent*) {
    if (m_matrix.empty())
        return;
    QPainter painter(this);
    paintNames(painter);
    paintCells(painter);
    painter.setPen(m_theme.colours().line);
    painter.drawRect(m_area.adjusted(-1, -1, 0, 0));
    if (m_label >= 0 && m_predicted >= 0) {
        painter.setPen(QPen(m_theme.colours().text, 2));
        painter.drawRect(cellRect(m_label, m_predicted).adjusted(0, 0, -1, -1));
    }
}

} // namespace bubblenet::ui
