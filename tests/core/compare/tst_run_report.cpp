// SPDX-License-Identifier: GPL-3.0-only
// Reports: well-formed, complete, in both languages, and harmless whatever the names are.
#include <QRegularExpression>
#include <QtTest>

#include <set>

#include "core/compare/comparison.h"
#include "core/compare/run_reader.h"
#include "core/compare/run_report.h"
#include "core/race/html.h"
#include "tests/support/made_runs.h"
#include "tests/support/markup.h"
#include "tests/support/recorded_run.h"

namespace fs = std::filesystem;
using namespace bubblenet;
using namespace bubblenet::compare;
using test::Page;

namespace {

const std::string kEvil = "\"></td><script>alert('1')</script><img src=\"http://x\" onerror='y'>&lt;\x01";

Run evilRun(const std::string& name) {
    RunSummary run;
    run.folder = "/runs/" + name + kEvil;
    run.state = RunState::completed;
    run.problem = "problem" + kEvil;
    run.annotation = {.name = name + kEvil, .tags = {"tag" + kEvil}, .note = "note" + kEvil, .other = {}};
    run.config.emplace().network.weights = "weights" + kEvil;
    run.config->seed = name.size();
    run.manifest.notes = {"said" + kEvil};
    run.manifest.weightsPath = "path" + kEvil;
    for (const auto& event : test::madeEvents({}))
        run.record.apply(event);
    run.record.plan->groups[0] = "group" + kEvil;
    run.record.verdict->text = "verdict" + kEvil;
    run.record.artefacts[0].path = "artefact" + kEvil;
    run.record.artefacts[0].by = "reader" + kEvil;
    run.record.artefacts[0].others = {{.by = "other reader" + kEvil}};
    run.record.finalists[1].origin = "origin" + kEvil;
    run.record.finalists[1].removedBlocks = {"block" + kEvil};
    return std::make_shared<RunSummary>(run);
}

QString visible(const std::string& text) { // the control character cannot be in a page
    return QString::fromStdString(text).replace(QChar(1), QChar(0xFFFD));
}

void verifyFetchesNothing(const std::string& html) {
    auto text = QString::fromStdString(html);
    text.remove("xmlns=\"http://www.w3.org/2000/svg\"");
    const QRegularExpression reference("\\s(src|href|action)=\"|@import|url\\((?!#)|https?://");
    const auto match = reference.match(text);
    QVERIFY2(!match.hasMatch(), qPrintable(match.captured()));
    QVERIFY(html.find("default-src 'none'") != std::string::npos);
}

} // namespace

class TestRunReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRunsReportSaysWhatWasDone();
    void itIsInChineseToo();
    void latenciesAreThoseThatWereMeasured();
    void whoReadTheFilesIsSaid();
    void severalAreBesideEachOther();
    void onPaperNothingIsCutOff();
    void eachDataSetHasAFront();
    void aTrainingOfOneEpochIsSeen();
    void aRacesVerdictIsInChineseToo();
    void namesCannotBecomeMarkup();
    void nothingIsFetched();
    void unreadableAndEmptyRunsHaveReports();
};

void TestRunReport::aRunsReportSaysWhatWasDone() {
    const auto run = RunReader().read(test::demoRun());
    const Page page = test::readPage(runReportHtml(*run, Language::english));
    QVERIFY2(page.error.isEmpty(), qPrintable(page.error));
    for (const char* words : {"goal met: 49.91 % of the MACs are left", "accuracy, test|90.94 %|90.86 %|−0.08|",
                              "MACs|30.82 M|15.38 M|49.91 %|", "seed|1|", "fashion_mnist|", "weights, SHA-256|68ecbd61",
                              "data, SHA-256|1b4a0909", "reads of the test images|2|", "search.whale.mode|robust|",
                              "stem|16|", "Finalists|", "artefacts/pruned.safetensors|", "SHA-256 f193f4de",
                              "read back, its outputs agree|", "the weights are imported"})
        QVERIFY2(page.words.contains(words), words);
    QVERIFY(page.elements.count("svg") == 1);
    QVERIFY(page.words.contains("Best candidate so far"));
}

