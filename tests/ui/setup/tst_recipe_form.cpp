// SPDX-License-Identifier: GPL-3.0-only
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <random>

#include "core/config/recipe_edit.h"
#include "tests/ui/setup/offscreen.h"
#include "ui/parts/job_strip.h"
#include "ui/setup/problem_list.h"
#include "ui/setup/recipe_form.h"
#include "ui/setup/setup_page.h"
#include "ui/setup/yaml_editor.h"

using namespace bubblenet;
using namespace bubblenet::ui;
using test::replaceTyped;

class TestRecipeForm : public QObject {
    Q_OBJECT

public:
    static void initMain() { test::useOffscreen(); }

private Q_SLOTS:
    void init();
    void cleanup();

    void everyKeyHasAControl();
    void everyShippedRecipeIsShownAsItIs_data();
    void everyShippedRecipeIsShownAsItIs();
    void whatIsTypedIntoAFieldIsInTheYaml_data();
    void whatIsTypedIntoAFieldIsInTheYaml();
    void whatIsTypedIntoTheYamlIsInTheField_data();
    void whatIsTypedIntoTheYamlIsInTheField();
    void commentsAndLayoutSurviveTheForm();
    void anEmptiedFieldHasItsDefault();
    void anotherShareOfTheGoalReplacesTheFirst();
    void errorsShowBesideTheirFieldAndAtTheirLine();
    void aWrongValueInAFieldIsMarkedInTheMargin();
    void aSuggestionIsOneClick();
    void anUnknownKeyIsMendedFromTheList();
    void aSuggestionThatWouldBeThereTwiceSaysWhyItIsNotTaken();
    void variantsStandBesideWhatTheyVary();
    void undoAndRedoCoverFormAndEditor();
    void aFieldsTypingIsOneStepOfUndo();
    void yamlThatCannotBeReadLeavesTheFormAlone();
    void hostileTextHarmsNothing_data();
    void hostileTextHarmsNothing();
    void randomTypingHarmsNothing();
    void anErrorInAFoldedGroupIsCounted();

private:
    template<class W> W* control(const char* path) const {
        auto* field = m_page->form().field(path);
        return field ? qobject_cast<W*>(field->control()) : nullptr;
    }
    void load(const char* yaml) { m_page->document().startNew("test", yaml); }
    QString yaml() const { return QString::fromStdString(m_page->document().yaml()); }
    void waitForReading() const {
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->document().findChild<QTimer*>()->isActive(), 30000);
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<SetupPage> m_page;
};

void TestRecipeForm::init() {
    m_theme = std::make_unique<Theme>();
    m_page = test::shownPage(*m_theme);
    QVERIFY(m_page);
    for (const char* name : {"data", "network", "train", "search", "fine_tune"})
        m_page->form().group(name)->setOpen(true);
}

void TestRecipeForm::cleanup() {
    m_page.reset();
    m_theme.reset();
}

void TestRecipeForm::everyKeyHasAControl() {
    for (const auto& key : config::recipeKeys()) {
        auto* field = m_page->form().field(key.path);
        QVERIFY2(field, key.path.c_str());
        auto* widget = field->control();
        QVERIFY2(widget->isVisibleTo(m_page.get()) && widget->isEnabled(), key.path.c_str());
        auto* focused = widget->focusProxy() ? widget->focusProxy() : widget;
        QVERIFY2((focused->focusPolicy() & Qt::TabFocus) != 0, key.path.c_str());
        QVERIFY2(!focused->accessibleName().isEmpty(), key.path.c_str());
        QVERIFY2(focused->accessibleDescription().contains(QString::fromStdString(key.help)), key.path.c_str());
    }
}

void TestRecipeForm::everyShippedRecipeIsShownAsItIs_data() {
    QTest::addColumn<QString>("name");
    for (const auto& recipe : config::shippedRecipes())
        QTest::addRow("%s", recipe.name.c_str()) << QString::fromStdString(recipe.name);
}

