// SPDX-License-Identifier: GPL-3.0-only
// A run as it goes, or as it went. Shows a RunModel; steers nothing itself. Window's thread.
#pragma once

#include <QWidget>

#include "ui/models/run_model.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

class LivePage : public QWidget {
    Q_OBJECT

public:
    LivePage(RunModel& run, const Theme& theme, QWidget* parent = nullptr);
};

} // namespace bubblenet::ui
