// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/zip_archive.h"

#include <algorithm>

#include <zlib.h>

#include "core/base/error.h"
#include "core/nn/byte_reader.h"

namespace bubblenet::nn {

namespace {

// Signatures and layouts: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 to 4.3.16 and 4.5.3.
constexpr std::uint32_t kLocalHeader = 0x04034b50;
constexpr std::uint32_t kDirectoryHeader = 0x02014b50;
constexpr std::uint32_t kZip64End = 0x06064b50;
constexpr std::uint32_t kZip64Locator = 0x07064b50;
constexpr std::uint64_t kEndBytes = 22;
constexpr std::uint64_t kLocatorBytes = 20;
constexpr std::uint32_t kInZip64 = 0xffffffff;

struct Directory {
    std::string_view bytes;
    std::uint64_t entries = 0;
};

ByteReader readerAt(std::string_view bytes, std::uint64_t position, const Phrase& place) {
    if (position > bytes.size())
        throw Error(
            Phrase("{1} should be at byte {2} of {3} (the file is cut off or damaged)", place, position, bytes.size()));
    return ByteReader(bytes.substr(static_cast<std::size_t>(position)), place);
}

std::uint64_t findEnd(std::string_view bytes) {
    // A comment of at most 65,535 bytes may follow the end record.
    const std::size_t position = bytes.rfind(std::string_view("PK\5\6", 4));
    if (position == std::string_view::npos || bytes.size() - position < kEndBytes ||
        bytes.size() - position > kEndBytes + 0xffff)
        throw Error(Phrase("the end of the zip archive is missing (the file is cut off or damaged)"));
    return position;
}

Directory findDirectory(std::string_view bytes) {
    const std::uint64_t end = findEnd(bytes);
    ByteReader record = readerAt(bytes, end + 10, Phrase("the zip archive's end record"));
    Directory directory;
    directory.entries = record.u16();
    std::uint64_t size = record.u32();
    std::uint64_t offset = record.u32();
    if (end >= kLocatorBytes) {
        ByteReader locator = readerAt(bytes, end - kLocatorBytes, Phrase("the zip64 locator"));
        if (locator.u32() == kZip64Locator) {
            locator.skip(4);
            ByteReader zip64 = readerAt(bytes, locator.u64(), Phrase("the zip64 end record"));
            if (zip64.u32() != kZip64End)
                throw Error(Phrase("the zip64 end record is not where its locator says (the file is damaged)"));
            zip64.skip(28);
            directory.entries = zip64.u64();
            size = zip64.u64();
            offset = zip64.u64();
        }
    }
    if (offset > end || size > end - offset)
        throw Error(Phrase("the zip archive's directory should be {1} bytes at byte {2} of {3} (the file is cut off or "
                           "damaged)",
                           size, offset, bytes.size()));
    directory.bytes = bytes.substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(size));
    return directory;
}

struct Sizes {
    std::uint64_t stored = 0;
    std::uint64_t original = 0;
    std::uint64_t localHeader = 0;
};

/// Values of 0xffffffff stand in the extra field of id 1, in this order.
Sizes withZip64(Sizes sizes, std::string_view extra) {
    ByteReader fields(extra, Phrase("an extra field of the zip archive's directory"));
    while (fields.remaining() >= 4) {
        const std::uint16_t id = fields.u16();
        const std::uint16_t length = fields.u16();
        ByteReader field(fields.take(length), Phrase("a zip64 field of the zip archive's directory"));
        if (id != 1)
            continue;
        for (std::uint64_t* value : {&sizes.original, &sizes.stored, &sizes.localHeader}) {
            if (*value == kInZip64)
                *value = field.u64();
        }
        break;
    }
    return sizes;
}

} // namespace

ZipArchive::ZipArchive(std::string_view bytes) : m_bytes(bytes) {
    const Directory directory = findDirectory(bytes);
    ByteReader reader(directory.bytes, Phrase("the zip archive's directory"));
    while (reader.remaining() > 0) {
        if (reader.u32() != kDirectoryHeader)
            throw Error(Phrase("the zip archive's directory is damaged at entry {1}", m_names.size() + 1));
        reader.skip(4);
        const std::uint16_t flags = reader.u16();
        const std::uint16_t method = reader.u16();
        reader.skip(4);
        Entry entry;
        entry.crc32 = reader.u32();
        Sizes sizes;
        sizes.stored = reader.u32();
        sizes.original = reader.u32();
        const std::uint16_t nameBytes = reader.u16();
        const std::uint16_t extraBytes = reader.u16();
        const std::uint16_t commentBytes = reader.u16();
        reader.skip(8);
        sizes.localHeader = reader.u32();
        const std::string_view name = reader.take(nameBytes);
        sizes = withZip64(sizes, reader.take(extraBytes));
        reader.skip(commentBytes);
        entry.isStored = method == 0 && (flags & 1) == 0 && sizes.stored == sizes.original;
        addEntry(name, sizes.localHeader, sizes.stored, entry);
    }
    if (m_names.size() != directory.entries)
        throw Error(Phrase("the zip archive's directory has {1} entries and should have {2} (the file is damaged)",
                           m_names.size(), directory.entries));
}

void ZipArchive::addEntry(std::string_view name, std::uint64_t localHeader, std::uint64_t storedBytes, Entry entry) {
    ByteReader local = readerAt(m_bytes, localHeader, Phrase("an entry of the zip archive"));
    if (local.u32() != kLocalHeader)
        throw Error(Phrase("entry {1} of the zip archive is not where the directory says (the file is damaged)",
                           inQuotes(name)));
    local.skip(22);
    const std::uint16_t nameBytes = local.u16();
    const std::uint16_t extraBytes = local.u16();
    if (local.take(nameBytes) != name)
        throw Error(Phrase("entry {1} of the zip archive has another name in its own header", inQuotes(name)));
    local.skip(extraBytes);
    entry.bytes = local.take(storedBytes);
    if (!m_entries.emplace(name, entry).second)
        throw Error(Phrase("the zip archive has two entries named {1}", inQuotes(name)));
    m_names.push_back(name);
}

std::optional<std::string_view> ZipArchive::find(std::string_view name) const {
    const auto found = m_entries.find(name);
    if (found == m_entries.end())
        return std::nullopt;
    const Entry& entry = found->second;
    if (!entry.isStored)
        throw Error(
            Phrase("entry {1} of the zip archive is compressed or encrypted; torch.save stores its entries as they "
                   "are: save the weights with it again",
                   inQuotes(name)));
    // torch.serialization.set_crc32_options(False) leaves zeros.
    if (entry.crc32 != 0 &&
        ::crc32_z(0, reinterpret_cast<const unsigned char*>(entry.bytes.data()), entry.bytes.size()) != entry.crc32)
        throw Error(Phrase("the checksum of entry {1} does not match (the file is damaged)", inQuotes(name)));
    return entry.bytes;
}

} // namespace bubblenet::nn
