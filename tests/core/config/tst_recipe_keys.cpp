// SPDX-License-Identifier: GPL-3.0-only
#include <QTest>

#include <set>

#include "core/config/recipe.h"
#include "core/config/recipe_keys.h"

using namespace bubblenet::config;

namespace {

RunConfig valid() {
    RunConfig config;
    config.search.goal.macs = 0.5;
    return config;
}

} // namespace

class TestRecipeKeys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyKeyHasAPathOfItsOwnAHelpLineAndAFieldOfItsOwn() {
        std::set<std::string> paths;
        std::set<const void*> fields;
        RunConfig config;
        for (const auto& key : recipeKeys()) {
            QVERIFY2(paths.insert(key.path).second, key.path.c_str());
            const void* field =
                std::visit([](auto* pointer) { return static_cast<const void*>(pointer); }, key.field(config));
            QVERIFY2(fields.insert(field).second, key.path.c_str());
            QVERIFY2(!key.help.empty() && key.help.back() == '.', key.path.c_str());
            for (const char c : key.path)
                QVERIFY2((c >= 'a' && c <= 'z') || c == '_' || c == '.', key.path.c_str());
        }
    }
    void defaultsAreAllowed() {
        const auto config = valid();
        QVERIFY2(checkConfig(config).empty(), toText(checkConfig(config)).c_str());
    }
    void descriptionsNameWhatIsAllowed() {
        QCOMPARE(allowedText(*findKey("search.whale.pod")).english(), std::string("2 … 10000"));
        QCOMPARE(allowedText(*findKey("search.goal.macs")).english(), std::string("above 0 and at most 1"));
        QCOMPARE(allowedText(*findKey("train.momentum")).english(), std::string("at least 0 and below 1"));
        QCOMPARE(allowedText(*findKey("data.augment")).english(), std::string("crop, flip"));
        QCOMPARE(kindOf(*findKey("search.stream")), ValueKind::flag);
        QCOMPARE(kindOf(*findKey("search.score")), ValueKind::name);
        QCOMPARE(kindOf(*findKey("name")), ValueKind::text);
        QCOMPARE(valueText(*findKey("search.round_to"), valid()), std::string("auto"));
        QVERIFY(!findKey("search") && !findKey("") && !findKey("search.whale.pods"));
    }
    void overridesSetOneKey_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char* path, const char* value, const char* shown) {
            QTest::addRow("%s=%s", path, value) << QString(path) << QString(value) << QString(shown);
        };
        row("search.whale.pod", "20", "20");
        row("search.whale.pod", " 7 ", "7");
        row("search.round_to", "auto", "auto");
        row("data.augment", "flip", "[flip]");
        row("data.augment", "crop, flip", "[crop, flip]");
        row("data.augment", "[flip,crop]", "[flip, crop]");
        row("data.augment", "", "[]");
        row("data.augment", "[]", "[]");
        row("train.step_epochs", "2,4", "[2, 4]");
        row("network.weights", "a: b #c.pth", "\"a: b #c.pth\"");
        row("network.weights", "", "\"\"");
        row("network.architecture", "models.resnet50", "resnet50");
        row("search.stream", "false", "false");
        row("seed", "18446744073709551615", "18446744073709551615");
        row("train.eps", "1e-8", "1e-08");
        row("device", "cuda:1", "cuda:1");
    }
    void overridesSetOneKey() {
        QFETCH(QString, path);
        QFETCH(QString, value);
        QFETCH(QString, shown);
        auto config = valid();
        const auto problems = applyOverride(config, path.toStdString(), value.toStdString());
        QVERIFY2(problems.empty(), toText(problems).c_str());
        QCOMPARE(QString::fromStdString(valueText(*findKey(path.toStdString()), config)), shown);
        const auto before = valid();
        for (const auto& key : recipeKeys())
            if (key.path != path.toStdString())
                QCOMPARE(valueText(key, config), valueText(key, before));
    }
    void wrongOverridesSayWhyAndChangeNothing_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("suggestion");
        const auto row = [](const char* path, const char* value, const char* suggestion) {
            QTest::addRow("%s=%s", path, value) << QString(path) << QString(value) << QString(suggestion);
        };
        row("pod", "20", "search.whale.pod");
        row("search.whale.pods", "20", "search.whale.pod");
        row("serach.whale.pod", "20", "search.whale.pod");
        row("search.whale", "20", "search.whale.mode");
        row("quux", "20", "");
        row("", "", "");
        row("search.whale.pod", "1", "");
        row("search.whale.pod", "", "");
        row("search.whale.pod", "1e9", "");
        row("train.learning_rate", "nan", "");
        row("train.learning_rate", "-0.1", "");
        row("data.augment", "crop,,", "");
        row("data.augment", "crop,crop", "");
        row("search.method", "whales", "whale");
        row("search.stream", "no", "false");
        row("name", "", "");
        row("name", "\xFF", "");
        row("search.goal.macs", "50%", "0.5");
    }
    void wrongOverridesSayWhyAndChangeNothing() {
        QFETCH(QString, path);
        QFETCH(QString, value);
        QFETCH(QString, suggestion);
        auto config = valid();
        const auto problems =
            applyOverride(config, path.toStdString(), value == "\uFFFD" ? "\xFF" : value.toStdString());
        QVERIFY(hasErrors(problems));
        QCOMPARE(QString::fromStdString(problems[0].suggestion), suggestion);
        QVERIFY(config == valid());
    }
    void anotherShareOfTheGoalTakesTheFirstOnesPlace() {
        auto config = valid();
        QVERIFY(applyOverride(config, "search.goal.latency", "0.6").empty());
        QVERIFY(!config.search.goal.macs);
        QCOMPARE(config.search.goal.latency.value_or(0), 0.6);
        QVERIFY(checkConfig(config).empty());
        QVERIFY(applyOverride(config, "search.goal.accuracy_loss", "1").empty());
        QCOMPARE(config.search.goal.latency.value_or(0), 0.6);
    }
    void nullTakesAShareAwayAndNoOtherForIt() {
        auto config = valid();
        QVERIFY(applyOverride(config, "search.goal.latency", "0.6").empty());
        QVERIFY(applyOverride(config, "search.goal.macs", "null").empty());
        QCOMPARE(config.search.goal.latency.value_or(0), 0.6);
        QVERIFY(applyOverride(config, "search.goal.latency", " ~ ").empty());
        QVERIFY(!config.search.goal.latency);
        QVERIFY(hasErrors(applyOverride(config, "search.whale.pod", "null")));
    }
};

QTEST_GUILESS_MAIN(TestRecipeKeys)
#include "tst_recipe_keys.moc"
