// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/confusion_tab.h"

#include <QComboBox>
#include <QSplitter>
#include <algorithm>

#include "ui/theme/language.h"

namespace bubblenet::ui {

namespace {

std::int64_t cellOf(const std::optional<engine::NetworkJudgement>& judgement, int label, int predicted) {
    if (!judgement)
        return 0;
    return judgement->confusion[static_cast<std::size_t>(label)][static_cast<std::size_t>(predicted)];
}

} // namespace

ConfusionTab::ConfusionTab(const Theme& theme, QWidget* parent)
    : JudgedTab(parent), m_kind(new QComboBox), m_reading(makeLabel(TextRole::quiet)), m_view(new ConfusionView(theme)),
      m_table(new ColumnTable) {
    auto* left = new Panel;
    auto* line = new QHBoxLayout;
    line->setSpacing(kGap);
    line->addWidget(m_kind);
    line->addWidget(m_reading, 1);
    m_reading->setTextFormat(Qt::PlainText);
    m_reading->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_reading->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    left->body()->addLayout(line);
    left->body()->addWidget(m_view, 1);
    auto* right = new Panel;
    right->body()->addWidget(m_table);
    auto* parts = new QSplitter;
    parts->setHandleWidth(kGap);
    parts->setChildrenCollapsible(false);
    parts->addWidget(left);
    parts->addWidget(right);
    parts->setSizes({480, 420});
    setContent(parts);
    m_kind->addItems({{}, {}, {}});
    m_table->values().setColumns(columns());
    connect(m_kind, &QComboBox::activated, this, &ConfusionTab::showMatrix);
    connect(m_view, &ConfusionView::cellRead, this, &ConfusionTab::read);
    connect(m_view, &ConfusionView::cellChosen, this, &ConfusionTab::cellChosen);
    connect(m_table, &ColumnTable::rowActivated, this, [this](int row) {
        const auto& at = m_rows[static_cast<std::size_t>(row)];
        Q_EMIT cellChosen(at.label, at.predicted);
    });
    whenTranslated(this, [this] { retranslate(); });
}

void ConfusionTab::retranslate() {
    setEmptyText(
        tr("Which classes are taken for which, before and after, and what pruning changed in it, is shown here "
           "once images were judged."));
    m_kind->setItemText(kBefore, tr("before"));
    m_kind->setItemText(kAfter, tr("after"));
    m_kind->setItemText(kDifference, tr("difference"));
    m_kind->setAccessibleName(tr("Which confusion matrix"));
    m_view->setAccessibleName(tr("Confusion matrix"));
    m_view->setToolTip(tr("Enter or a click shows the images of a cell"));
    m_table->setAccessibleName(tr("Confusions"));
    m_table->values().refresh();
    m_table->fitColumns();
    read(m_view->label(), m_view->predicted());
}

QVariant ConfusionTab::count(const std::optional<engine::NetworkJudgement>& judgement, int row) const {
    const auto& at = m_rows[static_cast<std::size_t>(row)];
    return judgement ? QVariant(static_cast<int>(cellOf(judgement, at.label, at.predicted))) : QVariant();
}

std::vector<TableColumn> ConfusionTab::columns() const {
    const auto row = [this](int index) -> const Row& { return m_rows[static_cast<std::size_t>(index)]; };
    return {{[] { return tr("True class"); }, [this, row](int index) { return className(row(index).label); }},
            {[] { return tr("Taken for"); }, [this, row](int index) { return className(row(index).predicted); }},
            {[] { return tr("Change"); },
             [this](int index) -> QVariant {
                 if (!images().before || !images().after)
                     return {};
                 return count(images().after, index).toInt() - count(images().before, index).toInt();
             }},
            {[] { return tr("Before"); }, [this](int index) { return count(images().before, index); }},
            {[] { return tr("After"); }, [this](int index) { return count(images().after, index); }}};
}

void ConfusionTab::showJudged() {
    m_table->values().reset(0); // its rows read m_rows
    m_rows.clear();
    if (!hasImages())
        return;
    const bool hasBoth = images().before && images().after;
    m_kind->setCurrentIndex(hasBoth ? kDifference : images().after ? kAfter : kBefore);
    m_kind->setEnabled(hasBoth);
    const int classes = static_cast<int>(classNames().size());
    for (int label = 0; label < classes; ++label)
        for (int predicted = 0; predicted < classes; ++predicted)
            if (label != predicted &&
                cellOf(images().before, label, predicted) + cellOf(images().after, label, predicted) > 0)
                m_rows.push_back({label, predicted});
    const auto& worse = images();
    std::stable_sort(m_rows.begin(), m_rows.end(), [&](const Row& a, const Row& b) {
        const auto more = [&](const Row& row) {
            const auto after = cellOf(worse.after, row.label, row.predicted);
            return worse.after ? after - cellOf(worse.before, row.label, row.predicted)
                               : cellOf(worse.before, row.label, row.predicted);
        };
        return more(a) > more(b);
    });
    m_table->values().reset(static_cast<int>(m_rows.size()));
    m_table->fitColumns();
    showMatrix();
}

void ConfusionTab::showMatrix() {
    if (!hasImages())
        return;
    const int kind = m_kind->currentIndex();
    const auto& judgement = kind == kBefore ? images().before : images().after;
    if (kind == kDifference)
        m_view->setMatrix(images().confusionDifference, classNames(), ConfusionView::Kind::difference);
    else
        m_view->setMatrix(judgement ? judgement->confusion : ConfusionView::Matrix(), classNames(),
                          ConfusionView::Kind::counts);
}

void ConfusionTab::read(int label, int predicted) {
    QString text;
    if (hasImages() && label >= 0 && predicted >= 0) {
        QStringList parts;
        if (images().before)
            parts << tr("before: %1").arg(cellOf(images().before, label, predicted));
        if (images().after)
            parts << tr("after: %1").arg(cellOf(images().after, label, predicted));
        text = (label == predicted ? tr("“%1” taken for what it is").arg(className(label))
                                   : tr("“%1” taken for “%2”").arg(className(label), className(predicted))) +
               QStringLiteral(" · ") + parts.join(QStringLiteral(", "));
    } else if (hasImages()) {
        text = tr("The pointer or the arrow keys read a cell.");
    }
    m_reading->setText(text);
    m_view->setAccessibleDescription(text);
}

} // namespace bubblenet::ui
