// SPDX-License-Identifier: GPL-3.0-only
#include "core/compare/words.h"

#include <algorithm>
#include <cmath>
#include <ctime>

namespace bubblenet::compare {

namespace {

struct Named {
    const char* name;
    const char* english;
    const char* chinese;
};

template<std::size_t N> std::string named(const Named (&table)[N], Language language, const std::string& name) {
    for (const auto& entry : table)
        if (name == entry.name)
            return word(language, entry.english, entry.chinese);
    return name;
}

} // namespace

std::optional<Language> languageFrom(std::string_view code) {
    if (code == "en")
        return Language::english;
    if (code == "zh_CN")
        return Language::chinese;
    return std::nullopt;
}

std::string_view languageTag(Language language) {
    return language == Language::english ? "en" : "zh-CN";
}

std::string lowered(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

std::string costKindText(Language language, const std::string& kind) {
    constexpr Named kKinds[] = {{"macs", "MACs", "乘加次数"},
                                {"parameters", "parameters", "参数"},
                                {"latency", "latency", "延迟"},
                                {"bytes", "bytes", "字节"},
                                {"sparsity", "sparsity", "稀疏度"}};
    return named(kKinds, language, kind);
}

std::string originText(Language language, const std::string& origin) {
    constexpr Named kOrigins[] = {
        {"pod", "pod", "鲸群"},     {"uniform", "uniform", "均匀"}, {"sensitivity", "sensitivity", "敏感度"},
        {"depth", "depth", "深度"}, {"inner", "inner", "内层"},     {"global", "global", "全局"},
        {"lamp", "LAMP", "LAMP"}};
    return named(kOrigins, language, origin);
}

std::string timeText(double secondsSince1970) {
    if (!std::isfinite(secondsSince1970) || secondsSince1970 <= 0 || secondsSince1970 > 2.5e11) // the year 9999
        return {};
    const auto time = static_cast<std::time_t>(secondsSince1970);
    std::tm parts{};
    ::localtime_r(&time, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &parts);
    return text;
}

} // namespace bubblenet::compare
