// SPDX-License-Identifier: GPL-3.0-only
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/error.h"
#include "core/config/recipe.h"
#include "core/config/resources.h"

using namespace bubblenet;
using namespace bubblenet::config;

namespace {

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// What loadRecipe says of it; empty when it reads.
QString refusal(const std::string& nameOrPath) {
    try {
        loadRecipe(nameOrPath);
    } catch (const Error& error) {
        return (error.kind() == ErrorKind::usage ? "usage: " : "failure: ") + QString(error.what());
    }
    return {};
}

} // namespace

class TestShippedRecipes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { qunsetenv("BUBBLENET_RESOURCES"); }

    void theFiveRecipesAreThereWithTheirSummaries() {
        QStringList names;
        for (const auto& recipe : shippedRecipes()) {
            names << QString::fromStdString(recipe.name);
            QVERIFY2(recipe.summary.size() > 20 && recipe.summary[0] != '#', recipe.name.c_str());
        }
        QCOMPARE(names, QStringList({"article", "article-iterative", "demo", "resnet50-half", "resnet56-half"}));
    }
    void eachReadsWithoutAWarningAndIsNamedAsItsFile() {
        for (const auto& recipe : shippedRecipes()) {
            const auto config = loadRecipe(recipe.name);
            QCOMPARE(config.name, recipe.name);
            QVERIFY(checkConfig(config).empty());
            const auto again = parseRecipe(toYaml(config), "f");
            QVERIFY(again.diagnostics.empty() && again.config == config);
        }
    }
    /// Every value that the article gives.
    void theArticlesRecipeHasTheArticlesValues() {
        const auto config = loadRecipe("article");
        QCOMPARE(config.data.dataset, std::string("cifar10"));
        QCOMPARE(config.data.batchSize, 32);
        QCOMPARE(config.network.architecture, std::string("resnet50"));
        QCOMPARE(config.network.stem, std::string("imagenet"));
        QCOMPARE(config.network.classes, 10);
        QCOMPARE(config.train.epochs, 20);
        QCOMPARE(config.train.optimizer, std::string("whale_cosine_best"));
        QCOMPARE(config.train.learningRate, 0.01);
        QCOMPARE(config.train.schedule, std::string("cosine_annealing"));
        QCOMPARE(config.train.tMax, 10);
        QCOMPARE(config.train.eps, 1e-8);
        QCOMPARE(config.train.hiddenSize, 10);
        QCOMPARE(config.train.power, 0.9);
        QCOMPARE(config.train.annealStrategy, std::string("cos"));
        QCOMPARE(config.train.maxEpochs, 20);
        QCOMPARE(config.train.hiddenScale, 0.98);
        QCOMPARE(config.train.labelSmoothing, 0.0); // plain cross-entropy
        const auto iterative = loadRecipe("article-iterative");
        QCOMPARE(iterative.search.method, std::string("iterative"));
        QCOMPARE(iterative.search.score, std::string("random"));
        QCOMPARE(iterative.search.iterative.share, 0.1);
        QCOMPARE(iterative.search.iterative.epochs, 1);
        QCOMPARE(iterative.search.goal.macs.value_or(0), 0.5);
    }
    void aFileIsReadByItsPath() {
        QTemporaryDir folder;
        const auto path = folder.filePath("mine.yaml");
        write(path, "name: mine\n");
        QCOMPARE(loadRecipe(path.toStdString()).name, std::string("mine"));
    }
    void everyProblemOfAFileIsInTheError() {
        QTemporaryDir folder;
        const auto path = folder.filePath("mine.yaml");
        write(path, "nam: mine\nseed: x\n");
        const auto text = refusal(path.toStdString());
        QVERIFY2(text.startsWith("usage: " + path + ":1:1: error: unknown key 'nam'; did you mean 'name'?\n"),
                 qPrintable(text));
        QVERIFY2(text.contains("\n" + path + ":2:7: error: seed"), qPrintable(text));
    }
    void whatIsNoRecipeIsRefusedWithTheNamesThereAre() {
        QVERIFY(refusal("resnet56-haf").endsWith("did you mean 'resnet56-half'?"));
        QVERIFY(refusal("nothing.yaml").contains("article, article-iterative, demo"));
        QVERIFY(refusal("").startsWith("usage: "));
        QTemporaryDir folder;
        QVERIFY(refusal(folder.path().toStdString()).startsWith("usage: "));
        write(folder.filePath("big.yaml"), QByteArray((1 << 20) + 1, '#'));
        QVERIFY(!refusal(folder.filePath("big.yaml").toStdString()).isEmpty());
    }
    void resourcesLieWhereTheVariableSays() {
        QTemporaryDir folder;
        qputenv("BUBBLENET_RESOURCES", folder.path().toUtf8());
        QCOMPARE(resourceFolder().string(), folder.path().toStdString());
        QVERIFY(shippedRecipes().empty());
        write(folder.filePath("weights.pth"), "x");
        QCOMPARE(resolvePath("weights.pth"), std::filesystem::path(folder.filePath("weights.pth").toStdString()));
        QCOMPARE(resolvePath("other.pth"), std::filesystem::path("other.pth"));
        QCOMPARE(resolvePath("/no/such/file"), std::filesystem::path("/no/such/file"));
        QCOMPARE(resolvePath(""), std::filesystem::path());
        qputenv("BUBBLENET_RESOURCES", "/no/such/folder");
        QVERIFY_THROWS_EXCEPTION(Error, resourceFolder());
        QCOMPARE(resolvePath("other.pth"), std::filesystem::path("other.pth"));
    }
    void aFileOfTheUsersComesBeforeOneOfTheProgram() {
        QTemporaryDir resources;
        QTemporaryDir mine;
        qputenv("BUBBLENET_RESOURCES", resources.path().toUtf8());
        write(resources.filePath("w.pth"), "theirs");
        write(mine.filePath("w.pth"), "mine");
        const auto before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(mine.path()));
        const auto found = resolvePath("w.pth");
        QVERIFY(QDir::setCurrent(before));
        QCOMPARE(found, std::filesystem::path("w.pth"));
    }
};

QTEST_GUILESS_MAIN(TestShippedRecipes)
#include "tst_shipped_recipes.moc"
