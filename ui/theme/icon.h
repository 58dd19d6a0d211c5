// SPDX-License-Identifier: GPL-3.0-only
// Our own icons, drawn at any size in the text's colour, which follows the theme by itself. Window's thread.
#pragma once

#include <QIcon>
#include <QString>

namespace bubblenet::ui {

/// `name` is a file of resources/icons without its suffix.
QIcon icon(const QString& name);
/// In another colour of the palette, for what lies on the accent.
QIcon iconOnAccent(const QString& name);

} // namespace bubblenet::ui
