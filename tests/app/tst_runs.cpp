// SPDX-License-Identifier: GPL-3.0-only
// Whole runs of the built program on a data set of patterns: what is printed, what is left behind, how it is
// interrupted.
#include <QtTest>

#include <set>
#include <signal.h>

#include "core/store/run_folder.h"
#include "tests/app/program.h"

using namespace bubblenet;
using app::Program;

namespace {

const QByteArray kRecipe = "name: small\n"
                           "threads: 2\n"
                           "data: {dataset: fashion_mnist, validation: 200, batch_size: 20}\n"
                           "network: {architecture: resnet20}\n"
                           "train: {epochs: 2, learning_rate: 0.05}\n"
                           "search:\n"
                           "    whale: {pod: 3, iterations: 2}\n"
                           "    goal: {macs: 0.5, accuracy_loss: 20}\n"
                           "    recalibrate: 100\n"
                           "    judge: 100\n"
                           "    finalists: 2\n"
                           "    brief_epochs: 0.1\n"
                           "fine_tune: {epochs: 1, learning_rate: 0.02}\n";

std::vector<store::Event> eventsOf(const Program& program, const QString& run) {
    return store::RunFolder::open(program.path(run).toStdString(), store::OpenMode::read).events();
}

template<class T> std::optional<T> lastOf(const std::vector<store::Event>& events) {
    std::optional<T> found;
    for (const auto& event : events)
        if (const auto* body = std::get_if<T>(&event.body))
            found = *body;
    return found;
}

/// Waits until the program has said `text` on standard error.
bool waitForText(QProcess& process, const QString& text, QString& said) {
    QElapsedTimer timer;
    timer.start();
    while (!said.contains(text) && timer.elapsed() < 60000 && process.state() == QProcess::Running) {
        process.waitForReadyRead(200);
        said += QString::fromUtf8(process.readAllStandardError());
    }
    return said.contains(text);
}

} // namespace

class TestRuns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aRunEndsInATableAndAStatus();
    void whatARunLeftIsOfUse();
    void aFinishedRunIsNotRunAgain();
    void jsonIsOneEventALine();
    void anInterruptedRunIsResumed();
    void theSecondInterruptStopsAtOnce();
    void aHangUpThatNohupIgnoresIsIgnored();
    void trainingTakesTheArticlesOptions();
    void aRunThatFailsSaysSoOnce();
    void aRacesLapsAreRunsAndItGoesOnWhereItWasInterrupted();
    void aLapThatFailsIsTold();

private:
    std::unique_ptr<Program> m_program;
};

void TestRuns::initTestCase() {
    m_program = std::make_unique<Program>();
    app::writePatterns(*m_program, 600, 200);
    m_program->write("small.yaml", kRecipe);
    const auto result = m_program->run({"run", "small.yaml"});
    QVERIFY2(result.status == 0 || result.status == 3, qPrintable(result.err));
    m_program->write("out.txt", result.out.toUtf8());
    m_program->write("err.txt", result.err.toUtf8());
}

void TestRuns::aRunEndsInATableAndAStatus() {
    const auto events = eventsOf(*m_program, "runs/small");
    const auto verdict = lastOf<store::Verdict>(events);
    QVERIFY(verdict.has_value());
    QVERIFY(verdict->costShare <= 0.5);
    QVERIFY2(verdict->accuracyBefore > 15, "the patterns were not learnt, so that the figures below say nothing");
    const auto finished = std::get<store::RunFinished>(events.back().body);
    QCOMPARE(finished.outcome, verdict->met ? store::Outcome::completed : store::Outcome::goalNotMet);
    const auto out = QString::fromUtf8(m_program->read("out.txt"));
    for (const char* part : {"before", "after", "accuracy, test", "MACs", "parameters", "size", "latency, batch 1 ",
                             "latency, batch 250", "pruned.safetensors", "verified", "bubblenet inspect runs/small"})
        QVERIFY2(out.contains(part), qPrintable(QString(part) + "\n" + out));
    QVERIFY(out.contains(QString::fromStdString(verdict->text)));
    QVERIFY(out.contains(QString::number(verdict->accuracyAfter, 'f', 2)));
    const auto err = QString::fromUtf8(m_program->read("err.txt"));
    for (const char* part : {"phase 1/", "epoch 2/2", "iteration 2/2", "finalist 1"})
        QVERIFY2(err.contains(part), qPrintable(QString(part) + "\n" + err));
    QVERIFY(!err.contains('\r')); // no bar where there is no terminal
}

