// SPDX-License-Identifier: GPL-3.0-only
#include "core/data/library.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "core/base/error.h"
#include "core/data/downloads.h"
#include "core/data/readers.h"

namespace bubblenet::data {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kAuto = "auto";
constexpr int kImageSizeLimit = 8192;

fs::path fromEnvironment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

std::string joined(const std::vector<fs::path>& paths) {
    std::string text;
    for (const auto& path : paths)
        text += (text.empty() ? "'" : ", '") + path.string() + "'";
    return text;
}

std::vector<DatasetInfo> makeInfos() {
    const ImageShape colour{.channels = 3, .height = 32, .width = 32};
    const ImageShape grey{.channels = 1, .height = 28, .width = 28};
    const std::string cifarLicence = "none stated; cite Krizhevsky 2009, Learning Multiple Layers of Features";
    std::vector<DatasetInfo> infos{
        {"cifar10", "CIFAR-10: animals and vehicles", 10, colour, 50000, 10000, 0, cifarLicence},
        {"cifar100", "CIFAR-100: a hundred kinds of things", 100, colour, 50000, 10000, 0, cifarLicence},
        {"mnist", "MNIST: handwritten digits", 10, grey, 60000, 10000, 0, "CC BY-SA 3.0"},
        {"fashion_mnist", "Fashion-MNIST: pieces of clothing", 10, grey, 60000, 10000, 0, "MIT"},
        {"image_folder", "your own JPEG and PNG files, one folder a class", 0, {.channels = 3}, 0, 0, 0, "yours"}};
    for (auto& info : infos)
        for (const auto& file : publishedFiles(info.name))
            info.downloadBytes += file.bytes;
    return infos;
}

/// An explicit folder of images stands for itself; another one found by chance would be another data set.
std::vector<fs::path> foldersFor(const std::string& name, const std::string& path) {
    auto folders = searchFolders(path);
    if (name == imageFolderReader().name && path != kAuto)
        folders.resize(1);
    return folders;
}

void checkPath(const std::string& path) {
    std::error_code code;
    if (path != kAuto && !fs::is_directory(path, code))
        throw Error(Phrase("there is no folder '{1}' to look for data sets in", path), ErrorKind::usage);
}

} // namespace

Reader readerOf(const std::string& name) {
    const std::array<Reader, 5> readers{cifar10Reader(), cifar100Reader(), mnistReader(), fashionMnistReader(),
                                        imageFolderReader()};
    const auto found =
        std::find_if(readers.begin(), readers.end(), [&](const Reader& reader) { return reader.name == name; });
    if (found != readers.end())
        return *found;
    std::string names;
    for (const auto& reader : readers)
        names += (names.empty() ? "" : ", ") + std::string(reader.name);
    throw Error(Phrase("there is no data set '{1}'; known are {2}", name, names), ErrorKind::usage);
}

fs::path locate(const Reader& reader, const fs::path& folder) {
    for (const auto name : reader.subfolders)
        if (reader.isHere(folder / name))
            return folder / name;
    return reader.isHere(folder) ? folder : fs::path();
}

const std::vector<DatasetInfo>& knownDatasets() {
    static const std::vector<DatasetInfo> infos = makeInfos();
    return infos;
}

const DatasetInfo& datasetInfo(const std::string& name) {
    const auto& known = knownDatasets();
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto& info) { return info.name == name; });
    if (found == known.end())
        throw Error(Phrase("unknown data set '{1}'", name), ErrorKind::usage);
    return *found;
}

fs::path userFolder() {
    const auto cache = fromEnvironment("XDG_CACHE_HOME");
    if (cache.is_absolute()) // the XDG specification has relative ones ignored
        return cache / "bubblenet" / "data";
    const auto home = fromEnvironment("HOME");
    return home.empty() ? fs::path() : home / ".cache" / "bubblenet" / "data";
}

std::vector<fs::path> searchFolders(const std::string& path) {
    std::vector<fs::path> folders;
    if (path != kAuto)
        folders.emplace_back(path);
    if (const auto folder = fromEnvironment("BUBBLENET_DATA"); !folder.empty())
        folders.push_back(folder);
    if (const auto folder = userFolder(); !folder.empty())
        folders.push_back(folder);
    folders.emplace_back("/usr/share/datasets");
    return folders;
}

std::optional<fs::path> findDataset(const std::string& name, const std::string& path) {
    const Reader reader = readerOf(name);
    for (const auto& folder : foldersFor(name, path)) {
        // Any folder that holds folders with pictures would do for an image folder: only one that was named may.
        const bool onlyByName = name == imageFolderReader().name && path == kAuto;
        const auto found = locate(reader, folder);
        if (!found.empty() && !(onlyByName && found == folder))
            return found;
    }
    return std::nullopt;
}

DatasetPair openDataset(const std::string& name, const std::string& path, int imageSize) {
    const Reader reader = readerOf(name);
    if (imageSize < 0 || imageSize > kImageSizeLimit)
        throw Error(Phrase("images of {1} pixels a side cannot be made; give 1 … {2}, or 0 for the usual size",
                           imageSize, kImageSizeLimit),
                    ErrorKind::usage);
    checkPath(path);
    if (const auto folder = findDataset(name, path))
        return reader.open(*folder, imageSize);
    if (name == imageFolderReader().name && path != kAuto)
        return reader.open(path, imageSize); // says what the folder lacks
    const bool canDownload = !publishedFiles(name).empty();
    const auto way = canDownload
                         ? Phrase("get it with 'bubblenet data get {1}', or name its folder with --data", name)
                         : Phrase("name its folder with --data (data.path in a recipe): it holds train/CLASS/… and "
                                  "test/CLASS/…, or CLASS/… alone");
    throw Error(Phrase("data set '{1}' was not found in {2}; {3}", name, joined(foldersFor(name, path)), way),
                ErrorKind::usage);
}

} // namespace bubblenet::data
