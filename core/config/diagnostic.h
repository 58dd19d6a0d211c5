// SPDX-License-Identifier: GPL-3.0-only
// One thing that is wrong with a recipe: where, what, and what to write instead. Plain values, any thread.
#pragma once

#include <string>
#include <vector>

#include "core/base/phrase.h"

namespace bubblenet::config {

enum class Severity { warning, error };

struct Diagnostic {
    std::string file = {}; ///< as it was named; empty: not from a file
    int line = 0;          ///< from 1; 0: at no place in the text
    int column = 0;        ///< from 1
    Severity severity = Severity::error;
    Phrase message = {};
    std::string suggestion = {}; ///< what may have been meant; empty: none
    std::string keyPath = {};    ///< search.goal.macs; empty: no single key
};

/// One line without its end: `file:line:column: error: message; did you mean 'suggestion'?`
std::string toText(const Diagnostic& diagnostic);
/// One line each.
std::string toText(const std::vector<Diagnostic>& diagnostics);
bool hasErrors(const std::vector<Diagnostic>& diagnostics);

} // namespace bubblenet::config
