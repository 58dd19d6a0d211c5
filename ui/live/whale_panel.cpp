// SPDX-License-Identifier: GPL-3.0-only
#include "ui/live/whale_panel.h"

#include <QHeaderView>
#include <QTableView>
#include <algorithm>

#include "ui/live/keep_strip_delegate.h"
#include "ui/models/event_text.h"
#include "ui/theme/language.h"

namespace bubblenet::ui {

namespace {
constexpr int kMargins = 18; // on both sides of a title or a text
}

WhalePanel::WhalePanel(const RunModel& run, const Theme& theme, QWidget* parent)
    : Panel(parent), m_run(run), m_model(run.pod()), m_table(new QTableView) {
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(WhaleTableModel::kSortRole);
    m_table->setModel(&m_sorted);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(WhaleTableModel::kRank, Qt::AscendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(24);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    m_table->horizontalHeader()->setMinimumSectionSize(40);
    m_table->setItemDelegateForColumn(WhaleTableModel::kKept, new KeepStripDelegate(theme, m_table));
    m_table->setMinimumHeight(80);
    enableCopy(m_table);
    body()->addWidget(m_table);
    // A double click and Enter both activate; a single click on a whale of the pod does the same.
    connect(m_table, &QTableView::activated, this, &WhalePanel::activate);
    whenTranslated(this, [this] { retranslate(); });
}

void WhalePanel::retranslate() {
    setTitle(tr("Whales"));
    m_table->setAccessibleName(tr("Whales of the shown iteration"));
    m_table->setToolTip(tr("Enter or a double click shows a whale's layers"));
    m_model.retranslate();
    QFont bold = m_table->font(); // as the style sheet has it; the header's own hint would leave room for an arrow
    bold.setWeight(QFont::DemiBold);
    bold.setPixelSize(12);
    const QFontMetrics titles(bold);
    const auto texts = m_table->fontMetrics();
    for (int column = 0; column < WhaleTableModel::kColumnCount; ++column) {
        const auto title = m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        int widest = titles.horizontalAdvance(title);
        if (column == WhaleTableModel::kDoing)
            for (const auto doing : {Behaviour::start, Behaviour::encircle, Behaviour::spiral, Behaviour::explore})
                widest = std::max(widest, texts.horizontalAdvance(behaviourText(doing)));
        m_table->setColumnWidth(column, kMargins + widest);
    }
    // The strip takes what the numbers leave.
    m_table->horizontalHeader()->setSectionResizeMode(WhaleTableModel::kKept, QHeaderView::Stretch);
}

void WhalePanel::show(int iteration) {
    m_model.show(iteration);
    const auto& pod = m_run.pod();
    m_table->setColumnHidden(WhaleTableModel::kLatency, !pod.plan() || pod.plan()->costKind != "latency");
    m_table->setColumnHidden(WhaleTableModel::kDoing, m_run.config().search.method != "whale");
    const bool hasFront = m_run.config().search.front.isAsked();
    m_table->setColumnHidden(WhaleTableModel::kFront, !hasFront);
    // Their share is the cost, and there is no room for both.
    m_table->setColumnHidden(WhaleTableModel::kMacs, hasFront && pod.plan() && pod.plan()->costKind == "macs");
}

void WhalePanel::activate(const QModelIndex& index) {
    Q_EMIT candidateActivated(index.data(WhaleTableModel::kCandidateRole).toInt());
}

} // namespace bubblenet::ui