void TestRunReport::itIsInChineseToo() {
    const auto run = RunReader().read(test::demoRun());
    const auto html = runReportHtml(*run, Language::chinese);
    const Page page = test::readPage(html);
    QVERIFY2(page.error.isEmpty(), qPrintable(page.error));
    QVERIFY(html.find("lang=\"zh-CN\"") != std::string::npos);
    for (const char* words :
         {"达到目标：乘加次数 剩余 49.91 %", "测试准确率|90.94 %|90.86 %|", "种子|1|", "迄今最佳候选", "入围候选|"})
        QVERIFY2(page.words.contains(words), words);
    for (const char* words : {"Before and after", "What was done", "Finalists", "accuracy, test"})
        QVERIFY2(!page.words.contains(words), words);
}

void TestRunReport::latenciesAreThoseThatWereMeasured() {
    RunSummary run;
    run.record = recordOf(test::madeEvents({.name = "one"}));
    const store::LatencyCompared ours{"Bubblenet", "cpu", 250, 30, 46.5, 38.5, 1.21, 1.19, 1.24};
    run.record.apply({.time = 1, .body = ours});
    const store::LatencyCompared again{"Bubblenet", "cpu", 250, 30, 50.5, 40.5, 1.25, 1.19, 1.24}; // by a resumed run
    run.record.apply({.time = 2, .body = again});
    const store::LatencyCompared others{"ONNX Runtime 1.32.0", "cpu", 1, 30, 0.47, 0.27, 1.69, 1.66, 1.77};
    run.record.apply({.time = 3, .body = others});
    const Page page = test::readPage(runReportHtml(run, Language::english));
    QVERIFY2(page.error.isEmpty(), qPrintable(page.error));
    for (const char* words :
         {"latency, Bubblenet on cpu, batch of 250|50.5 ms|40.5 ms|1.25 × (1.19 … 1.24) as fast|",
          "latency, ONNX Runtime 1.32.0 on cpu, batch of 1|0.47 ms|0.27 ms|1.69 × (1.66 … 1.77) as fast|"})
        QVERIFY2(page.words.contains(words), qPrintable(page.words));
    QVERIFY2(!page.words.contains("46.5 ms"), "the first of two measurements");
    QVERIFY2(!page.words.contains("latency, one image"), "the same twice");
    QVERIFY(test::readPage(runReportHtml(run, Language::chinese)).words.contains("速度 1.69 × (1.66 … 1.77)|"));
}

void TestRunReport::whoReadTheFilesIsSaid() {
    RunSummary run;
    run.record = recordOf(test::madeEvents({.name = "one"}));
    run.record.apply({.time = 1,
                      .body = store::ArtefactWritten{.path = "artefacts/pruned.onnx",
                                                     .largestDifference = 1e-6,
                                                     .range = 20.5,
                                                     .verified = true,
                                                     .images = 64,
                                                     .sameTop1 = 64,
                                                     .latencyMs = 2,
                                                     .by = "Bubblenet",
                                                     .others = {{"ONNX Runtime 1.32.0", 2e-6, 20.5, 64, 63, 0.5}}}});
    const Page page = test::readPage(runReportHtml(run, Language::english));
    for (const char* words : {"artefacts/pruned.onnx|Bubblenet|1e-06 / 20.5|64 / 64|2.00 ms|",
                              "artefacts/pruned.onnx|ONNX Runtime 1.32.0|2e-06 / 20.5|63 / 64|0.50 ms|"})
        QVERIFY2(page.words.contains(words), qPrintable(page.words));
}

