// SPDX-License-Identifier: GPL-3.0-only
// Whole files in and out: read with a limit, written so that a crash leaves the old file or the new one, never a part.
// Any thread; all functions block.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/phrase.h"

namespace bubblenet {

/// "cannot read 'path': …" with what errno says. Throws Error.
[[noreturn]] void failWithErrno(const Phrase& what, const std::filesystem::path& path);

/// The bytes of a regular file. Throws Error when it is missing, unreadable, no regular file or over `limitBytes`.
std::string readFile(const std::filesystem::path& path, std::uint64_t limitBytes = std::uint64_t{1} << 32);

/// Makes a folder and those above it, where they are not there yet. Throws Error.
void makeFolders(const std::filesystem::path& folder);

/// What becomes of a file that has the name already, however late it came: `refuse` is an Error that says so.
enum class Existing { replace, refuse };

/// Writes a temporary name in the same folder, syncs it, renames it and syncs the folder. Throws Error (a full disk
/// included) with nothing left behind and an older file of that name untouched.
void writeFileAtomically(const std::filesystem::path& path, std::string_view bytes,
                         Existing existing = Existing::replace);

/// Makes a file that another writer closed durable and gives it its final name, as writeFileAtomically does.
void syncAndRename(const std::filesystem::path& temporary, const std::filesystem::path& path,
                   Existing existing = Existing::replace);

/// SHA-256 as 64 hexadecimal digits.
std::string sha256(std::string_view bytes);
std::string sha256OfFile(const std::filesystem::path& path);
/// MD5 as 32 hexadecimal digits: only to compare with what a data set's authors published.
std::string md5OfFile(const std::filesystem::path& path);

} // namespace bubblenet
