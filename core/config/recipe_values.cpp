// SPDX-License-Identifier: GPL-3.0-only
#include "core/config/recipe_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "core/config/suggestion.h"

namespace bubblenet::config {

namespace {

template<class... Fs> struct Overloaded : Fs... { using Fs::operator()...; };

using Problems = std::vector<ValueProblem>;

constexpr std::size_t kLongestText = 4096; // PATH_MAX
constexpr std::size_t kLongestQuote = 60;

std::string lowered(std::string_view text) {
    std::string lower;
    for (const char c : text)
        lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
}

Phrase described(const YamlNode& node) {
    switch (node.kind) {
    case YamlKind::null:
        return Phrase("nothing");
    case YamlKind::scalar:
        return node.quoted ? Phrase("the text {1}", inQuotes(node.text)) : Phrase(inQuotes(node.text));
    case YamlKind::sequence:
        return Phrase("a list");
    case YamlKind::map:
        return Phrase("keys of its own");
    case YamlKind::refused:
        break;
    }
    return Phrase("what was refused");
}

ValueProblem wrongKind(const RecipeKey& key, const YamlNode& node) {
    return {Phrase("{1} takes {2}, not {3}", key.path, kindText(key), described(node))};
}

std::string_view withoutPlus(std::string_view text) {
    return text.size() > 1 && text[0] == '+' && text[1] != '-' ? text.substr(1) : text;
}

/// "50%" → "0.5".
std::string percentSuggestion(std::string_view text) {
    double value = 0;
    if (text.empty() || text.back() != '%')
        return {};
    const auto read = std::from_chars(text.data(), text.data() + text.size() - 1, value);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() - 1 ? numberText(value / 100) : "";
}

template<class T> std::optional<ValueProblem> readNumber(const RecipeKey& key, const YamlNode& node, T& value) {
    if (node.kind != YamlKind::scalar)
        return wrongKind(key, node);
    if (node.quoted)
        return ValueProblem{
            Phrase("{1} takes {2}, not {3}; write it without quotes", key.path, kindText(key), described(node))};
    const auto text = withoutPlus(node.text);
    const char* const end = text.data() + text.size();
    T read{};
    const auto result = std::from_chars(text.data(), end, read);
    if (result.ec == std::errc::result_out_of_range && result.ptr == end)
        return ValueProblem{allowedText(key).isEmpty()
                                ? Phrase("{1} is {2}, beyond what the program can hold", key.path, inQuotes(node.text))
                                : Phrase("{1} is {2}, beyond what the program can hold; it must be {3}", key.path,
                                         inQuotes(node.text), allowedText(key))};
    if (result.ec != std::errc() || result.ptr != end) {
        auto problem = wrongKind(key, node);
        problem.suggestion = percentSuggestion(text);
        if (problem.suggestion.empty() && !key.zeroWord.empty())
            problem.suggestion = nearestName(text, {key.zeroWord}).value_or("");
        return problem;
    }
    value = read;
    return std::nullopt;
}

Problems asProblems(std::optional<ValueProblem> problem) {
    return problem ? Problems{std::move(*problem)} : Problems{};
}

template<class T> Problems setNumber(const RecipeKey& key, const YamlNode& node, T& field) {
    if (!key.zeroWord.empty() && node.kind == YamlKind::scalar && lowered(node.text) == key.zeroWord) {
        field = 0;
        return {};
    }
    return asProblems(readNumber(key, node, field));
}

Problems setFlag(const RecipeKey& key, const YamlNode& node, bool& field) {
    const std::string word = node.kind == YamlKind::scalar && !node.quoted ? lowered(node.text) : "";
    if (word == "true" || word == "false") {
        field = word == "true";
        return {};
    }
    auto problem = wrongKind(key, node);
    if (word == "yes" || word == "on" || word == "1" || word == "y")
        problem.suggestion = "true";
    else if (word == "no" || word == "off" || word == "0" || word == "n")
        problem.suggestion = "false";
    else
        problem.suggestion = nearestName(word, {"true", "false"}).value_or("");
    return {std::move(problem)};
}

Problems setText(const RecipeKey& key, const YamlNode& node, std::string& field) {
    if (node.kind == YamlKind::null && key.blank == Blank::allowed) {
        field.clear();
        return {};
    }
    if (node.kind != YamlKind::scalar)
        return {wrongKind(key, node)};
    std::string text = node.text;
    if (!key.ignoredPrefix.empty() && text.starts_with(key.ignoredPrefix))
        text.erase(0, key.ignoredPrefix.size());
    field = std::move(text);
    return {};
}

template<class T, class F>
Problems setList(const RecipeKey& key, const YamlNode& node, std::vector<T>& field, const F& readItem) {
    if (node.kind != YamlKind::sequence) {
        auto problem = wrongKind(key, node);
        if (node.kind == YamlKind::scalar && node.text.size() < kLongestQuote)
            problem.suggestion = '[' + node.text + ']';
        else if (node.kind == YamlKind::null)
            problem.suggestion = "[]";
        return {std::move(problem)};
    }
    Problems problems;
    std::vector<T> values;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        T value{};
        if (auto problem = readItem(node.items[i], value)) {
            problem->item = i;
            problems.push_back(std::move(*problem));
        }
        values.push_back(std::move(value));
    }
    if (problems.empty())
        field = std::move(values);
    return problems;
}

Problems checkText(const RecipeKey& key, const std::string& text) {
    if (!key.names.empty()) {
        if (std::find(key.names.begin(), key.names.end(), text) != key.names.end())
            return {};
        return {{Phrase("{1} cannot be {2}; there are: {3}", key.path, inQuotes(text), allowedText(key)),
                 nearestName(text, key.names).value_or("")}};
    }
    if (text.empty() && key.blank == Blank::refused)
        return {{Phrase("{1} is empty; give it a value or leave the key out", key.path)}};
    if (text.size() > kLongestText)
        return {{Phrase("{1} is longer than {2} bytes", key.path, kLongestText)}};
    if (!isPlainText(text))
        return {{Phrase("{1} is {2}, which is not plain UTF-8 text; rename it", key.path, inQuotes(text))}};
    return {};
}

Problems checkNumber(const RecipeKey& key, double value, const std::string& text) {
    if (key.range.contains(value) || (value == 0 && !key.zeroWord.empty()))
        return {};
    return {{Phrase("{1} is {2}; it must be {3}", key.path, text, orZeroWord(key, allowedText(key)))}};
}

template<class T, class F> Problems checkList(const RecipeKey& key, const std::vector<T>& values, const F& checkItem) {
    Problems problems;
    for (std::size_t i = 0; i < values.size(); ++i) {
        Problems found = checkItem(values[i]);
        if (found.empty() && std::find(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(i), values[i]) !=
                                 values.begin() + static_cast<std::ptrdiff_t>(i))
            found.push_back({Phrase("{1}: item {2} repeats an earlier one", key.path, i + 1)});
        for (auto& problem : found) {
            problem.item = i;
            problems.push_back(std::move(problem));
        }
    }
    return problems;
}

Problems checkReal(const RecipeKey& key, double value) {
    if (!std::isfinite(value))
        return {{allowedText(key).isEmpty()
                     ? Phrase("{1} is {2}; it must be a finite number", key.path, numberText(value))
                     : Phrase("{1} is {2}; it must be a finite number, {3}", key.path, numberText(value),
                              allowedText(key))}};
    return checkNumber(key, value, numberText(value));
}

} // namespace

