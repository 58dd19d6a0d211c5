// SPDX-License-Identifier: GPL-3.0-only
#include <QTest>

#include "core/config/yaml_tree.h"

using namespace bubblenet::config;

namespace {

std::string problem(const std::string& text) {
    return toText(readYaml(text, "f").diagnostics);
}

} // namespace

class TestYamlTree : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyNodeKnowsItsPlace() {
        const auto document = readYaml("a: 1\nb:\n  c: [x, \"2\"]\n", "f");
        QVERIFY(document.diagnostics.empty());
        const auto& root = document.root;
        QCOMPARE(root.kind, YamlKind::map);
        QCOMPARE(root.items.size(), std::size_t{4});
        QCOMPARE(root.items[1].text, std::string("1"));
        QCOMPARE(root.items[1].line, 1);
        QCOMPARE(root.items[1].column, 4);
        const auto& list = root.items[3].items[1];
        QCOMPARE(list.kind, YamlKind::sequence);
        QCOMPARE(list.line, 3);
        QCOMPARE(list.column, 6);
        QCOMPARE(list.items[1].text, std::string("2"));
        QVERIFY(list.items[1].quoted);
        QVERIFY(!list.items[0].quoted);
        QCOMPARE(list.items[1].column, 10);
    }
    void emptyTextIsNull() {
        for (const char* text : {"", "\n\n", "# only a comment\n", "---\n", "~"}) {
            const auto document = readYaml(text, "f");
            QVERIFY2(document.diagnostics.empty(), text);
            QCOMPARE(document.root.kind, YamlKind::null);
        }
    }
    void whatRecipesDoNotUseIsRefusedWhereItStands_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("anchor") << QByteArray("a: 1\nb: &x 2") << QByteArray("f:2:4: error: anchors");
        QTest::newRow("alias") << QByteArray("a: &x 2\nb: *x") << QByteArray("f:1:4: error: anchors");
        QTest::newRow("tag") << QByteArray("a: !!int 2") << QByteArray("f:1:4: error: tags");
        QTest::newRow("two documents") << QByteArray("a: 1\n---\nb: 2")
                                       << QByteArray("f:2:1: error: a second document");
        QTest::newRow("bad syntax") << QByteArray("a: 1\n b: 2: 3") << QByteArray("f:2:");
        QTest::newRow("unclosed") << QByteArray("a: [1, 2") << QByteArray("f:1:");
        QTest::newRow("tab indent") << QByteArray("a:\n\tb: 1") << QByteArray("f:2:");
        QTest::newRow("control") << QByteArray("a: \x01", 4) << QByteArray("f:1:4: error: a control character");
        QTest::newRow("NUL") << QByteArray("a\nb: \0c", 7) << QByteArray("f:2:4: error: a control character");
        QTest::newRow("latin-1") << QByteArray("a: caf\xE9") << QByteArray("f:1:7: error: not UTF-8");
        QTest::newRow("overlong") << QByteArray("a: \xC0\xAF") << QByteArray("f:1:4: error: not UTF-8");
        QTest::newRow("surrogate") << QByteArray("a: \xED\xA0\x80") << QByteArray("f:1:4: error: not UTF-8");
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFE"
                                              "a\0",
                                              4)
                                << QByteArray("f:1:1: error: not UTF-8");
    }
    void whatRecipesDoNotUseIsRefusedWhereItStands() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, start);
        const auto shown = problem(text.toStdString());
        QVERIFY2(shown.starts_with(start.toStdString()), shown.c_str());
    }
    void mistakesAreToldInPlainWords_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("a second colon") << QByteArray("a: 1\nb: 2: 3")
                                        << QByteArray("f:2:5: error: this ': ' makes no key");
        QTest::newRow("no colon") << QByteArray("seed 3\nname: x") << QByteArray("line above lacks");
        QTest::newRow("indentation") << QByteArray("a:\n    b: 1\n  c: 2") << QByteArray("same column");
        QTest::newRow("bracket") << QByteArray("a: [1, 2") << QByteArray("'[' is never closed");
        QTest::newRow("brace") << QByteArray("a: {b: 1") << QByteArray("'{' is never closed");
        QTest::newRow("quote") << QByteArray("a: \"b") << QByteArray("quote is never closed");
        QTest::newRow("tab") << QByteArray("a:\n\tb: 1") << QByteArray("tab");
        QTest::newRow("escape") << QByteArray("a: \"C:\\data\"") << QByteArray("single quotes");
        QTest::newRow("percent") << QByteArray("a: %b") << QByteArray("quotes");
        QTest::newRow("item") << QByteArray("a: - 1") << QByteArray("list can begin");
        QTest::newRow("closing") << QByteArray("a: ]") << QByteArray("without an opening");
    }
    void mistakesAreToldInPlainWords() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, says);
        const auto shown = QByteArray::fromStdString(problem(text.toStdString()));
        QVERIFY2(shown.contains(says), shown.constData());
        for (const char* jargon : {"flow", "scalar", "illegal", "token", "sequence", "map "})
            QVERIFY2(!shown.contains(jargon), shown.constData());
    }
    void textOfEveryPlaneIsRead() {
        const auto document = readYaml("\xEF\xBB\xBFname: 鲸鱼 🐋\n", "f");
        QVERIFY(document.diagnostics.empty());
        QCOMPARE(document.root.items[0].text, std::string("name"));
        QCOMPARE(document.root.items[1].text, std::string("鲸鱼 🐋"));
    }
    void sizeDepthAndCountAreLimited() {
        std::string deep = "1";
        for (int i = 0; i < 15; ++i)
            deep = "[" + deep + "]";
        QVERIFY(readYaml("a: " + deep, "f").diagnostics.empty());
        QVERIFY(problem("a: [" + deep + "]").find("16 levels") != std::string::npos);
        std::string many = "a: [";
        for (int i = 0; i < 20001; ++i)
            many += "1,";
        QVERIFY(problem(many + "]").find("20000 values") != std::string::npos);
        QVERIFY(readYaml("# " + std::string(kLargestRecipeBytes - 2, 'x'), "f").diagnostics.empty());
        QVERIFY(problem("# " + std::string(kLargestRecipeBytes - 1, 'x')).find("larger") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestYamlTree)
#include "tst_yaml_tree.moc"
