// SPDX-License-Identifier: GPL-3.0-only
#include <QTest>

#include <limits>

#include "core/config/recipe.h"

using namespace bubblenet::config;

class TestRecipeChecks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatDoesNotFitTogetherIsRefusedAtOneOfItsKeys_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("keyPath");
        const auto row = [](const char* text, const char* keyPath) {
            QTest::newRow(text) << QString(text) << QString(keyPath);
        };
        row("search: {goal: {macs: 0.5, parameters: 0.5}}", "search.goal.parameters");
        row("search: {goal: {macs: 0.5, latency: 0.4, bytes: 0.3}}", "search.goal.bytes");
        row("search: {goal: {sparsity: 0.5}}", "search.goal.sparsity");
        row("search: {prune: weights, method: iterative, goal: {macs: 0.5}}", "search.goal.macs");
        row("search: {prune: weights, method: iterative, goal: {latency: 0.5}}", "search.goal.latency");
        row("search: {prune: weights, method: whale}", "search.method");
        row("search: {prune: weights, method: iterative, score: fpgm}", "search.score");
        row("search: {prune: weights, method: uniform, goal: {sparsity: 0.5}}\nfine_tune: {epochs: 0}",
            "fine_tune.epochs");
        row("search: {method: iterative, tune: [learning_rate]}", "search.tune");
        row("search: {method: uniform, tune: [weight_decay]}", "search.tune");
        row("search: {tune: [weight_decay]}\nfine_tune: {epochs: 0}", "search.tune");
        row("search: {front: {least: 0.2}}", "search.front.least");
        row("search: {front: {most: 0.8}}", "search.front.most");
        row("search: {front: {least: 0.6, most: 0.8}, goal: {macs: 0.5}}", "search.front.least");
        row("search: {front: {least: 0.2, most: 0.4}, goal: {macs: 0.5}}", "search.front.most");
        row("search: {front: {least: 0.2, most: 0.8}, method: pso}", "search.front.least");
        row("search: {method: nsga2}", "search.method");
        row("search: {judge: 5000}", "search.judge");
        row("data: {validation: 0}", "data.validation");
        row("data: {validation: 50000}", "data.validation");
        row("data: {dataset: mnist, validation: 60000}", "data.validation");
        row("search: {recalibrate: 100}\ndata: {validation: 49900}", "data.batch_size");
        row("search: {recalibrate: 45001}", "search.recalibrate");
        row("data: {limit: 1500, batch_size: 2000}", "data.batch_size");
        row("search: {recalibrate: 1280}\ndata: {limit: 1279}", "search.recalibrate");
        row("search: {finalists: 4, brief_epochs: 0.5}\nfine_tune: {epochs: 1}", "search.brief_epochs");
        row("train: {distill: true}", "train.distill");
        row("train: {learning_rate: 0.001, eps: 0.01}", "train.eps");
        row("fine_tune: {schedule: step}", "fine_tune.schedule");
        row("fine_tune: {schedule: step, step_epochs: [3, 2]}", "fine_tune.step_epochs");
        row("search: {prune: none}\ndata: {validation: 0}\ntrain: {optimizer: whale_cosine_best}", "train.optimizer");
        row("search: {prune: none}\ndata: {validation: 0}\ntrain: {early_stopping: 3}", "train.early_stopping");
        row("data: {batch_size: 1}\ntrain: {workers: 2}", "train.workers");
        row("network: {classes: 100}", "network.classes");
        row("network: {architecture: resnet56, stem: imagenet}", "network.stem");
        row("network: {architecture: resnet50, shortcut: B}", "network.shortcut");
        row("device: 'cuda:'", "device");
        row("device: cuda:1234", "device");
        row("device: gpu", "device");
        row("name: a/b", "name");
        row("name: ..", "name");
    }
    void whatDoesNotFitTogetherIsRefusedAtOneOfItsKeys() {
        QFETCH(QString, text);
        QFETCH(QString, keyPath);
        const auto result = parseRecipe(text.toStdString(), "f");
        QVERIFY2(result.diagnostics.size() == 1, toText(result.diagnostics).c_str());
        QCOMPARE(QString::fromStdString(result.diagnostics[0].keyPath), keyPath);
        QVERIFY(hasErrors(result.diagnostics));
    }
    void whatFitsIsNotRefused_data() {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"search: {prune: weights, method: iterative, score: random, goal: {sparsity: 0.9}}",
              "search: {goal: {latency: 0.5}}", "search: {method: nsga2, front: {least: 0.5, most: 0.8}}",
              "search: {goal: {macs: 1}}", "search: {prune: none}\ndata: {validation: 0}", "search: {judge: 4999}",
              "data: {dataset: image_folder, validation: 7}\nsearch: {judge: 6}",
              "network: {classes: 37}\ndata: {dataset: image_folder}", "device: cuda:1",
              "network: {architecture: resnet50, stem: cifar}", "network: {architecture: resnet20, shortcut: B}",
              "search: {tune: [learning_rate, weight_decay]}", "fine_tune: {epochs: 0}",
              "fine_tune: {schedule: step, step_epochs: [2, 4]}", "search: {method: iterative, judge: 5000}"})
            QTest::newRow(text) << QString(text);
    }
    void whatFitsIsNotRefused() {
        QFETCH(QString, text);
        const auto result = parseRecipe(text.toStdString(), "f");
        QVERIFY2(result.diagnostics.empty(), toText(result.diagnostics).c_str());
    }
    void aFindingIsReportedWhereTheTextIsNearest() {
        const auto value = parseRecipe("search:\n  goal:\n    macs: 0.5\n    bytes: 0.5\n", "f").diagnostics.at(0);
        QCOMPARE(value.line, 4);
        QCOMPARE(value.column, 12);
        const auto other = parseRecipe("name: x\ndata: {validation: 900}", "f").diagnostics.at(0);
        QCOMPARE(other.keyPath, std::string("search.judge")); // the text does not have it, but what it does not fit
        QCOMPARE(other.line, 2);
        QCOMPARE(other.column, 20);
    }
    void aKeyThatIsWrongItselfIsNotReportedTwice() {
        const auto result = parseRecipe("search: {goal: {macs: half}, judge: x}\ndata: {validation: 10}", "f");
        QCOMPARE(result.diagnostics.size(), std::size_t{2});
    }
    void aConfigInMemoryIsCheckedLikeText() {
        RunConfig config;
        QCOMPARE(checkConfig(config).at(0).keyPath, std::string("search.goal")); // only a recipe fills in the goal
        config.search.goal.macs = 0.5;
        QVERIFY(checkConfig(config).empty());
        config.search.whale.pod = 0;
        config.train.learningRate = std::numeric_limits<double>::quiet_NaN();
        config.train.eps = -std::numeric_limits<double>::infinity();
        config.data.dataset = "resnet50";
        config.network.weights = "caf\xE9";
        config.data.augment = {"crop", "crop"};
        QStringList keys;
        for (const auto& diagnostic : checkConfig(config))
            keys << QString::fromStdString(diagnostic.keyPath);
        QCOMPARE(keys, QStringList({"data.dataset", "data.augment", "network.weights", "train.learning_rate",
                                    "train.eps", "search.whale.pod"}));
    }
};

QTEST_GUILESS_MAIN(TestRecipeChecks)
#include "tst_recipe_checks.moc"
