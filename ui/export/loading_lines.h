// SPDX-License-Identifier: GPL-3.0-only
// The lines of other programs that load an exported file. Plain values; no state.
#pragma once

#include <QString>
#include <vector>

#include "core/engine/tools.h"

namespace bubblenet::ui {

struct LoadingLines {
    QString language; ///< "Python", "C++", "Shell"
    QString code;
};

/// At least one; ready to be copied, with the file's own path and sizes.
std::vector<LoadingLines> loadingLines(const engine::ExportedFile& file);

} // namespace bubblenet::ui
