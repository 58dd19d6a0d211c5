// SPDX-License-Identifier: GPL-3.0-only
// `bubblenet compare` as its users start it.
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "core/compare/annotation.h"
#include "tests/app/program.h"
#include "tests/support/made_runs.h"

using namespace bubblenet;
using app::Program;

class TestCompareCommand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void runsAreListedTheNewestFirst();
    void theyAreSortedAndFiltered();
    void archivedOnesAreHidden();
    void differencesAreSaid();
    void csvAndJsonHaveEveryColumn();
    void reportsAreWrittenAndNothingIsReplaced();
    void wrongUseIsOneLine_data();
    void wrongUseIsOneLine();

private:
    /// The first words of the table's rows.
    static QStringList namesIn(const QString& table) {
        QStringList names;
        for (const auto& line : table.split('\n').mid(2))
            if (!line.isEmpty())
                names.append(line.section(' ', 0, 0));
        return names;
    }
    Program m_program;
};

void TestCompareCommand::initTestCase() {
    const std::filesystem::path runs = m_program.path("runs").toStdString();
    test::writeMadeRun(runs, {.name = "one", .started = 1.8e9, .accuracy = 92});
    test::writeMadeRun(runs,
                       {.name = "two", .method = "random", .started = 1.8e9 + 500, .accuracy = 91, .macsLeft = 0.3});
    test::writeMadeRun(runs, {.name = "three", .started = 1.8e9 + 900, .isFinished = false});
    compare::writeAnnotation(runs / "one", {.tags = {"paper, final", "\x1b[31m"}, .note = "said \"so\"", .other = {}});
    compare::writeAnnotation(test::writeMadeRun(runs, {.name = "old"}), {.archived = true, .other = {}});
}

void TestCompareCommand::runsAreListedTheNewestFirst() {
    const auto result = m_program.run({"compare"}); // runs, where nothing is named
    QCOMPARE(result.status, 0);
    QCOMPARE(namesIn(result.out), (QStringList{"three", "two", "one"}));
    QVERIFY(!result.out.contains('\x1b'));
    const auto named = m_program.run({"compare", "runs/one", "runs/three", "--language", "zh_CN"});
    QCOMPARE(namesIn(named.out), (QStringList{"three", "one"}));
    QVERIFY(named.out.contains("已中断"));
}

void TestCompareCommand::theyAreSortedAndFiltered() {
    QCOMPARE(namesIn(m_program.run({"compare", "runs", "--sort", "accuracy"}).out),
             (QStringList{"two", "one", "three"}));
    QCOMPARE(namesIn(m_program.run({"compare", "runs", "--sort=-accuracy"}).out), (QStringList{"one", "two", "three"}));
    QCOMPARE(namesIn(m_program.run({"compare", "runs", "--filter", "FINAL so"}).out), (QStringList{"one"}));
    const auto none = m_program.run({"compare", "runs", "--filter", "nothing"});
    QCOMPARE(none.status, 0);
    QVERIFY(none.out.isEmpty());
}

void TestCompareCommand::archivedOnesAreHidden() {
    QVERIFY(!m_program.run({"compare", "runs"}).out.contains("old"));
    QVERIFY(m_program.run({"compare", "runs", "--archived"}).out.contains("old"));
}

void TestCompareCommand::differencesAreSaid() {
    const auto result = m_program.run({"compare", "runs/one", "runs/two", "--differences", "--sort", "name"});
    QVERIFY2(result.out.contains(QRegularExpression("search\\.method +whale +random")), qPrintable(result.out));
    QVERIFY(m_program.run({"compare", "runs/one", "runs/three", "--differences"}).out.contains("differ in nothing"));
}

void TestCompareCommand::csvAndJsonHaveEveryColumn() {
    const auto csv = m_program.run({"compare", "runs/one", "--csv"});
    const auto lines = csv.out.split('\n');
    QVERIFY(lines[0].startsWith("name,state,method,"));
    QVERIFY2(csv.out.contains("\"paper, final, "), qPrintable(csv.out));
    QVERIFY(csv.out.contains("\"said \"\"so\"\"\""));
    const auto json = m_program.run({"compare", "runs", "--json", "--differences"});
    QVERIFY(json.err.isEmpty());
    const auto values = json.out.trimmed().split('\n');
    QCOMPARE(values.size(), 4); // three runs and what they differ in
    const auto one = QJsonDocument::fromJson(values[2].toUtf8()).object();
    QCOMPARE(one["name"].toString(), QString("one"));
    QCOMPARE(one["accuracy"].toDouble(), 92.0);
    QCOMPARE(one["macs_left"].toDouble(), 50.0);
    QCOMPARE(one["macs"].toDouble(), 2e7); // not in the table's millions
    QVERIFY2(lines[1].contains(",20000000.0,"), qPrintable(lines[1]));
    QVERIFY(QJsonDocument::fromJson(values[0].toUtf8()).object()["accuracy"].isNull());
    QVERIFY(QJsonDocument::fromJson(values[3].toUtf8()).object()["differences"].toObject().contains("search.method"));
}

void TestCompareCommand::reportsAreWrittenAndNothingIsReplaced() {
    QCOMPARE(m_program.run({"compare", "runs", "--html", "r.html"}).status, 0);
    const auto report = m_program.read("r.html");
    QVERIFY(report.contains("Runs compared: 3"));
    QCOMPARE(m_program.run({"compare", "runs/one", "--html", "one.html", "--language", "zh_CN"}).status, 0);
    QVERIFY(m_program.read("one.html").contains("运行：one"));
    const auto again = m_program.run({"compare", "runs/one", "--html", "r.html"});
    QCOMPARE(again.status, 2);
    QVERIFY(again.err.contains("there already"));
    QCOMPARE(m_program.read("r.html"), report);
}

void TestCompareCommand::wrongUseIsOneLine_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("no folder") << QStringList{"nowhere"} << "no such folder";
    QTest::newRow("no column") << QStringList{"runs", "--sort", "acuracy"} << "did you mean 'accuracy'";
    QTest::newRow("no language") << QStringList{"runs", "--language", "fr"} << "zh_CN";
    QTest::newRow("two formats") << QStringList{"runs", "--csv", "--json"} << "--csv";
    QTest::newRow("no place") << QStringList{"runs", "--html", "no/such/r.html"} << "no/such";
}

void TestCompareCommand::wrongUseIsOneLine() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const auto result = m_program.run(QStringList{"compare"} + arguments);
    QVERIFY(result.status == 2 || result.status == 1);
    QVERIFY2(result.err.contains(says), qPrintable(result.err));
    QCOMPARE(result.err.trimmed().count('\n'), 0);
}

QTEST_GUILESS_MAIN(TestCompareCommand)
#include "tst_compare_command.moc"
