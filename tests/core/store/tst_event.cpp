// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/store/event_fields.h"
#include "tests/core/store/sample_events.h"

using namespace bubblenet;
using namespace bubblenet::store;

namespace {

std::string errorOf(const std::string& line) {
    try {
        eventFromJsonLine(line);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

class TestEvent : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindSurvivesTheRoundTrip();
    void noMemberOfASampleIsAtItsDefault();
    void keysAreSnakeCaseAndOneLine();
    void plainLinesAndThoroughOnesAgree();
    void whatIsAlmostPlainIsReadThoroughly_data();
    void whatIsAlmostPlainIsReadThoroughly();
    void absentOptionalsStayAbsent();
    void numbersThatAreNotFiniteBecomeNull();
    void unknownKindsAreNone();
    void unknownKeysArePassedOver();
    void missingKeysKeepTheirDefaults();
    void hostileLinesThrow_data();
    void hostileLinesThrow();
    void everyTruncationThrows();
    void changedBytesNeverCrash();
    void textThatIsNoUtf8IsWrittenAllTheSame();
};

void TestEvent::everyKindSurvivesTheRoundTrip() {
    const auto bodies = sampleBodies();
    QCOMPARE(bodies.size(), std::variant_size_v<EventBody>);
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        QCOMPARE(bodies[i].index(), i); // every alternative once
        const Event event{1732500000.123456, bodies[i]};
        const auto line = toJsonLine(event);
        const auto back = eventFromJsonLine(line);
        QVERIFY(back.has_value());
        QCOMPARE(back->time, event.time);
        QCOMPARE(back->body.index(), i);
        QCOMPARE(toJsonLine(*back), line);
    }
    // The comparison above sees what was written; these see that it is what was meant.
    const auto candidate = std::get<CandidateDone>(eventFromJsonLine(toJsonLine({0, bodies[4]}))->body);
    QCOMPARE(candidate.position, (std::vector<double>{0.1, 0.2, 1e-17}));
    QCOMPARE(candidate.removedBlocks, (std::vector<std::string>{"layer1.2", "layer3.4"}));
    QCOMPARE(candidate.latencyMs, 1.75);
    const auto iteration = std::get<IterationDone>(eventFromJsonLine(toJsonLine({0, bodies[5]}))->body);
    QCOMPARE(iteration.whales.size(), std::size_t{2});
    QCOMPARE(iteration.whales[0].position, (std::vector<double>{0.5, 0.25}));
    QCOMPARE(iteration.leader, -1);
    const auto started = std::get<RunStarted>(eventFromJsonLine(toJsonLine({0, bodies[0]}))->body);
    QCOMPARE(started.seed, std::numeric_limits<std::uint64_t>::max());
    QCOMPARE(started.name, std::string("a \"quoted\"\nname é 改"));
}

// A member that fields() forgets would come back as its default and be missing from the text.
void TestEvent::noMemberOfASampleIsAtItsDefault() {
    for (const auto& body : sampleBodies()) {
        const auto sample = nlohmann::json::parse(toJsonLine({1, body}));
        EventBody blank =
            std::visit([](const auto& value) -> EventBody { return std::decay_t<decltype(value)>{}; }, body);
        const auto defaults = nlohmann::json::parse(toJsonLine({0, blank}));
        for (const auto& [key, value] : defaults.items()) {
            if (key != "kind" && !(key == "outcome" || key == "met"))
                QVERIFY2(sample.at(key) != value, (sample.at("kind").get<std::string>() + "." + key).c_str());
        }
    }
}

// White space takes a line to the thorough reader; without it, it is read as this program writes it.
void TestEvent::plainLinesAndThoroughOnesAgree() {
    for (const auto& body : sampleBodies()) {
        const auto line = toJsonLine({1732500000.123456, body});
        const auto plain = eventFromJsonLine(line);
        const auto thorough = eventFromJsonLine("{ " + line.substr(1));
        QVERIFY(plain && thorough);
        QCOMPARE(toJsonLine(*plain), toJsonLine(*thorough));
    }
}

void TestEvent::whatIsAlmostPlainIsReadThoroughly_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("isEvent");
    const auto step = [](const char* name, const char* loss, bool isEvent) {
        QTest::newRow(name) << QByteArray("{\"kind\":\"step_done\",\"loss\":") + loss + ",\"time\":1}" << isEvent;
    };
    step("a number", "-1.5e-3", true);
    step("null", "null", true);
    step("a leading zero", "01", false);
    step("no digit after the point", "1.", false);
    step("not a number", "nan", false);
    step("infinity", "inf", false);
    step("two numbers", "1 2", false);
    step("nothing", "", false);
    step("a text", "\"1\"", false);
    step("open", "[1", false);
    step("an unknown key", "1,\"later\":{\"a\":[1,{}]}", true);
    step("an unknown key that is broken", "1,\"later\":{\"a\":[1,{}}", false);
    QTest::newRow("the kind is inside") << QByteArray(R"({"time":1,"whales":[{"kind":"step_done"}]})") << false;
    QTest::newRow("two kinds") << QByteArray(R"({"kind":"step_done","kind":"message","time":1})") << true;
    QTest::newRow("a fraction for a whole number")
        << QByteArray(R"({"kind":"step_done","step":1.5,"time":1})") << false;
    QTest::newRow("too large") << QByteArray(R"({"kind":"step_done","epoch":99999999999,"time":1})") << false;
    QTest::newRow("something after it") << QByteArray(R"({"kind":"step_done","time":1}})") << false;
}

