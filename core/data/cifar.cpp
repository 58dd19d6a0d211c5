// SPDX-License-Identifier: GPL-3.0-only
// The binary layout of CIFAR-10 and -100 (Krizhevsky 2009): records of one label byte (-100: coarse, then fine) and
// 3,072 bytes, the planes R, G, B of 32 × 32 pixels.
#include <algorithm>
#include <array>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/memory_dataset.h"
#include "core/data/readers.h"

namespace bubblenet::data {

namespace {

namespace fs = std::filesystem;

constexpr ImageShape kShape{.channels = 3, .height = 32, .width = 32};
constexpr std::size_t kPlane = 32 * 32;
constexpr std::size_t kPixels = 3 * kPlane;
constexpr std::uint64_t kFileLimit = std::uint64_t{1} << 30;

struct Layout {
    std::size_t labelBytes;
    int classes;
};
constexpr Layout kCifar10{.labelBytes = 1, .classes = 10};
constexpr Layout kCifar100{.labelBytes = 2, .classes = 100};

constexpr std::array<std::string_view, 5> kTrain10{"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin",
                                                   "data_batch_4.bin", "data_batch_5.bin"};
constexpr std::array<std::string_view, 1> kTest10{"test_batch.bin"};
constexpr std::array<std::string_view, 1> kTrain100{"train.bin"};
constexpr std::array<std::string_view, 1> kTest100{"test.bin"};

constexpr std::array<std::string_view, 3> kFolders10{"cifar10", "cifar-10-batches-bin", "cifar-10"};
constexpr std::array<std::string_view, 3> kFolders100{"cifar100", "cifar-100-binary", "cifar-100"};

constexpr std::array<std::string_view, 10> kClasses10{"airplane", "automobile", "bird",  "cat",  "deer",
                                                      "dog",      "frog",       "horse", "ship", "truck"};

constexpr std::array<std::string_view, 100> kClasses100{
    "apple",      "aquarium_fish", "baby",         "bear",       "beaver",      "bed",         "bee",
    "beetle",     "bicycle",       "bottle",       "bowl",       "boy",         "bridge",      "bus",
    "butterfly",  "camel",         "can",          "castle",     "caterpillar", "cattle",      "chair",
    "chimpanzee", "clock",         "cloud",        "cockroach",  "couch",       "crab",        "crocodile",
    "cup",        "dinosaur",      "dolphin",      "elephant",   "flatfish",    "forest",      "fox",
    "girl",       "hamster",       "house",        "kangaroo",   "keyboard",    "lamp",        "lawn_mower",
    "leopard",    "lion",          "lizard",       "lobster",    "man",         "maple_tree",  "motorcycle",
    "mountain",   "mouse",         "mushroom",     "oak_tree",   "orange",      "orchid",      "otter",
    "palm_tree",  "pear",          "pickup_truck", "pine_tree",  "plain",       "plate",       "poppy",
    "porcupine",  "possum",        "rabbit",       "raccoon",    "ray",         "road",        "rocket",
    "rose",       "sea",           "seal",         "shark",      "shrew",       "skunk",       "skyscraper",
    "snail",      "snake",         "spider",       "squirrel",   "streetcar",   "sunflower",   "sweet_pepper",
    "table",      "tank",          "telephone",    "television", "tiger",       "tractor",     "train",
    "trout",      "tulip",         "turtle",       "wardrobe",   "whale",       "willow_tree", "wolf",
    "woman",      "worm"};

void interleave(const std::uint8_t* planes, std::uint8_t* pixels) {
    for (std::size_t i = 0; i < kPlane; ++i)
        for (std::size_t c = 0; c < 3; ++c)
            pixels[3 * i + c] = planes[c * kPlane + i];
}

std::shared_ptr<const MemoryDataset> readRecords(const fs::path& folder, std::span<const std::string_view> names,
                                                 const Layout& layout) {
    const std::size_t record = layout.labelBytes + kPixels;
    std::vector<std::uint8_t> pixels;
    std::vector<std::uint8_t> labels;
    for (const auto name : names) {
        const auto path = folder / name;
        const std::string bytes = readFile(path, kFileLimit);
        const std::size_t count = bytes.size() / record;
        if (count == 0 || bytes.size() % record != 0)
            throw Error(
                Phrase("'{1}' has {2} bytes, no whole number of records of {3}: it is cut off or no CIFAR file; "
                       "get the data set again",
                       path.string(), bytes.size(), record));
        const std::size_t before = labels.size();
        pixels.reserve(names.size() * count * kPixels); // the files have one size: no copies while it grows
        labels.resize(before + count);
        pixels.resize((before + count) * kPixels);
        const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint8_t label = data[i * record + layout.labelBytes - 1];
            if (label >= layout.classes)
                throw Error(Phrase("'{1}' labels image {2} as {3}, but there are {4} classes: the file is damaged or "
                                   "another data set's",
                                   path.string(), i, label, layout.classes));
            labels[before + i] = label;
            interleave(data + i * record + layout.labelBytes, pixels.data() + (before + i) * kPixels);
        }
    }
    return std::make_shared<MemoryDataset>(kShape, std::move(pixels), std::move(labels));
}

template<std::size_t Size> bool anyOf(const fs::path& folder, const std::array<std::string_view, Size>& names) {
    std::error_code code;
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view name) { return fs::is_regular_file(folder / name, code); });
}

} // namespace

Reader cifar10Reader() {
    return {
        .name = "cifar10",
        .subfolders = kFolders10,
        .isHere = [](const fs::path& folder) { return anyOf(folder, kTrain10) || anyOf(folder, kTest10); },
        .files =
            [](const fs::path&) {
                std::vector<fs::path> files(kTrain10.begin(), kTrain10.end());
                files.insert(files.end(), kTest10.begin(), kTest10.end());
                return files;
            },
        .open =
            [](const fs::path& folder, int) {
                auto train = readRecords(folder, kTrain10, kCifar10);
                auto test = readRecords(folder, kTest10, kCifar10);
                return makePair("cifar10", std::move(train), std::move(test), {kClasses10.begin(), kClasses10.end()});
            }};
}

Reader cifar100Reader() {
    return {.name = "cifar100",
            .subfolders = kFolders100,
            .isHere = [](const fs::path& folder) { return anyOf(folder, kTrain100) || anyOf(folder, kTest100); },
            .files =
                [](const fs::path&) {
                    return std::vector<fs::path>{kTrain100[0], kTest100[0]};
                },
            .open =
                [](const fs::path& folder, int) {
                    auto train = readRecords(folder, kTrain100, kCifar100);
                    auto test = readRecords(folder, kTest100, kCifar100);
                    return makePair("cifar100", std::move(train), std::move(test),
                                    {kClasses100.begin(), kClasses100.end()});
                }};
}

} // namespace bubblenet::data