void TestRunReport::severalAreBesideEachOther() {
    QTemporaryDir folder;
    const fs::path parent = folder.path().toStdString();
    RunReader reader;
    std::vector<Run> runs;
    runs.push_back(reader.read(test::writeMadeRun(parent, {.name = "one", .accuracy = 91, .macsLeft = 0.5})));
    runs.push_back(reader.read(
        test::writeMadeRun(parent, {.name = "two", .method = "random", .seed = 7, .accuracy = 92, .macsLeft = 0.75})));
    const Page page = test::readPage(comparisonHtml(runs, {}, Language::english));
    QVERIFY2(page.error.isEmpty(), qPrintable(page.error));
    for (const char* words : {"Runs compared: 2|", "one|completed|whale:partial|1|93.00|91.00|-2.00|50.00|",
                              "two|completed|random|7|93.00|92.00|-1.00|75.00|", "seed|1|7|",
                              "search.method|whale|random|", "Cost against accuracy", "front|"})
        QVERIFY2(page.words.contains(words), words);
    QVERIFY(!page.words.contains("Race of methods"));
    QVERIFY(page.elements.count("circle") == 1);
    // One alone has the report of one.
    QCOMPARE(comparisonHtml({runs[0]}, {}, Language::english), runReportHtml(*runs[0], Language::english));
}

void TestRunReport::onPaperNothingIsCutOff() {
    QTemporaryDir folder;
    RunReader reader;
    std::vector<Run> runs;
    for (std::uint64_t seed = 1; seed <= 8; ++seed)
        runs.push_back(reader.read(
            test::writeMadeRun(folder.path().toStdString(), {.name = "run-" + std::to_string(seed), .seed = seed})));
    const auto html = comparisonHtml(runs, {}, Language::english);
    QVERIFY(html.find("@media print") != std::string::npos);
    // Six runs in a row beside the keys, and the others below them.
    const Page page = test::readPage(html);
    for (const char* row :
         {"key|run-1|run-2|run-3|run-4|run-5|run-6||", "seed|1|2|3|4|5|6||", "key|run-7|run-8||", "seed|7|8||"})
        QVERIFY2(page.words.contains(row), row);
    // A path may go on in the next line, at a place that does not hurt.
    QVERIFY(html.find("search.<wbr/>") == std::string::npos);
    const auto path = race::listTable({{"weights", "/data/my_weights.v2.pth"}, {"share", "12345678.25"}});
    QVERIFY2(path.find("/<wbr/>data/<wbr/>my_<wbr/>weights<wbr/>.v2.pth") != std::string::npos, path.c_str());
    QVERIFY2(path.find("12345678.25") != std::string::npos, path.c_str());
}

void TestRunReport::eachDataSetHasAFront() {
    auto one = *evilRun("one");
    auto other = one;
    one.config->data.dataset = "cifar10";
    other.config->data.dataset = "mnist";
    const std::vector<Run> runs = {std::make_shared<RunSummary>(one), std::make_shared<RunSummary>(other)};
    const Page page = test::readPage(comparisonHtml(runs, {}, Language::english));
    QVERIFY(page.words.contains("Cost against accuracy: cifar10"));
    QVERIFY(page.words.contains("Cost against accuracy: mnist"));
    QVERIFY(page.words.contains("data set|"));
    QCOMPARE(judgedOn(std::vector{runs[1], runs[0], runs[1]}), (std::vector<std::string>{"mnist", "cifar10"}));
    one.config->data = {.dataset = "image_folder", .path = "/photos/birds/", .augment = {}};
    QCOMPARE(judgedOn(one), std::string("image_folder birds"));
}

void TestRunReport::aTrainingOfOneEpochIsSeen() {
    RunSummary run;
    run.record.epochs = {{1, 90}};
    const auto html = runReportHtml(run, Language::english);
    QVERIFY(test::readPage(html).elements.count("circle") == 1);
    run.record.epochs.push_back({2, 91});
    QVERIFY(test::readPage(runReportHtml(run, Language::english)).elements.count("circle") == 0);
}