void TestRuns::whatARunLeftIsOfUse() {
    const auto& program = *m_program;
    const auto verdict = lastOf<store::Verdict>(eventsOf(program, "runs/small"));
    const auto eval =
        program.run({"eval", "--model", "runs/small", "--dataset", "fashion_mnist", "--output", "evaluation"});
    QCOMPARE(eval.status, 0);
    QVERIFY2(eval.out.contains("test split read: 3 times"), qPrintable(eval.out));
    const auto lines = eval.out.trimmed().split('\n');
    QCOMPARE(lines.last(), QString("Accuracy: %1%").arg(verdict->accuracyAfter, 0, 'f', 2));
    const auto metrics = QJsonDocument::fromJson(program.read("evaluation/metrics.json")).object();
    QCOMPARE(metrics.value("accuracy").toDouble(), verdict->accuracyAfter);
    QCOMPARE(metrics.value("images").toInt(), 200);
    QCOMPARE(metrics.value("test_reads").toInt(), 3);
    const auto predictions = program.read("evaluation/predictions.csv").trimmed().split('\n');
    QCOMPARE(predictions.size(), 201);
    qsizetype right = 0;
    for (qsizetype i = 1; i < predictions.size(); ++i) {
        const auto cells = predictions[i].split(',');
        right += cells[1] == cells[3] ? 1 : 0;
    }
    QCOMPARE(static_cast<double>(right) / 2, verdict->accuracyAfter);
    const auto confusion = program.read("evaluation/confusion.csv").trimmed().split('\n');
    QCOMPARE(confusion.size(), 11);
    qsizetype diagonal = 0;
    qsizetype all = 0;
    for (qsizetype i = 1; i < confusion.size(); ++i) {
        const auto cells = confusion[i].split(',');
        diagonal += cells[i].toInt();
        for (qsizetype j = 1; j < cells.size(); ++j)
            all += cells[j].toInt();
    }
    QCOMPARE(diagonal, right);
    QCOMPARE(all, 200);

    const auto inspect = program.run({"inspect", "runs/small"});
    QCOMPARE(inspect.status, 0);
    QVERIFY2(inspect.out.contains("layer3.2.conv1") && inspect.out.contains("→"), qPrintable(inspect.out));

    const auto exported = program.run({"export", "runs/small", "--format", "safetensors", "--output", "exported"});
    QCOMPARE(exported.status, 0);
    QVERIFY(exported.out.contains("verified"));
    const auto again = program.run({"eval", "--model", "exported/pruned.safetensors", "--dataset", "fashion_mnist"});
    QCOMPARE(again.out.trimmed().split('\n').last(), lines.last());
    const auto twice = program.run({"export", "runs/small", "--output", "exported"});
    QCOMPARE(twice.status, 2); // nothing is overwritten
    const auto halves = program.run({"export", "runs/small", "--format", "onnx,pth,torchscript", "--precision", "fp16",
                                     "--dataset", "fashion_mnist", "--output", "exported"});
    QVERIFY2(halves.status == 0, qPrintable(halves.err));
    QVERIFY2(halves.out.count(lines.last().split(' ').last().chopped(1) + " %") >= 3, qPrintable(halves.out));
    for (const char* file : {"pruned-fp16.onnx", "pruned-fp16.pth", "pruned_fp16_network.py", "pruned-fp16.pt"})
        QVERIFY2(program.exists(QString("exported/") + file), file);
    program.write("others/pruned_network.py", "print('mine')");
    const auto module = program.run({"export", "runs/small", "--format", "pth", "--output", "others"});
    QCOMPARE(module.status, 2);
    QCOMPARE(program.read("others/pruned_network.py"), QByteArray("print('mine')"));
    QVERIFY(!program.exists("others/pruned.pth"));
    const auto wrong = program.run({"eval", "--model", "exported/pruned.safetensors", "--dataset", "image_folder"});
    QVERIFY(wrong.status == 1 || wrong.status == 2);
}

