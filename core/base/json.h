// SPDX-License-Identifier: GPL-3.0-only
// JSON from outside, read so that no file can exhaust the stack: nlohmann's writer and its readers of values recurse.
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

} // namespace bubblenet
