// SPDX-License-Identifier: GPL-3.0-only
#include "ui/shell/waiting_page.h"

#include <QPlainTextEdit>
#include <algorithm>

#include "core/config/recipe.h"
#include "ui/theme/icon.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

WaitingPage::WaitingPage(const RunController& runs, QWidget* parent)
    : QWidget(parent), m_runs(runs), m_name(makeLabel(TextRole::pageTitle)), m_state(makeLabel(TextRole::quiet)),
      m_start(makeMainButton()), m_earlier(new QPushButton), m_later(new QPushButton), m_setup(new QPushButton),
      m_remove(new QPushButton), m_recipe(new QPlainTextEdit) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin);
    layout->setSpacing(kPanelGap);
    auto* header = new QHBoxLayout;
    header->setSpacing(kGap);
    m_name->setTextFormat(Qt::PlainText);
    header->addWidget(m_name);
    header->addWidget(m_state, 1);
    for (auto* button : {m_remove, m_earlier, m_later, m_setup, m_start})
        header->addWidget(button);
    layout->addLayout(header);
    auto* panel = new Panel;
    m_recipe->setReadOnly(true);
    m_recipe->setFont(monospaceFont());
    panel->body()->addWidget(m_recipe);
    layout->addWidget(panel, 1);
    m_start->setIcon(iconOnAccent("start"));
    m_setup->setIcon(icon("setup"));
    connect(m_start, &QPushButton::clicked, this, &WaitingPage::startRequested);
    connect(m_setup, &QPushButton::clicked, this, [this] { Q_EMIT setupRequested(m_id); });
    connect(m_remove, &QPushButton::clicked, this, [this] { Q_EMIT removalRequested(m_id); });
    connect(m_earlier, &QPushButton::clicked, this, [this] { Q_EMIT moveRequested(m_id, -1); });
    connect(m_later, &QPushButton::clicked, this, [this] { Q_EMIT moveRequested(m_id, 1); });
    whenTranslated(this, [this, panel] {
        panel->setTitle(tr("Recipe (YAML)"));
        retranslate();
    });
}

void WaitingPage::retranslate() {
    setAccessibleName(tr("A waiting run"));
    m_recipe->setAccessibleName(tr("Recipe of the waiting run"));
    m_start->setText(tr("Start the next"));
    m_earlier->setText(tr("Earlier"));
    m_earlier->setToolTip(tr("Earlier in the queue"));
    m_later->setText(tr("Later"));
    m_later->setToolTip(tr("Later in the queue"));
    m_setup->setText(tr("Open in Setup"));
    m_setup->setToolTip(tr("As a new recipe; this run goes on waiting"));
    m_remove->setText(tr("Remove from the queue"));
    showState();
}

void WaitingPage::show(int id) {
    m_id = id;
    if (const auto* run = m_runs.waiting(id)) {
        m_name->setText(QString::fromStdString(run->config.name));
        m_recipe->setPlainText(QString::fromStdString(config::toYaml(run->config)));
    }
    showState();
}

void WaitingPage::showState() {
    const auto& queue = m_runs.queue();
    const auto found = std::find_if(queue.begin(), queue.end(), [this](const auto& run) { return run.id == m_id; });
    if (found == queue.end())
        return;
    const bool isStanding = m_runs.isQueueStanding();
    const auto place = tr("place %1 of %2 in the queue").arg(found - queue.begin() + 1).arg(queue.size());
    m_state->setText(place + QStringLiteral("  ·  ") +
                     (isStanding ? tr("starts when you say so: the run before was stopped")
                                 : tr("starts when the run before has ended")));
    m_start->setVisible(isStanding);
    m_earlier->setEnabled(found != queue.begin());
    m_later->setEnabled(found + 1 != queue.end());
}

} // namespace bubblenet::ui
