// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/widgets.h"

#include <QStyle>

#include "ui/theme/theme.h"

namespace bubblenet::ui {

Panel::Panel(QWidget* parent)
    : QFrame(parent), m_title(makeLabel(TextRole::panelTitle)), m_header(new QHBoxLayout), m_body(new QVBoxLayout) {
    setProperty("panel", true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPanelGap, kGap, kPanelGap, kGap);
    layout->setSpacing(kSmallGap);
    m_header->setSpacing(kGap);
    m_header->addWidget(m_title);
    m_header->addStretch();
    layout->addLayout(m_header);
    m_body->setSpacing(kGap);
    layout->addLayout(m_body, 1);
}

void Panel::setTitle(const QString& title) {
    m_title->setText(title);
    setAccessibleName(title);
}

QLabel* makeLabel(TextRole role, QWidget* parent) {
    auto* label = new QLabel(parent);
    setRole(label, role);
    return label;
}

void setRole(QLabel* label, TextRole role) {
    static const char* const kNames[] = {"body", "pageTitle", "panelTitle", "quiet", "good", "warning", "bad"};
    const QString name = kNames[static_cast<int>(role)];
    if (label->property("role").toString() == name)
        return;
    label->setProperty("role", name);
    label->style()->unpolish(label);
    label->style()->polish(label);
}

QPushButton* makeMainButton(QWidget* parent) {
    auto* button = new QPushButton(parent);
    button->setProperty("role", "main");
    return button;
}

} // namespace bubblenet::ui
