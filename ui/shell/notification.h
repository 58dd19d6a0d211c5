// SPDX-License-Identifier: GPL-3.0-only
// A message of the desktop, for when the window is out of sight. Sent without waiting; where no desktop listens,
// nothing happens. Window's thread.
#pragma once

#include <QString>

namespace bubblenet::ui {

void notifyDesktop(const QString& title, const QString& text);

} // namespace bubblenet::ui