void TestRuns::aFinishedRunIsNotRunAgain() {
    const auto before = m_program->read("runs/small/events.jsonl");
    const auto result = m_program->run({"resume", "runs/small"});
    QVERIFY(result.status == 0 || result.status == 3);
    QVERIFY(result.err.contains("finished already"));
    QVERIFY(result.out.contains("accuracy, test"));
    QCOMPARE(m_program->read("runs/small/events.jsonl"), before);
}

void TestRuns::jsonIsOneEventALine() {
    const auto result =
        m_program->run({"train", "--model", "resnet20", "--dataset", "fashion_mnist", "--num-epochs", "1",
                        "--batch-size", "50", "--set", "data.validation=200", "--json", "--output", "machine"});
    QCOMPARE(result.status, 0);
    QVERIFY2(result.err.isEmpty(), qPrintable(result.err));
    const auto lines = result.out.trimmed().split('\n');
    QVERIFY(lines.size() > 5);
    for (const auto& line : lines)
        QVERIFY2(QJsonDocument::fromJson(line.toUtf8()).object().contains("kind"), qPrintable(line));
    const auto folder = QJsonDocument::fromJson(lines.first().toUtf8()).object();
    QCOMPARE(folder.value("path").toString(), QString("machine/train-resnet20"));
    QVERIFY(m_program->exists(folder.value("path").toString() + "/artefacts/network.safetensors"));
    QCOMPARE(QJsonDocument::fromJson(lines.last().toUtf8()).object().value("kind").toString(), QString("run_finished"));
}

void TestRuns::anInterruptedRunIsResumed() {
    QProcess process;
    m_program->start(process, {"run", "small.yaml", "--name", "interrupted", "--num-epochs", "40"});
    QString said;
    QVERIFY2(waitForText(process, "epoch 2/40", said), qPrintable(said));
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    const auto stopped = Program::wait(process, 30000);
    said += stopped.err;
    QCOMPARE(stopped.status, 130);
    QVERIFY2(said.contains("bubblenet resume runs/interrupted"), qPrintable(said));
    QCOMPARE(lastOf<store::RunFinished>(eventsOf(*m_program, "runs/interrupted"))->outcome, store::Outcome::stopped);

    QProcess again;
    m_program->start(again, {"resume", "runs/interrupted"});
    QString resumed;
    QVERIFY2(waitForText(again, "/40", resumed), qPrintable(resumed));
    QVERIFY(!resumed.contains("epoch 1/40")); // it goes on, and does not begin again
    ::kill(static_cast<pid_t>(again.processId()), SIGTERM);
    QCOMPARE(Program::wait(again, 30000).status, 130);
}

void TestRuns::theSecondInterruptStopsAtOnce() {
    QProcess process;
    m_program->start(process, {"run", "small.yaml", "--name", "twice", "--num-epochs", "40"});
    QString said;
    QVERIFY2(waitForText(process, "epoch 1/40", said), qPrintable(said));
    const auto pid = static_cast<pid_t>(process.processId());
    ::kill(pid, SIGINT);
    QTest::qWait(1);
    ::kill(pid, SIGINT);
    QCOMPARE(Program::wait(process, 10000).status, 130);
    const auto folder = store::RunFolder::open(m_program->path("runs/twice").toStdString(), store::OpenMode::write);
    QVERIFY(!folder.events().empty()); // whole, and free for the next
}

void TestRuns::aHangUpThatNohupIgnoresIsIgnored() {
    QProcess process;
    process.setChildProcessModifier([] { ::signal(SIGHUP, SIG_IGN); });
    m_program->start(process, {"run", "small.yaml", "--name", "hung-up", "--num-epochs", "40"});
    QString said;
    QVERIFY2(waitForText(process, "epoch 1/40", said), qPrintable(said));
    const auto pid = static_cast<pid_t>(process.processId());
    ::kill(pid, SIGHUP);
    QVERIFY2(waitForText(process, "epoch 3/40", said), qPrintable(said));
    QVERIFY2(!said.contains("stopping"), qPrintable(said));
    ::kill(pid, SIGINT);
    QCOMPARE(Program::wait(process, 30000).status, 130);
}