void TestRecipeForm::everyShippedRecipeIsShownAsItIs() {
    QFETCH(QString, name);
    m_page->openRecipe(name);
    QCOMPARE(m_page->document().config(), config::loadRecipe(name.toStdString()));
    const auto& config = m_page->document().config();
    for (const auto& key : config::recipeKeys()) {
        const auto wanted = QString::fromStdString(typedValue(key, config));
        auto* widget = m_page->form().field(key.path)->control();
        if (auto* line = qobject_cast<QLineEdit*>(widget))
            QCOMPARE(line->text().isEmpty()                         ? wanted
                     : line->text().toDouble() == wanted.toDouble() ? wanted
                                                                    : line->text(),
                     wanted);
        if (auto* names = qobject_cast<QComboBox*>(widget))
            QCOMPARE(names->currentText(), wanted);
        if (auto* box = qobject_cast<QCheckBox*>(widget))
            QCOMPARE(box->isChecked(), wanted == "true");
    }
}

void TestRecipeForm::whatIsTypedIntoAFieldIsInTheYaml_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("value"); ///< as valueText gives it
    QTest::newRow("text") << "name"
                          << "my run: 5 # no comment"
                          << "\"my run: 5 # no comment\"";
    QTest::newRow("a file") << "network.weights"
                            << "/tmp/a b.pth"
                            << "\"/tmp/a b.pth\"";
    QTest::newRow("whole number") << "search.whale.pod"
                                  << "12"
                                  << "12";
    QTest::newRow("seed") << "seed"
                          << "18446744073709551615"
                          << "18446744073709551615";
    QTest::newRow("a word for 0") << "data.limit"
                                  << "all"
                                  << "all";
    QTest::newRow("number") << "fine_tune.learning_rate"
                            << "1e-3"
                            << "0.001";
    QTest::newRow("optional number") << "search.goal.macs"
                                     << "0.4"
                                     << "0.4";
    QTest::newRow("whole numbers") << "train.step_epochs"
                                   << "2, 4"
                                   << "[2, 4]";
}

void TestRecipeForm::whatIsTypedIntoAFieldIsInTheYaml() {
    QFETCH(QString, path);
    QFETCH(QString, typed);
    QFETCH(QString, value);
    for (const char* before :
         {"", "# a recipe\nsearch: {whale: {pod: 20}, goal: {macs: 0.5}}\ndata: {limit: 7000}\n"}) {
        load(before);
        replaceTyped(control<QLineEdit>(path.toUtf8()), typed);
        QVERIFY2(m_page->document().isSound(), qPrintable(yaml()));
        const auto& key = *config::findKey(path.toStdString());
        QCOMPARE(QString::fromStdString(config::valueText(key, m_page->document().config())), value);
        QCOMPARE(config::parseRecipe(m_page->document().yaml(), "").config, m_page->document().config());
    }
}

void TestRecipeForm::whatIsTypedIntoTheYamlIsInTheField_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("shown");
    QTest::newRow("text") << "name: \"a b\""
                          << "name"
                          << "a b";
    QTest::newRow("whole number") << "search: {whale: {pod: 31}}"
                                  << "search.whale.pod"
                                  << "31";
    QTest::newRow("a word for 0") << "threads: auto"
                                  << "threads"
                                  << "auto";
    QTest::newRow("number") << "train: {eps: 1e-7}"
                            << "train.eps"
                            << "1e-7";
    QTest::newRow("optional number") << "search: {goal: {bytes: 0.3}}"
                                     << "search.goal.bytes"
                                     << "0.3";
    QTest::newRow("name") << "network: {architecture: resnet101}"
                          << "network.architecture"
                          << "resnet101";
    QTest::newRow("flag") << "search: {stream: false}"
                          << "search.stream"
                          << "false";
    QTest::newRow("names") << "data: {augment: [flip]}"
                           << "data.augment"
                           << "flip";
    QTest::newRow("whole numbers") << "fine_tune: {step_epochs: [3, 5]}"
                                   << "fine_tune.step_epochs"
                                   << "3, 5";
}

