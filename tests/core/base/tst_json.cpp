// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include "core/base/json.h"

using namespace bubblenet;

class TestJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valuesAreRead() {
        QCOMPARE(parseJson(R"({"a": [1, {"b": "c"}]})").at("a").at(1).at("b").get<std::string>(), std::string("c"));
    }
    void whatIsNoJsonIsDiscarded() {
        QVERIFY_THROWS_EXCEPTION(nlohmann::json::exception, parseJson("{"));
        QVERIFY(parseJsonOrDiscard("{").is_discarded());
        QVERIFY(parseJsonOrDiscard("").is_discarded());
    }
    void deepNestingIsRefusedHoweverDeep() {
        const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
        QVERIFY(parseJson(nested(50)).is_array());
        for (const std::size_t depth : {100U, 200000U, 5000000U}) {
            QVERIFY_THROWS_EXCEPTION(Error, parseJson(nested(depth)));
            QVERIFY(parseJsonOrDiscard(nested(depth)).is_discarded());
            QVERIFY(parseJsonOrDiscard(std::string(depth, '[')).is_discarded());
        }
    }
};

QTEST_GUILESS_MAIN(TestJson)
#include "tst_json.moc"
