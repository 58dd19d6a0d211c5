// SPDX-License-Identifier: GPL-3.0-only
// Values are Pillow's and torchvision's (tests/reference/data/make_images.py).
#include <QtTest>

#include <sys/stat.h>

#include "core/base/rng.h"
#include "core/data/image_file.h"
#include "core/data/library.h"
#include "core/data/resize.h"
#include "data_files.h"

using namespace bubblenet;
using namespace bubblenet::data;
using namespace bubblenet::data::test;
namespace fs = std::filesystem;

namespace {

int largestDifference(const std::vector<std::uint8_t>& pixels, const std::string& expected) {
    if (pixels.size() != expected.size())
        return 1000;
    int largest = 0;
    for (std::size_t i = 0; i < pixels.size(); ++i)
        largest = std::max(largest, std::abs(int{pixels[i]} - int{static_cast<std::uint8_t>(expected[i])}));
    return largest;
}

Image decoded(const std::string& bytes) {
    return isPng(bytes) ? decodePng(bytes) : decodeJpeg(bytes, 0);
}

} // namespace

class TestImageFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->path().toStdString();
    }

    void pixelsAreTorchvisionsOwn_data();
    void pixelsAreTorchvisionsOwn();
    void resizingIsPillowsOwn_data();
    void resizingIsPillowsOwn();
    void colourBecomesGreyByItsMean();
    void extremeShapesAreFitted();
    void theContentDecidesNotTheName();
    void cutFilesThrowNamingThem_data();
    void cutFilesThrowNamingThem();
    void damagedFilesNeverCrash_data();
    void damagedFilesNeverCrash();
    void aPngThatClaimsTooManyPixelsIsRefused();
    void aJpegThatClaimsTooManyPixelsIsRefused();
    void aJpegOfHundredsOfScansIsRefused();
    void aLargeJpegIsDecodedSmaller();
    void whatIsNoImageThrows();
    void impossibleShapesThrow();

private:
    fs::path written(const std::string& name, const std::string& bytes) const {
        writeBytes(m_path / name, bytes);
        return m_path / name;
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_path;
};

void TestImageFile::pixelsAreTorchvisionsOwn_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("side");
    QTest::addColumn<int>("tolerance");
    for (const char* png : {"colour.png", "alpha.png", "palette.png", "grey.png", "two_levels.png", "tall.png"})
        QTest::newRow(png) << png << 24 << 0;
    QTest::newRow("enlarged") << "colour.png" << 70 << 0;
    QTest::newRow("tall and enlarged") << "tall.png" << 70 << 0;
    // Pillow brings another version of libjpeg-turbo.
    for (const char* jpeg : {"colour.jpg", "progressive.jpg", "grey.jpg"})
        QTest::newRow(jpeg) << jpeg << 24 << 1;
    QTest::newRow("enlarged JPEG") << "colour.jpg" << 70 << 1;
    QTest::newRow("cmyk.jpg") << "cmyk.jpg" << 24 << 2; // two roundings of the product
}

void TestImageFile::pixelsAreTorchvisionsOwn() {
    QFETCH(QString, file);
    QFETCH(int, side);
    QFETCH(int, tolerance);
    const auto name = file.toStdString();
    const auto expected = readBytes(reference(name + "." + std::to_string(side) + ".rgb"));
    const int difference = largestDifference(readImageFile(reference(name), {3, side, side}), expected);
    QVERIFY2(difference <= tolerance, qPrintable(QString::number(difference)));
}

void TestImageFile::resizingIsPillowsOwn_data() {
    QTest::addColumn<int>("side");
    QTest::newRow("smaller") << 24;
    QTest::newRow("larger in one direction") << 50;
}