void TestRecipeForm::whatIsTypedIntoTheYamlIsInTheField() {
    QFETCH(QString, typed);
    QFETCH(QString, path);
    QFETCH(QString, shown);
    load("");
    m_page->editor().setFocus();
    QTest::keyClicks(&m_page->editor(), typed);
    waitForReading();
    auto* widget = m_page->form().field(path.toStdString())->control();
    if (auto* line = qobject_cast<QLineEdit*>(widget)) {
        QCOMPARE(line->text(), shown);
    } else if (auto* names = qobject_cast<QComboBox*>(widget)) {
        QCOMPARE(names->currentText(), shown);
    } else if (auto* box = qobject_cast<QCheckBox*>(widget)) {
        QCOMPARE(box->isChecked(), shown == "true");
    } else {
        QStringList checked;
        for (auto* one : widget->findChildren<QCheckBox*>())
            if (one->isChecked())
                checked.append(one->text());
        QCOMPARE(checked.join(", "), shown);
    }
}

void TestRecipeForm::commentsAndLayoutSurviveTheForm() {
    load("# why\nsearch: {whale: {mode: robust, pod: 8}} # what\n\ndata:\n  augment: [crop, flip]\n");
    replaceTyped(control<QLineEdit>("search.whale.pod"), "9");
    auto* stream = control<QCheckBox>("search.stream");
    stream->setFocus();
    QTest::keyClick(stream, Qt::Key_Space);
    QTest::mouseClick(m_page->form().findChild<QCheckBox*>("data.augment.crop"), Qt::LeftButton);
    auto* names = control<QComboBox>("search.whale.mode");
    names->setFocus();
    QTest::keyClick(names, Qt::Key_Down);
    QCOMPARE(yaml(),
             "# why\nsearch: {whale: {mode: paper, pod: 9}, stream: false} # what\n\ndata:\n  augment: [flip]\n");
    QTest::mouseClick(m_page->form().findChild<QCheckBox*>("data.augment.flip"), Qt::LeftButton);
    QVERIFY(m_page->document().config().data.augment.empty());
}

void TestRecipeForm::anEmptiedFieldHasItsDefault() {
    load("search: {judge: 700}\nname: x\n");
    auto* line = control<QLineEdit>("search.judge");
    replaceTyped(line, "");
    QCOMPARE(m_page->document().config().search.judge, config::RunConfig().search.judge);
    QCOMPARE(line->text(), "");
    QCOMPARE(line->placeholderText(), "2000");
    control<QLineEdit>("name")->setFocus();
    QCOMPARE(line->text(), "2000");
}

void TestRecipeForm::anotherShareOfTheGoalReplacesTheFirst() {
    load("search: {goal: {macs: 0.5, accuracy_loss: 1}}\n");
    replaceTyped(control<QLineEdit>("search.goal.parameters"), "0.3");
    QVERIFY(m_page->document().isSound());
    const auto& goal = m_page->document().config().search.goal;
    QVERIFY(!goal.macs && goal.parameters == 0.3 && goal.accuracyLoss == 1);
    QCOMPARE(control<QLineEdit>("search.goal.macs")->text(), "");
    // Both ends of a front are numbers that may be left out, too, and belong together.
    replaceTyped(control<QLineEdit>("search.front.least"), "0.8");
    replaceTyped(control<QLineEdit>("search.front.most"), "1.2");
    QVERIFY(m_page->document().written("search.front.least") && m_page->document().written("search.front.most"));
}

