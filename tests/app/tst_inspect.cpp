// SPDX-License-Identifier: GPL-3.0-only
// `bubblenet inspect` on a run of the built program: what it prints, writes and refuses.
#include <QtTest>

#include "core/store/run_folder.h"
#include "tests/app/program.h"

using namespace bubblenet;
using app::Program;

namespace {

const QByteArray kRecipe = "name: small\n"
                           "threads: 1\n"
                           "data: {dataset: fashion_mnist, validation: 100, batch_size: 20, image_size: 16}\n"
                           "network: {architecture: resnet20}\n"
                           "train: {epochs: 1, learning_rate: 0.05}\n"
                           "search:\n"
                           "    whale: {pod: 3, iterations: 1}\n"
                           "    goal: {macs: 0.5, accuracy_loss: 100}\n"
                           "    recalibrate: 60\n"
                           "    judge: 60\n"
                           "    finalists: 1\n"
                           "fine_tune: {epochs: 1, learning_rate: 0.02}\n";

QJsonObject objectOf(const app::Finished& result) {
    return QJsonDocument::fromJson(result.out.toUtf8()).object();
}

/// On one thread: two wait for each other where other tests run beside this one.
app::Finished inspect(const Program& program, const QStringList& arguments) {
    return program.run(QStringList{"inspect"} << arguments << "--threads"
                                              << "1");
}

std::int64_t testReads(const Program& program) {
    return store::RunFolder::open(program.path("runs/small").toStdString(), store::OpenMode::read).manifest().testReads;
}

QString anImage() {
    return QString(BUBBLENET_SOURCE_DIR) + "/tests/reference/data/colour.png";
}

} // namespace

class TestInspect : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aRunIsATableOfBothNetworks();
    void aLayerSaysWhatIsKept();
    void imagesAreJudgedAndTestReadsCounted();
    void whalesAreListedAndOpened();
    void imagesAreClassifiedByBothNetworks();
    void latenciesAreMeasuredInPairs();
    void filesAreWrittenAndNeverReplaced();
    void aRunThatIsStillGoingIsNotToBeResumed();
    void whatIsAskedWronglyIsRefused_data();
    void whatIsAskedWronglyIsRefused();

private:
    std::unique_ptr<Program> m_program;
};

void TestInspect::initTestCase() {
    m_program = std::make_unique<Program>();
    app::writePatterns(*m_program, 400, 100);
    m_program->write("small.yaml", kRecipe);
    const auto result = m_program->run({"run", "small.yaml"});
    QVERIFY2(result.status == 0 || result.status == 3, qPrintable(result.err));
}

void TestInspect::aRunIsATableOfBothNetworks() {
    const auto text = inspect(*m_program, {"runs/small"});
    QCOMPARE(text.status, 0);
    for (const char* part : {"layer3.2.conv1", "→", "MACs before", "accuracy, test", "test split read: 2 times"})
        QVERIFY2(text.out.contains(part), qPrintable(QString(part) + "\n" + text.out));
    QVERIFY(!text.out.contains("resume"));
    const auto object = objectOf(inspect(*m_program, {"runs/small", "--json"}));
    const auto before = object.value("before").toObject();
    const auto after = object.value("after").toObject();
    QVERIFY(after.value("macs").toDouble() <= 0.5 * before.value("macs").toDouble());
    double sum = 0;
    for (const auto& layer : after.value("layers").toArray()) {
        sum += layer.toObject().value("parameters").toDouble();
        const auto kept = object.value("kept").toObject().value(layer.toObject().value("name").toString()).toArray();
        QCOMPARE(kept.size(), layer.toObject().value("outputs").toInt());
    }
    QCOMPARE(sum, after.value("parameters").toDouble());
}

void TestInspect::aLayerSaysWhatIsKept() {
    const auto text = inspect(*m_program, {"runs/small", "--layer", "layer2.0.conv2"});
    QCOMPARE(text.status, 0);
    for (const char* part : {"residual stream 'layer2'", "layer2.2.conv2", "score l1", "weights from"})
        QVERIFY2(text.out.contains(part), qPrintable(QString(part) + "\n" + text.out));
    const auto layer =
        objectOf(inspect(*m_program, {"runs/small", "--layer", "conv1", "--json"})).value("layer").toObject();
    QCOMPARE(layer.value("scores").toObject().value("values").toArray().size(), 16);
    QVERIFY(layer.value("kept").isArray());
}

void TestInspect::imagesAreJudgedAndTestReadsCounted() {
    const auto before = testReads(*m_program);
    const auto text = inspect(*m_program, {"runs/small", "--images"});
    QVERIFY2(text.status == 0, qPrintable(text.err));
    for (const char* part : {"100 validation images", "[95 %]", "broken", "mended"})
        QVERIFY2(text.out.contains(part), qPrintable(QString(part) + "\n" + text.out));
    QCOMPARE(testReads(*m_program), before);
    const auto judged =
        objectOf(inspect(*m_program, {"runs/small", "--images", "test", "--json"})).value("judged").toObject();
    QCOMPARE(testReads(*m_program), before + 2);
    QCOMPARE(judged.value("test_reads").toInt(), static_cast<int>(before) + 2);
    const auto correct = [&](const char* side) { return judged.value(side).toObject().value("correct").toInt(); };
    QCOMPARE(correct("before") - correct("after"),
             static_cast<int>(judged.value("broken").toArray().size() - judged.value("mended").toArray().size()));
    QCOMPARE(judged.value("wrong").toArray().size(), 100 - correct("after"));
}