void TestEvent::whatIsAlmostPlainIsReadThoroughly() {
    QFETCH(QByteArray, line);
    QFETCH(bool, isEvent);
    bool isRead = false;
    try {
        isRead = eventFromJsonLine(line.toStdString()).has_value();
    } catch (const Error&) {
    }
    QCOMPARE(isRead, isEvent);
}

void TestEvent::keysAreSnakeCaseAndOneLine() {
    for (const auto& body : sampleBodies()) {
        const auto line = toJsonLine({1, body});
        QVERIFY(!contains(line, "\n"));
        const auto object = nlohmann::json::parse(line);
        for (const auto& [key, value] : object.items())
            QVERIFY2(QRegularExpression("^[a-z][a-z0-9_]*$").match(QString::fromStdString(key)).hasMatch(),
                     key.c_str());
    }
    QVERIFY(contains(toJsonLine({1, CandidateDone{}}), R"("kind":"candidate_done")"));
    QVERIFY(contains(toJsonLine({1, RunFinished{Outcome::stopped, "", 0}}), R"("outcome":"stopped")"));
}

void TestEvent::absentOptionalsStayAbsent() {
    const auto line = toJsonLine({1, EpochDone{}});
    QVERIFY(!contains(line, "validation_loss"));
    QVERIFY(!std::get<EpochDone>(eventFromJsonLine(line)->body).validationLoss.has_value());
}

void TestEvent::numbersThatAreNotFiniteBecomeNull() {
    StepDone step;
    step.loss = std::numeric_limits<double>::quiet_NaN();
    step.learningRate = std::numeric_limits<double>::infinity();
    const auto line = toJsonLine({1, step});
    QVERIFY(contains(line, R"("loss":null)"));
    const auto back = std::get<StepDone>(eventFromJsonLine(line)->body);
    QVERIFY(std::isnan(back.loss));
    QVERIFY(std::isnan(back.learningRate));
}

void TestEvent::unknownKindsAreNone() {
    QVERIFY(!eventFromJsonLine(R"({"kind":"whale_sang","time":1,"pitch":[1,{"a":null}]})").has_value());
}

void TestEvent::unknownKeysArePassedOver() {
    const auto event = eventFromJsonLine(R"({"kind":"message","time":2,"text":"x","colour":{"r":1}})");
    QCOMPARE(std::get<Message>(event->body).text, std::string("x"));
    QCOMPARE(event->time, 2.0);
}