void TestRecipeForm::errorsShowBesideTheirFieldAndAtTheirLine() {
    load("name: x\nsearch:\n    whale:\n        pod: few\n    method: wale\n");
    const auto& form = m_page->form();
    QVERIFY(form.field("search.whale.pod")->problemText().contains("few"));
    QVERIFY(form.field("search.method")->problemText().contains("wale"));
    QCOMPARE(control<QLineEdit>("search.whale.pod")->text(), "few");
    QCOMPARE(control<QComboBox>("search.method")->currentText(), "wale");
    QVERIFY(control<QLineEdit>("search.whale.pod")->accessibleDescription().contains("few"));
    const auto& editor = m_page->editor();
    for (int line = 1; line <= 5; ++line)
        QCOMPARE(!editor.problemsAt(line).isEmpty(), line == 4 || line == 5);
    QVERIFY(editor.problemsAt(4).contains("few"));
    QVERIFY(editor.problemsAt(5).contains("whale"));
    for (const auto& key : config::recipeKeys())
        if (key.path != "search.whale.pod" && key.path != "search.method")
            QVERIFY2(form.field(key.path)->problemText().isEmpty(), key.path.c_str());
    QCOMPARE(editor.extraSelections().size(), 2);
    QCOMPARE(editor.extraSelections()[0].cursor.selectedText(), "few");
}

void TestRecipeForm::aWrongValueInAFieldIsMarkedInTheMargin() {
    load("seed: 1\ndata:\n    limit: 10\n");
    replaceTyped(control<QLineEdit>("data.limit"), "ten {");
    QVERIFY(!m_page->document().isSound());
    QVERIFY(m_page->document().isReadable());
    QVERIFY(m_page->editor().problemsAt(3).contains("ten {"));
    QVERIFY(!m_page->form().field("data.limit")->problemText().isEmpty());
    replaceTyped(control<QLineEdit>("data.limit"), "2000");
    QVERIFY(m_page->document().isSound());
    QVERIFY(m_page->editor().problemsAt(3).isEmpty());
    QVERIFY(m_page->form().field("data.limit")->problemText().isEmpty());
}

void TestRecipeForm::aSuggestionIsOneClick() {
    load("network: {architecture: resnet65} # mine\n");
    auto* button = m_page->form().field("network.architecture")->findChild<QPushButton*>("suggestion");
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(yaml(), "network: {architecture: resnet56} # mine\n");
    QVERIFY(m_page->document().isSound());
    QVERIFY(!m_page->form().field("network.architecture")->findChild<QPushButton*>("suggestion"));
}

void TestRecipeForm::anUnknownKeyIsMendedFromTheList() {
    load("seed: 1\nserach: {method: random}\n");
    auto* list = m_page->findChild<QListWidget*>("problems");
    QCOMPARE(list->count(), 1);
    QVERIFY(list->item(0)->text().contains("serach"));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
    QCOMPARE(m_page->editor().textCursor().blockNumber(), 1);
    QTest::mouseClick(m_page->findChild<QPushButton*>("useSuggestion"), Qt::LeftButton);
    QCOMPARE(yaml(), "seed: 1\nsearch: {method: random}\n");
    QVERIFY(!list->isVisible());
}

void TestRecipeForm::aSuggestionThatWouldBeThereTwiceSaysWhyItIsNotTaken() {
    const char* const text = "search:\n    method: random\nserach:\n    judge: 50\n";
    load(text);
    QTest::mouseClick(m_page->findChild<QPushButton*>("useSuggestion"), Qt::LeftButton);
    QCOMPARE(yaml(), text);
    const auto* verdict = m_page->findChild<JobStrip*>("verdict");
    QVERIFY(verdict->isVisible());
    QVERIFY2(verdict->text().contains("“search” cannot simply take this place"), qPrintable(verdict->text()));
    QCOMPARE(m_page->editor().textCursor().blockNumber(), 2);
}

