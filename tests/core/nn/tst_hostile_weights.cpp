// SPDX-License-Identifier: GPL-3.0-only
#include <QXmlStreamReader>
#include <QtTest>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/rng.h"
#include "core/nn/state_dict.h"
#include "tests/core/nn/weight_files.h"

using bubblenet::Error;
using bubblenet::Rng;
using namespace bubblenet::nn;
using namespace weight_files;

namespace {

constexpr const char* kFiles[] = {"types.safetensors",           "layouts.pth",           "layouts_without_crc.pth",
                                  "layouts_legacy.pth",          "checkpoint_legacy.pth", "layouts_protocol4.pth",
                                  "layouts_legacy_protocol4.pth"};

void addFiles() {
    QTest::addColumn<QString>("file");
    for (const char* file : kFiles)
        QTest::newRow(file) << file;
}

/// 1 to 4 damages: a bit, a byte, bytes left out or put twice, a stretch of 0xff.
std::string damaged(std::string bytes, Rng& rng) {
    const std::uint64_t damages = 1 + rng.below(4);
    for (std::uint64_t i = 0; i < damages && bytes.size() > 8; ++i) {
        const auto at = static_cast<std::size_t>(rng.below(bytes.size()));
        const auto length = static_cast<std::size_t>(1 + rng.below(8));
        switch (rng.below(5)) {
        case 0:
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << rng.below(8)));
            break;
        case 1:
            bytes[at] = static_cast<char>(rng.below(256));
            break;
        case 2:
            bytes.erase(at, length);
            break;
        case 3:
            bytes.insert(at, bytes.substr(at, length));
            break;
        default:
            bytes.replace(at, std::min(length, bytes.size() - at), std::string(length, '\xff'));
        }
    }
    return bytes;
}

} // namespace

class TestHostileWeights : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }

    void noPickleIsRun_data();
    void noPickleIsRun();
    void unsuitableFilesSayWhy_data();
    void unsuitableFilesSayWhy();
    void unknownKindsAreNamed_data();
    void unknownKindsAreNamed();
    void everyTruncationIsAnError_data() { addFiles(); }
    void everyTruncationIsAnError();
    void noDamageDoesMoreThanThrow_data() { addFiles(); }
    void noDamageDoesMoreThanThrow();
    void badSafetensorsAreRefused_data();
    void badSafetensorsAreRefused();
    void badArchivesAreRefused_data();
    void badArchivesAreRefused();
    void badPicklesAreRefused_data();
    void badPicklesAreRefused();
    void badLegacyFilesAreRefused_data();
    void badLegacyFilesAreRefused();
    void sharedListsDoNotMultiply();
    void modestExpansionIsAllowed();
    void aMissingFileIsNamed();

private:
    /// What reading the bytes throws, or "" when it gives tensors.
    QString failure(const std::string& bytes) {
        const auto path = std::filesystem::path(m_folder.path().toStdString()) / "hostile";
        write(path, bytes);
        return failureOf(path);
    }
    static QString failureOf(const std::filesystem::path& path) {
        try {
            std::uint64_t total = 0;
            for (const auto& [name, tensor] : readStateDict(path).tensors) {
                total += tensor.nbytes();
                if (!tensor.is_contiguous() || !tensor.is_cpu() || tensor.to(at::kDouble).sum().numel() != 1)
                    return "no contiguous tensor on the CPU";
            }
            return total > 4 * std::max<std::uint64_t>(std::filesystem::file_size(path), 1 << 18) ? "too large" : "";
        } catch (const Error& error) {
            const auto text = QString::fromUtf8(error.what());
            const auto& phrase = error.message();
            const bool isAboutContent = phrase.format == "cannot read weights from '{1}': {2}";
            const auto why = QString::fromStdString((isAboutContent ? phrase.arguments.at(1) : phrase).format);
            return translated().contains(why) ? text : "not translated: " + text;
        }
    }
    /// What the window can say in Chinese.
    static const QSet<QString>& translated() {
        static const auto phrases = [] {
            QFile file(BUBBLENET_SOURCE_DIR "/resources/translations/core_zh_CN.ts");
            QSet<QString> found;
            if (!file.open(QIODevice::ReadOnly))
                return found;
            for (QXmlStreamReader xml(&file); !xml.atEnd();)
                if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == u"source")
                    found.insert(xml.readElementText());
            return found;
        }();
        return phrases;
    }

    QTemporaryDir m_folder;
};