std::string inQuotes(std::string_view text) {
    std::string shown;
    for (const char c : text) {
        const bool startsCharacter = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        if (startsCharacter && shown.size() >= kLongestQuote)
            return '\'' + shown + "…'";
        shown += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    }
    return '\'' + shown + '\'';
}

std::string numberText(double value) {
    const auto magnitude = std::abs(value);
    std::array<char, 32> digits{};
    const auto format = magnitude >= 1e-4 && magnitude < 1e15 ? std::chars_format::fixed : std::chars_format::general;
    // The shortest text that gives the value back; a fixed one of these magnitudes has at most 23 characters.
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, format);
    return std::string(digits.data(), end.ptr);
}

std::vector<ValueProblem> setValue(const RecipeKey& key, const YamlNode& node, RunConfig& config) {
    const auto setNames = [&](std::vector<std::string>* field) {
        return setList(key, node, *field, [&](const YamlNode& item, std::string& value) -> std::optional<ValueProblem> {
            if (item.kind != YamlKind::scalar)
                return ValueProblem{Phrase("{1} takes names, not {2}", key.path, described(item))};
            value = item.text;
            return std::nullopt;
        });
    };
    const auto setIntegers = [&](std::vector<int>* field) {
        return setList(key, node, *field,
                       [&](const YamlNode& item, int& value) { return readNumber(key, item, value); });
    };
    const auto setOptional = [&](std::optional<double>* field) {
        double value = 0;
        if (node.kind == YamlKind::null) {
            field->reset();
            return Problems{};
        }
        auto problems = asProblems(readNumber(key, node, value));
        if (problems.empty())
            *field = value;
        return problems;
    };
    return std::visit(Overloaded{[&](std::string* field) { return setText(key, node, *field); },
                                 [&](int* field) { return setNumber(key, node, *field); },
                                 [&](std::uint64_t* field) { return setNumber(key, node, *field); },
                                 [&](double* field) { return setNumber(key, node, *field); },
                                 [&](bool* field) { return setFlag(key, node, *field); }, setOptional, setNames,
                                 setIntegers},
                      key.field(config));
}

std::vector<ValueProblem> checkValue(const RecipeKey& key, const RunConfig& config) {
    RunConfig copy = config;
    const auto checkInteger = [&](int value) { return checkNumber(key, value, std::to_string(value)); };
    return std::visit(
        Overloaded{[&](const std::string* text) { return checkText(key, *text); },
                   [&](const int* value) { return checkInteger(*value); },
                   [](const std::uint64_t*) { return Problems{}; }, [](const bool*) { return Problems{}; },
                   [&](const double* value) { return checkReal(key, *value); },
                   [&](const std::optional<double>* value) { return *value ? checkReal(key, **value) : Problems{}; },
                   [&](const std::vector<std::string>* names) {
                       return checkList(key, *names, [&](const std::string& name) { return checkText(key, name); });
                   },
                   [&](const std::vector<int>* values) { return checkList(key, *values, checkInteger); }},
        key.field(copy));
}

const std::vector<std::string>& goalShares() {
    static const std::vector<std::string> kShares = {"search.goal.macs", "search.goal.parameters",
                                                     "search.goal.latency", "search.goal.bytes",
                                                     "search.goal.sparsity"};
    return kShares;
}

} // namespace bubblenet::config
