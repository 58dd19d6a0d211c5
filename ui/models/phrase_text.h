// SPDX-License-Identifier: GPL-3.0-only
// What the core says, in the window's language: the format of a Phrase is translated (core_zh_CN.ts), then its places
// are filled. What has no translation stays English. Any thread.
#pragma once

#include <QString>
#include <exception>

#include "core/base/phrase.h"

namespace bubblenet::ui {

QString phraseText(const Phrase& phrase);
/// Of an Error its phrase; of anything else the first line, since LibTorch appends a backtrace.
QString errorText(const std::exception& error);

} // namespace bubblenet::ui