#define REFUSES(bytes, expected)                                                                                       \
    do {                                                                                                               \
        const QString thrown = failure(bytes);                                                                         \
        QVERIFY2(thrown.contains(expected) && thrown.contains("hostile") && !thrown.contains('\n') &&                  \
                     !thrown.startsWith("not translated"),                                                             \
                 qPrintable("got: " + thrown));                                                                        \
    } while (false)

void TestHostileWeights::noPickleIsRun_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("global");
    for (const char* kind : {"", "_legacy", "_protocol4"}) {
        const QString module = QString(kind) == "_protocol4" ? "builtins" : "__builtin__";
        for (const auto& [name, global] : {std::pair<QString, QString>{"system", "posix.system"},
                                           {"eval", module + ".eval"},
                                           {"getattr", module + ".getattr"}}) {
            const QString file = "hostile_" + name + kind + ".pth";
            QTest::newRow(qPrintable(file)) << file << global;
        }
    }
}

void TestHostileWeights::noPickleIsRun() {
    QFETCH(QString, file);
    QFETCH(QString, global);
    const QString text = failureOf(reference(file.toStdString()));
    QVERIFY2(text.contains("'" + global + "'") && text.contains("nothing was run"), qPrintable(text));
    QVERIFY(!std::filesystem::exists("hostile_pickle_was_run"));
}

void TestHostileWeights::unsuitableFilesSayWhy_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("reason");
    QTest::newRow("torchscript") << "refused_torchscript.pt"
                                 << "TorchScript";
    QTest::newRow("no tensors") << "refused_no_tensors.pth"
                                << "'epoch', 'loss'";
    QTest::newRow("list") << "refused_list.pth"
                          << "no dict";
    QTest::newRow("complex") << "refused_complex.pth"
                             << "'torch.ComplexFloatStorage'";
    QTest::newRow("whole module") << "refused_module.pth"
                                  << "'torch.nn.modules.container.Sequential'";
    QTest::newRow("bare pickle") << "refused_bare_pickle.pth"
                                 << "torch.save";
}

void TestHostileWeights::unsuitableFilesSayWhy() {
    QFETCH(QString, file);
    QFETCH(QString, reason);
    const QString text = failureOf(reference(file.toStdString()));
    QVERIFY2(text.contains(reason) && text.contains(file), qPrintable(text));
}

void TestHostileWeights::unknownKindsAreNamed_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("short") << QByteArray("\x10\0\0\0\0\0\0\0", 8);
    QTest::newRow("html") << QByteArray("<!DOCTYPE html><html>Not found</html>");
    QTest::newRow("git lfs") << QByteArray("version https://git-lfs.github.com/spec/v1\noid sha256:00");
    QTest::newRow("png") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    QTest::newRow("json") << QByteArray("{\"weights\": [1, 2, 3]}");
}

void TestHostileWeights::unknownKindsAreNamed() {
    QFETCH(QByteArray, bytes);
    REFUSES(bytes.toStdString(), "safetensors");
    REFUSES(bytes.toStdString(), ".pth");
}

void TestHostileWeights::everyTruncationIsAnError() {
    QFETCH(QString, file);
    const std::string bytes = bubblenet::readFile(reference(file.toStdString()));
    QCOMPARE(failure(bytes), QString());
    const auto path = std::filesystem::path(m_folder.path().toStdString()) / "hostile";
    for (std::size_t length = bytes.size(); length-- > 0;) {
        std::filesystem::resize_file(path, length);
        QVERIFY2(failureOf(path).startsWith("cannot read weights from"), qPrintable(QString::number(length)));
    }
}