void TestRecipeForm::variantsStandBesideWhatTheyVary() {
    load("export: [pth]\n");
    const auto box = [this](const char* name) { return m_page->findChild<QCheckBox*>(QString("export.") + name); };
    QVERIFY(box("pth")->isChecked());
    QTest::mouseClick(box("pth-fp16"), Qt::LeftButton, {}, {8, box("pth-fp16")->height() / 2});
    QTest::mouseClick(box("onnx-fp16"), Qt::LeftButton, {}, {8, box("onnx-fp16")->height() / 2});
    QCOMPARE(yaml(), "export: [pth, pth-fp16, onnx-fp16]\n");
    QCOMPARE(box("pth-fp16")->y(), box("pth")->y());
    QCOMPARE(box("pth-fp16")->x(), box("onnx-fp16")->x());
    QVERIFY(box("onnx")->y() > box("pth")->y());
    QVERIFY(box("pth-fp16")->accessibleName().contains("pth-fp16"));
    m_page->resize(1280 - 184, 660); // as in the smallest window, whose form they must not widen
    QCoreApplication::processEvents();
    const auto* last = box("torchscript-bf16");
    QVERIFY(last->mapTo(&m_page->form(), QPoint(last->width(), 0)).x() < m_page->form().width() - 16);
}

void TestRecipeForm::undoAndRedoCoverFormAndEditor() {
    load("seed: 1\n");
    auto* line = control<QLineEdit>("seed");
    replaceTyped(line, "5");
    auto& editor = m_page->editor();
    editor.setFocus();
    editor.moveCursor(QTextCursor::End);
    QTest::keyClicks(&editor, "name: b");
    waitForReading();
    QCOMPARE(yaml(), "seed: 5\nname: b");
    line->setFocus();
    QTest::keyClick(line, Qt::Key_Z, Qt::ControlModifier);
    waitForReading();
    QCOMPARE(yaml(), "seed: 5\n");
    QTest::keyClick(line, Qt::Key_Z, Qt::ControlModifier);
    waitForReading();
    QCOMPARE(yaml(), "seed: 1\n");
    QCOMPARE(line->text(), "1");
    QVERIFY(!m_page->document().isModified());
    editor.setFocus();
    QTest::keySequence(&editor, QKeySequence::Redo);
    waitForReading();
    QCOMPARE(line->text(), "5");
    QTest::mouseClick(m_page->findChild<QPushButton*>("recipe.undo"), Qt::LeftButton);
    QCOMPARE(yaml(), "seed: 1\n");
    QVERIFY(!m_page->findChild<QPushButton*>("recipe.undo")->isEnabled());
}

void TestRecipeForm::aFieldsTypingIsOneStepOfUndo() {
    load("seed: 1\nname: a\n");
    replaceTyped(control<QLineEdit>("name"), "abcdef");
    replaceTyped(control<QLineEdit>("seed"), "123");
    QCOMPARE(yaml(), "seed: 123\nname: abcdef\n");
    m_page->document().text().undo();
    QCOMPARE(yaml(), "seed: 1\nname: abcdef\n");
    m_page->document().text().undo();
    QCOMPARE(yaml(), "seed: 1\nname: a\n");
}

void TestRecipeForm::yamlThatCannotBeReadLeavesTheFormAlone() {
    load("seed: 7\n");
    auto* line = control<QLineEdit>("seed");
    m_page->editor().setFocus();
    m_page->editor().moveCursor(QTextCursor::End);
    QTest::keyClicks(&m_page->editor(), "name: [a");
    waitForReading();
    QVERIFY(!line->isEnabled());
    QCOMPARE(line->text(), "7");
    QVERIFY(!m_page->document().setValue(*config::findKey("seed"), "8"));
    QVERIFY(!m_page->editor().problemsAt(2).isEmpty() || !m_page->editor().problemsAt(1).isEmpty());
    m_page->editor().undo();
    waitForReading();
    QVERIFY(line->isEnabled());
}

