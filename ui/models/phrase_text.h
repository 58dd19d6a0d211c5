// SPDX-License-Identifier: GPL-3.0-only
// What the core says, in the window's language: its fixed texts, and its phrases, whose format is translated
// (core_zh_CN.ts) before the places are filled. What has no translation stays English. Any thread.
#pragma once

#include <QString>
#include <exception>
#include <string>

#include "core/base/phrase.h"

namespace bubblenet::ui {

QString phraseText(const Phrase& phrase);
/// Of a key's help, a data set's title, a note on a format (recipe_zh_CN.ts).
QString translated(const std::string& text);
/// Of an Error its phrase; of anything else the first line, since LibTorch appends a backtrace.
QString errorText(const std::exception& error);

} // namespace bubblenet::ui
