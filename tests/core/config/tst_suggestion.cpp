// SPDX-License-Identifier: GPL-3.0-only
#include <QTest>

#include "core/config/suggestion.h"

using namespace bubblenet::config;

class TestSuggestion : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void distancesAreThoseOfTheTextbooks() {
        QCOMPARE(editDistance("kitten", "sitting"), std::size_t{3});
        QCOMPARE(editDistance("saturday", "sunday"), std::size_t{3});
        QCOMPARE(editDistance("", "pod"), std::size_t{3});
        QCOMPARE(editDistance("pod", "pod"), std::size_t{0});
        QCOMPARE(editDistance("dpo", "pdo"), std::size_t{1});
        QCOMPARE(editDistance("ca", "abc"), std::size_t{3}); // the restricted distance; the unrestricted one is 2
    }
    void nearestNameForgivesSlipsOfTheKeyboard() {
        const std::vector<std::string> names = {"learning_rate", "weight_decay", "whale",
                                                "random",        "resnet50",     "resnet56"};
        QCOMPARE(nearestName("lerning_rate", names).value_or(""), std::string("learning_rate"));
        QCOMPARE(nearestName("learningRate", names).value_or(""), std::string("learning_rate"));
        QCOMPARE(nearestName("LEARNING-RATE", names).value_or(""), std::string("learning_rate"));
        QCOMPARE(nearestName("wahle", names).value_or(""), std::string("whale"));
        QCOMPARE(nearestName("resnet5", names).value_or(""), std::string("resnet50"));
        QCOMPARE(nearestName("weight", names).value_or(""), std::string("weight_decay"));
    }
    void nothingIsSuggestedForWhatIsFarFromEveryName() {
        const std::vector<std::string> names = {"whale", "random"};
        QVERIFY(!nearestName("pso", names));
        QVERIFY(!nearestName("", names));
        QVERIFY(!nearestName(std::string(100000, 'w'), names));
        QVERIFY(!nearestName("whale", {}));
    }
};

QTEST_GUILESS_MAIN(TestSuggestion)
#include "tst_suggestion.moc"
