// SPDX-License-Identifier: GPL-3.0-only
#include <QTest>

#include <algorithm>
#include <cmath>

#include "core/base/rng.h"
#include "core/config/recipe.h"
#include "core/config/recipe_keys.h"

using namespace bubblenet;
using namespace bubblenet::config;

namespace {

/// `line:column keyPath → suggestion` of each.
QStringList places(const std::vector<Diagnostic>& diagnostics) {
    QStringList shown;
    for (const auto& diagnostic : diagnostics)
        shown << QString("%1:%2 %3%4")
                     .arg(diagnostic.line)
                     .arg(diagnostic.column)
                     .arg(QString::fromStdString(diagnostic.keyPath),
                          diagnostic.suggestion.empty() ? "" : " -> " + QString::fromStdString(diagnostic.suggestion));
    return shown;
}

RunConfig withDefaultGoal() {
    RunConfig config;
    config.search.goal.macs = 0.5;
    return config;
}

/// Half of them at an end of the range.
double randomIn(const Range& range, Rng& rng) {
    const double low = std::max(range.low, -1e9);
    const double high = std::min(range.high, 1e9);
    for (;;) {
        const double where = rng.uniform();
        const double value = where < 0.25 ? low : where < 0.5 ? high : rng.uniform(low, high);
        if (range.contains(value))
            return value;
    }
}

std::string randomText(Rng& rng) {
    static const std::vector<std::string> kPieces = {"a",  "Z",    "0", " ", "'",  "\"", "\\", "#", ": ",  "-", "[",
                                                     "]",  "{",    ",", "&", "*",  "!",  "|",  ">", "%",   "@", "`",
                                                     "\t", "null", "~", "é", "鲸", "🐋",  "no", "1", "\\n", ".", "\n"};
    std::string text = "x";
    for (std::uint64_t i = rng.below(8); i > 0; --i)
        text.insert(rng.below(2) ? text.size() : 0, kPieces[rng.below(kPieces.size())]);
    return text;
}

struct Randomise {
    const RecipeKey& key;
    Rng& rng;
    void operator()(std::string* field) const {
        *field = key.names.empty() ? randomText(rng) : key.names[rng.below(key.names.size())];
    }
    void operator()(int* field) const {
        *field = !key.zeroWord.empty() && rng.below(3) == 0 ? 0 : static_cast<int>(randomIn(key.range, rng));
    }
    void operator()(std::uint64_t* field) const { *field = rng(); }
    void operator()(double* field) const { *field = randomIn(key.range, rng); }
    void operator()(bool* field) const { *field = rng.below(2) == 1; }
    void operator()(std::optional<double>*) const {} // one of the goal's shares is chosen in randomConfig
    void operator()(std::vector<std::string>* field) const {
        *field = key.names;
        rng.shuffle(*field);
        field->resize(rng.below(field->size() + 1));
    }
    void operator()(std::vector<int>* field) const {
        field->clear();
        for (std::uint64_t i = rng.below(4); i > 0; --i)
            field->push_back(static_cast<int>(10 * i + rng.below(10)));
    }
};

RunConfig randomConfig(Rng& rng) {
    RunConfig config;
    for (const auto& key : recipeKeys())
        std::visit(Randomise{key, rng}, key.field(config));
    auto& goal = config.search.goal;
    std::optional<double>* shares[] = {&goal.macs, &goal.parameters, &goal.latency, &goal.bytes, &goal.sparsity};
    *shares[rng.below(5)] = rng.uniform(0.01, 0.99);
    return config;
}

QStringList messages(const std::vector<Diagnostic>& diagnostics) {
    QStringList shown;
    for (const auto& diagnostic : diagnostics)
        shown << QString::fromStdString(diagnostic.message.english() + " -> " + diagnostic.suggestion);
    shown.sort();
    return shown;
}

} // namespace

