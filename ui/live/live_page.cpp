// SPDX-License-Identifier: GPL-3.0-only
#include "ui/live/live_page.h"

namespace bubblenet::ui {

LivePage::LivePage(RunModel& /*run*/, const Theme& /*theme*/, QWidget* parent) : QWidget(parent) {}

} // namespace bubblenet::ui
