// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/core_text.h"

#include <QCoreApplication>

namespace bubblenet::ui {

QString translated(const std::string& text) {
    return QCoreApplication::translate("recipe", text.c_str());
}

} // namespace bubblenet::ui
