// SPDX-License-Identifier: GPL-3.0-only
#include "ui/shell/notice_bar.h"

#include <QLabel>
#include <QStyle>
#include <QToolButton>

#include "ui/theme/icon.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent), m_text(makeLabel(TextRole::body)), m_button(new QPushButton), m_close(new QToolButton) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kPageMargin, kGap, kPageMargin, kGap);
    layout->setSpacing(kPanelGap);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    layout->addWidget(m_close);
    m_close->setIcon(icon("close"));
    m_close->setAutoRaise(true);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_button, &QPushButton::clicked, this, [this] {
        hide();
        const auto accept = m_offer.accept; // which may make another offer
        if (accept)
            accept();
    });
    whenTranslated(this, [this] {
        m_close->setToolTip(tr("Dismiss"));
        m_close->setAccessibleName(tr("Dismiss"));
        showTexts();
    });
    hide();
}

void NoticeBar::showProblem(const QString& text) {
    show(Kind::problem, {.text = [text] { return text; }, .button = {}, .accept = {}, .isOpen = {}});
}

void NoticeBar::say(const std::function<QString()>& text) {
    show(Kind::plain, {.text = text, .button = {}, .accept = {}, .isOpen = {}});
}

void NoticeBar::make(const Offer& offer) {
    show(Kind::plain, offer);
}

void NoticeBar::show(Kind kind, const Offer& offer) {
    setProperty("notice", kind == Kind::problem ? "problem" : "plain");
    style()->unpolish(this);
    style()->polish(this);
    m_offer = offer;
    showTexts();
    QFrame::show();
}

void NoticeBar::showTexts() {
    m_text->setText(m_offer.text ? m_offer.text() : QString());
    setAccessibleName(m_text->text());
    m_button->setText(m_offer.button ? m_offer.button() : QString());
    m_button->setVisible(m_offer.button != nullptr);
}

void NoticeBar::review() {
    if (m_offer.isOpen && !m_offer.isOpen())
        hide();
}

QString NoticeBar::text() const {
    return m_text->text();
}

} // namespace bubblenet::ui
