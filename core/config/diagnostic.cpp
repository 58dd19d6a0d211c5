// SPDX-License-Identifier: GPL-3.0-only
#include "core/config/diagnostic.h"

#include <algorithm>

namespace bubblenet::config {

std::string toText(const Diagnostic& diagnostic) {
    std::string text = diagnostic.file;
    if (diagnostic.line > 0) {
        if (!text.empty())
            text += ':';
        text += std::to_string(diagnostic.line) + ':' + std::to_string(diagnostic.column);
    }
    if (!text.empty())
        text += ": ";
    text += diagnostic.severity == Severity::error ? "error: " : "warning: ";
    text += diagnostic.message.english();
    if (!diagnostic.suggestion.empty())
        text += "; did you mean '" + diagnostic.suggestion + "'?";
    return text;
}

std::string toText(const std::vector<Diagnostic>& diagnostics) {
    std::string text;
    for (const auto& diagnostic : diagnostics)
        text += (text.empty() ? "" : "\n") + toText(diagnostic);
    return text;
}

bool hasErrors(const std::vector<Diagnostic>& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const auto& diagnostic) { return diagnostic.severity == Severity::error; });
}

} // namespace bubblenet::config
