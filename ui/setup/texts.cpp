// SPDX-License-Identifier: GPL-3.0-only
#include "ui/setup/texts.h"

#include <QCoreApplication>
#include <cctype>

#include "ui/models/phrase_text.h"

namespace bubblenet::ui {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(bubblenet::ui::Texts)
};

} // namespace

std::string groupOf(const config::RecipeKey& key) {
    const auto dot = key.path.find('.');
    return dot == std::string::npos ? "" : key.path.substr(0, dot);
}

QString labelOf(const config::RecipeKey& key) {
    const auto group = groupOf(key);
    std::string label = key.path.substr(group.empty() ? 0 : group.size() + 1);
    for (auto& c : label)
        if (c == '_')
            c = ' ';
    if (const auto dot = label.find('.'); dot != std::string::npos)
        label.replace(dot, 1, " › ");
    if (label.ends_with(" › macs")) // as everywhere else
        label.replace(label.size() - 4, 4, "MACs");
    label.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(label.front())));
    return translated(label);
}

QString groupTitle(const std::string& group) {
    std::string title = group.empty() ? "run" : group;
    for (auto& c : title)
        if (c == '_')
            c = ' ';
    title.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(title.front())));
    return translated(title);
}

QString describe(const config::RecipeKey& key) {
    auto text = translated(key.help);
    const auto allowed = phraseText(config::orZeroWord(key, config::allowedText(key)));
    return allowed.isEmpty() ? text : text + ' ' + Texts::tr("Allowed: %1.").arg(allowed);
}

} // namespace bubblenet::ui
