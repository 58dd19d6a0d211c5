// SPDX-License-Identifier: GPL-3.0-only
#include "ui/shell/welcome_page.h"

#include <QPushButton>

#include "ui/theme/icon.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

namespace {
constexpr int kTextWidth = 560;
}

WelcomePage::WelcomePage(QWidget* parent) : QWidget(parent), m_demo(makeMainButton()) {
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin);
    page->addStretch(2);
    auto* box = new QWidget;
    box->setFixedWidth(kTextWidth);
    auto* layout = new QVBoxLayout(box);
    layout->setSpacing(kPanelGap);
    auto* title = makeLabel(TextRole::pageTitle);
    auto* text = makeLabel(TextRole::body);
    text->setWordWrap(true);
    auto* demoText = makeLabel(TextRole::quiet);
    demoText->setWordWrap(true);
    auto* setup = new QPushButton;
    auto* open = new QPushButton;
    m_demo->setIcon(iconOnAccent("start"));
    setup->setIcon(icon("setup"));
    open->setIcon(icon("open"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGap);
    buttons->addWidget(m_demo);
    buttons->addWidget(setup);
    buttons->addWidget(open);
    buttons->addStretch();
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addLayout(buttons);
    layout->addWidget(demoText);
    auto* row = new QHBoxLayout; // an alignment would ask the texts for a height without telling them their width
    row->addStretch();
    row->addWidget(box);
    row->addStretch();
    page->addLayout(row);
    page->addStretch(3);
    connect(m_demo, &QPushButton::clicked, this, &WelcomePage::demoRequested);
    connect(setup, &QPushButton::clicked, this, &WelcomePage::setupRequested);
    connect(open, &QPushButton::clicked, this, &WelcomePage::openRequested);
    whenTranslated(this, [=, this] {
        setAccessibleName(tr("Welcome"));
        title->setText(tr("Make a trained network smaller"));
        text->setText(tr("Whales search how many channels each layer keeps. What they find is cut out of the network, "
                         "fine-tuned, measured on this machine and read back from its file before it is called done."));
        m_demo->setText(tr("Start the demo"));
        setup->setText(tr("Set up a run"));
        open->setText(tr("Open a run"));
        demoText->setText(tr("The demo halves a small ResNet-20 on Fashion-MNIST in a few minutes."));
    });
}

} // namespace bubblenet::ui
