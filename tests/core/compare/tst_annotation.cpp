// SPDX-License-Identifier: GPL-3.0-only
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <fstream>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/compare/annotation.h"
#include "tests/support/file_size_limit.h"

namespace fs = std::filesystem;
using namespace bubblenet;
using namespace bubblenet::compare;

class TestAnnotation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatIsWrittenIsRead();
    void noFileSaysNothing();
    void wrongTypesSayNothingAndSurvive();
    void keysOfNewerVersionsSurvive();
    void whatIsNoAnnotationIsNeitherReadNorReplaced();
    void aFullDiskLeavesTheOldOne();
    void tagsAreSplitAtCommas();

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    void put(const std::string& text) const { std::ofstream(folder() / kAnnotationFile) << text; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestAnnotation::whatIsWrittenIsRead() {
    const Annotation said{.name = "半 \"quoted\" <b>",
                          .tags = {"baseline", "a'b", "标签"},
                          .note = "two\nlines",
                          .archived = true,
                          .other = {}};
    writeAnnotation(folder(), said);
    QCOMPARE(readAnnotation(folder()), said);
    writeAnnotation(folder(), {});
    QCOMPARE(readAnnotation(folder()), Annotation());
}

void TestAnnotation::noFileSaysNothing() {
    QCOMPARE(readAnnotation(folder()), Annotation());
    QCOMPARE(readAnnotation(folder() / "nowhere"), Annotation());
}

void TestAnnotation::wrongTypesSayNothingAndSurvive() {
    put(R"({"name": 3, "tags": ["a", 1, null, "b"], "note": ["x"], "archived": "yes"})");
    auto said = readAnnotation(folder());
    QCOMPARE(said.name, std::string());
    QCOMPARE(said.tags, (std::vector<std::string>{"a", "b"}));
    QCOMPARE(said.note, std::string());
    QVERIFY(!said.archived);
    said.tags.emplace_back("c");
    writeAnnotation(folder(), said);
    const auto object = [this] {
        return QJsonDocument::fromJson(QByteArray::fromStdString(readFile(folder() / kAnnotationFile))).object();
    };
    QCOMPARE(object()["name"], QJsonValue(3));
    QCOMPARE(object()["tags"], QJsonValue(QJsonArray{"a", "b", "c", 1, QJsonValue()}));
    QCOMPARE(object()["note"], QJsonValue(QJsonArray{"x"}));
    QCOMPARE(object()["archived"], QJsonValue("yes"));
    // What is said in its place replaces it.
    said = readAnnotation(folder());
    said.name = "new";
    said.archived = true;
    writeAnnotation(folder(), said);
    QCOMPARE(object()["name"], QJsonValue("new"));
    QCOMPARE(object()["archived"], QJsonValue(true));
    QCOMPARE(object()["note"], QJsonValue(QJsonArray{"x"}));
    put(R"({"tags": {"a": 1}})");
    writeAnnotation(folder(), readAnnotation(folder()));
    QVERIFY(object()["tags"].isObject());
}

void TestAnnotation::keysOfNewerVersionsSurvive() {
    put(R"({"note": "n", "stars": {"of": [1, 2]}})");
    auto said = readAnnotation(folder());
    said.note = "other";
    writeAnnotation(folder(), said);
    QVERIFY(QString::fromStdString(readFile(folder() / kAnnotationFile)).contains("stars"));
    QCOMPARE(readAnnotation(folder()), said);
}

void TestAnnotation::whatIsNoAnnotationIsNeitherReadNorReplaced() {
    for (const std::string& text : {std::string("[1]"), std::string("{\"note\": "), std::string(),
                                    std::string(100000, '['), std::string("\x00\xff", 2)}) {
        put(text);
        QVERIFY_THROWS_EXCEPTION(Error, readAnnotation(folder()));
        QVERIFY_THROWS_EXCEPTION(Error, writeAnnotation(folder(), {.name = "x", .other = {}}));
        QCOMPARE(readFile(folder() / kAnnotationFile), text);
    }
}

void TestAnnotation::aFullDiskLeavesTheOldOne() {
    const Annotation said{.name = "old", .other = {}};
    writeAnnotation(folder(), said);
    {
        const test::FileSizeLimit limit(10);
        QVERIFY_THROWS_EXCEPTION(Error, writeAnnotation(folder(), {.note = std::string(5000, 'x'), .other = {}}));
    }
    QCOMPARE(readAnnotation(folder()), said);
}

void TestAnnotation::tagsAreSplitAtCommas() {
    QCOMPARE(tagsFrom(" a, b c ,,a,\td\n"), (std::vector<std::string>{"a", "b c", "d"}));
    QVERIFY(tagsFrom(" , ").empty());
    QVERIFY(tagsFrom("").empty());
    QCOMPARE(tagsText({"a", "b c"}), std::string("a, b c"));
}

QTEST_GUILESS_MAIN(TestAnnotation)
#include "tst_annotation.moc"
