// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/whales_tab.h"

#include <algorithm>

#include "ui/bridge/job.h"
#include "ui/models/event_text.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

WhalesTab::WhalesTab(QWidget* parent)
    : QWidget(parent), m_table(new ColumnTable), m_text(makeLabel(TextRole::quiet)), m_open(new QPushButton),
      m_result(new QPushButton) {
    auto* panel = new Panel;
    auto* line = new QHBoxLayout;
    line->setSpacing(kGap);
    line->addWidget(m_text, 1);
    line->addWidget(m_result);
    line->addWidget(m_open);
    panel->body()->addLayout(line);
    panel->body()->addWidget(m_table, 1);
    m_stack = new EmptyStack(panel);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGap, 0, 0);
    layout->addWidget(m_stack);
    m_table->values().setColumns(columns());
    m_open->setEnabled(false);
    connect(m_table, &ColumnTable::rowChosen, this, [this] { m_open->setEnabled(true); });
    const auto open = [this](int row) {
        if (row < 0)
            return;
        const auto& id = m_whales[static_cast<std::size_t>(row)].id;
        Q_EMIT whaleRequested(id.iteration, id.whale);
    };
    connect(m_table, &ColumnTable::rowActivated, this, open);
    connect(m_open, &QPushButton::clicked, this, [this, open] { open(m_table->currentRow()); });
    connect(m_result, &QPushButton::clicked, this, &WhalesTab::resultRequested);
    whenTranslated(this, [this] { retranslate(); });
}

void WhalesTab::retranslate() {
    m_text->setText(
        tr("Enter or a double click cuts the network as this whale did, and shows it in the result's place."));
    m_text->setWordWrap(true);
    m_open->setText(tr("Inspect this whale"));
    m_result->setText(tr("Back to the result"));
    m_table->setAccessibleName(tr("Whales of the run"));
    m_table->values().refresh();
    m_table->fitColumns();
    showState();
}

std::vector<TableColumn> WhalesTab::columns() const {
    const auto whale = [this](int row) -> const engine::WhaleRecord& {
        return m_whales[static_cast<std::size_t>(row)];
    };
    const auto share = [](double value) { return value > 0 ? QVariant(100 * value) : QVariant(); };
    const auto marks = [whale](int row) {
        QStringList words;
        if (whale(row).isChosen)
            words << tr("became the result");
        if (whale(row).isRepeated)
            words << tr("judged before");
        for (const auto& block : whale(row).removedBlocks)
            words << tr("without %1").arg(QString::fromStdString(block));
        return QVariant(words.join(QStringLiteral(", ")));
    };
    return {
        {[] { return tr("Iteration"); }, [whale](int row) { return whale(row).id.iteration; }},
        {[] { return tr("Whale"); }, [whale](int row) { return whale(row).id.whale + 1; }},
        {[] { return tr("Origin"); },
         [whale](int row) { return originText(QString::fromStdString(whale(row).origin)); }},
        {[] { return tr("Accuracy (%)"); }, [whale](int row) { return whale(row).accuracy; }, 2},
        {[] { return tr("Loss"); }, [whale](int row) { return whale(row).loss; }, 4},
        {[] { return tr("MACs (%)"); }, [whale, share](int row) { return share(whale(row).macsShare); }, 2},
        {[] { return tr("Parameters (%)"); }, [whale, share](int row) { return share(whale(row).parametersShare); }, 2},
        {[] { return tr("Time (ms)"); },
         [whale](int row) { return whale(row).latencyMs > 0 ? QVariant(whale(row).latencyMs) : QVariant(); }, 2},
        {[] { return tr("Notes"); }, marks}};
}

void WhalesTab::setRun(const std::filesystem::path& run, std::optional<engine::WhaleId> opened) {
    m_opened = opened;
    if (run != m_run) {
        m_table->values().reset(0); // its rows read m_whales
        m_whales.clear();
        m_run = run;
        m_isRead = false;
        m_isAnswered = false;
        m_problem.clear();
        ++m_question;
    }
    if (isVisible())
        read();
    showState();
}

void WhalesTab::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    read();
}

void WhalesTab::read() {
    if (m_run.empty() || std::exchange(m_isRead, true))
        return;
    showState();
    const int question = ++m_question;
    auto* job = startJob(
        this, [run = m_run](const engine::Hooks&) { return engine::Inspection::whales(run); },
        [this, question](std::vector<engine::WhaleRecord> whales) {
            if (question != m_question)
                return;
            m_whales = std::move(whales);
            m_isAnswered = true;
            m_table->values().reset(static_cast<int>(m_whales.size()));
            m_table->fitColumns();
            showState();
        });
    connect(job, &Job::failed, this, [this, question](const QString& message) {
        if (question != m_question)
            return;
        m_problem = message;
        m_isAnswered = true;
        showState();
    });
}

void WhalesTab::showState() {
    using Shown = EmptyStack::Shown;
    const bool isOnItsWay = m_isRead && !m_isAnswered;
    m_stack->setShown(!m_whales.empty() ? Shown::content : isOnItsWay ? Shown::nothing : Shown::offer);
    m_stack->setText(!m_problem.isEmpty()
                         ? m_problem
                         : tr("The candidates of a run's search are listed here, to be looked at one by "
                              "one. A weight file and a run without a search have none."));
    m_open->setEnabled(m_table->currentRow() >= 0);
    m_result->setEnabled(m_opened.has_value());
    for (std::size_t i = 0; m_opened && i < m_whales.size(); ++i)
        if (m_whales[i].id == *m_opened)
            m_table->setCurrentRow(static_cast<int>(i));
}

} // namespace bubblenet::ui