void TestImageFile::resizingIsPillowsOwn() {
    QFETCH(int, side);
    const auto image = decodePng(readBytes(reference("colour.png")));
    QCOMPARE(image.shape, (ImageShape{3, 47, 61}));
    const AxisCut whole{.size = side, .first = 0, .count = side};
    const Resizer resizer(image.shape, whole, whole);
    std::vector<std::uint8_t> pixels(resizer.shape().size());
    std::vector<std::uint8_t> scratch;
    resizer.resize(image.pixels, pixels, scratch);
    const auto expected = readBytes(reference("colour.png.squeezed." + std::to_string(side) + ".rgb"));
    QCOMPARE(largestDifference(pixels, expected), 0);
}

void TestImageFile::colourBecomesGreyByItsMean() {
    const auto colour = readImageFile(reference("colour.png"), {3, 24, 24});
    const auto grey = readImageFile(reference("colour.png"), {1, 24, 24});
    QCOMPARE(grey.size(), std::size_t{576});
    for (std::size_t i = 0; i < grey.size(); ++i) {
        const double mean = (colour[3 * i] + colour[3 * i + 1] + colour[3 * i + 2]) / 3.0;
        QVERIFY(std::abs(grey[i] - mean) <= 0.5);
    }
}

void TestImageFile::extremeShapesAreFitted() {
    for (const auto& shape : {ImageShape{3, 1, 1}, ImageShape{3, 1, 90}, ImageShape{3, 90, 1}, ImageShape{1, 33, 200}})
        QCOMPARE(readImageFile(reference("colour.png"), shape).size(), shape.size());
    QCOMPARE(readImageFile(reference("colour.jpg"), {3, 1, 1}).size(), std::size_t{3});
}

void TestImageFile::theContentDecidesNotTheName() {
    const auto path = written("really.jpg", readBytes(reference("colour.png")));
    QCOMPARE(readImageFile(path, {3, 24, 24}), readImageFile(reference("colour.png"), {3, 24, 24}));
}

void TestImageFile::cutFilesThrowNamingThem_data() {
    QTest::addColumn<QString>("file");
    for (const char* name : {"colour.jpg", "progressive.jpg", "cmyk.jpg", "colour.png", "palette.png"})
        QTest::newRow(name) << name;
}

void TestImageFile::cutFilesThrowNamingThem() {
    QFETCH(QString, file);
    const auto bytes = readBytes(reference(file.toStdString()));
    // A JPEG's last two bytes only say that it ends; a PNG's last chunk (12 bytes) does, too.
    for (std::size_t length = 8; length + 2 < bytes.size(); length += length < 400 ? 1 : 53)
        QVERIFY2(!errorOf([&] { decoded(bytes.substr(0, length)); }).empty(),
                 qPrintable(QString("cut after %1").arg(length)));
    for (const std::size_t length : {std::size_t{0}, std::size_t{1}, std::size_t{30}, bytes.size() / 2}) {
        const auto path = written("cut", bytes.substr(0, length));
        const auto message = errorOf([&] { readImageFile(path, {3, 24, 24}); });
        QVERIFY2(contains(message, "'" + path.string() + "'"), message.c_str());
    }
}

void TestImageFile::damagedFilesNeverCrash_data() {
    cutFilesThrowNamingThem_data();
}

void TestImageFile::damagedFilesNeverCrash() {
    QFETCH(QString, file);
    const auto bytes = readBytes(reference(file.toStdString()));
    Rng rng(1);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 400; ++i) {
        auto damaged = bytes;
        for (int change = 0; change < 3; ++change)
            damaged[8 + rng.below(damaged.size() - 8)] = static_cast<char>(rng.below(256));
        const auto message = errorOf([&] { decoded(damaged); });
        ++(message.empty() ? read : refused);
    }
    QCOMPARE(read + refused, 400);
    QVERIFY(refused > 0);
}

void TestImageFile::aPngThatClaimsTooManyPixelsIsRefused() {
    auto bytes = readBytes(reference("colour.png"));
    // IHDR's width and height, and its CRC over both.
    bytes.replace(16, 8, bigEndian(2'000'000) + bigEndian(2'000'000));
    const auto crc = crc32(0, reinterpret_cast<const Bytef*>(bytes.data() + 12), 17);
    bytes.replace(29, 4, bigEndian(static_cast<std::uint32_t>(crc)));
    const auto message = errorOf([&] { readImageFile(written("huge.png", bytes), {3, 8, 8}); });
    QVERIFY2(contains(message, "claims 2000000"), message.c_str());
}

