// SPDX-License-Identifier: GPL-3.0-only
#include "ui/setup/key_group.h"

#include "ui/theme/theme.h"

namespace bubblenet::ui {

KeyGroup::KeyGroup(QWidget* parent)
    : QFrame(parent), m_header(new QToolButton(this)), m_body(new QWidget(this)), m_fields(new QVBoxLayout(m_body)) {
    setProperty("panel", true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kSmallGap, kSmallGap, kSmallGap, kSmallGap);
    layout->setSpacing(0);
    m_header->setCheckable(true);
    m_header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_header->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_header->setMinimumHeight(kControlHeight);
    m_header->setFocusPolicy(Qt::StrongFocus);
    m_header->setStyleSheet("QToolButton { font-weight: 600; text-align: left; background: transparent; }");
    layout->addWidget(m_header);
    layout->addWidget(m_body);
    m_fields->setContentsMargins(kGap, kSmallGap, kGap, kGap);
    m_fields->setSpacing(kSmallGap);
    connect(m_header, &QToolButton::toggled, this, [this](bool open) {
        m_body->setVisible(open);
        showHeader();
    });
    m_body->hide();
    showHeader();
}

void KeyGroup::setTitle(const QString& title) {
    m_title = title;
    showHeader();
}

void KeyGroup::setProblemCount(int count) {
    m_problems = count;
    showHeader();
}

void KeyGroup::showHeader() {
    m_header->setArrowType(isOpen() ? Qt::DownArrow : Qt::RightArrow);
    const auto problems = m_problems > 0 ? tr("problems: %1").arg(m_problems) : QString();
    m_header->setText(problems.isEmpty() ? m_title : m_title + "  ·  " + problems);
    m_header->setAccessibleName(m_header->text());
}

} // namespace bubblenet::ui
