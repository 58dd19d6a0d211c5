// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/phrase_text.h"

#include <QCoreApplication>

#include "core/base/error.h"

namespace bubblenet::ui {

QString phraseText(const Phrase& phrase) {
    const auto format = QCoreApplication::translate("core", phrase.format.c_str());
    if (phrase.arguments.empty())
        return format;
    std::vector<std::string> arguments;
    for (const auto& argument : phrase.arguments)
        arguments.push_back(phraseText(argument).toStdString());
    return QString::fromStdString(filled(format.toStdString(), arguments));
}

QString translated(const std::string& text) {
    return QCoreApplication::translate("recipe", text.c_str());
}

QString errorText(const std::exception& error) {
    if (const auto* own = dynamic_cast<const Error*>(&error))
        return phraseText(own->message());
    return QString::fromUtf8(error.what()).section('\n', 0, 0);
}

} // namespace bubblenet::ui
