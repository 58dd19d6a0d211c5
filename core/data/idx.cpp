// SPDX-License-Identifier: GPL-3.0-only
// MNIST and Fashion-MNIST in LeCun's IDX layout, gzipped or not: a big-endian magic number that counts the dimensions,
// the dimensions, then the bytes. Both data sets use the same file names; their folders tell them apart.
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "core/base/error.h"
#include "core/data/memory_dataset.h"
#include "core/data/readers.h"

namespace bubblenet::data {

namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kLabelMagic = 0x00000801;
constexpr std::uint32_t kImageMagic = 0x00000803;
constexpr std::uint32_t kCountLimit = 10'000'000;
constexpr std::uint32_t kSideLimit = 1024;
constexpr std::uint64_t kByteLimit = std::uint64_t{1} << 32;
constexpr int kClasses = 10;

constexpr std::array<std::string_view, 4> kFiles{"train-images-idx3-ubyte", "train-labels-idx1-ubyte",
                                                 "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"};

constexpr std::array<std::string_view, 4> kMnistFolders{"mnist", "mnist/raw", "MNIST/raw", "MNIST"};
constexpr std::array<std::string_view, 6> kFashionFolders{"fashion_mnist",     "fashion-mnist",    "fashion_mnist/raw",
                                                          "fashion-mnist/raw", "FashionMNIST/raw", "FashionMNIST"};

constexpr std::array<std::string_view, 10> kDigits{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
constexpr std::array<std::string_view, 10> kClothes{"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
                                                    "Sandal",      "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};

/// Reads a file that may be gzipped; zlib passes over to plain bytes by itself.
class ByteFile {
public:
    explicit ByteFile(const fs::path& path) : m_path(path) {
        if (!fs::is_regular_file(path))
            throw Error(Phrase("no such file: '{1}'", path.string()));
        m_file = gzopen(path.c_str(), "rb");
        if (!m_file)
            throw Error(Phrase("cannot read '{1}'", path.string()));
        gzbuffer(m_file, 1U << 17);
    }
    ByteFile(const ByteFile&) = delete;
    ByteFile& operator=(const ByteFile&) = delete;
    ~ByteFile() { gzclose(m_file); }

    void read(std::span<std::uint8_t> bytes) {
        if (readSome(bytes) != bytes.size())
            failCutOff();
    }
    std::uint32_t number() {
        std::array<std::uint8_t, 4> bytes{};
        read(bytes);
        return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
    }
    /// Also makes zlib check the sum at a gzip file's end.
    void expectEnd() {
        std::array<std::uint8_t, 1> one{};
        if (readSome(one) != 0)
            throw Error(Phrase("'{1}' goes on after its last image or label: its header is wrong", m_path.string()));
    }

private:
    [[noreturn]] void failCutOff() const {
        throw Error(Phrase("'{1}' is cut off; get the data set again", m_path.string()));
    }
    std::size_t readSome(std::span<std::uint8_t> bytes) {
        std::size_t done = 0;
        while (done < bytes.size()) {
            const auto wanted = static_cast<unsigned>(std::min<std::size_t>(bytes.size() - done, 1U << 24));
            const int got = gzread(m_file, bytes.data() + done, wanted);
            if (got < 0) {
                int code = 0;
                throw Error(Phrase("cannot unpack '{1}': {2}; get the data set again", m_path.string(),
                                   std::string(gzerror(m_file, &code))));
            }
            if (got == 0) {
                int code = Z_OK; // a cut in the sum at the end shows here alone
                gzerror(m_file, &code);
                if (code != Z_OK)
                    failCutOff();
                break;
            }
            done += static_cast<std::size_t>(got);
        }
        return done;
    }

    fs::path m_path;
    gzFile m_file = nullptr;
};

/// The spelling in use: with or without .gz, and some sites write "train-images.idx3-ubyte"; the plain name if none is.
fs::path spelled(const fs::path& folder, std::string_view name) {
    std::string dotted(name);
    dotted[dotted.rfind("-idx")] = '.';
    std::error_code code;
    for (const auto& base : {std::string(name), dotted})
        for (const char* extension : {"", ".gz"})
            if (fs::is_regular_file(folder / (base + extension), code))
                return base + extension;
    return name;
}

void expectMagic(const fs::path& path, std::uint32_t found, std::uint32_t wanted) {
    if (found != wanted)
        throw Error(Phrase("'{1}' begins with {2} instead of {3}: it is no IDX file of this kind", path.string(), found,
                           wanted));
}

std::vector<std::uint8_t> readLabels(const fs::path& path) {
    ByteFile file(path);
    expectMagic(path, file.number(), kLabelMagic);
    const std::uint32_t count = file.number();
    if (count == 0 || count > kCountLimit)
        throw Error(Phrase("'{1}' claims {2} labels: its header is wrong", path.string(), count));
    std::vector<std::uint8_t> labels(count);
    file.read(labels);
    file.expectEnd();
    const auto wrong = std::find_if(labels.begin(), labels.end(), [](std::uint8_t label) { return label >= kClasses; });
    if (wrong != labels.end())
        throw Error(Phrase("'{1}' has the label {2}, but there are {3} classes", path.string(), *wrong, kClasses));
    return labels;
}

std::shared_ptr<const MemoryDataset> readImages(const fs::path& path, std::vector<std::uint8_t> labels) {
    ByteFile file(path);
    expectMagic(path, file.number(), kImageMagic);
    const std::uint64_t count = file.number();
    const std::uint32_t height = file.number();
    const std::uint32_t width = file.number();
    if (height == 0 || width == 0 || height > kSideLimit || width > kSideLimit)
        throw Error(
            Phrase("'{1}' claims images of {2} × {3} pixels: its header is wrong", path.string(), width, height));
    // Checked before memory is taken: the labels were really read.
    if (count != labels.size() || count * height * width > kByteLimit)
        throw Error(Phrase("'{1}' claims {2} images of {3} × {4} pixels, but there are {5} labels", path.string(),
                           count, width, height, labels.size()));
    const ImageShape shape{.channels = 1, .height = static_cast<int>(height), .width = static_cast<int>(width)};
    std::vector<std::uint8_t> pixels(labels.size() * shape.size());
    file.read(pixels);
    file.expectEnd();
    return std::make_shared<MemoryDataset>(shape, std::move(pixels), std::move(labels));
}

DatasetPair open(const fs::path& folder, const std::string& name, std::span<const std::string_view> classes) {
    std::array<fs::path, 4> paths;
    std::transform(kFiles.begin(), kFiles.end(), paths.begin(),
                   [&](std::string_view file) { return folder / spelled(folder, file); });
    auto train = readImages(paths[0], readLabels(paths[1]));
    auto test = readImages(paths[2], readLabels(paths[3]));
    if (train->shape() != test->shape())
        throw Error(Phrase("'{1}' and '{2}' have images of different sizes", paths[0].string(), paths[2].string()));
    return makePair(name, std::move(train), std::move(test), {classes.begin(), classes.end()});
}

std::vector<fs::path> files(const fs::path& folder) {
    std::vector<fs::path> paths;
    for (const auto name : kFiles)
        paths.push_back(spelled(folder, name));
    return paths;
}

bool hasFiles(const fs::path& folder) {
    std::error_code code;
    return std::any_of(kFiles.begin(), kFiles.end(), [&](std::string_view name) {
        return fs::is_regular_file(folder / spelled(folder, name), code);
    });
}

enum class Kind { unknown, mnist, fashion };

/// What the folder's own name says, or that of the one it lies in where it is called raw (torchvision:
/// FashionMNIST/raw).
Kind kindByName(const fs::path& folder) {
    std::error_code code;
    fs::path path = fs::weakly_canonical(folder, code);
    if (path.filename() == "raw")
        path = path.parent_path();
    std::string name = path.filename().string();
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (name.find("fashion") != std::string::npos)
        return Kind::fashion;
    return name.find("mnist") != std::string::npos ? Kind::mnist : Kind::unknown;
}

} // namespace

Reader mnistReader() {
    return {.name = "mnist",
            .subfolders = kMnistFolders,
            .isHere = [](const fs::path& folder) { return hasFiles(folder) && kindByName(folder) != Kind::fashion; },
            .files = files,
            .open = [](const fs::path& folder, int) { return open(folder, "mnist", kDigits); }};
}

Reader fashionMnistReader() {
    return {.name = "fashion_mnist",
            .subfolders = kFashionFolders,
            .isHere = [](const fs::path& folder) { return hasFiles(folder) && kindByName(folder) != Kind::mnist; },
            .files = files,
            .open = [](const fs::path& folder, int) { return open(folder, "fashion_mnist", kClothes); }};
}

} // namespace bubblenet::data