class TestRecipe : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEmptyRecipeIsTheDefaultsWithHalfTheMacs() {
        for (const char* text : {"", "# nothing\n", "train:\nsearch: {goal: }\n", "{}"}) {
            const auto result = parseRecipe(text, "f");
            QVERIFY2(result.diagnostics.empty(), toText(result.diagnostics).c_str());
            QVERIFY(result.config == withDefaultGoal());
        }
    }
    void eachKindOfPruningHasItsDefaultGoal() {
        auto weights = parseRecipe("search: {prune: weights, method: iterative}", "f");
        QVERIFY2(weights.diagnostics.empty(), toText(weights.diagnostics).c_str());
        QVERIFY(!weights.config.search.goal.macs);
        QCOMPARE(weights.config.search.goal.sparsity.value_or(0), 0.5);
        auto none = parseRecipe("search: {prune: none}", "f");
        QVERIFY(none.diagnostics.empty());
        QVERIFY(none.config.search.goal == GoalConfig{});
    }
    /// The recipe printed on the product's page, with its comments.
    void theProductsRecipeReadsAsItSays() {
        const auto result = parseRecipe(R"(name: resnet56-half
seed: 1
device: auto                  # auto | cpu | cuda | cuda:1
precision: auto               # fp32 | bf16 | auto; eval is always fp32 unless asked
data:    {dataset: cifar10, path: auto, validation: 5000, batch_size: 128, augment: [crop, flip], image_size: 32}
network: {architecture: resnet56, weights: resnet56_cifar10.safetensors, classes: 10, stem: auto}
train:   {epochs: 0}          # before the search; optimizer, learning_rate, schedule, t_max, eps, weight_decay …
search:
  prune: channels             # channels | weights
  score: l1                   # l1 l2 bn_scale fpgm taylor lamp random (lamp: how a budget spreads over layers)
  method: whale               # whale random uniform iterative, and the rivals
  whale: {mode: robust, pod: 20, iterations: 15}
  iterative: {share: 0.1, epochs: 1}      # a round's share; its goal and floor are goal's
  goal: {macs: 0.5, accuracy_loss: 0.0}   # or parameters, latency, bytes, sparsity
  stream: true                # the residual stream may be narrowed too
  remove_blocks: true         # a block with an identity shortcut may go entirely
  round_to: auto              # multiples that the hardware likes, for layers at least 64 wide
  tune: []                    # e.g. [learning_rate, weight_decay]: then each candidate trains `probe` steps
  probe: 20                   #   with its settings before it is judged, and they are part of the cache's key
  recalibrate: 1280           # images for batch-norm statistics
  judge: 2000                 # validation images a candidate
fine_tune: {epochs: 5, schedule: cosine, learning_rate: 0.02, distill: true}
export:  [safetensors]
)",
                                        "f");
        QVERIFY2(result.diagnostics.empty(), toText(result.diagnostics).c_str());
        auto expected = withDefaultGoal();
        expected.name = "resnet56-half";
        expected.data.imageSize = 32;
        expected.network.weights = "resnet56_cifar10.safetensors";
        expected.network.classes = 10;
        expected.fineTune.distill = true;
        expected.search.whale.mode = "robust";
        QVERIFY(result.config == expected);
    }
    void everyProblemIsReportedAtOnceInItsPlace() {
        const auto result =
            parseRecipe("nam: x\n"
                        "seed: -1\n"
                        "device: cdua\n"
                        "data: {dataset: cifr10, batch_size: \"128\", augment: [crop, flop], validation: 99999999999}\n"
                        "train: {lerning_rate: 0.1, learning_rate: .nan, eps: 1e-999, distill: yes}\n"
                        "search:\n"
                        "  pod: 3\n"
                        "  method: bees\n"
                        "  goal: {macs: 50%}\n"
                        "  judge: 5000.5\n"
                        "  whale: 3\n"
                        "  stream: true\n"
                        "  stream: true\n"
                        "fine_tune: {epochs: 0x10, learning_rate: inf, momentum: 1}\n",
                        "r.yaml");
        const QStringList expected = {"1:1 nam -> name",
                                      "2:7 seed",
                                      "3:9 device -> cuda",
                                      "4:17 data.dataset -> cifar10",
                                      "4:37 data.batch_size",
                                      "4:60 data.augment -> flip",
                                      "4:79 data.validation",
                                      "5:9 train.lerning_rate -> learning_rate",
                                      "5:43 train.learning_rate",
                                      "5:54 train.eps",
                                      "5:71 train.distill -> true",
                                      "7:3 search.pod -> search.whale.pod",
                                      "8:11 search.method",
                                      "9:16 search.goal.macs -> 0.5",
                                      "10:10 search.judge",
                                      "11:10 search.whale",
                                      "13:3 search.stream",
                                      "14:21 fine_tune.epochs",
                                      "14:42 fine_tune.learning_rate",
                                      "14:57 fine_tune.momentum"};
        QCOMPARE(places(result.diagnostics), expected);
        QVERIFY(hasErrors(result.diagnostics));
        QCOMPARE(toText(result.diagnostics.front()),
                 std::string("r.yaml:1:1: error: unknown key 'nam'; did you mean 'name'?"));
    }
    void numbersAreReadWholeOrNotAtAll_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isRead");
        for (const char* text : {"7", "+7", "007"})
            QTest::newRow(text) << QString(text) << true;
        for (const char* text : {"7.0",
                                 "7 8",
                                 "7x",
                                 "x7",
                                 "'7'",
                                 "0x7",
                                 "7e0",
                                 "--7",
                                 "+-7",
                                 "",
                                 "~",
                                 "[7]",
                                 "{7: 7}",
                                 "true",
                                 "2147483648",
                                 "-2147483649",
                                 "18446744073709551623",
                                 "1",
                                 "10001",
                                 "∞"})
            QTest::newRow(text) << QString(text) << false;
    }
    void numbersAreReadWholeOrNotAtAll() {
        QFETCH(QString, text);
        QFETCH(bool, isRead);
        const auto result = parseRecipe("search: {whale: {pod: " + text.toStdString() + "}}", "f");
        QCOMPARE(result.diagnostics.size(), std::size_t{isRead ? 0U : 1U});
        if (isRead)
            QCOMPARE(result.config.search.whale.pod, 7);
        else
            QCOMPARE(result.diagnostics[0].keyPath, std::string("search.whale.pod"));
    }
    void seedsFillAllSixtyFourBits() {
        const auto most = parseRecipe("seed: 18446744073709551615", "f");
        QVERIFY(most.diagnostics.empty());
        QCOMPARE(most.config.seed, std::uint64_t{18446744073709551615U});
        QCOMPARE(parseRecipe("seed: 18446744073709551616", "f").diagnostics.size(), std::size_t{1});
        QCOMPARE(parseRecipe("seed: -1", "f").diagnostics.size(), std::size_t{1});
    }
    void valuesOfMethodsThatAreNotThereAreUnknown() {
        for (const char* method : {"bees", "cma_es", "sa", "Whale", "whale ,random"})
            QCOMPARE(parseRecipe(std::string("search: {method: '") + method + "'}", "f").diagnostics.size(),
                     std::size_t{1});
        QCOMPARE(parseRecipe("export: [tflite]", "f").diagnostics.size(), std::size_t{1});
        QCOMPARE(parseRecipe("data: {dataset: resnet50}", "f").diagnostics.size(), std::size_t{1});
    }
    void theArticlesSpellingOfAnArchitectureIsAccepted() {
        const auto result = parseRecipe("network: {architecture: models.resnet50}", "f");
        QVERIFY(result.diagnostics.empty());
        QCOMPARE(result.config.network.architecture, std::string("resnet50"));
        QCOMPARE(parseRecipe("network: {architecture: models.resnet5}", "f").diagnostics.at(0).suggestion,
                 std::string("resnet50"));
    }
    void aPathInPlaceOfAKeyIsUnknown() {
        QCOMPARE(parseRecipe("search.goal.macs: 0.5", "f").diagnostics.size(), std::size_t{1});
        QCOMPARE(parseRecipe("search: {whale.pod: 5}", "f").diagnostics.size(), std::size_t{1});
    }
    void aRecipeThatIsNoListOfKeysIsOneProblem() {
        for (const char* text : {"x", "[1, 2]", "- a\n- b"})
            QCOMPARE(parseRecipe(text, "f").diagnostics.size(), std::size_t{1});
    }
    void writtenAndReadBackAConfigIsTheSame() {
        Rng rng(20160501);
        for (int i = 0; i < 300; ++i) {
            const auto config = randomConfig(rng);
            const auto yaml = toYaml(config);
            const auto result = parseRecipe(yaml, "f");
            QVERIFY2(result.config == config, yaml.c_str());
            // Whatever does not fit together is found in text as it is in memory.
            QCOMPARE(messages(result.diagnostics), messages(checkConfig(config)));
        }
    }
    void realNumbersKeepEveryBit() {
        RunConfig config = withDefaultGoal();
        for (const double value :
             {0.1, 1.0 / 3.0, 1e-8, 5e-324, 0.1 + 0.2, std::nextafter(1.0, 0.0), 0.00012345678901234567}) {
            config.train.eps = value;
            QCOMPARE(parseRecipe(toYaml(config), "f").config.train.eps, value);
        }
    }
    void textThatYamlWouldMisreadIsQuoted() {
        RunConfig config = withDefaultGoal();
        for (const char* text :
             {"null", "~", "true", "No", "1.5", " a ", "a: b", "a #b", "'", "\"", "\\", "-", "鲸", "[a]", "a\tb"}) {
            config.network.weights = text;
            const auto result = parseRecipe(toYaml(config), "f");
            QVERIFY2(result.diagnostics.empty(), toText(result.diagnostics).c_str());
            QCOMPARE(result.config.network.weights, std::string(text));
        }
    }
    void everyKeyIsWrittenInTheTablesOrder() {
        const auto yaml = toYaml(withDefaultGoal());
        std::size_t position = 0;
        for (const auto& key : recipeKeys()) {
            if (valueText(key, withDefaultGoal()).empty())
                continue;
            const auto name = key.path.substr(key.path.rfind('.') + 1) + ": ";
            position = yaml.find(name, position);
            QVERIFY2(position != std::string::npos, key.path.c_str());
            ++position;
        }
    }
};

QTEST_GUILESS_MAIN(TestRecipe)
#include "tst_recipe.moc"