void TestHostileWeights::noDamageDoesMoreThanThrow() {
    QFETCH(QString, file);
    const std::string bytes = bubblenet::readFile(reference(file.toStdString()));
    Rng rng = Rng(1).stream(file.toStdString());
    int refused = 0;
    for (int i = 0; i < 2000; ++i) {
        const QString text = failure(damaged(bytes, rng));
        QVERIFY2(text.isEmpty() || text.startsWith("cannot read weights from"), qPrintable(text));
        refused += text.isEmpty() ? 0 : 1;
    }
    QVERIFY2(refused > 500, qPrintable(QString::number(refused)));
}

void TestHostileWeights::badSafetensorsAreRefused_data() {
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("reason"); // the buffer has 8 bytes
    const auto row = [](const char* name, const QString& header, const char* reason) {
        QTest::newRow(name) << header << reason;
    };
    const QString f32 = R"({"dtype":"F32","shape":[%1],"data_offsets":[%2]})";
    const QString a = R"({"a":)" + f32;
    row("hole at the start", a.arg("1", "4,8") + "}", "a hole");
    row("hole at the end", a.arg("1", "0,4") + "}", "take 4 bytes and the file has 8");
    row("overlap", a.arg("2", "0,8") + R"(,"b":)" + f32.arg("1", "4,8") + "}", "an overlap");
    row("same place twice", a.arg("2", "0,8") + R"(,"b":)" + f32.arg("2", "0,8") + "}", "an overlap");
    row("past the end", a.arg("3", "0,12") + "}", "take 12 bytes");
    row("no tensors", "{}", "take 0 bytes");
    row("shape too large", a.arg("3", "0,8") + "}", "needs 12 bytes");
    row("backwards", a.arg("2", "8,0") + "}", "data offsets 8 and 0");
    row("product overflows", a.arg("4294967296,4294967296", "0,8") + "}", "too many bytes");
    row("product wraps to fit", a.arg("2305843009213693952,2", "0,8") + "}", "too many bytes");
    row("zero hides an overflow", a.arg("0,4611686018427387904,4611686018427387904", "0,0") + "}", "too many bytes");
    row("size beyond int64", a.arg("18446744073709551615", "0,8") + "}", "size of 18446744073709551615");
    row("offset beyond uint64", a.arg("2", "0,18446744073709551624") + "}", "where it may not be");
    row("negative size", a.arg("-2", "0,8") + "}", "negative number");
    row("fraction", a.arg("2.0", "0,8") + "}", "2.0");
    row("NaN", a.arg("NaN", "0,8") + "}", "no valid JSON");
    row("65 dimensions", a.arg(QString("1,").repeated(64) + "2", "0,8") + "}", "dimension 65");
    row("third offset", a.arg("2", "0,8,8") + "}", "number 8");
    row("one offset", a.arg("2", "0") + "}", "two data_offsets");
    row("unknown type", QString(a.arg("2", "0,8") + "}").replace("F32", "F8_E4M3"), "'F8_E4M3'");
    row("type is no text", R"({"a":{"dtype":5,"shape":[2],"data_offsets":[0,8]}})", "number 5");
    row("no type", R"({"a":{"shape":[2],"data_offsets":[0,8]}})", "without dtype");
    row("unknown key", R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":{}}})", "key 'x'");
    row("key twice", R"({"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}})", "twice");
    row("name twice", a.arg("1", "0,4") + R"(,"a":)" + f32.arg("1", "4,8") + "}", "two entries named 'a'");
    row("entry is a list", R"({"a":[]})", "a list");
    row("metadata of numbers", R"({"__metadata__":{"k":1}})", "__metadata__");
    row("metadata nested", R"({"__metadata__":{"k":{}}})", "__metadata__");
    row("metadata twice", R"({"__metadata__":{},"__metadata__":{}})", "two entries");
    row("trailing text", a.arg("2", "0,8") + "}x", "no valid JSON");
    row("cut off", a.arg("2", "0,8"), "no valid JSON");
    row("deep objects", QString(R"({"a":)").repeated(200000), "the key 'a'");
    row("deep lists", R"({"a":{"shape":)" + QString("[").repeated(1000000), "a list");
}

