// SPDX-License-Identifier: GPL-3.0-only
// The languages of tables and reports. Each place has its text in both, so that neither is forgotten. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bubblenet::compare {

enum class Language { english, chinese };

std::optional<Language> languageFrom(std::string_view code); ///< en, zh_CN
/// As HTML names it.
std::string_view languageTag(Language language);

/// The one or the other.
inline std::string word(Language language, const char* english, const char* chinese) {
    return language == Language::english ? english : chinese;
}

/// With small letters for those of English; others stay.
std::string lowered(std::string text);

/// "MACs": of a goal's kind.
std::string costKindText(Language language, const std::string& kind);
/// "uniform": where a candidate comes from.
std::string originText(Language language, const std::string& origin);
/// "2026-11-26 06:40" where the machine is; empty for 0.
std::string timeText(double secondsSince1970);

} // namespace bubblenet::compare
