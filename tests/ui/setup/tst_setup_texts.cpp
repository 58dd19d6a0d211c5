// SPDX-License-Identifier: GPL-3.0-only
#include <QAbstractButton>
#include <QApplication>
#include <QLabel>

#include "core/engine/data_sets.h"
#include "tests/ui/pages.h"
#include "tests/ui/setup/offscreen.h"
#include "ui/setup/dataset_list.h"
#include "ui/setup/recipe_form.h"
#include "ui/setup/setup_page.h"
#include "ui/setup/texts.h"
#include "ui/setup/yaml_editor.h"
#include "ui/theme/language.h"

using namespace bubblenet;
using namespace bubblenet::ui;

class TestSetupTexts : public QObject {
    Q_OBJECT

public:
    static void initMain() { test::useOffscreen(); }

private Q_SLOTS:
    void whatTheCoreSaysIsTranslated();
    void thePageFollowsTheLanguage();
    void pictures_data();
    void pictures();
};

namespace {

bool isTranslated(const std::string& text) {
    return translated(text) != QString::fromStdString(text);
}

bool hasHan(const QString& text) {
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.script() == QChar::Script_Han; });
}

} // namespace

void TestSetupTexts::whatTheCoreSaysIsTranslated() {
    Language language;
    language.choose("zh_CN");
    for (const auto& key : config::recipeKeys()) {
        QVERIFY2(isTranslated(key.help), key.help.c_str());
        QVERIFY2(hasHan(labelOf(key)) || labelOf(key) == "T_max", qPrintable(labelOf(key)));
        QVERIFY2(hasHan(groupTitle(groupOf(key))), key.path.c_str());
    }
    for (const auto& recipe : config::shippedRecipes())
        QVERIFY2(isTranslated(recipe.summary), recipe.name.c_str());
    for (const auto& state : engine::datasetStates("auto", {}))
        QVERIFY2(isTranslated(state.title), state.name.c_str());
}

void TestSetupTexts::thePageFollowsTheLanguage() {
    Language language;
    Theme theme;
    SetupPage page(theme);
    page.openRecipe("demo");
    QTRY_VERIFY(page.datasets().row("image_folder"));
    const auto texts = [&page] {
        QStringList all;
        for (auto* label : page.findChildren<QLabel*>())
            all.append(label->text());
        for (auto* button : page.findChildren<QAbstractButton*>())
            all.append(button->text() + button->accessibleName());
        return all;
    };
    language.choose("en");
    QCoreApplication::processEvents();
    const auto english = texts();
    for (const auto& text : english)
        QVERIFY2(!hasHan(text), qPrintable(text));
    language.choose("zh_CN");
    QCoreApplication::processEvents();
    auto* start = page.findChild<QAbstractButton*>("start");
    QVERIFY2(hasHan(start->text()) && hasHan(start->accessibleName()), qPrintable(start->text()));
    QVERIFY(hasHan(page.form().field("search.judge")->control()->accessibleName()));
    language.choose("en");
    QCoreApplication::processEvents();
    QCOMPARE(texts(), english);
}

void TestSetupTexts::pictures_data() {
    pages::addPictureRows({QSize(1280, 800), QSize(1920, 1080)});
}

/// For people to look at: made where BUBBLENET_PICTURES names a folder.
void TestSetupTexts::pictures() {
    const auto folder = qEnvironmentVariable("BUBBLENET_PICTURES");
    if (folder.isEmpty())
        QSKIP("BUBBLENET_PICTURES names no folder");
    QFETCH(QString, language);
    QFETCH(Appearance, appearance);
    QFETCH(QSize, size);
    Language words;
    words.choose(language);
    Theme theme;
    theme.choose(appearance);
    SetupPage page(theme);
    page.setAutoFillBackground(true);
    page.resize(size);
    page.openRecipe("resnet56-half");
    page.show();
    QTest::qWait(400);
    const auto path = [&](const char* what) {
        return folder + "/setup-" + what + "-" + QTest::currentDataTag() + ".png";
    };
    QVERIFY(page.grab().save(path("filled")));
    page.editor().setFocus();
    page.editor().moveCursor(QTextCursor::End);
    page.editor().insertPlainText("\nserach: {method: random}\n");
    page.document().setValue(*config::findKey("network.architecture"), "resnet65");
    page.document().setValue(*config::findKey("data.limit"), "ten");
    page.requestStart();
    QTest::qWait(200);
    QVERIFY(page.grab().save(path("errors")));
}

QTEST_MAIN(TestSetupTexts)
#include "tst_setup_texts.moc"