void TestHostileWeights::badSafetensorsAreRefused() {
    QFETCH(QString, header);
    QFETCH(QString, reason);
    const std::string text = header.toStdString();
    REFUSES(safetensors(text, std::string(8, '\1')), reason);
    // The same header with a length that lies.
    QVERIFY(!failure(little(text.size() + 100, 8) + text).isEmpty());
    REFUSES(little(100'000'001, 8) + text, "100000000");
    REFUSES(little(~std::uint64_t{0}, 8) + text, "100000000");
}

void TestHostileWeights::badArchivesAreRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, const std::string& bytes, const char* reason) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << reason;
    };
    const ZipEntry data{"w/data.pkl", pickle(dict({{"a", tensor()}}))};
    const ZipEntry floats{"w/data/0", std::string(16, '\0')};
    const auto changed = [](ZipEntry entry, auto change) {
        change(entry);
        return entry;
    };
    row("no data.pkl", zip({{"readme.txt", "text"}}), "without data.pkl");
    row("storage missing", zip({data}), "'0' is missing");
    row("storage short", zip({data, {"w/data/0", std::string(15, '\0')}}), "has 15 bytes");
    row("entry twice", zip({data, floats, floats}), "two entries named 'w/data/0'");
    row("big-endian", zip({data, floats, {"w/byteorder", "big"}}), "byte order");
    row("TorchScript code", zip({data, floats, {"w/code/m.py", ""}}), "TorchScript");
    row("compressed", zip({data, changed(floats, [](ZipEntry& e) { e.method = 8; })}), "compressed");
    row("wrong checksum", zip({data, changed(floats, [](ZipEntry& e) { e.crc32 = 1; })}), "checksum");
    row("other local name", zip({data, changed(floats, [](ZipEntry& e) { e.localName = "w/data/1"; })}),
        "another name");
    row("size past the end", zip({data, changed(floats, [](ZipEntry& e) { e.declaredBytes = 1 << 30; })}),
        "ends early");
    const std::string zip64 =
        little(1, 2) + little(16, 2) + little(~std::uint64_t{0}, 8) + little(~std::uint64_t{0}, 8);
    row("zip64 size past the end",
        zip({data, changed(floats,
                           [&](ZipEntry& e) {
                               e.declaredBytes = 0xffffffff;
                               e.extra = zip64;
                           })}),
        "ends early");
    row("zip64 field missing",
        zip({data, changed(floats,
                           [&](ZipEntry& e) {
                               e.declaredBytes = 0xffffffff;
                               e.extra = little(1, 2) + little(0, 2);
                           })}),
        "ends early");
    row("one entry too many", zip({data, floats}, 1), "should have 3");
    row("one entry too few", zip({data, floats}, -1), "should have 1");
    row("no directory", "PK\3\4" + std::string(100, 'x'), "end of the zip archive is missing");
}

void TestHostileWeights::badArchivesAreRefused() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    REFUSES(bytes.toStdString(), reason);
}

