// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include "core/base/files.h"
#include "core/config/recipe.h"
#include "core/config/recipe_edit.h"

using namespace bubblenet;
using namespace bubblenet::config;

class TestRecipeEdit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyTheValueChanges_data();
    void onlyTheValueChanges();
    void everyKeyCanBeSetAndTakenOut_data();
    void everyKeyCanBeSetAndTakenOut();
    void wrongValuesStayWrongAndHarmNothing_data();
    void wrongValuesStayWrongAndHarmNothing();
    void brokenYamlIsLeftAlone();
    void writtenValuesAreAsTyped();
    void aWrittenNullIsReplaced();
    void lineEndsStayThoseOfTheText();
    void suggestionsEndTheirProblem_data();
    void suggestionsEndTheirProblem();
};

void TestRecipeEdit::onlyTheValueChanges_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* text, const char* path, const char* value, const char* expected) {
        QTest::newRow(name) << text << path << value << expected;
    };
    row("a line of its own", "# top\nseed: 1 # why\nname: a\n", "seed", "2", "# top\nseed: 2 # why\nname: a\n");
    row("in braces", "data: {dataset: cifar10, limit: 5}\n", "data.limit", "7", "data: {dataset: cifar10, limit: 7}\n");
    row("first in braces", "data: {dataset: cifar10, limit: 5}\n", "data.dataset", "mnist",
        "data: {dataset: mnist, limit: 5}\n");
    row("quoted", "name: \"a # b\" # c\n", "name", "d", "name: d # c\n");
    row("a list", "data: {augment: [crop, flip], limit: 5}\n", "data.augment", "[]", "data: {augment: [], limit: 5}\n");
    row("a list on lines", "data:\n    augment:\n    - crop\n    - flip\n    limit: 5\n", "data.augment", "[flip]",
        "data:\n    augment: [flip]\n    limit: 5\n");
    row("no value yet", "seed:\nname: a\n", "seed", "3", "seed: 3\nname: a\n");
    row("a key more", "train:\n  epochs: 2\nname: a\n", "train.momentum", "0.8",
        "train:\n  epochs: 2\n  momentum: 0.8\nname: a\n");
    row("a key more in braces", "train: {epochs: 2}\n", "train.momentum", "0.8", "train: {epochs: 2, momentum: 0.8}\n");
    row("a section more in braces", "search: {method: whale}\n", "search.whale.pod", "9",
        "search: {method: whale, whale: {pod: 9}}\n");
    row("a section more", "name: a\n", "search.whale.pod", "9", "name: a\nsearch:\n    whale:\n        pod: 9\n");
    row("nothing yet", "", "seed", "4", "seed: 4\n");
    row("only a comment", "# mine", "train.epochs", "4", "# mine\ntrain:\n    epochs: 4\n");
    row("an empty section", "train:\nname: a\n", "train.epochs", "4", "train:\n    epochs: 4\nname: a\n");
    row("empty braces", "train: {}\n", "train.epochs", "4", "train: {epochs: 4}\n");
    row("taken out", "seed: 1\nname: a\n", "seed", "", "name: a\n");
    row("taken out of braces", "train: {epochs: 1, eps: 2}\n", "train.epochs", "", "train: {eps: 2}\n");
    row("taken out last", "train: {epochs: 1, eps: 2}\n", "train.eps", "", "train: {epochs: 1}\n");
    row("taken out alone", "train: {epochs: 1}\n", "train.epochs", "", "train: {}\n");
    row("what is not there", "seed: 1\n", "name", "", "seed: 1\n");
    row("beside what is wrong", "sede: 1\nseed: 2\n", "seed", "3", "sede: 1\nseed: 3\n");
    row("behind other letters", "name: grüße # ü\ndata: {path: ä/ö, limit: 5}\n", "data.limit", "6",
        "name: grüße # ü\ndata: {path: ä/ö, limit: 6}\n");
}

void TestRecipeEdit::onlyTheValueChanges() {
    QFETCH(QString, text);
    QFETCH(QString, path);
    QFETCH(QString, value);
    QFETCH(QString, expected);
    const auto changed = withValue(text.toStdString(), path.toStdString(), value.toStdString());
    QVERIFY(changed);
    QCOMPARE(QString::fromStdString(*changed), expected);
}

void TestRecipeEdit::everyKeyCanBeSetAndTakenOut_data() {
    QTest::addColumn<QString>("recipe");
    for (const auto& recipe : shippedRecipes())
        QTest::addRow("%s", recipe.name.c_str()) << QString::fromStdString(readFile(recipe.path));
    QTest::addRow("empty") << "";
    QTest::addRow("everything") << QString::fromStdString(toYaml({}));
}

void TestRecipeEdit::everyKeyCanBeSetAndTakenOut() {
    QFETCH(QString, recipe);
    const auto text = recipe.toStdString();
    for (const auto& key : recipeKeys()) {
        const RunConfig defaults;
        std::string value = valueText(key, defaults);
        if (value.empty() || value == "\"\"")
            value = kindOf(key) == ValueKind::text ? "some.pth" : "0.25";
        const auto set = withValue(text, key.path, value);
        QVERIFY2(set, key.path.c_str());
        QVERIFY2(writtenValues(*set).contains(key.path), key.path.c_str());
        const auto out = withValue(*set, key.path, "");
        QVERIFY2(out, key.path.c_str());
        QVERIFY2(!writtenValues(*out).contains(key.path), key.path.c_str());
        auto others = writtenValues(text);
        others.erase(key.path);
        QCOMPARE(writtenValues(*out), others);
    }
}

