// SPDX-License-Identifier: GPL-3.0-only
// Folders of JPEG and PNG files, one folder a class: DIR/train/CLASS/… beside DIR/test (or val), or DIR/CLASS/… alone,
// of which a fixed tenth of each class becomes the test images. Files are decoded when they are read.
#include <algorithm>
#include <array>
#include <cctype>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/image_listing.h"
#include "core/data/library.h"
#include "core/data/readers.h"
#include "core/data/statistics.h"

namespace bubblenet::data {

namespace {

namespace fs = std::filesystem;

constexpr int kDefaultImageSize = 224;
constexpr std::size_t kImagesMeasured = 1000;
constexpr std::size_t kImageLimit = 20'000'000;
constexpr int kDepthLimit = 16;
constexpr std::size_t kTestShare = 10;
constexpr std::array<std::string_view, 2> kFolders{"image_folder", "image-folder"};
constexpr std::array<std::string_view, 4> kTestFolders{"test", "val", "validation", "valid"};

struct Item {
    fs::path path; ///< relative to the data set's folder
    int label = 0;
};

class ImageFolder final : public Dataset {
public:
    ImageFolder(fs::path folder, std::vector<Item> items, int imageSize)
        : m_folder(std::move(folder)),
          m_items(std::move(items)), m_shape{.channels = 3, .height = imageSize, .width = imageSize} {}

