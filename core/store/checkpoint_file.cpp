// SPDX-License-Identifier: GPL-3.0-only
#include "core/store/checkpoint_file.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <string_view>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/store/descriptor.h"

namespace bubblenet::store {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view kMagic = "bubblenet checkpoint 1";
constexpr std::size_t kDigestDigits = 64;
constexpr std::size_t kLongestHeader = std::size_t{1} << 20;

std::string headerOf(const Checkpoint& checkpoint) {
    json header = {{"json", {{"bytes", checkpoint.json.size()}, {"sha256", sha256(checkpoint.json)}}},
                   {"parts", json::array()}};
    for (const auto& [name, bytes] : checkpoint.parts)
        header["parts"].push_back({{"name", name}, {"bytes", bytes.size()}, {"sha256", sha256(bytes)}});
    return header.dump();
}

/// The parts of a file, each read only after its size was found to fit into what is left of it.
class PartReader {
public:
    PartReader(std::ifstream& in, std::uintmax_t bytes) : m_in(in), m_left(bytes) {}

    std::optional<std::string> line(std::size_t longest) {
        std::string text;
        for (char c = 0; text.size() <= longest && m_in.get(c);) {
            --m_left;
            if (c == '\n')
                return text;
            text += c;
        }
        return std::nullopt;
    }
    std::optional<std::string> part(const json& description) {
        const auto bytes = description.at("bytes").get<std::uint64_t>();
        if (bytes > m_left)
            return std::nullopt;
        std::string part(bytes, '\0');
        m_left -= bytes;
        if (bytes > 0 && !m_in.read(part.data(), static_cast<std::streamsize>(bytes)))
            return std::nullopt;
        if (sha256(part) != description.at("sha256").get<std::string>())
            return std::nullopt;
        return part;
    }
    bool isAtEnd() const { return m_left == 0; }

private:
    std::ifstream& m_in;
    std::uintmax_t m_left;
};

std::optional<Checkpoint> readParts(PartReader& reader) {
    if (reader.line(kMagic.size()) != kMagic)
        return std::nullopt;
    const auto digest = reader.line(kDigestDigits);
    const auto text = reader.line(kLongestHeader);
    if (!digest || !text || sha256(*text) != *digest)
        return std::nullopt;
    const json header = parseJson(*text);
    Checkpoint checkpoint;
    auto main = reader.part(header.at("json"));
    if (!main)
        return std::nullopt;
    checkpoint.json = std::move(*main);
    for (const auto& description : header.at("parts")) {
        auto part = reader.part(description);
        if (!part)
            return std::nullopt;
        checkpoint.parts.emplace(description.at("name").get<std::string>(), std::move(*part));
    }
    return reader.isAtEnd() ? std::optional(std::move(checkpoint)) : std::nullopt;
}

} // namespace

void writeCheckpointFile(const fs::path& path, const fs::path& previous, const Checkpoint& checkpoint,
                         OldGeneration old) {
    const std::string header = headerOf(checkpoint);
    const fs::path temporary = path.string() + ".writing";
    try {
        {
            const auto file = openFile(temporary, O_WRONLY | O_CREAT | O_TRUNC);
            writeAll(file, std::string(kMagic) + '\n' + sha256(header) + '\n' + header + '\n', temporary);
            writeAll(file, checkpoint.json, temporary);
            for (const auto& [name, bytes] : checkpoint.parts)
                writeAll(file, bytes, temporary);
            syncFile(file, temporary);
        }
        if (old == OldGeneration::keep && ::rename(path.c_str(), previous.c_str()) != 0 && errno != ENOENT)
            failWithErrno("cannot rename to", previous);
        // A crash here leaves the older generation under its new name, which readers find.
        syncAndRename(temporary, path);
    } catch (...) {
        ::unlink(temporary.c_str());
        throw;
    }
}

std::optional<Checkpoint> readCheckpointFile(const fs::path& path) {
    std::error_code failed;
    const auto bytes = fs::file_size(path, failed);
    std::ifstream in(path, std::ios::binary);
    if (failed || !in)
        return std::nullopt;
    try {
        PartReader reader(in, bytes);
        return readParts(reader);
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

} // namespace bubblenet::store
