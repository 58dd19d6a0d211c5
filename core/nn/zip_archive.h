// SPDX-License-Identifier: GPL-3.0-only
// The entries of a zip archive in memory, as torch.save writes them: stored, never inflated, so that an archive cannot
// grow beyond its own bytes. Views into the bytes, which must outlive it. Any thread once constructed.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bubblenet::nn {

class ZipArchive {
public:
    /// Reads the directory and checks every entry's place. Throws Error for damage and for names that occur twice.
    explicit ZipArchive(std::string_view bytes);

    /// In the directory's order.
    const std::vector<std::string_view>& names() const { return m_names; }
    /// The entry's bytes, or nothing where there is no such entry. Throws Error when it is compressed or encrypted, or
    /// when its checksum (where one was recorded) does not match.
    std::optional<std::string_view> find(std::string_view name) const;

private:
    struct Entry {
        std::string_view bytes;
        std::uint32_t crc32 = 0;
        bool isStored = true;
    };
    void addEntry(std::string_view name, std::uint64_t localHeader, std::uint64_t storedBytes, Entry entry);

    std::string_view m_bytes;
    std::vector<std::string_view> m_names;
    std::unordered_map<std::string_view, Entry> m_entries;
};

} // namespace bubblenet::nn
