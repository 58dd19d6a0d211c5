// SPDX-License-Identifier: GPL-3.0-only
#include "ui/compare/chosen_runs.h"

#include <QPainter>
#include <algorithm>
#include <set>

namespace bubblenet::ui {

namespace {

constexpr QColor Colours::*kColours[] = {&Colours::encircle, &Colours::pruned,  &Colours::explore,    &Colours::leader,
                                         &Colours::spiral,   &Colours::uniform, &Colours::baseNetwork};
constexpr int kColourCount = static_cast<int>(std::size(kColours));
static_assert(kMostDrawn == 2 * kColourCount); // a second round is dashed
constexpr Mark kMarks[] = {Mark::circle, Mark::triangle, Mark::square};

} // namespace

void ChosenRuns::set(const std::vector<compare::Run>& runs) {
    m_all = runs;
    std::vector<ChosenRun> drawn;
    std::set<int> taken;
    const auto slotBefore = [&](const compare::Run& run) {
        const auto found = std::find_if(m_drawn.begin(), m_drawn.end(),
                                        [&](const auto& chosen) { return chosen.run->folder == run->folder; });
        return found == m_drawn.end() ? -1 : found->slot;
    };
    for (const auto& run : runs)
        if (const int slot = slotBefore(run); slot >= 0) {
            drawn.push_back({run, slot});
            taken.insert(slot);
        }
    int next = 0;
    for (const auto& run : runs) {
        if (slotBefore(run) >= 0)
            continue;
        while (taken.contains(next))
            ++next;
        if (next >= kMostDrawn)
            break;
        taken.insert(next);
        drawn.push_back({run, next});
    }
    m_drawn = std::move(drawn);
}

SeriesStyle styleOf(int slot) {
    return {.colour = kColours[slot % kColourCount],
            .line = slot < kColourCount ? Qt::SolidLine : Qt::DashLine,
            .mark = kMarks[static_cast<std::size_t>(slot) % std::size(kMarks)]};
}

QIcon iconOf(int slot, const Theme& theme) {
    constexpr double kScale = 2; // sharp on dense screens
    QPixmap pixmap(QSize(26, 16) * kScale);
    pixmap.setDevicePixelRatio(kScale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.colours().panel); // its row is selected, in the accent
    painter.drawRoundedRect(QRectF(0, 0, 26, 16), 3, 3);
    painter.drawPixmap(QPointF(3, 2), seriesIcon(styleOf(slot), theme.colours()).pixmap(QSize(20, 12), kScale));
    painter.end();
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected); // not tinted
    return icon;
}

} // namespace bubblenet::ui
