// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/chart_panel.h"

namespace bubblenet::ui {

ChartPanel::ChartPanel(const Theme& /*theme*/, QWidget* parent) : Panel(parent) {}

} // namespace bubblenet::ui
