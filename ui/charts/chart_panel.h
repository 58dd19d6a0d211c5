// SPDX-License-Identifier: GPL-3.0-only
// One chart with its title: the small interface through which every page draws data. Window's thread.
#pragma once

#include "ui/theme/theme.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

class ChartPanel : public Panel {
    Q_OBJECT

public:
    explicit ChartPanel(const Theme& theme, QWidget* parent = nullptr);
};

} // namespace bubblenet::ui
