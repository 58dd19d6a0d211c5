// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include "core/base/error.h"
#include "core/compare/run_reader.h"
#include "core/compare/run_report.h"
#include "tests/support/recorded_run.h"
#include "ui/compare/report_file.h"

using namespace bubblenet;
using namespace bubblenet::ui;

class TestReportFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void htmlIsWrittenAsItIs();
    void pdfHasPagesAndPictures();
    void pictures();
    void whatCannotBeWrittenIsSaid();

private:
    static std::string demoReport(compare::Language language) {
        return compare::runReportHtml(*compare::RunReader().read(test::demoRun()), language);
    }
    static QByteArray bytesOf(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QTemporaryDir m_folder;
};

void TestReportFile::htmlIsWrittenAsItIs() {
    const auto path = m_folder.filePath("r.html");
    const auto html = demoReport(compare::Language::chinese);
    writeReport(path, html, ReportFormat::html);
    QCOMPARE(bytesOf(path).toStdString(), html);
}

void TestReportFile::pdfHasPagesAndPictures() {
    for (const auto language : {compare::Language::english, compare::Language::chinese}) {
        const auto path = m_folder.filePath("r.pdf");
        writeReport(path, demoReport(language), ReportFormat::pdf);
        const auto pdf = bytesOf(path);
        QVERIFY(pdf.startsWith("%PDF-"));
        QVERIFY(pdf.contains("/Subtype /Image"));
        const QRegularExpression page("/Type /Page\\b(?!s)");
        auto found = page.globalMatch(QString::fromLatin1(pdf));
        int pages = 0;
        for (; found.hasNext(); found.next())
            ++pages;
        QVERIFY2(pages >= 2 && pages <= 6, qPrintable(QString::number(pages)));
    }
}

void TestReportFile::pictures() {
    const auto to = qEnvironmentVariable("BUBBLENET_PICTURES");
    if (to.isEmpty())
        QSKIP("BUBBLENET_PICTURES names no folder");
    auto runs =
        compare::RunReader().readAll(compare::runFolders({qEnvironmentVariable("BUBBLENET_RUNS").toStdString()}));
    const auto folder = compare::raceFolderOf(runs);
    const auto race = folder.empty() ? std::nullopt : std::optional(compare::readRace(folder));
    for (const auto language : {compare::Language::english, compare::Language::chinese}) {
        const QString tag = language == compare::Language::english ? "en" : "zh";
        writeReport(to + "/report-" + tag + ".pdf", demoReport(language), ReportFormat::pdf);
        writeReport(to + "/comparison-" + tag + ".pdf", compare::comparisonHtml(runs, race, language),
                    ReportFormat::pdf);
    }
}

void TestReportFile::whatCannotBeWrittenIsSaid() {
    QVERIFY_THROWS_EXCEPTION(Error, writeReport(m_folder.filePath("none/r.html"), "x", ReportFormat::html));
}

QTEST_MAIN(TestReportFile)
#include "tst_report_file.moc"
