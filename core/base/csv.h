// SPDX-License-Identifier: GPL-3.0-only
// Text for tables of comma-separated values. Any thread.
#pragma once

#include <string>

namespace bubblenet {

/// As a cell of comma-separated values (RFC 4180): in quotes where it has to be.
inline std::string csvCell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

} // namespace bubblenet