void TestRunReport::aRacesVerdictIsInChineseToo() {
    Race race;
    for (const std::string method : {"whale", "random", "pso"})
        for (std::uint64_t seed = 1; seed <= 8; ++seed)
            race.laps.push_back({.problem = "p",
                                 .objectiveLabel = "validation error of the search's best, %",
                                 .method = method,
                                 .seed = seed,
                                 .evaluations = 9,
                                 .uniqueEvaluations = 9,
                                 .best = {{1, method == "random" ? 5.0 + static_cast<double>(seed) : 2.0}},
                                 .figures = {}});
    race.result = race::judge(race.laps, "whale");
    const Page page = test::readPage(comparisonHtml({evilRun("a"), evilRun("b")}, race, Language::chinese));
    QVERIFY2(page.error.isEmpty(), qPrintable(page.error));
    for (const char* words :
         {"whale 的搜索最佳者的验证误差显著低于 random（8 个种子中有 8 个如此，中位数 2 对 9.500 %，p "
          "= 0.0156，差异大，Cliff δ -1.00）",
          "以 8 个种子未能显示 whale 与 pso 之间的差异（中位数 2 对 2 %；p = 1", "p: 搜索最佳者的验证误差，%"})
        QVERIFY2(page.words.contains(words), qPrintable(page.words.mid(page.words.indexOf("whale 的"), 400)));
    QVERIFY(!page.words.contains("could be shown"));
    std::erase_if(race.laps, [](const auto& lap) { return lap.seed > 2; });
    race.result = race::judge(race.laps, "whale");
    QVERIFY(test::readPage(comparisonHtml({}, race, Language::chinese)).words.contains("需要 7 个种子"));
}

void TestRunReport::namesCannotBecomeMarkup() {
    for (const auto language : {Language::english, Language::chinese}) {
        const Page one = test::readPage(runReportHtml(*evilRun("name"), language));
        QVERIFY2(one.error.isEmpty(), qPrintable(one.error));
        for (const char* word :
             {"name", "problem", "tag", "note", "weights", "said", "path", "group", "artefact", "origin", "block"})
            QVERIFY2(one.words.contains(visible(word + kEvil)) ||
                         one.words.contains(visible(word + std::string("\\\""))),
                     word);
        const Page two = test::readPage(comparisonHtml({evilRun("first"), evilRun("second")}, {}, language));
        QVERIFY2(two.error.isEmpty(), qPrintable(two.error));
        for (const auto& page : {one, two})
            for (const char* element : {"script", "img"})
                QVERIFY(page.elements.count(element) == 0);
    }
}

void TestRunReport::nothingIsFetched() {
    const auto demo = RunReader().read(test::demoRun());
    verifyFetchesNothing(runReportHtml(*demo, Language::english));
    verifyFetchesNothing(comparisonHtml({demo, demo}, {}, Language::chinese));
}

void TestRunReport::unreadableAndEmptyRunsHaveReports() {
    RunReader reader;
    QTemporaryDir folder;
    const auto broken = reader.read(folder.path().toStdString());
    const auto unfinished =
        reader.read(test::writeMadeRun(folder.path().toStdString(), {.candidates = 0, .isFinished = false}));
    for (const auto language : {Language::english, Language::chinese})
        for (const auto& html : {runReportHtml(*broken, language), runReportHtml(*unfinished, language),
                                 runReportHtml(RunSummary(), language), comparisonHtml({}, {}, language),
                                 comparisonHtml({broken, unfinished}, {}, language)})
            QVERIFY(test::readPage(html).error.isEmpty());
    QVERIFY(test::readPage(runReportHtml(*broken, Language::english)).words.contains("is not the folder of a run"));
}

QTEST_GUILESS_MAIN(TestRunReport)
#include "tst_run_report.moc"
