// SPDX-License-Identifier: GPL-3.0-only
// A text for people that can be put into another language: English with places {1}, {2}, … and what stands in them.
// A window translates the format, of which there are few, and then fills the places. Plain values, any thread.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bubblenet {

/// Fills the places {1} … {9}; one that nothing is given for stays as it is.
std::string filled(std::string_view format, const std::vector<std::string>& arguments);

struct Phrase {
    std::string format;            ///< without arguments the text as it is, braces included
    std::vector<Phrase> arguments; ///< names and numbers, and phrases within this one

    Phrase() = default;
    /// A text that is nobody's to translate: a name, a number, what another library says.
    Phrase(std::string text) : format(std::move(text)) {} // NOLINT(google-explicit-constructor)
    /// Phrase("{1} holds a {2}", file, architecture): write the format as one literal, by which a test finds it.
    template<class... Arguments>
    Phrase(const char* text, Arguments&&... values) // NOLINT(google-explicit-constructor)
        : format(text) {
        arguments.reserve(sizeof...(values));
        (arguments.push_back(argument(std::forward<Arguments>(values))), ...);
    }

    std::string english() const;
    bool isEmpty() const { return format.empty(); }

private:
    static Phrase argument(Phrase phrase) { return phrase; }
    static Phrase argument(std::integral auto number) { return std::to_string(number); }
};

bool operator==(const Phrase& a, const Phrase& b);

} // namespace bubblenet
