// SPDX-License-Identifier: GPL-3.0-only
#include "ui/live/candidate_dialog.h"

#include <QHeaderView>
#include <QTableWidget>
#include <algorithm>

#include "ui/live/keep_strip_delegate.h"
#include "ui/models/event_text.h"
#include "ui/models/number_text.h"
#include "ui/models/whale_table_model.h"
#include "ui/theme/language.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

namespace {

QTableWidgetItem* cell(const QString& text, Qt::Alignment alignment) {
    auto* item = new QTableWidgetItem(text);
    item->setTextAlignment(alignment | Qt::AlignVCenter);
    item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled);
    return item;
}

} // namespace

CandidateDialog::CandidateDialog(const PodHistory& pod, const PodCandidate& candidate, const Theme& theme,
                                 QWidget* parent)
    : QDialog(parent), m_candidate(candidate), m_ratios(pod.keepRatios(candidate)), m_share(pod.costShare(candidate)),
      m_origin(pod.origin(candidate)), m_blocks(pod.removedBlocks(candidate)), m_costs(makeLabel(TextRole::body)),
      m_from(makeLabel(TextRole::quiet)), m_table(new QTableWidget(static_cast<int>(candidate.widths.size()), 4)),
      m_inspect(new QPushButton) {
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin);
    m_costs->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (auto* label : {m_costs, m_from}) {
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    fillTable(pod.plan());
    m_table->setItemDelegateForColumn(3, new KeepStripDelegate(theme, m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(24);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    enableCopy(m_table);
    layout->addWidget(m_table);
    connect(m_inspect, &QPushButton::clicked, this, [this] {
        Q_EMIT inspectRequested();
        close();
    });
    layout->addWidget(m_inspect, 0, Qt::AlignRight);
    resize(520, 560);
    whenTranslated(this, [this] { retranslate(); });
}

void CandidateDialog::fillTable(const std::optional<store::SearchPlanned>& plan) {
    const bool isPlanned = plan && !m_ratios.empty();
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto at = static_cast<std::size_t>(row);
        const auto name =
            isPlanned && at < plan->groups.size() ? QString::fromStdString(plan->groups[at]) : QString::number(row + 1);
        const bool isGone = isPlanned && m_ratios[at] == 0.0F;
        m_table->setItem(row, 0, cell(name, Qt::AlignLeft));
        m_table->setItem(row, 1, cell(QString::number(isGone ? 0 : m_candidate.widths[at]), Qt::AlignRight));
        m_table->setItem(row, 2, cell(isPlanned ? QString::number(plan->widths[at]) : "–", Qt::AlignRight));
        auto* share = cell(isPlanned ? fixedText(100 * static_cast<double>(m_ratios[at]), 1) : "–", Qt::AlignRight);
        if (isPlanned)
            share->setData(WhaleTableModel::kKeepRatiosRole, QVariant::fromValue(QList<float>{m_ratios[at]}));
        m_table->setItem(row, 3, share);
    }
}

void CandidateDialog::retranslate() {
    const auto& c = m_candidate;
    setWindowTitle(tr("Whale %1, iteration %2").arg(c.whale + 1).arg(c.iteration));
    m_costs->setText(tr("%1 on the judged images, loss %2 · %3 MACs (%4 of the whole network's cost) · %5 parameters · "
                        "judged in %6")
                         .arg(percentText(static_cast<double>(c.accuracy)), fixedText(static_cast<double>(c.loss), 4),
                              countText(static_cast<double>(c.macs)), percentText(100 * m_share),
                              countText(static_cast<double>(c.parameters)),
                              durationText(static_cast<double>(c.seconds))));
    m_from->setText(
        tr("Origin: %1").arg(originText(m_origin)) +
        (m_blocks.isEmpty() ? QString() : QStringLiteral(" · ") + tr("blocks that go: %1").arg(m_blocks.join(", "))));
    m_table->setHorizontalHeaderLabels({tr("Layer"), tr("Kept"), tr("Of"), tr("Share (%)")});
    m_table->setAccessibleName(tr("Channels kept, layer by layer"));
    m_inspect->setText(tr("Inspect this whale"));
    m_inspect->setToolTip(tr("Cut the network as this whale did, and look at its layers and images"));
}

} // namespace bubblenet::ui