void TestRuns::trainingTakesTheArticlesOptions() {
    const auto result =
        m_program->run({"train", "--model", "models.resnet20", "--optimizer", "whale_cosine_best", "--num-epochs", "1",
                        "--batch-size", "32", "--dataset", "fashion_mnist", "--set", "data.validation=200"});
    QCOMPARE(result.status, 0);
    QVERIFY(result.out.contains("accuracy, test"));
    const auto folder =
        store::RunFolder::open(m_program->path("runs/train-resnet20").toStdString(), store::OpenMode::read);
    const auto config = folder.config();
    QCOMPARE(config.train.optimizer, std::string("whale_cosine_best"));
    QCOMPARE(config.train.learningRate, 0.01);
    QCOMPARE(config.train.schedule, std::string("cosine_annealing"));
    QCOMPARE(config.data.batchSize, 32);
    QCOMPARE(config.search.prune, std::string("none"));
}

void TestRuns::aRunThatFailsSaysSoOnce() {
    // The data set vanishes between two starts.
    const Program program;
    app::writePatterns(program, 300, 100);
    program.write("small.yaml", kRecipe);
    QProcess process;
    program.start(process, {"run", "small.yaml", "--num-epochs", "40", "--set", "data.validation=150"});
    QString said;
    QVERIFY2(waitForText(process, "epoch 1/40", said), qPrintable(said));
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QCOMPARE(Program::wait(process, 30000).status, 130);
    app::writePatterns(program, 310, 100);
    const auto result = program.run({"resume", "runs/small"});
    QCOMPARE(result.status, 1);
    QVERIFY2(result.err.contains("SHA-256"), qPrintable(result.err));
    QCOMPARE(result.err.count("bubblenet: "), 1);
}

void TestRuns::aRacesLapsAreRunsAndItGoesOnWhereItWasInterrupted() {
    QStringList command{"race", "small.yaml", "--methods", "whale,random", "--seeds", "1", "--evaluations", "4"};
    command << "--jobs"
            << "2"
            << "--output"
            << "race";
    for (const char* setting :
         {"network.weights=random", "train.epochs=0", "fine_tune.epochs=0", "search.recalibrate=40", "search.judge=40"})
        command << "--set" << setting;
    QProcess process;
    m_program->start(process, command);
    QElapsedTimer timer;
    timer.start();
    const QString record = "race/laps/whale-1/lap/events.jsonl";
    while ((!m_program->exists(record) || !m_program->read(record).contains("candidate_done")) &&
           timer.elapsed() < 60000)
        process.waitForFinished(50);
    QVERIFY2(process.state() == QProcess::Running, process.readAllStandardError().constData());
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    const auto stopped = Program::wait(process, 30000);
    QVERIFY2(stopped.status == 130, qPrintable(stopped.err));

    const auto result = m_program->run(command);
    QVERIFY2(result.status == 0, qPrintable(result.err));
    QVERIFY(result.out.contains("verdict: "));
    QVERIFY(result.out.contains("test accuracy, %"));
    QVERIFY(lastOf<store::RunStarted>(eventsOf(*m_program, "race/laps/whale-1/lap"))->resumed);
    for (const char* lap : {"whale-1", "random-1"}) {
        const auto events = eventsOf(*m_program, QString("race/laps/%1/lap").arg(lap));
        QVERIFY(lastOf<store::RunFinished>(events).has_value());
        std::set<std::pair<int, int>> asked;
        for (const auto& event : events)
            if (const auto* candidate = std::get_if<store::CandidateDone>(&event.body))
                asked.emplace(candidate->iteration, candidate->whale);
        QCOMPARE(asked.size(), std::size_t{4});
    }
}

void TestRuns::aLapThatFailsIsTold() {
    const auto result = m_program->run({"race", "small.yaml", "--methods", "whale,random", "--seeds", "1", "--jobs",
                                        "1", "--set", "train.learning_rate=100", "--output", "failing"});
    QCOMPARE(result.status, 1);
    QVERIFY2(result.err.contains("a lap failed") && result.err.contains("log.txt"), qPrintable(result.err));
}

QTEST_GUILESS_MAIN(TestRuns)
#include "tst_runs.moc"