void TestRecipeForm::hostileTextHarmsNothing_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("deep") << QString(5000, '[');
    QTest::newRow("deep maps") << QString("{a: ").repeated(3000);
    QTest::newRow("bomb") << "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n";
    QTest::newRow("tags") << "seed: !!python/object:os.system rm\n";
    QTest::newRow("control characters") << QString("seed: \x01\x02\n");
    QTest::newRow("NUL") << QString("seed: ") + QChar(0) + "\n";
    QTest::newRow("half a surrogate") << QString("name: ") + QChar(0xD800) + "\n";
    QTest::newRow("separators") << QString("name: a") + QChar(0x2028) + "b" + QChar(0x2029) + "seed: 2";
    QTest::newRow("long") << "name: " + QString(300000, 'x');
    QTest::newRow("larger than allowed") << QString("# comment\n").repeated(120000);
    QTest::newRow("many keys") << QString("a: 1\n").repeated(3000);
    QTest::newRow("no map") << "- a\n- b\n";
    QTest::newRow("sections of the wrong kind") << "search: 5\ndata: [1]\ntrain:\nnetwork: {architecture: {a: b}}\n";
    QTest::newRow("huge numbers") << "seed: 1e400\ntrain: {epochs: 99999999999999999999, eps: nan}\n";
    QTest::newRow("documents") << "--- a\n--- b\n...\n";
    QTest::newRow("markup") << "name: <b>&amp;</b>\nnetwork: {architecture: <img src=x>}\n";
}

void TestRecipeForm::hostileTextHarmsNothing() {
    QFETCH(QString, text);
    load("seed: 7\n");
    m_page->editor().setFocus();
    m_page->editor().selectAll();
    m_page->editor().insertPlainText(text);
    waitForReading();
    m_page->document().diagnostics();
    m_page->document().setValue(*config::findKey("search.whale.pod"), "9");
    m_page->requestStart();
    m_page->editor().grab();
    m_page->editor().undo();
    while (m_page->document().text().isUndoAvailable())
        m_page->document().text().undo();
    waitForReading();
    QCOMPARE(yaml(), "seed: 7\n");
    QVERIFY(m_page->document().isSound());
}

void TestRecipeForm::randomTypingHarmsNothing() {
    std::mt19937 random(7);
    const QString pieces = "{}[]:,#&*!|>'\"%@`-?~ \n\tab01.é";
    for (int round = 0; round < 40; ++round) {
        load("seed: 7\nsearch: {whale: {pod: 8}, goal: {macs: 0.5}} # c\ndata:\n    augment:\n    - crop\n");
        auto cursor = m_page->editor().textCursor();
        for (int i = 0; i < 5; ++i) {
            cursor.setPosition(static_cast<int>(random() % static_cast<unsigned>(yaml().size() + 1)));
            cursor.insertText(QString(pieces[static_cast<int>(random() % static_cast<unsigned>(pieces.size()))]));
            m_page->document().diagnostics();
            const auto before = config::writtenValues(m_page->document().yaml());
            if (!m_page->document().setValue(*config::findKey("search.whale.pod"), QString::number(i)))
                continue;
            auto after = config::writtenValues(m_page->document().yaml());
            QCOMPARE(after["search.whale.pod"], std::to_string(i));
            for (const auto& [path, value] : before)
                if (path != "search.whale.pod")
                    QCOMPARE(after[path], value);
        }
    }
}

void TestRecipeForm::anErrorInAFoldedGroupIsCounted() {
    auto* group = m_page->form().group("fine_tune");
    group->setOpen(false);
    load("fine_tune: {epochs: -1, momentum: 2}\n");
    QVERIFY(group->header()->text().contains("2"));
    m_page->form().goTo("fine_tune.momentum");
    QVERIFY(group->isOpen());
    QCOMPARE(QApplication::focusWidget(), m_page->form().field("fine_tune.momentum")->control());
}

QTEST_MAIN(TestRecipeForm)
#include "tst_recipe_form.moc"
