// SPDX-License-Identifier: GPL-3.0-only
// The selected runs, each with a colour, dash and mark of its own that it keeps as long as it is selected: the same in
// the table and in every chart. Plain values, window's thread.
#pragma once

#include <QIcon>
#include <optional>
#include <vector>

#include "core/compare/run_summary.h"
#include "ui/charts/chart_style.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

inline constexpr int kMostDrawn = 14; ///< more lines cannot be told apart

struct ChosenRun {
    compare::Run run;
    int slot = 0; ///< 0 … kMostDrawn − 1: how it is drawn
};

class ChosenRuns {
public:
    /// Those beyond kMostDrawn are chosen and not drawn.
    void set(const std::vector<compare::Run>& runs);
    const std::vector<ChosenRun>& drawn() const { return m_drawn; }
    const std::vector<compare::Run>& all() const { return m_all; }

private:
    std::vector<compare::Run> m_all;
    std::vector<ChosenRun> m_drawn;
};

SeriesStyle styleOf(int slot);
QIcon iconOf(int slot, const Theme& theme);

} // namespace bubblenet::ui
