// SPDX-License-Identifier: GPL-3.0-only
// The manual, the shortcuts and what the program is. Window's thread.
#pragma once

#include <QAction>
#include <QList>
#include <QString>

#include "ui/theme/language.h"

class QWidget;

namespace bubblenet::ui {

/// Opened at `place`, the anchor of a page's section, in the language in use. All follow a change of the language.
void showManual(QWidget* parent, const Language& language, const QString& place);
void showShortcuts(QWidget* parent, const QList<QAction*>& actions);
void showAbout(QWidget* parent);

} // namespace bubblenet::ui
