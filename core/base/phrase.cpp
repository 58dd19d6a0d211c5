// SPDX-License-Identifier: GPL-3.0-only
#include "core/base/phrase.h"

namespace bubblenet {

std::string filled(std::string_view format, const std::vector<std::string>& arguments) {
    std::string text;
    for (std::size_t at = 0; at < format.size(); ++at) {
        const bool isPlace = format[at] == '{' && at + 2 < format.size() && format[at + 1] >= '1' &&
                             format[at + 1] <= '9' && format[at + 2] == '}';
        const auto index = isPlace ? static_cast<std::size_t>(format[at + 1] - '1') : arguments.size();
        if (index < arguments.size()) {
            text += arguments[index];
            at += 2;
        } else {
            text += format[at];
        }
    }
    return text;
}

std::string Phrase::english() const {
    if (arguments.empty())
        return format;
    std::vector<std::string> texts;
    for (const auto& argument : arguments)
        texts.push_back(argument.english());
    return filled(format, texts);
}

bool operator==(const Phrase& a, const Phrase& b) {
    return a.format == b.format && a.arguments == b.arguments;
}

} // namespace bubblenet
