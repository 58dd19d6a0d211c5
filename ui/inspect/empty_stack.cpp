// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/empty_stack.h"

#include "ui/theme/theme.h"

namespace bubblenet::ui {

namespace {
constexpr int kTextWidth = 460;
}

EmptyStack::EmptyStack(QWidget* content, QWidget* parent)
    : QStackedWidget(parent), m_text(makeLabel(TextRole::quiet)), m_buttons(new QHBoxLayout) {
    auto* empty = new QWidget;
    auto* layout = new QVBoxLayout(empty);
    layout->setSpacing(kPanelGap);
    layout->addStretch();
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setFixedWidth(kTextWidth);
    auto* line = new QHBoxLayout; // an aligned label would not be given the height of its lines
    line->addStretch();
    line->addWidget(m_text);
    line->addStretch();
    layout->addLayout(line);
    m_buttons->setSpacing(kGap);
    m_buttons->addStretch();
    m_buttons->addStretch();
    layout->addLayout(m_buttons);
    layout->addStretch();
    addWidget(new QWidget);
    addWidget(empty);
    addWidget(content);
    setShown(Shown::offer);
}

void EmptyStack::setText(const QString& text) {
    m_text->setText(text);
}

QPushButton* EmptyStack::addAction(std::function<void()> action) {
    auto* button = new QPushButton;
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    connect(button, &QPushButton::clicked, this, std::move(action));
    return button;
}

} // namespace bubblenet::ui
