// SPDX-License-Identifier: GPL-3.0-only
#include "core/config/recipe_keys.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/config/recipe_values.h"
#include "core/config/suggestion.h"

namespace bubblenet::config {

namespace {

template<class... Fs> struct Overloaded : Fs... { using Fs::operator()...; };

std::string_view lastName(std::string_view path) {
    return path.substr(path.rfind('.') + 1);
} // npos + 1 is 0

bool isBelow(std::string_view path, std::string_view section) {
    return section.empty() ||
           (path.size() > section.size() && path.starts_with(section) && path[section.size()] == '.');
}

bool isUnsigned(const RecipeKey& key) {
    RunConfig defaults;
    return std::holds_alternative<std::uint64_t*>(key.field(defaults));
}

bool isPlainWord(const std::string& text) {
    static constexpr std::array<std::string_view, 12> kMeaningful = {"null", "~",   "true", "false", "yes", "no",
                                                                     "on",   "off", "y",    "n",     "nan", "inf"};
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.empty() || !isLetter(text.front()))
        return false;
    std::string lower;
    for (const char c : text) {
        if (!isLetter(c) && !isDigit(c) && c != '-' && c != '.' && c != '/')
            return false;
        lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return std::find(kMeaningful.begin(), kMeaningful.end(), lower) == kMeaningful.end();
}

template<class T, class F> std::string yamlList(const std::vector<T>& values, const F& textOf) {
    std::string text;
    for (const auto& value : values)
        text += (text.empty() ? "" : ", ") + textOf(value);
    return '[' + text + ']';
}

Phrase rangeText(const Range& range) {
    const bool hasLow = std::isfinite(range.low);
    const bool hasHigh = std::isfinite(range.high);
    const auto low = numberText(range.low);
    const auto high = numberText(range.high);
    if (hasLow && hasHigh && range.lowEnd == End::included && range.highEnd == End::included)
        return Phrase("{1} … {2}", low, high);
    const auto least = range.lowEnd == End::included ? Phrase("at least {1}", low) : Phrase("above {1}", low);
    const auto most = range.highEnd == End::included ? Phrase("at most {1}", high) : Phrase("below {1}", high);
    if (hasLow && hasHigh)
        return Phrase("{1} and {2}", least, most);
    return hasLow ? least : hasHigh ? most : Phrase();
}

} // namespace

std::string yamlText(const std::string& text) {
    if (isPlainWord(text) || (text.starts_with("cuda:") && isPlainWord(text.substr(0, 4) + text.substr(5))))
        return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        if (c == '\n')
            quoted += "\\n";
        else if (c == '\r')
            quoted += "\\r";
        else if (c == '\t')
            quoted += "\\t";
        else
            quoted += c;
    }
    return quoted + '"';
}

bool Range::contains(double value) const {
    const bool aboveLow = lowEnd == End::included ? value >= low : value > low;
    const bool belowHigh = highEnd == End::included ? value <= high : value < high;
    return aboveLow && belowHigh;
}

ValueKind kindOf(const RecipeKey& key) {
    RunConfig defaults;
    return std::visit(
        Overloaded{[&](std::string*) { return key.names.empty() ? ValueKind::text : ValueKind::name; },
                   [](int*) { return ValueKind::wholeNumber; }, [](std::uint64_t*) { return ValueKind::wholeNumber; },
                   [](double*) { return ValueKind::number; }, [](std::optional<double>*) { return ValueKind::number; },
                   [](bool*) { return ValueKind::flag; }, [](std::vector<std::string>*) { return ValueKind::names; },
                   [](std::vector<int>*) { return ValueKind::wholeNumbers; }},
        key.field(defaults));
}

Phrase orZeroWord(const RecipeKey& key, Phrase value) {
    return key.zeroWord.empty() ? std::move(value) : Phrase("{1} or '{2}'", std::move(value), key.zeroWord);
}

Phrase kindText(const RecipeKey& key) {
    switch (kindOf(key)) {
    case ValueKind::text:
        return Phrase("text");
    case ValueKind::name:
        return Phrase("a name");
    case ValueKind::wholeNumber:
        return orZeroWord(key,
                          isUnsigned(key) ? Phrase("a whole number that is not negative") : Phrase("a whole number"));
    case ValueKind::number:
        return orZeroWord(key, Phrase("a number"));
    case ValueKind::flag:
        return Phrase("true or false");
    case ValueKind::names:
        return Phrase("a list of names in brackets");
    case ValueKind::wholeNumbers:
        return Phrase("a list of whole numbers in brackets");
    }
    return {};
}

Phrase allowedText(const RecipeKey& key) {
    if (key.names.empty())
        return rangeText(key.range);
    std::string text;
    for (const auto& name : key.names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

const RecipeKey* findKey(std::string_view path) {
    const auto& keys = recipeKeys();
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const auto& key) { return key.path == path; });
    return found == keys.end() ? nullptr : &*found;
}

std::vector<std::string> namesBelow(std::string_view section) {
    std::vector<std::string> names;
    for (const auto& key : recipeKeys()) {
        if (!isBelow(key.path, section))
            continue;
        const auto rest = std::string_view(key.path).substr(section.empty() ? 0 : section.size() + 1);
        std::string name(rest.substr(0, rest.find('.')));
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    }
    return names;
}

bool isSection(std::string_view path) {
    const auto& keys = recipeKeys();
    return !path.empty() &&
           std::any_of(keys.begin(), keys.end(), [&](const auto& key) { return isBelow(key.path, path); });
}

std::string suggestKey(std::string_view section, std::string_view name) {
    std::string elsewhere;
    int places = 0;
    for (const auto& key : recipeKeys())
        if (lastName(key.path) == name) {
            elsewhere = key.path;
            ++places;
        }
    if (places == 1)
        return elsewhere;
    return nearestName(name, namesBelow(section)).value_or("");
}

std::string valueText(const RecipeKey& key, const RunConfig& config) {
    RunConfig copy = config;
    const auto withWord = [&](int value) {
        return value == 0 && !key.zeroWord.empty() ? key.zeroWord : std::to_string(value);
    };
    return std::visit(
        Overloaded{[](const std::string* text) { return yamlText(*text); },
                   [&](const int* value) { return withWord(*value); },
                   [](const std::uint64_t* value) { return std::to_string(*value); },
                   [](const double* value) { return numberText(*value); },
                   [](const bool* value) { return std::string(*value ? "true" : "false"); },
                   [](const std::optional<double>* value) { return *value ? numberText(**value) : std::string(); },
                   [](const std::vector<std::string>* names) { return yamlList(*names, yamlText); },
                   [](const std::vector<int>* values) {
                       return yamlList(*values, [](int value) { return std::to_string(value); });
                   }},
        key.field(copy));
}

} // namespace bubblenet::config
