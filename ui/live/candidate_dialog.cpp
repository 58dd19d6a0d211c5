// SPDX-License-Identifier: GPL-3.0-only
#include "ui/live/candidate_dialog.h"

#include <QHeaderView>
#include <QTableWidget>
#include <algorithm>

#include "ui/live/keep_strip_delegate.h"
#include "ui/models/event_text.h"
#include "ui/models/number_text.h"
#include "ui/models/whale_table_model.h"
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
    : QDialog(parent) {
    setWindowTitle(tr("Whale %1, iteration %2").arg(candidate.whale + 1).arg(candidate.iteration));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin);
    auto* costs = makeLabel(TextRole::body);
    costs->setText(tr("%1 on the judged images, loss %2 · %3 MACs (%4 of the whole network's cost) · %5 parameters · "
                      "judged in %6")
                       .arg(percentText(static_cast<double>(candidate.accuracy)),
                            fixedText(static_cast<double>(candidate.loss), 4),
                            countText(static_cast<double>(candidate.macs)), percentText(100 * pod.costShare(candidate)),
                            countText(static_cast<double>(candidate.parameters)),
                            durationText(static_cast<double>(candidate.seconds))));
    costs->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    costs->setWordWrap(true);
    layout->addWidget(costs);
    auto* origin = makeLabel(TextRole::quiet);
    const auto blocks = pod.removedBlocks(candidate);
    origin->setText(tr("Origin: %1").arg(originText(pod.origin(candidate))) +
                    (blocks.isEmpty() ? QString() : " · " + tr("blocks that go: %1").arg(blocks.join(", "))));
    origin->setWordWrap(true);
    layout->addWidget(origin);

    const auto ratios = pod.keepRatios(candidate);
    auto* table = new QTableWidget(static_cast<int>(candidate.widths.size()), 4);
    table->setHorizontalHeaderLabels({tr("Layer"), tr("Kept"), tr("Of"), tr("Share (%)")});
    table->setAccessibleName(tr("Channels kept, layer by layer"));
    for (int row = 0; row < table->rowCount(); ++row) {
        const auto at = static_cast<std::size_t>(row);
        const bool isPlanned = !ratios.empty();
        const int whole = isPlanned ? pod.plan()->widths[at] : 0;
        const auto name = isPlanned && at < pod.plan()->groups.size() ? QString::fromStdString(pod.plan()->groups[at])
                                                                      : QString::number(row + 1);
        const bool isGone = isPlanned && ratios[at] == 0.0F;
        table->setItem(row, 0, cell(name, Qt::AlignLeft));
        table->setItem(row, 1, cell(QString::number(isGone ? 0 : candidate.widths[at]), Qt::AlignRight));
        table->setItem(row, 2, cell(isPlanned ? QString::number(whole) : "–", Qt::AlignRight));
        auto* share = cell(isPlanned ? fixedText(100 * static_cast<double>(ratios[at]), 1) : "–", Qt::AlignRight);
        if (isPlanned)
            share->setData(WhaleTableModel::kKeepRatiosRole, QVariant::fromValue(QList<float>{ratios[at]}));
        table->setItem(row, 3, share);
    }
    table->setItemDelegateForColumn(3, new KeepStripDelegate(theme, table));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(24);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    enableCopy(table);
    layout->addWidget(table);
    auto* inspect = new QPushButton(tr("Inspect this whale"));
    inspect->setToolTip(tr("Cut the network as this whale did, and look at its layers and images"));
    connect(inspect, &QPushButton::clicked, this, [this] {
        Q_EMIT inspectRequested();
        close();
    });
    layout->addWidget(inspect, 0, Qt::AlignRight);
    resize(520, 560);
}

} // namespace bubblenet::ui
