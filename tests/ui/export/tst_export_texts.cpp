// SPDX-License-Identifier: GPL-3.0-only
#include <QAbstractButton>
#include <QLabel>
#include <QSettings>

#include "tests/ui/export/shown_page.h"
#include "tests/ui/pages.h"
#include "ui/models/phrase_text.h"
#include "ui/theme/language.h"

namespace fs = std::filesystem;
namespace engine = bubblenet::engine;
using namespace bubblenet::ui;

class TestExportTexts : public QObject {
    Q_OBJECT

public:
    static void initMain() { test::useOffscreen(); }

private Q_SLOTS:
    void initTestCase();
    void whatTheCoreSaysIsTranslated();
    void thePageFollowsTheLanguage();
    void pictures_data();
    void pictures();

private:
    QTemporaryDir m_folder;
    QString m_run;
};

namespace {

bool hasHan(const QString& text) {
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.script() == QChar::Script_Han; });
}

} // namespace

void TestExportTexts::initTestCase() {
    const fs::path folder = m_folder.path().toStdString();
    bubblenet::test::writeTestImages(folder / "data", 400);
    qputenv("BUBBLENET_DATA", m_folder.filePath("data").toUtf8());
    m_run = QString::fromStdString(bubblenet::test::writeRunWithResult(folder / "runs", "demo").string());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    QCoreApplication::setOrganizationName("bubblenet-test");
}

void TestExportTexts::whatTheCoreSaysIsTranslated() {
    Language language;
    language.choose("zh_CN");
    for (const auto& format : engine::exportFormats())
        QVERIFY2(hasHan(translated(format.note)), format.note.c_str());
}

void TestExportTexts::thePageFollowsTheLanguage() {
    Language language;
    language.choose("en");
    test::ShownPage shown(m_run);
    QVERIFY(shown.open(m_run));
    QTRY_VERIFY(shown.page->whyNot().isEmpty());
    const auto texts = [&] {
        QStringList all;
        for (auto* label : shown.page->findChildren<QLabel*>())
            all.append(label->text());
        for (auto* button : shown.page->findChildren<QAbstractButton*>())
            all.append(button->text() + button->accessibleName());
        for (int column = 0; column < ExportTableModel::kColumnCount; ++column)
            all.append(shown.page->files().headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        return all;
    };
    const auto english = texts();
    for (const auto& text : english)
        QVERIFY2(!hasHan(text), qPrintable(text));
    language.choose("zh_CN");
    QCoreApplication::processEvents();
    const auto chinese = texts();
    QVERIFY(hasHan(shown.page->findChild<QAbstractButton*>("export")->text()));
    static const QRegularExpression sentence("[A-Za-z]{3,} [a-z]{3,} [a-z]{3,}");
    for (const auto& text : chinese)
        QVERIFY2(!text.contains(sentence), qPrintable(text));
    language.choose("en");
    QCoreApplication::processEvents();
    QCOMPARE(texts(), english);
}

void TestExportTexts::pictures_data() {
    pages::addPictureRows({QSize(1096, 690), QSize(1736, 970)}); // what the window leaves of 1280 × 800 …
}

/// For people to look at: made where BUBBLENET_PICTURES names a folder.
void TestExportTexts::pictures() {
    const auto folder = qEnvironmentVariable("BUBBLENET_PICTURES");
    if (folder.isEmpty())
        QSKIP("BUBBLENET_PICTURES names no folder");
    QFETCH(QString, language);
    QFETCH(Appearance, appearance);
    QFETCH(QSize, size);
    Language words;
    words.choose(language);
    test::ShownPage shown(m_run, size);
    shown.theme.choose(appearance);
    const auto save = [&](const char* what) {
        QTest::qWait(200);
        QVERIFY(shown.page->grab().save(folder + "/export-" + what + "-" + QTest::currentDataTag() + ".png"));
    };
    save("empty");
    const QTemporaryDir out;
    shown.page->target().setFolder(out.filePath("deploy"));
    QVERIFY(shown.open(m_run));
    shown.page->formats().restore({"safetensors/fp32", "pth/fp16", "onnx/fp32", "onnx/fp16", "torchscript/fp32"},
                                  "folded");
    QTRY_VERIFY(shown.page->whyNot().isEmpty());
    save("chosen");
    QTest::mouseClick(shown.page->findChild<QAbstractButton*>("export"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.page->job().isBusy(), test::kJobMs);
    save("done");
    shown.page->open(m_folder.path());
    QTest::qWait(300);
    save("problem");
}

QTEST_MAIN(TestExportTexts)
#include "tst_export_texts.moc"