void TestEvent::missingKeysKeepTheirDefaults() {
    const auto event = eventFromJsonLine(R"({"kind":"run_started"})");
    QCOMPARE(std::get<RunStarted>(event->body).threads, 0);
}

void TestEvent::hostileLinesThrow_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("named");
    QTest::newRow("nothing") << ""
                             << "not an event";
    QTest::newRow("not JSON") << "hello"
                              << "hello";
    QTest::newRow("a number") << "17"
                              << "17";
    QTest::newRow("a list") << R"([{"kind":"message"}])"
                            << "not an event";
    QTest::newRow("no kind") << R"({"time":1})"
                             << "kind";
    QTest::newRow("kind is a number") << R"({"kind":4})"
                                      << "kind";
    QTest::newRow("two objects") << R"({"kind":"message"}{"kind":"message"})"
                                 << "not an event";
    QTest::newRow("text for a number") << R"({"kind":"step_done","epoch":"3"})"
                                       << "epoch";
    QTest::newRow("fraction for a whole number") << R"({"kind":"step_done","epoch":1.5})"
                                                 << "epoch";
    QTest::newRow("too large for an int") << R"({"kind":"step_done","epoch":2147483648})"
                                          << "epoch";
    QTest::newRow("negative seed") << R"({"kind":"run_started","seed":-1})"
                                   << "seed";
    QTest::newRow("beyond 64 bits") << R"({"kind":"run_started","seed":36893488147419103232})"
                                    << "seed";
    QTest::newRow("number for a flag") << R"({"kind":"candidate_done","cached":1})"
                                       << "cached";
    QTest::newRow("list for a text") << R"({"kind":"message","text":["x"]})"
                                     << "text";
    QTest::newRow("text in a list of numbers") << R"({"kind":"candidate_done","position":[1,"2"]})"
                                               << "position";
    QTest::newRow("object for a list") << R"({"kind":"iteration_done","whales":{}})"
                                       << "whales";
    QTest::newRow("number for a whale") << R"({"kind":"iteration_done","whales":[1]})"
                                        << "whales";
    QTest::newRow("unknown outcome") << R"({"kind":"run_finished","outcome":"won"})"
                                     << "outcome";
    QTest::newRow("null outcome") << R"({"kind":"run_finished","outcome":null})"
                                  << "outcome";
    QTest::newRow("time is text") << R"({"kind":"message","time":"now"})"
                                  << "time";
}

void TestEvent::hostileLinesThrow() {
    QFETCH(QString, line);
    QFETCH(QString, named);
    const auto error = errorOf(line.toStdString());
    QVERIFY2(contains(error, named.toStdString()), error.c_str());
    QVERIFY(!contains(error, "\n"));
}

void TestEvent::everyTruncationThrows() {
    for (const auto& body : sampleBodies()) {
        const auto line = toJsonLine({1, body});
        for (std::size_t size = 0; size < line.size(); ++size)
            QVERIFY(!errorOf(line.substr(0, size)).empty());
    }
    // Deep enough to overflow the stack of a parser that recurses without end.
    QVERIFY(!errorOf(std::string(100000, '[')).empty());
}

void TestEvent::changedBytesNeverCrash() {
    Rng rng(7);
    int read = 0;
    int refused = 0;
    for (const auto& body : sampleBodies()) {
        const auto line = toJsonLine({1, body});
        for (int i = 0; i < 500; ++i) {
            auto changed = line;
            changed[rng.below(changed.size())] = static_cast<char>(rng.below(256));
            try {
                eventFromJsonLine(changed);
                ++read;
            } catch (const Error&) { // and nothing else
                ++refused;
            }
        }
    }
    QVERIFY(read > 0 && refused > 0);
}

void TestEvent::textThatIsNoUtf8IsWrittenAllTheSame() {
    const auto line = toJsonLine({1, Message{"info", "caf\xe9.png"}});
    QCOMPARE(std::get<Message>(eventFromJsonLine(line)->body).text, std::string("caf\xef\xbf\xbd.png"));
}

QTEST_GUILESS_MAIN(TestEvent)
#include "tst_event.moc"