void TestInspect::whalesAreListedAndOpened() {
    const auto list = inspect(*m_program, {"runs/small", "--whales", "--json"});
    const auto whales = QJsonDocument::fromJson(list.out.toUtf8()).array();
    QCOMPARE(whales.size(), 3);
    QVERIFY(inspect(*m_program, {"runs/small", "--whales"}).out.contains("1:3"));
    const auto opened = objectOf(inspect(*m_program, {"runs/small", "--whale", "1:3", "--json"}));
    const auto whale = opened.value("whale").toObject();
    QCOMPARE(whale.value("accuracy_built_again").toDouble(), whales[2].toObject().value("accuracy").toDouble());
    QCOMPARE(opened.value("after").toObject().value("macs").toDouble(), whale.value("macs").toDouble());
}

void TestInspect::imagesAreClassifiedByBothNetworks() {
    m_program->write("broken.png", "nothing");
    const auto result = inspect(*m_program, {"runs/small", "--classify", anImage(), "broken.png"});
    QCOMPARE(result.status, 1);
    QVERIFY(result.err.contains("broken.png"));
    QVERIFY(result.out.contains("colour.png") && result.out.count(" %") >= 10);
}

void TestInspect::latenciesAreMeasuredInPairs() {
    const auto result = inspect(*m_program, {"runs/small", "--latency", "--batch-size", "4", "--json"});
    const auto before = objectOf(result).value("before").toObject();
    QCOMPARE(before.value("latencies").toArray().size(), 2);
    QCOMPARE(before.value("latencies").toArray()[1].toObject().value("batch").toInt(), 4);
    for (const auto& layer : before.value("layers").toArray())
        QVERIFY(layer.toObject().value("latency").toObject().value("median_ms").toDouble() > 0);
    const auto pairs = objectOf(result).value("latency_pairs").toArray();
    QVERIFY(pairs.size() >= 2);
    QCOMPARE(pairs[0].toObject().value("by").toString(), QString("Bubblenet"));
    QCOMPARE(pairs[1].toObject().value("batch").toInt(), 4);
    QVERIFY(pairs[1].toObject().value("speedup").toDouble() > 0);
}

void TestInspect::filesAreWrittenAndNeverReplaced() {
    const QStringList arguments = {"runs/small", "--layer", "conv1", "--images", "validation", "--output", "looked"};
    const auto result = inspect(*m_program, arguments);
    QVERIFY2(result.status == 0, qPrintable(result.err));
    QCOMPARE(m_program->read("looked/images.csv").count('\n'), 101);
    QCOMPARE(m_program->read("looked/layers.csv").count('\n'), 21); // 19 convolutions and the classifier
    QCOMPARE(m_program->read("looked/channels.csv").count('\n'), 17);
    QCOMPARE(m_program->read("looked/confusion_difference.csv").count('\n'), 11);
    const auto broken = m_program->read("looked/images.csv").count(",broken\n");
    const auto json = QJsonDocument::fromJson(m_program->read("looked/inspection.json")).object();
    QCOMPARE(json.value("judged").toObject().value("broken").toArray().size(), broken);
    const auto again = inspect(*m_program, arguments);
    QCOMPARE(again.status, 2);
    QVERIFY(again.err.contains("inspection.json"));
}

void TestInspect::aRunThatIsStillGoingIsNotToBeResumed() {
    m_program->write("long.yaml",
                     QByteArray(kRecipe).replace("name: small", "name: long").replace("epochs: 1", "epochs: 500"));
    QProcess process;
    m_program->start(process, {"run", "long.yaml"});
    QTRY_VERIFY_WITH_TIMEOUT(m_program->exists("runs/long/events.jsonl") &&
                                 m_program->read("runs/long/events.jsonl").contains("epoch_done"),
                             60000);
    const auto going = inspect(*m_program, {"runs/long"});
    process.kill();
    process.waitForFinished();
    QCOMPARE(going.status, 0);
    QVERIFY2(going.out.contains("another process") && !going.out.contains("resume"), qPrintable(going.out));
    QVERIFY(inspect(*m_program, {"runs/long"}).out.contains("bubblenet resume runs/long"));
}

void TestInspect::whatIsAskedWronglyIsRefused_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("a layer that is not there") << QStringList{"runs/small", "--layer", "conv9"} << "no layer 'conv9'";
    QTest::newRow("a whale that is not there") << QStringList{"runs/small", "--whale", "7:7"} << "7:7";
    QTest::newRow("whales are counted from 1") << QStringList{"runs/small", "--whale", "1:0"} << "1:0";
    QTest::newRow("no whale at all") << QStringList{"runs/small", "--whale", "seven"} << "ITERATION:WHALE";
    QTest::newRow("another split") << QStringList{"runs/small", "--images", "train"} << "train";
    QTest::newRow("whales of a network") << QStringList{"resnet20", "--whales"} << "no whales";
    QTest::newRow("images of an unknown kind") << QStringList{"resnet20", "--images"} << "data set";
    QTest::newRow("a data set that is not here")
        << QStringList{"resnet20", "--images", "test", "--dataset", "cifar10"} << "cifar10";
}

void TestInspect::whatIsAskedWronglyIsRefused() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const auto result = inspect(*m_program, arguments);
    QVERIFY2(result.status == 2 || result.status == 1, qPrintable(result.err));
    QVERIFY2(result.err.contains(says), qPrintable(result.err));
    QVERIFY(result.out.isEmpty());
}

QTEST_GUILESS_MAIN(TestInspect)
#include "tst_inspect.moc"
