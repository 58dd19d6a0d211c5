// SPDX-License-Identifier: GPL-3.0-only
// Whether what is written and drawn can be seen: WCAG 2.1 asks for 4.5 : 1 for text and 3 : 1 for marks.
#include <QtTest>

#include "ui/theme/colours.h"

using namespace bubblenet::ui;

class TestColours : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void contrastIsThatOfThePublishedExamples();
    void textCanBeRead_data() { schemes(); }
    void textCanBeRead();
    void marksCanBeSeen_data() { schemes(); }
    void marksCanBeSeen();
    void behavioursDiffer_data() { schemes(); }
    void behavioursDiffer();

private:
    static void schemes() {
        QTest::addColumn<int>("scheme");
        QTest::newRow("light") << static_cast<int>(Scheme::light);
        QTest::newRow("dark") << static_cast<int>(Scheme::dark);
    }
    static const Colours& colours() {
        QFETCH(int, scheme);
        return coloursOf(static_cast<Scheme>(scheme));
    }
};

void TestColours::contrastIsThatOfThePublishedExamples() {
    QCOMPARE(contrast(Qt::white, Qt::black), 21.0);
    QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
    // #767676 is the lightest grey that passes on white: 4.54.
    QVERIFY(std::abs(contrast(QColor(0x767676), Qt::white) - 4.54) < 0.01);
}

void TestColours::textCanBeRead() {
    const auto& c = colours();
    for (const auto& background : {c.panel, c.window})
        for (const auto& text : {c.text, c.quietText, c.good, c.warning, c.bad, c.accent})
            QVERIFY2(contrast(text, background) >= 4.5, qPrintable(text.name() + " on " + background.name() + ": " +
                                                                   QString::number(contrast(text, background))));
    QVERIFY(contrast(c.onAccent, c.accent) >= 4.5);
}

void TestColours::marksCanBeSeen() {
    const auto& c = colours();
    for (const auto& mark :
         {c.encircle, c.spiral, c.explore, c.leader, c.baseNetwork, c.uniform, c.pruned, c.accent, c.good})
        QVERIFY2(contrast(mark, c.panel) >= 3,
                 qPrintable(mark.name() + ": " + QString::number(contrast(mark, c.panel))));
}

void TestColours::behavioursDiffer() {
    const auto& c = colours();
    const QColor marks[] = {c.encircle, c.spiral, c.explore, c.leader};
    for (const auto& a : marks)
        for (const auto& b : marks)
            QVERIFY(&a == &b || a != b);
}

QTEST_APPLESS_MAIN(TestColours)
#include "tst_colours.moc"