    std::size_t size() const override { return m_items.size(); }
    int label(std::size_t index) const override { return m_items.at(index).label; }
    ImageShape shape() const override { return m_shape; }
    void read(std::size_t index, std::span<std::uint8_t> pixels) const override {
        const auto image = readImageFile(m_folder / m_items.at(index).path, m_shape);
        if (pixels.size() != image.size())
            throw Error("an image of " + std::to_string(image.size()) + " bytes was asked for, into " +
                        std::to_string(pixels.size()));
        std::copy(image.begin(), image.end(), pixels.begin());
    }

private:
    fs::path m_folder;
    std::vector<Item> m_items;
    ImageShape m_shape;
};

bool isHidden(const fs::path& path) {
    return path.filename().string().starts_with('.');
}

bool isImageName(const fs::path& path) {
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return !isHidden(path) && (extension == ".jpg" || extension == ".jpeg" || extension == ".png");
}

std::vector<std::string> foldersIn(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code code;
    for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code))
        if (std::error_code ignored; it->is_directory(ignored) && !isHidden(it->path()))
            names.push_back(it->path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

bool hasImage(const fs::path& folder) {
    std::error_code code;
    for (fs::recursive_directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
        if (it.depth() >= kDepthLimit)
            it.disable_recursion_pending();
        if (std::error_code ignored; isImageName(it->path()) && it->is_regular_file(ignored))
            return true;
    }
    return false;
}

/// The folders of `folder` that hold images: the classes.
std::vector<std::string> classesIn(const fs::path& folder) {
    auto names = foldersIn(folder);
    std::erase_if(names, [&](const std::string& name) { return !hasImage(folder / name); });
    return names;
}

/// Where the classes of the training images are, relative to the data set's folder. A class may be called train, too.
fs::path trainPart(const fs::path& folder) {
    return classesIn(folder / "train").empty() ? "" : "train";
}

std::vector<Item> itemsIn(const fs::path& folder, const fs::path& part, const std::vector<std::string>& classes) {
    std::vector<Item> items;
    std::error_code code;
    for (std::size_t label = 0; label < classes.size(); ++label) {
        const auto inside = folder / part / classes[label];
        if (!fs::exists(inside, code)) // a class may have no test images
            continue;
        for (const auto& path : imagesUnder(inside))
            items.push_back({path.lexically_relative(folder), static_cast<int>(label)});
    }
    return items;
}

struct Listing {
    std::vector<std::string> classes;
    std::vector<Item> train;
    std::vector<Item> test;
    std::string note;
};

/// Takes a tenth of each class out of `listing.train`; always the same files.
void splitTestOff(Listing& listing, const fs::path& folder) {
    const ImageFolder all(folder, listing.train, 1);
    const auto count = std::max<std::size_t>(1, listing.train.size() / kTestShare);
    const auto split = stratifiedSplit(all, {.validation = count}, Rng(0).stream("test"));
    std::vector<Item> train;
    for (const auto index : split.train)
        train.push_back(listing.train[index]);
    for (const auto index : split.validation)
        listing.test.push_back(listing.train[index]);
    listing.train = std::move(train);
    listing.note = "'" + folder.string() + "' has no test folder: a fixed tenth of each class, " +
                   std::to_string(listing.test.size()) + " images, serves as the test images and is not trained on";
}

Listing list(const fs::path& folder) {
    std::error_code code;
    Listing listing;
    const fs::path train = trainPart(folder);
    const auto test = std::find_if(kTestFolders.begin(), kTestFolders.end(),
                                   [&](std::string_view name) { return fs::is_directory(folder / name, code); });
    listing.classes = classesIn(folder / train);
    if (listing.classes.size() < 2)
        throw Error(
            Phrase("'{1}' has {2} folders with JPEG or PNG files; one for each class is expected, and two at least",
                   (folder / train).string(), listing.classes.size()),
            ErrorKind::usage);
    if (train.empty() && test != kTestFolders.end())
        throw Error(Phrase("'{1}' has a folder '{2}' but no 'train' with a folder for each class", folder.string(),
                           std::string(*test)),
                    ErrorKind::usage);
    listing.train = itemsIn(folder, train, listing.classes);
    if (test == kTestFolders.end()) {
        splitTestOff(listing, folder);
        return listing;
    }
    for (const auto& name : classesIn(folder / *test))
        if (std::find(listing.classes.begin(), listing.classes.end(), name) == listing.classes.end())
            throw Error(Phrase("'{1}' is a class that has no training images in '{2}'",
                               (folder / *test / name).string(), (folder / train).string()),
                        ErrorKind::usage);
    listing.test = itemsIn(folder, *test, listing.classes);
    if (listing.test.empty())
        throw Error("'" + (folder / *test).string() +
                        "' holds no images; remove it to have a tenth of the training "
                        "images set aside instead",
                    ErrorKind::usage);
    return listing;
}

std::string digestOf(const fs::path& folder, const Listing& listing) {
    std::string text;
    for (const auto* items : {&listing.train, &listing.test}) {
        for (const auto& item : *items)
            text += item.path.generic_string() + '\0' + std::to_string(fs::file_size(folder / item.path)) + '\n';
        text += '\n';
    }
    return sha256(text);
}

DatasetPair open(const fs::path& folder, int imageSize) {
    const int side = imageSize > 0 ? imageSize : kDefaultImageSize;
    auto listing = list(folder);
    DatasetPair pair;
    pair.name = "image_folder";
    pair.sha256 = digestOf(folder, listing);
    pair.note = listing.note;
    pair.train = std::make_shared<ImageFolder>(folder, std::move(listing.train), side);
    pair.test = std::make_shared<ImageFolder>(folder, std::move(listing.test), side);
    pair.classNames = std::move(listing.classes);
    pair.normalization = measureNormalization(*pair.train, kImagesMeasured);
    return pair;
}

} // namespace

std::vector<fs::path> imagesUnder(const fs::path& folder, const Proceed& proceed) {
    std::vector<fs::path> images;
    std::error_code code;
    for (fs::recursive_directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
        throwIfStopped(proceed);
        if (it.depth() >= kDepthLimit)
            it.disable_recursion_pending();
        std::error_code ignored;
        if (isImageName(it->path()) && it->is_regular_file(ignored))
            images.push_back(it->path());
        if (images.size() > kImageLimit)
            throw Error(Phrase("'{1}' holds more than {2} images", folder.string(), kImageLimit));
    }
    if (code)
        throw Error("cannot list '" + folder.string() + "': " + code.message());
    std::sort(images.begin(), images.end());
    return images;
}

Reader imageFolderReader() {
    return {.name = "image_folder",
            .subfolders = kFolders,
            .isHere =
                [](const fs::path& folder) {
                    const auto train = trainPart(folder);
                    return classesIn(folder / train).size() >= (train.empty() ? 2U : 1U);
                },
            .files =
                [](const fs::path& folder) {
                    const auto listing = list(folder);
                    std::vector<fs::path> files;
                    for (const auto* items : {&listing.train, &listing.test})
                        for (const auto& item : *items)
                            files.push_back(item.path);
                    return files;
                },
            .open = open};
}

} // namespace bubblenet::data
