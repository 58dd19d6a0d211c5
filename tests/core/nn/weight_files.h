// SPDX-License-Identifier: GPL-3.0-only
// Weight files made in memory for the tests of the readers: zip archives, pickles and safetensors, sound or hostile.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace weight_files {

inline std::filesystem::path reference(const std::string& file) {
    return std::filesystem::path(BUBBLENET_SOURCE_DIR) / "tests/reference/nn" / file;
}

inline void write(const std::filesystem::path& path, const std::string& bytes) {
    std::filesystem::remove(path); // file systems flush a file that is emptied and written again, which takes long
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline std::string little(std::uint64_t value, std::size_t bytes) {
    std::string text;
    for (std::size_t i = 0; i < bytes; ++i)
        text += static_cast<char>(i < 8 ? value >> (8 * i) & 0xff : 0);
    return text;
}

inline std::string safetensors(const std::string& header, const std::string& buffer = {}) {
    return little(header.size(), 8) + header + buffer;
}

struct ZipEntry {
    std::string name;
    std::string bytes;
    std::string localName = {}; ///< where it differs from the directory's
    std::uint16_t method = 0;
    std::uint32_t crc32 = 0;         ///< 0: not recorded
    std::uint32_t declaredBytes = 0; ///< where it differs from the bytes'
    std::string extra = {};          ///< of the directory
};

/// APPNOTE 6.3: local headers with their data, the directory, the end record.
inline std::string zip(const std::vector<ZipEntry>& entries, int countError = 0) {
    std::string out;
    std::string directory;
    for (const ZipEntry& entry : entries) {
        const std::uint64_t size = entry.declaredBytes != 0 ? entry.declaredBytes : entry.bytes.size();
        const std::string& local = entry.localName.empty() ? entry.name : entry.localName;
        const std::string common = little(0, 2) + little(entry.method, 2) + little(0, 4) + little(entry.crc32, 4) +
                                   little(size, 4) + little(size, 4);
        directory += "PK\1\2" + little(0, 4) + common + little(entry.name.size(), 2) + little(entry.extra.size(), 2) +
                     little(0, 10) + little(out.size(), 4) + entry.name + entry.extra;
        out += "PK\3\4" + little(0, 2) + common + little(local.size(), 2) + little(0, 2) + local + entry.bytes;
    }
    const auto count = static_cast<std::uint64_t>(static_cast<int>(entries.size()) + countError);
    return out + directory + "PK\5\6" + little(0, 4) + little(count, 2) + little(count, 2) +
           little(directory.size(), 4) + little(out.size(), 4) + little(0, 2);
}

// Pieces of pickles (protocol 2).
inline std::string text(const std::string& value) {
    return std::string("X").append(little(value.size(), 4)).append(value);
}
inline std::string integer(std::int64_t value) {
    return "\x8a\x08" + little(static_cast<std::uint64_t>(value), 8);
}
inline std::string tuple(const std::vector<std::string>& items) {
    std::string joined = "(";
    for (const std::string& item : items)
        joined += item;
    return joined + "t";
}
inline std::string shape(const std::vector<std::int64_t>& sizes) {
    std::vector<std::string> items;
    for (const std::int64_t size : sizes)
        items.push_back(integer(size));
    return tuple(items);
}
inline std::string global(const std::string& module, const std::string& name) {
    return "c" + module + "\n" + name + "\n";
}
inline std::string dict(const std::vector<std::pair<std::string, std::string>>& items) {
    std::string joined = "}(";
    for (const auto& [key, value] : items)
        joined += text(key) + value;
    return joined + "u";
}

struct TensorPickle {
    std::int64_t offset = 0;
    std::vector<std::int64_t> sizes{4};
    std::vector<std::int64_t> strides{1};
    std::int64_t elements = 4;
    std::string storage = "FloatStorage";
    std::string key = "0";
};
inline std::string tensor(const TensorPickle& t = {}) {
    const std::string id =
        tuple({text("storage"), global("torch", t.storage), text(t.key), text("cpu"), integer(t.elements)}) + "Q";
    return global("torch._utils", "_rebuild_tensor_v2") +
           tuple({id, integer(t.offset), shape(t.sizes), shape(t.strides), "\x89", "N"}) + "R";
}
inline std::string pickle(const std::string& body) {
    return "\x80\x02" + body + ".";
}

/// An archive as torch.save makes it, with one storage "0" of four floats 1, 2, 3, 4.
inline std::string pth(const std::string& body) {
    const std::string floats =
        little(0x3f800000, 4) + little(0x40000000, 4) + little(0x40400000, 4) + little(0x40800000, 4);
    return zip({{"w/data.pkl", pickle(body)}, {"w/data/0", floats}});
}

} // namespace weight_files