void TestImageFile::aJpegThatClaimsTooManyPixelsIsRefused() {
    auto bytes = readBytes(reference("colour.jpg"));
    const auto frame = bytes.find("\xff\xc0");
    QVERIFY(frame != std::string::npos);
    bytes.replace(frame + 5, 4, "\xff\x00\xff\x00", 4); // 65,280 × 65,280
    const auto message = errorOf([&] { readImageFile(written("huge.jpg", bytes), {3, 8, 8}); });
    QVERIFY2(contains(message, "claims 65280"), message.c_str());
}

void TestImageFile::aJpegOfHundredsOfScansIsRefused() {
    const auto bytes = readBytes(reference("progressive.jpg"));
    const auto scan = bytes.rfind("\xff\xda");
    const auto last = bytes.substr(scan, bytes.size() - 2 - scan);
    std::string many = bytes.substr(0, scan);
    for (int i = 0; i < 300; ++i)
        many += last;
    const auto message = errorOf([&] { readImageFile(written("scans.jpg", many + "\xff\xd9"), {3, 8, 8}); });
    QVERIFY2(contains(message, "progressi"), message.c_str());
}

void TestImageFile::aLargeJpegIsDecodedSmaller() {
    const auto bytes = readBytes(reference("colour.jpg"));
    QCOMPARE(decodeJpeg(bytes, 0).shape, (ImageShape{3, 47, 61}));
    QCOMPARE(decodeJpeg(bytes, 24).shape, (ImageShape{3, 47, 61}));
    QCOMPARE(decodeJpeg(bytes, 23).shape, (ImageShape{3, 24, 31}));
    QCOMPARE(decodeJpeg(bytes, 5).shape, (ImageShape{3, 6, 8}));
    // What then comes out is nearly the same picture: decoding at an eighth averages the same pixels.
    const auto small = readImageFile(reference("colour.jpg"), {3, 8, 8});
    auto whole = decodeJpeg(bytes, 0);
    std::vector<std::uint8_t> fitted(192);
    std::vector<std::uint8_t> scratch;
    fittingResizer(whole.shape, {3, 8, 8}).resize(whole.pixels, fitted, scratch);
    double difference = 0;
    for (std::size_t i = 0; i < fitted.size(); ++i)
        difference += std::abs(int{small[i]} - int{fitted[i]});
    QVERIFY2(difference / 192 < 10, qPrintable(QString::number(difference / 192)));
}

void TestImageFile::whatIsNoImageThrows() {
    QVERIFY(contains(errorOf([&] { readImageFile(m_path / "absent.png", {3, 8, 8}); }), "absent.png"));
    QVERIFY(contains(errorOf([&] { readImageFile(m_path, {3, 8, 8}); }), m_path.string()));
    QVERIFY(contains(errorOf([&] { readImageFile(written("a.jpg", ""), {3, 8, 8}); }), "neither a JPEG nor a PNG"));
    QVERIFY(contains(errorOf([&] { readImageFile(written("a.gif", "GIF89a"), {3, 8, 8}); }), "a.gif"));
    QCOMPARE(::mkfifo((m_path / "pipe").c_str(), 0600), 0);
    QVERIFY_THROWS_EXCEPTION(Error, readImageFile(m_path / "pipe", {3, 8, 8}));
}

void TestImageFile::impossibleShapesThrow() {
    for (const auto& shape : {ImageShape{2, 8, 8}, ImageShape{3, 0, 8}, ImageShape{3, 8, -1}, ImageShape{3, 100000, 8}})
        QVERIFY_THROWS_EXCEPTION(Error, readImageFile(reference("colour.png"), shape));
}

QTEST_GUILESS_MAIN(TestImageFile)
#include "tst_image_file.moc"