void TestHostileWeights::badPicklesAreRefused_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, const std::string& body, const char* reason) {
        QTest::newRow(name) << QByteArray::fromStdString(body) << reason;
    };
    const auto weights = [](const TensorPickle& t) { return dict({{"a", tensor(t)}}); };
    constexpr std::int64_t kHuge = std::int64_t{1} << 62;
    row("negative stride", weights({.offset = 3, .strides = {-1}}), "impossible");
    row("negative size", weights({.sizes = {-4}}), "impossible");
    row("negative offset", weights({.offset = -1}), "offset");
    row("offset past the end", weights({.offset = 1}), "needs 5 elements of a storage of 4");
    row("huge offset", weights({.offset = std::numeric_limits<std::int64_t>::max()}), "impossible");
    row("stride past the end", weights({.sizes = {2}, .strides = {4}}), "needs 5 elements");
    row("stride overflows", weights({.sizes = {3}, .strides = {kHuge}}), "impossible");
    row("sizes overflow", weights({.sizes = {kHuge, 4}, .strides = {0, 0}}), "impossible");
    row("sizes overflow behind a zero", weights({.sizes = {0, kHuge, 4}, .strides = {1, 1, 1}}), "impossible");
    row("expanded without end", weights({.sizes = {1 << 20, 1 << 20}, .strides = {0, 0}}), "times the file's size");
    row("fewer strides", weights({.sizes = {2, 2}, .strides = {1}}), "impossible");
    row("65 dimensions", weights({.sizes = std::vector<std::int64_t>(65, 1), .strides = {1}}), "at most 64");
    row("storage larger than the file", weights({.sizes = {1000}, .elements = 1000}), "should have 1000 elements");
    row("negative storage", weights({.elements = -4}), "whole number");
    row("wider type than the storage", weights({.storage = "DoubleStorage"}), "should have 4 elements of 8");
    row("unknown storage", weights({.key = "1"}), "'1' is missing");
    row("storage outside of the archive's folder", weights({.key = "../../etc/passwd"}), "is missing");
    row("unknown storage type", weights({.storage = "EvilStorage"}), "'torch.EvilStorage'");
    row("name twice", dict({{"a", tensor()}, {"a", tensor()}}), "two tensors are named 'a'");
    row("itself below state_dict", "}q\1" + text("state_dict") + "h\1s", "nested too deeply");
    row("storage type is called", global("torch", "FloatStorage") + ")R", "calls a storage type");
    row("text is called", text("os") + ")R", "no function");
    row("shape of texts", global("torch._utils", "_rebuild_tensor_v2") + tuple({"N", "N", "N", "N", "N", "N"}) + "R",
        "without a storage");
    row("persistent id of another kind", tuple({text("module"), "N", "N", "N", "N"}) + "Q", "no storage");
    row("old INST opcode", "(iposix\nsystem\n", "opcode 105");
    row("OBJ opcode", "(" + global("collections", "OrderedDict") + "o", "opcode 111");
    row("NEWOBJ opcode", global("collections", "OrderedDict") + ")\x81", "opcode 129");
    row("extension opcode", "\x82\x01", "opcode 130");
    row("protocol 5", "\x80\x05N", "protocol 5");
    row("global by stack", text("posix") + text("system") + "\x93", "'posix.system'");
    row("control characters in a name", global("\x1b[2J", "x\ry"), "'?[2J.x?y'");
    row("empty stack", "0", "where there is none");
    row("below the mark", "N(0", "where there is none");
    row("mark missing", "t", "never opened");
    row("memo missing", "h\7", "never kept");
    row("two results", "NN", "2 values");
    row("no result", "", "0 values");
    row("open mark", "N(", "values instead of one");
    row("key without value", "}(Nu", "without a value");
    row("append to a dict", "}Na", "no list");
    row("items of a list", "]NNs", "no dict");
    row("text longer than the file", "X\xff\xff\xff\xff", "ends early");
    row("text of 2^64 bytes", "\x8d" + little(~std::uint64_t{0}, 8), "ends early");
    row("line without an end", "cposix", "no end");
    row("a million values", std::string((1 << 20) + 1, 'N'), "piles up");
    row("two million marks", std::string((1 << 20) + 1, '('), "nests more");
    row("two million objects", std::string((1 << 21) + 1, ']'), "piles up");
    std::string objects;
    for (int i = 0; i < (1 << 21) + 1; ++i)
        objects += "]0";
    row("two million objects in turn", objects, "makes more");
    row("memo flood", "N" + std::string((1 << 21) + 1, '\x94'), "remembers more");
    std::string steps;
    for (int i = 0; i < 1 << 23; ++i)
        steps += "N0";
    row("sixteen million steps", steps, "steps");
}

void TestHostileWeights::badPicklesAreRefused() {
    QFETCH(QByteArray, body);
    QFETCH(QString, reason);
    REFUSES(pth(body.toStdString()), reason);
}

