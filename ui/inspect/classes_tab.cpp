// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/classes_tab.h"

#include <QHeaderView>
#include <algorithm>

#include "ui/inspect/interval_delegate.h"
#include "ui/models/number_text.h"
#include "ui/theme/language.h"

namespace bubblenet::ui {

namespace {

constexpr int kIntervalColumn = 5;

QString intervalText(const engine::AccuracyInterval& interval) {
    return fixedText(interval.low, 1) + QStringLiteral(" – ") + fixedText(interval.high, 1);
}

std::optional<IntervalBar> barOf(const engine::ClassAccuracy* accuracy) {
    if (accuracy == nullptr || accuracy->images == 0)
        return std::nullopt;
    return IntervalBar{accuracy->interval.low, accuracy->accuracy, accuracy->interval.high};
}

} // namespace

ClassesTab::ClassesTab(const Theme& theme, QWidget* parent)
    : JudgedTab(parent), m_summary(makeLabel(TextRole::body)), m_table(new ColumnTable) {
    auto* panel = new Panel;
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_summary->setWordWrap(true);
    panel->body()->addWidget(m_summary);
    panel->body()->addWidget(m_table, 1);
    setContent(panel);
    m_table->values().setColumns(columns());
    m_table->setItemDelegateForColumn(
        kIntervalColumn,
        new IntervalDelegate(
            theme,
            [this](int row) {
                return IntervalPair{barOf(classOf(images().before, row)), barOf(classOf(images().after, row))};
            },
            this));
    connect(m_table, &ColumnTable::rowActivated, this, &ClassesTab::classActivated);
    whenTranslated(this, [this] { retranslate(); });
}

const engine::ClassAccuracy* ClassesTab::classOf(const Judgement& judgement, int row) const {
    const auto at = static_cast<std::size_t>(row);
    return judgement && at < judgement->classes.size() ? &judgement->classes[at] : nullptr;
}

std::vector<TableColumn> ClassesTab::columns() const {
    const auto accuracy = [this](auto side) {
        return [this, side](int row) -> QVariant {
            const auto* one = classOf(images().*side, row);
            return one != nullptr && one->images > 0 ? QVariant(one->accuracy) : QVariant();
        };
    };
    const auto interval = [this](auto side) {
        return [this, side](int row) -> QVariant {
            const auto* one = classOf(images().*side, row);
            return one != nullptr && one->images > 0 ? QVariant(intervalText(one->interval)) : QVariant();
        };
    };
    const auto before = &engine::JudgedImages::before;
    const auto after = &engine::JudgedImages::after;
    const auto count = [this](int row) -> QVariant {
        const auto* one = classOf(images().after ? images().after : images().before, row);
        return one != nullptr ? QVariant(static_cast<int>(one->images)) : QVariant();
    };
    const auto change = [accuracy, before, after](int row) -> QVariant {
        const auto was = accuracy(before)(row);
        const auto is = accuracy(after)(row);
        return was.isValid() && is.isValid() ? QVariant(is.toDouble() - was.toDouble()) : QVariant();
    };
    return {{[] { return tr("Class"); }, [this](int row) { return className(row); }},
            {[] { return tr("Images"); }, count},
            {[] { return tr("Before\n(%)"); }, accuracy(before), 1},
            {[] { return tr("After\n(%)"); }, accuracy(after), 1},
            {[] { return tr("Change\n(points)"); }, change, 1},
            {[] { return tr("95 % intervals"); }, [](int) { return QString(); }},
            {[] { return tr("Interval\nbefore (%)"); }, interval(before)},
            {[] { return tr("Interval\nafter (%)"); }, interval(after)}};
}

QString ClassesTab::summary() const {
    if (!hasImages())
        return {};
    const auto& judgement = images();
    QStringList parts;
    parts << (judgement.split == engine::ImageSplit::test ? tr("test images: %1") : tr("validation images: %1"))
                 .arg(judgement.images.size());
    const auto say = [&](const QString& text, const engine::NetworkJudgement& network) {
        parts << text.arg(percentText(network.accuracy), intervalText(network.interval));
    };
    if (judgement.before)
        say(tr("before %1 (%2)"), *judgement.before);
    if (judgement.after)
        say(tr("after %1 (%2)"), *judgement.after);
    if (judgement.before && judgement.after)
        parts << tr("broken %1, mended %2").arg(judgement.broken.size()).arg(judgement.mended.size());
    if (judgement.split == engine::ImageSplit::test && judgement.testReads > 0)
        parts << tr("the test split was read %1 times").arg(judgement.testReads);
    return parts.join(QStringLiteral("  ·  "));
}

void ClassesTab::retranslate() {
    setEmptyText(tr("How well each class is recognised, before and after, with the intervals in which the true values "
                    "lie, is shown here once images were judged."));
    m_table->setAccessibleName(tr("Accuracy of each class"));
    m_summary->setText(summary());
    m_table->values().refresh();
    m_table->fitColumns(kIntervalColumn);
}

void ClassesTab::showJudged() {
    m_table->values().reset(hasImages() ? static_cast<int>(classNames().size()) : 0);
    double low = 100;
    for (int row = 0; row < m_table->values().rowCount(); ++row)
        for (const auto* one : {classOf(images().before, row), classOf(images().after, row)})
            if (one != nullptr && one->images > 0)
                low = std::min(low, one->interval.low);
    auto* bars = static_cast<IntervalDelegate*>(m_table->itemDelegateForColumn(kIntervalColumn));
    bars->setRange(std::max(0.0, low - 1), 100);
    m_summary->setText(summary());
    m_table->fitColumns(kIntervalColumn);
}

} // namespace bubblenet::ui
