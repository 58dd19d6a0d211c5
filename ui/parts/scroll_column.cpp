// SPDX-License-Identifier: GPL-3.0-only
#include "ui/parts/scroll_column.h"

#include <QEvent>
#include <algorithm>

#include "ui/theme/theme.h"

namespace bubblenet::ui {

ScrollColumn::ScrollColumn(QWidget* parent)
    : QScrollArea(parent), m_content(new QWidget), m_column(new QVBoxLayout(m_content)) {
    m_column->setContentsMargins(0, 0, kSmallGap, 0);
    m_column->setSpacing(kGap);
    m_content->setObjectName("scrolled");
    m_content->setStyleSheet("#scrolled { background: transparent; }");
    m_content->installEventFilter(this);
    setWidget(m_content);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
}

bool ScrollColumn::eventFilter(QObject* watched, QEvent* event) {
    // A scroll area asks for no height for a width.
    if (watched == m_content && (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest))
        m_content->setMinimumHeight(std::max(0, m_column->heightForWidth(m_content->width()))); // −1: it has none yet
    return QScrollArea::eventFilter(watched, event);
}

} // namespace bubblenet::ui