void TestHostileWeights::badLegacyFilesAreRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, const std::string& bytes, const char* reason) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << reason;
    };
    const std::string magic = pickle("\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19");
    const std::string start = magic + pickle("M\xe9\x03") + pickle(dict({{"little_endian", "\x88"}}));
    const std::string object = pickle(dict({{"a", tensor()}}));
    const std::string keys = pickle("]" + text("0") + "a");
    const std::string floats = little(4, 8) + std::string(16, '\0');
    row("sound", start + object + keys + floats, "");
    row("another protocol", magic + pickle("M\xea\x03") + object, "1001");
    row("big-endian", magic + pickle("M\xe9\x03") + pickle(dict({{"little_endian", "\x89"}})) + object, "big-endian");
    row("storage not listed", start + object + pickle("]"), "'0' is missing");
    row("listed twice", start + object + pickle("](" + text("0") + text("0") + "e") + floats, "listed twice");
    row("unknown key", start + object + pickle("]" + text("9") + "a") + floats, "'9' is unknown");
    row("keys are no list", start + object + pickle("N"), "not listed");
    row("other count", start + object + keys + little(5, 8) + std::string(20, '\0'), "should have 4");
    row("count without end", start + object + keys + little(~std::uint64_t{0}, 8), "should have 4");
    const std::string large = pickle(dict({{"a", tensor({.elements = std::int64_t{1} << 62})}}));
    row("count overflows in bytes", start + large + keys + little(std::uint64_t{1} << 62, 8) + std::string(16, '\0'),
        "bytes left");
    row("two types of one storage",
        start + pickle(dict({{"a", tensor()}, {"b", tensor({.storage = "IntStorage"})}})) + keys + floats, "two ways");
    const auto view = [&](std::int64_t first, std::int64_t count) {
        const std::string id = tuple({text("storage"), global("torch", "FloatStorage"), text("0"), text("cpu"),
                                      integer(4), tuple({text("v"), integer(first), integer(count)})}) +
                               "Q";
        return start +
               pickle(dict({{"a", global("torch._utils", "_rebuild_tensor_v2") +
                                      tuple({id, integer(0), shape({2}), shape({1}), "\x89", "N"}) + "R"}})) +
               keys + floats;
    };
    row("view", view(2, 2), "");
    row("view past the end", view(3, 2), "view outside");
    row("view overflows", view(2, std::numeric_limits<std::int64_t>::max()), "view outside");
    row("view too small", view(2, 1), "needs 2 elements of a storage of 1");
}

void TestHostileWeights::badLegacyFilesAreRefused() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    if (reason.isEmpty())
        QCOMPARE(failure(bytes.toStdString()), QString());
    else
        REFUSES(bytes.toStdString(), reason);
}

void TestHostileWeights::sharedListsDoNotMultiply() {
    // 60 lists, each of the one before twice: 2^60 elements to whoever walks them.
    std::string lists = "]q\1";
    for (char i = 1; i < 60; ++i)
        lists += "0](h" + std::string(1, i) + "h" + std::string(1, i) + "eq" + std::string(1, static_cast<char>(i + 1));
    QCOMPARE(failure(pth(dict({{"laughs", lists}, {"a", tensor()}}))), QString());
    // An OrderedDict of the same long list, many times over.
    std::string pairs = "](";
    for (int i = 0; i < 10000; ++i)
        pairs += "NN\x86";
    std::string dicts = pairs + "e\x85q\1" + "0";
    for (int i = 0; i < 10000; ++i)
        dicts += global("collections", "OrderedDict") + "h\1R0";
    REFUSES(pth(dicts + "N"), "steps");
}

void TestHostileWeights::modestExpansionIsAllowed() {
    QCOMPARE(failure(pth(dict({{"a", tensor({.sizes = {1000, 4}, .strides = {0, 1}})}}))), QString());
}

void TestHostileWeights::aMissingFileIsNamed() {
    const auto path = std::filesystem::path(m_folder.path().toStdString());
    QVERIFY(failureOf(path / "absent.pth").contains("absent.pth"));
    QVERIFY(failureOf(path).contains(m_folder.path()));
}

QTEST_GUILESS_MAIN(TestHostileWeights)
#include "tst_hostile_weights.moc"