void TestRecipeEdit::wrongValuesStayWrongAndHarmNothing_data() {
    QTest::addColumn<QString>("typed");
    for (const char* typed :
         {"abc", "-",  "1, 2", "}", "{", "]",    "[", "\"",     "'",    "# x", "a: b", "- 5", "&a", "*a",
          "!t",  "| ", "%",    "@", "`", "null", "~", "12 # 3", "0x10", "1e",  "?",    ": ",  "ü"})
        QTest::newRow(typed) << QString(typed);
}

void TestRecipeEdit::wrongValuesStayWrongAndHarmNothing() {
    QFETCH(QString, typed);
    for (const char* text : {"search: {whale: {pod: 8, iterations: 3}, score: l1}\nseed: 3\n",
                             "seed: 3\nsearch:\n    whale:\n        pod: 8\n        iterations: 3\n    score: l1\n"}) {
        const auto changed =
            withValue(text, "search.whale.pod", yamlValue(*findKey("search.whale.pod"), typed.toStdString()));
        QVERIFY2(changed, text);
        const auto result = parseRecipe(*changed, "");
        QCOMPARE(result.diagnostics.size(), std::size_t{1});
        QCOMPARE(result.diagnostics[0].keyPath, std::string("search.whale.pod"));
        QCOMPARE(result.config.search.whale.iterations, 3);
        QCOMPARE(result.config.seed, std::uint64_t{3});
    }
}

void TestRecipeEdit::brokenYamlIsLeftAlone() {
    for (const char* text :
         {"seed: [1", "a: b: c", "\tseed: 1", "seed: 1\n---\nseed: 2\n", "seed: &a 1\n", "\xff\xfe"}) {
        QVERIFY2(!withValue(text, "seed", "2"), text);
        QVERIFY2(writtenValues(text).empty(), text);
        QVERIFY2(!isYaml(text), text);
    }
    QVERIFY(isYaml("sede: 1\n") && isYaml(""));
}

void TestRecipeEdit::writtenValuesAreAsTyped() {
    const auto values = writtenValues("name: \"a b\"\nseed: x1\ndata: {augment: [crop, flp]}\ntrain: 5\nnonsense: 1\n");
    const std::map<std::string, std::string> expected{{"name", "a b"}, {"seed", "x1"}, {"data.augment", "crop, flp"}};
    QCOMPARE(values, expected);
}

void TestRecipeEdit::suggestionsEndTheirProblem_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a key") << "sede: 3\n"
                           << "seed: 3\n";
    QTest::newRow("a key in braces") << "train: {epcohs: 3}\n"
                                     << "train: {epochs: 3}\n";
    QTest::newRow("a key that is elsewhere") << "data: {pod: 9}\n"
                                             << "data: {}\nsearch:\n    whale:\n        pod: 9\n";
    QTest::newRow("a name") << "network: {architecture: resnet65, stem: auto}\n"
                            << "network: {architecture: resnet56, stem: auto}\n";
    QTest::newRow("an item") << "data: {augment: [crop, filp]}\n"
                             << "data: {augment: [crop, flip]}\n";
    QTest::newRow("a percentage") << "search: {goal: {macs: 50%}}\n"
                                  << "search: {goal: {macs: 0.5}}\n";
    QTest::newRow("a flag") << "search:\n    stream: yes\n"
                            << "search:\n    stream: true\n";
    QTest::newRow("what fits the data set") << "network: {classes: 7}\n"
                                            << "network: {classes: 10}\n";
    QTest::newRow("a setting of fine-tuning") << "train: {distill: true}\n"
                                              << "train: {}\nfine_tune:\n    distill: true\n";
}

void TestRecipeEdit::suggestionsEndTheirProblem() {
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto diagnostics = parseRecipe(text.toStdString(), "").diagnostics;
    QCOMPARE(diagnostics.size(), std::size_t{1});
    QVERIFY(!diagnostics[0].suggestion.empty());
    const auto changed = withSuggestion(text.toStdString(), diagnostics[0]);
    QVERIFY(changed);
    QCOMPARE(QString::fromStdString(*changed), expected);
}

void TestRecipeEdit::aWrittenNullIsReplaced() {
    const std::string text = "search:\n    goal:\n        macs: null # none\n        bytes: ~\nseed: 1\n";
    QCOMPARE(withValue(text, "search.goal.macs", "0.5").value(),
             std::string("search:\n    goal:\n        macs: 0.5 # none\n        bytes: ~\nseed: 1\n"));
    QCOMPARE(withValue(text, "search.goal.bytes", "0.5").value(),
             std::string("search:\n    goal:\n        macs: null # none\n        bytes: 0.5\nseed: 1\n"));
}

void TestRecipeEdit::lineEndsStayThoseOfTheText() {
    const std::string text = "name: a\r\n# a remark\r\nsearch:\r\n    whale: {pod: 8}\r\n";
    QCOMPARE(withValue(text, "seed", "2").value(),
             std::string("name: a\r\n# a remark\r\nsearch:\r\n    whale: {pod: 8}\r\nseed: 2\r\n"));
    QCOMPARE(withValue(text, "search.judge", "50").value(),
             std::string("name: a\r\n# a remark\r\nsearch:\r\n    whale: {pod: 8}\r\n    judge: 50\r\n"));
    QCOMPARE(withValue(text, "name", "").value(), std::string("# a remark\r\nsearch:\r\n    whale: {pod: 8}\r\n"));
    const std::string wrong = "name: a\r\nsede: 3\r\n";
    QCOMPARE(withSuggestion(wrong, parseRecipe(wrong, "").diagnostics.at(0)).value(),
             std::string("name: a\r\nseed: 3\r\n"));
}

QTEST_GUILESS_MAIN(TestRecipeEdit)
#include "tst_recipe_edit.moc"
