// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include "app/text.h"

using namespace bubblenet::app;

class TestText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void columnsAreAlignedWhateverTheAlphabet();
    void rowsMayBeShort();
    void cuttingKeepsCharactersWhole();
    void controlCharactersDoNotReachTheTerminal();
    void wordsSurviveTheShell();
};

void TestText::controlCharactersDoNotReachTheTerminal() {
    QCOMPARE(printable("a\x1b[31mb\tc\x7f"), std::string("a?[31mb?c?"));
    QCOMPARE(printable("two\nlines, \xc3\xa9, \xc2\x9b"), std::string("two\nlines, \xc3\xa9, ?"));
    Table table;
    table.add({"x\ny", "\x1b]0;title\x07"});
    QCOMPARE(table.text(), std::string("x?y  ?]0;title?\n"));
}

void TestText::wordsSurviveTheShell() {
    QCOMPARE(inShell("runs/demo-2"), std::string("runs/demo-2"));
    QCOMPARE(inShell("my runs/it's"), std::string("'my runs/it'\\''s'"));
    QCOMPARE(inShell("-rf"), std::string("./-rf"));
    QCOMPARE(inShell(""), std::string("''"));
}

void TestText::columnsAreAlignedWhateverTheAlphabet() {
    Table table({"name", "n", "note"});
    table.alignLeft(2);
    table.add({"é", "1", "x"});
    table.add({"long name", "100", "y"});
    QCOMPARE(QString::fromStdString(table.text()), QStringLiteral("name         n  note\n"
                                                                  "────────────────────\n"
                                                                  "é            1  x\n"
                                                                  "long name  100  y\n"));
    Table wide;
    wide.add({"鲸鱼", "1"});
    wide.add({"a——b", "22"});
    QCOMPARE(QString::fromStdString(wide.text()), QStringLiteral("鲸鱼   1\n"
                                                                 "a——b  22\n"));
    QCOMPARE(displayWidth("鲸，한ｆ🐋→"), std::size_t{11});
}

void TestText::rowsMayBeShort() {
    Table table;
    QCOMPARE(table.text(), std::string());
    table.add({"a", "1"});
    table.add({"bb"});
    QCOMPARE(table.text(), std::string("a   1\nbb\n"));
}

void TestText::cuttingKeepsCharactersWhole() {
    QCOMPARE(cutToWidth("aé█b", 3), std::string("aé█"));
    QCOMPARE(cutToWidth("aé", 9), std::string("aé"));
    QCOMPARE(cutToWidth("鲸鱼群", 5), std::string("鲸鱼"));
    QCOMPARE(displayWidth("aé█"), std::size_t{3});
}

QTEST_GUILESS_MAIN(TestText)
#include "tst_text.moc"
