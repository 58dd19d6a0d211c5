// SPDX-License-Identifier: GPL-3.0-only
#include <QElapsedTimer>
#include <QTest>

#include "core/base/rng.h"
#include "core/config/recipe.h"
#include "core/config/recipe_keys.h"

using namespace bubblenet;
using namespace bubblenet::config;

namespace {

constexpr std::size_t kLong = 300000;
constexpr int kSlowest = 10000; // ms; so much is read in 0.1 s, and in minutes where the cost is quadratic

std::string repeated(const std::string& piece, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes)
        text += piece;
    return text;
}

std::string mutated(std::string text, Rng& rng) {
    static const std::vector<std::string> kPieces = {
        "[", "]",  "{", "}", ": ",    "- ", "? ", "\n",    "\n  ", "&a", "*a", "!",    "!!",    "|",  ">",
        "'", "\"", "#", "%", "---\n", ",",  "\t", "...\n", "<<: ", "~",  "\\", "null", "1e400", "\r", "é"};
    for (std::uint64_t i = 1 + rng.below(10); i > 0; --i) {
        const auto at = rng.below(text.size() + 1);
        switch (rng.below(5)) {
        case 0:
            text.insert(at, kPieces[rng.below(kPieces.size())]);
            break;
        case 1:
            text.erase(at, rng.below(20));
            break;
        case 2:
            if (at < text.size())
                text[at] = static_cast<char>(rng.below(256));
            break;
        case 3:
            text.insert(at, text.substr(rng.below(text.size() + 1), rng.below(60)));
            break;
        default:
            text.resize(at);
        }
    }
    return text;
}

} // namespace

class TestHostileRecipes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void longRepetitionsAreReadInTime_data() {
        QTest::addColumn<QByteArray>("piece");
        for (const char* piece : {"[",    "{",   "]",  "- ", "? ", "a: ", "{a: ",  "[a: ",        "a: b\n",
                                  "a",    "\"",  "'a", " ",  "\n", "|\n", "---\n", "%YAML 1.2\n", "&a ",
                                  "*a\n", "!a ", ":",  ": ", ",",  "#",   "a:\n ", "- a: "})
            QTest::newRow(piece) << QByteArray(piece);
    }
    void longRepetitionsAreReadInTime() {
        QFETCH(QByteArray, piece);
        QElapsedTimer timer;
        timer.start();
        for (const std::string start : {"", "search: [", "name: \""}) {
            const auto result = parseRecipe(start + repeated(piece.toStdString(), kLong), "f");
            QVERIFY(result.diagnostics.size() <= 101);
        }
        QVERIFY2(timer.elapsed() < kSlowest, qPrintable(QString::number(timer.elapsed())));
    }
    void thousandsOfUnknownKeysAreReportedBriefly() {
        std::string text;
        for (int i = 0; i < 5000; ++i)
            text += "learning_rate_of_the_optimizer_" + std::to_string(i) + ": 1\n";
        const auto result = parseRecipe(text, "f");
        QCOMPARE(result.diagnostics.size(), std::size_t{101});
        QCOMPARE(result.diagnostics.back().message.english(), std::string("4900 more problems"));
    }
    void damagedRecipesAreReadOrRefusedAndWhatIsReadIsWrittenBack() {
        RunConfig config;
        config.search.goal.macs = 0.5;
        const std::string shortest = "name: a\nsearch: {goal: {bytes: 0.5}, whale: {pod: 8}}\nfine_tune: {epochs: 3}\n";
        const std::string whole = toYaml(config);
        Rng rng(7);
        int read = 0;
        for (int i = 0; i < 1500; ++i) {
            const auto text = mutated(i % 3 == 0 ? whole : shortest, rng);
            const auto result = parseRecipe(text, "f");
            for (const auto& diagnostic : result.diagnostics)
                QVERIFY(!diagnostic.message.isEmpty() && diagnostic.message.english().find('\n') == std::string::npos);
            if (hasErrors(result.diagnostics))
                continue;
            ++read;
            QVERIFY2(parseRecipe(toYaml(result.config), "f").config == result.config, text.c_str());
        }
        QVERIFY(read > 30);
    }
    void overridesSurviveAnyText() {
        Rng rng(8);
        RunConfig config;
        for (int i = 0; i < 1500; ++i) {
            const auto& key = recipeKeys()[rng.below(recipeKeys().size())];
            applyOverride(config, rng.below(2) ? key.path : mutated(key.path, rng), mutated("[1, auto, true]", rng));
        }
        for (const auto& diagnostic : checkConfig(config)) // single values stay allowed; they need not fit together
            QVERIFY2(diagnostic.message.english().find("must be at") == std::string::npos,
                     diagnostic.message.english().c_str());
    }
};

QTEST_GUILESS_MAIN(TestHostileRecipes)
#include "tst_hostile_recipes.moc"
