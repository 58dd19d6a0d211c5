// SPDX-License-Identifier: GPL-3.0-only
// JSON that outsiders wrote or named: no file exhausts the stack (nlohmann's writer recurses), no name stops the
// writing.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace bubblenet {

/// Throws nlohmann::json::exception for what is no JSON, Error for what is nested more than 64 deep.
inline nlohmann::json parseJson(std::string_view text) {
    constexpr int kDeepest = 64;
    return nlohmann::json::parse(text, [](int depth, nlohmann::json::parse_event_t, const nlohmann::json&) {
        if (depth > kDeepest)
            throw Error("JSON is nested more than " + std::to_string(kDeepest) + " deep");
        return true;
    });
}

/// The same, with a discarded value (is_discarded()) instead of an exception.
inline nlohmann::json parseJsonOrDiscard(std::string_view text) {
    try {
        return parseJson(text);
    } catch (const std::exception&) {
        return nlohmann::json(nlohmann::json::value_t::discarded);
    }
}

/// In one line, or indented by so many spaces; bytes that are not UTF-8 (a file name may have them) become U+FFFD.
inline std::string jsonText(const nlohmann::json& value, int indent = -1) {
    return value.dump(indent, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace bubblenet
