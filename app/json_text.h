// SPDX-License-Identifier: GPL-3.0-only
// JSON for standard output. Names from files and folders need not be UTF-8: what is not becomes U+FFFD.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace bubblenet::app {

enum class JsonLayout { oneLine, indented };

inline std::string jsonText(const nlohmann::json& value, JsonLayout layout) {
    return value.dump(layout == JsonLayout::indented ? 2 : -1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace bubblenet::app
