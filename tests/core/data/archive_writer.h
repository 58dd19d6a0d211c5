// SPDX-License-Identifier: GPL-3.0-only
// Archives with any entries, honest or not.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace bubblenet::data::test {

struct Entry {
    std::string path;
    std::string content;
    unsigned type = AE_IFREG;
    std::string link; ///< where a symbolic link leads
    std::string hardLink;
};

enum class Pack { tar, tarGz, tarBz2, tarXz, tarZst, zip };

inline void writeArchive(const std::filesystem::path& path, Pack pack, const std::vector<Entry>& entries) {
    struct archive* out = archive_write_new();
    if (pack == Pack::zip)
        archive_write_set_format_zip(out);
    else
        archive_write_set_format_pax_restricted(out);
    switch (pack) {
    case Pack::tarGz:
        archive_write_add_filter_gzip(out);
        break;
    case Pack::tarBz2:
        archive_write_add_filter_bzip2(out);
        break;
    case Pack::tarXz:
        archive_write_add_filter_xz(out);
        break;
    case Pack::tarZst:
        archive_write_add_filter_zstd(out);
        break;
    default:
        break;
    }
    archive_write_open_filename(out, path.c_str());
    for (const auto& each : entries) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, each.path.c_str());
        archive_entry_set_filetype(entry, each.type);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, static_cast<la_int64_t>(each.content.size()));
        if (!each.link.empty())
            archive_entry_set_symlink(entry, each.link.c_str());
        if (!each.hardLink.empty())
            archive_entry_set_hardlink(entry, each.hardLink.c_str());
        if (archive_write_header(out, entry) < ARCHIVE_WARN)
            throw std::runtime_error(archive_error_string(out));
        archive_write_data(out, each.content.data(), each.content.size());
        archive_entry_free(entry);
    }
    archive_write_close(out);
    archive_write_free(out);
}

} // namespace bubblenet::data::test
